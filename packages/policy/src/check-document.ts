import { canonicalRule } from "./canonical-rule";
import { explainIssue } from "./explain-issue";
import { findDuplicateHides, findGlobTies, findRuleContradictions } from "./find-contradictions";
import { findCounterConflicts } from "./find-counter-conflicts";
import type { PolicyDocument } from "./policy-document";
import type { Finding } from "./policy-problem";
import {
  type NamedRule,
  policyDocumentSchema,
  ruleSchema,
  toolNameSchema,
  type WrittenDocument,
  type WrittenRule,
} from "./policy-schema";

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
  const shape = policyDocumentSchema.safeParse(value);
  const issues = shape.error?.issues.filter(({ path }) => path[0] !== "tools" || path.length < 2) ?? [];
  const findings = issues.flatMap((issue) => explainIssue(issue, [], value));
  const rules: NamedRule[] = [];
  for (const [name, rule] of toolEntries(value)) {
    const found = findShapeProblems(name, rule, value);
    findings.push(...found);
    if (found.length === 0 && isWrittenRule(rule)) rules.push({ name, rule });
  }
  findings.push(...rules.flatMap(findRuleContradictions), ...findCounterConflicts(rules), ...findGlobTies(rules));
  const hide = policyDocumentSchema.shape.hide.safeParse(memberOf(value, "hide"));
  findings.push(...findDuplicateHides(hide.data ?? []));
  if (findings.length > 0 || !isWrittenDocument(value)) return { findings, document: null };
  return { findings, document: canonicalDocument(value, rules) };
}

function findShapeProblems(name: string, rule: unknown, document: unknown): Finding[] {
  const path = ["tools", name];
  const findings = (ruleSchema.safeParse(rule).error?.issues ?? []).flatMap((issue) =>
    explainIssue(issue, path, document),
  );
  if (toolNameSchema.safeParse(name).success) return findings;
  const message = "A name in `tools` must have 1 to 256 characters; write the tool's name or a glob.";
  return [{ path, at: "key", code: "invalid_value", message }, ...findings];
}

function canonicalDocument(written: WrittenDocument, rules: readonly NamedRule[]): PolicyDocument {
  const { tools: writtenTools, ...withoutTools } = written;
  if (writtenTools === undefined) return withoutTools;
  // Built from entries, which define a key called `__proto__` instead of setting the prototype.
  const tools = Object.fromEntries(rules.map(({ name, rule }) => [name, canonicalRule(name, rule)]));
  return { ...written, tools };
}

/*
 * The schema transforms nothing, so a value that passes is what it was; using that value, not zod's copy, keeps the
 * author's order of fields.
 */
function isWrittenRule(value: unknown): value is WrittenRule {
  return ruleSchema.safeParse(value).success;
}

function isWrittenDocument(value: unknown): value is WrittenDocument {
  return policyDocumentSchema.safeParse(value).success;
}

function toolEntries(document: unknown): [string, unknown][] {
  const tools = memberOf(document, "tools");
  return typeof tools === "object" && tools !== null && !Array.isArray(tools) ? Object.entries(tools) : [];
}

function memberOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, field)
    ? Reflect.get(value, field)
    : undefined;
}
