import { countUsers } from "./compile-limit";
import { type CompiledRule, compileRulePart, joinRule, type RulePart } from "./compile-rule";
import { isGlob, literalLength } from "./glob";
import { toPointer } from "./json-pointer";
import type { Access, PolicyDocument, Rule, ServerRequests } from "./policy-document";
import type { RiskClass } from "./risk-class";

/** A policy ready to judge by. Immutable; to be kept with the policy's version and used for any number of calls. */
export type CompiledPolicy = ReadablePolicy | { readonly kind: "unreadable" };

export interface ReadablePolicy {
  readonly kind: "readable";
  readonly isShadow: boolean;
  readonly timezone: string;
  readonly default: "allow" | "deny";
  /** Pointers by exact name: judging such a call is a look-up. */
  readonly hiddenNames: ReadonlyMap<string, string>;
  /** In the order of `hide`. */
  readonly hiddenGlobs: readonly { readonly glob: string; readonly pointer: string }[];
  /** By exact name. */
  readonly rules: ReadonlyMap<string, CompiledRule>;
  /** Most specific first; no two that are equally specific match one name. */
  readonly globs: readonly { readonly glob: string; readonly rule: CompiledRule }[];
  readonly classes: ReadonlyMap<RiskClass, CompiledRule>;
  /** What `default: "allow"` and `all_tools` make of a tool that no entry matches. */
  readonly byDefault: CompiledRule;
  readonly resources: CompiledAccess;
  readonly prompts: CompiledAccess;
  readonly server_requests: CompiledAccess;
}

export interface CompiledAccess {
  readonly allow: readonly { readonly glob: string; readonly pointer: string }[];
  readonly deny: readonly { readonly glob: string; readonly pointer: string }[];
  readonly default: "allow" | "deny";
  readonly defaultPointer: string;
}

/** Compiles a canonical document, as `parsePolicy` returns it. */
export function compilePolicy(document: PolicyDocument): ReadablePolicy {
  const hide = (document.hide ?? []).map((name, index) => ({ name, pointer: toPointer(["hide", index]) }));
  const entries = Object.entries(document.tools ?? {});
  const classEntries = classRules(document);
  const everyRule = [...entries.map(([, rule]) => rule), ...classEntries.map(([, rule]) => rule)];
  const users = countUsers([...everyRule, document.all_tools ?? {}].flatMap((rule) => rule.limits ?? []));
  const all = compileRulePart(document.all_tools ?? {}, "/all_tools", true, users);
  const compile = (rule: Rule, kind: CompiledRule["kind"], pointer: string, isShared: boolean): CompiledRule => {
    return joinRule(rule, { pointer, kind }, compileRulePart(rule, pointer, isShared, users), all);
  };
  const rules = entries.map(([name, rule]) => {
    return { name, rule: compile(rule, "tool", toPointer(["tools", name]), isGlob(name)) };
  });
  return {
    kind: "readable",
    isShadow: document.mode === "shadow",
    timezone: document.timezone ?? "UTC",
    default: document.default,
    hiddenNames: new Map(hide.filter(({ name }) => !isGlob(name)).map(({ name, pointer }) => [name, pointer])),
    hiddenGlobs: hide.filter(({ name }) => isGlob(name)).map(({ name, pointer }) => ({ glob: name, pointer })),
    rules: new Map(rules.filter(({ name }) => !isGlob(name)).map(({ name, rule }) => [name, rule])),
    globs: rules
      .filter(({ name }) => isGlob(name))
      .map(({ name, rule }) => ({ glob: name, rule }))
      .toSorted((a, b) => literalLength(b.glob) - literalLength(a.glob)),
    classes: new Map(classEntries.map(([name, rule]) => [name, compile(rule, "class", `/classes/${name}`, true)])),
    byDefault: joinRule({}, { pointer: "/default", kind: "default" }, NO_PART, all),
    resources: compileAccess(document.resources, "resources", document.default),
    prompts: compileAccess(document.prompts, "prompts", document.default),
    server_requests: compileAccess(document.server_requests, "server_requests", document.default),
  };
}

const NO_PART: RulePart = {
  require: [],
  denyIf: [],
  approveIf: [],
  schemaPointer: null,
  limits: [],
  sharedLimits: [],
};

function classRules({ classes = {} }: PolicyDocument): [RiskClass, Rule][] {
  const { read, write, execute, destructive, financial } = classes;
  const entries: [RiskClass, Rule | undefined][] = [
    ["read", read],
    ["write", write],
    ["execute", execute],
    ["destructive", destructive],
    ["financial", financial],
  ];
  return entries.flatMap(([name, rule]): [RiskClass, Rule][] => (rule === undefined ? [] : [[name, rule]]));
}

function compileAccess(
  access: Access | ServerRequests | undefined,
  field: "resources" | "prompts" | "server_requests",
  fallback: "allow" | "deny",
): CompiledAccess {
  const list = (globs: readonly string[] | undefined, name: string) =>
    (globs ?? []).map((glob, index) => ({ glob, pointer: toPointer([field, name, index]) }));
  return {
    allow: list(access?.allow, "allow"),
    deny: list(access?.deny, "deny"),
    default: access?.default ?? fallback,
    defaultPointer: access?.default === undefined ? "/default" : `/${field}/default`,
  };
}
