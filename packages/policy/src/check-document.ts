import type { z } from "zod";
import { canonicalRule } from "./canonical-rule";
import { explainIssue } from "./explain-issue";
import { findConditionProblems } from "./find-condition-problems";
import { findDuplicateHides, findGlobTies, findRuleContradictions } from "./find-contradictions";
import { findCounterConflicts } from "./find-counter-conflicts";
import { findLimitProblems } from "./find-limit-problems";
import type { PolicyDocument, Rule } from "./policy-document";
import type { Finding } from "./policy-problem";
import {
  classesSchema,
  type NamedRule,
  policyDocumentSchema,
  toolNameSchema,
  type WrittenDocument,
} from "./policy-schema";
import { allToolsSchema, ruleSchema, type WrittenRule } from "./rule-schema";
import { isTimezone } from "./time-facts";

type Issue = z.core.$ZodIssue;

export interface CheckedDocument {
  readonly findings: readonly Finding[];
  /** null when there are findings. */
  readonly document: PolicyDocument | null;
}

/**
 * Checks a document as written: its shape, then what it says against itself. Rules are checked one by one, so that a bad
 * one doesn't hide what is wrong with the others, and because zod's records skip a tool that is called `__proto__`.
 */
export function checkDocument(value: unknown): CheckedDocument {
  const documentIssues: Issue[] = [];
  const isWritten = isWrittenDocument(value, documentIssues);
  const findings = documentIssues
    .filter(({ path }) => !isInsideRule(path))
    .flatMap((issue) => explainIssue(issue, [], value));
  const rules: NamedRule[] = [];
  for (const candidate of ruleCandidates(value)) {
    const issues: Issue[] = [];
    const { kind, name, path, rule } = candidate;
    const isNamed = kind !== "tool" || toolNameSchema.safeParse(name).success;
    if (!isNamed) findings.push({ path, at: "key", code: "invalid_value", message: NAME_MESSAGE });
    if (isWrittenRule(rule, kind === "all" ? allToolsSchema : ruleSchema, issues)) {
      if (isNamed) rules.push({ ...candidate, rule });
    } else {
      findings.push(...issues.flatMap((issue) => explainIssue(issue, path, value)));
    }
  }
  findings.push(
    ...rules.flatMap(findRuleContradictions),
    ...findConditionProblems(rules),
    ...rules.flatMap(findLimitProblems),
    ...findCounterConflicts(rules),
    ...findGlobTies(rules.filter(({ kind }) => kind === "tool")),
    ...findTimezoneProblem(memberOf(value, "timezone")),
  );
  const hide = policyDocumentSchema.shape.hide.safeParse(memberOf(value, "hide"));
  findings.push(...findDuplicateHides(hide.data ?? []));
  if (findings.length > 0 || !isWritten) return { findings, document: null };
  return { findings, document: canonicalDocument(value, rules) };
}

type Candidate = Omit<NamedRule, "rule"> & { readonly rule: unknown };

function ruleCandidates(document: unknown): Candidate[] {
  const classNames = Object.keys(classesSchema.shape);
  const all = memberOf(document, "all_tools");
  return [
    ...entriesOf(memberOf(document, "tools")).map(([name, rule]): Candidate => {
      return { kind: "tool", name, path: ["tools", name], rule };
    }),
    ...entriesOf(memberOf(document, "classes"))
      .filter(([name]) => classNames.includes(name))
      .map(([name, rule]): Candidate => ({ kind: "class", name, path: ["classes", name], rule })),
    ...(all === undefined ? [] : [{ kind: "all", name: "all_tools", path: ["all_tools"], rule: all } as const]),
  ];
}

/** What the document's schema finds in a rule is found again, rule by rule; an unknown class is found here only. */
function isInsideRule(path: readonly PropertyKey[]): boolean {
  return path[0] === "all_tools" || ((path[0] === "tools" || path[0] === "classes") && path.length >= 2);
}

const NAME_MESSAGE = "A name in `tools` must have 1 to 256 characters; write the tool's name or a glob.";

function findTimezoneProblem(timezone: unknown): Finding[] {
  if (typeof timezone !== "string" || timezone === "" || timezone.length > 64) return [];
  // Offsets like +02:00 are known to some runtimes only.
  if (/^[A-Za-z]/.test(timezone) && isTimezone(timezone)) return [];
  const message = '`timezone` must be the name of a time zone, like "Europe/Berlin" or "UTC".';
  return [{ path: ["timezone"], at: "value", code: "invalid_value", message }];
}

function canonicalDocument(written: WrittenDocument, rules: readonly NamedRule[]): PolicyDocument {
  const { tools, classes, all_tools: all, ...rest } = written;
  const canonical: CanonicalParts = {};
  // Built from entries, which define a key called `__proto__` instead of setting the prototype.
  const rulesOf = (kind: NamedRule["kind"]) =>
    Object.fromEntries(rules.filter((rule) => rule.kind === kind).map((rule) => [rule.name, canonicalRule(rule)]));
  if (tools !== undefined) canonical.tools = rulesOf("tool");
  if (classes !== undefined) canonical.classes = rulesOf("class");
  if (all !== undefined) canonical.all_tools = rulesOf("all").all_tools ?? {};
  return inOrderOf(written, { ...rest, ...canonical });
}

interface CanonicalParts {
  tools?: Readonly<Record<string, Rule>>;
  classes?: Readonly<Record<string, Rule>>;
  all_tools?: Rule;
}

/** The author's order of fields: a field that exists keeps its place when another value is assigned to it. */
function inOrderOf<Document extends object>(order: object, document: Document): Document {
  const placed: Document = { ...order, ...document };
  return placed;
}

/*
 * The schema transforms nothing, so a value that passes is what it was; using that value, not zod's copy, keeps the
 * author's order of fields. `issues` gets what is wrong with it.
 */
function isWrittenRule(
  value: unknown,
  schema: typeof ruleSchema | typeof allToolsSchema,
  issues: Issue[],
): value is WrittenRule {
  const { success, error } = schema.safeParse(value);
  issues.push(...(error?.issues ?? []));
  return success;
}

function isWrittenDocument(value: unknown, issues: Issue[]): value is WrittenDocument {
  const { success, error } = policyDocumentSchema.safeParse(value);
  issues.push(...(error?.issues ?? []));
  return success;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function memberOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, field)
    ? Reflect.get(value, field)
    : undefined;
}
