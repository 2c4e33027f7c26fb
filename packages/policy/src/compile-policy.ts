import { canonicalWindow, defaultAlgorithm } from "./canonical-window";
import { isGlob, literalLength } from "./glob";
import { toPointer } from "./json-pointer";
import type { LimitCheck } from "./limit-check";
import { parsePolicy } from "./parse-policy";
import type { Plan } from "./plan";
import { type CompiledRule, planByRule } from "./plan-by-rule";
import type { Limit, PolicyDocument, Rule } from "./policy-document";
import { refuseHidden } from "./refusals";

/** A policy ready to judge by. Immutable; to be kept with the policy's version and used for any number of calls. */
export type CompiledPolicy =
  | {
      readonly kind: "readable";
      /** Plans of `hide` and `tools` under exact names, whole: judging such a call is a look-up. */
      readonly hiddenNames: ReadonlyMap<string, Plan>;
      readonly plans: ReadonlyMap<string, Plan>;
      /** In the order of `hide`. */
      readonly hiddenGlobs: readonly { readonly glob: string; readonly pointer: string }[];
      /** Most specific first; no two that are equally specific match one name. */
      readonly globs: readonly { readonly glob: string; readonly rule: CompiledRule }[];
      readonly default: "allow" | "deny";
    }
  | { readonly kind: "unreadable" };

/** Compiles a canonical document, as `parsePolicy` returns it. */
export function compilePolicy(document: PolicyDocument): CompiledPolicy {
  const hide = (document.hide ?? []).map((name, index) => ({ name, pointer: toPointer(["hide", index]) }));
  const entries = Object.entries(document.tools ?? {});
  const users = countUsers(entries);
  const rules = entries.map(([name, rule]) => ({ name, rule: compileRule(name, rule, users) }));
  return {
    kind: "readable",
    hiddenNames: new Map(
      hide.filter(({ name }) => !isGlob(name)).map(({ name, pointer }) => [name, refuseHidden(name, pointer)]),
    ),
    hiddenGlobs: hide.filter(({ name }) => isGlob(name)).map(({ name, pointer }) => ({ glob: name, pointer })),
    plans: new Map(rules.filter(({ name }) => !isGlob(name)).map(({ name, rule }) => [name, planByRule(rule, name)])),
    globs: rules
      .filter(({ name }) => isGlob(name))
      .map(({ name, rule }) => ({ glob: name, rule }))
      .toSorted((a, b) => literalLength(b.glob) - literalLength(a.glob)),
    default: document.default,
  };
}

/**
 * Compiles a stored text. One that can't be read (written by a newer version, or damaged) becomes a policy that refuses
 * every call with `policy_invalid`: an unreadable rule is never skipped.
 */
export function compileStoredPolicy(text: string): CompiledPolicy {
  const parsed = parsePolicy(text);
  return parsed.ok ? compilePolicy(parsed.document) : { kind: "unreadable" };
}

function compileRule(name: string, rule: Rule, users: ReadonlyMap<string, number>): CompiledRule {
  const limits = rule.limits ?? [];
  return {
    pointer: toPointer(["tools", name]),
    action: rule.action,
    reason: rule.reason,
    limits: limits.map((limit, index) => compileLimit(limit, toPointer(["tools", name, "limits", index]))),
    sharedLimits: limits.map((limit) => isGlob(name) || (users.get(budgetOf(limit)) ?? 0) > 1),
  };
}

function compileLimit(limit: Limit, pointer: string): LimitCheck {
  const window = canonicalWindow(limit.window);
  return {
    pointer,
    counter: limit.counter,
    scope: limit.scope ?? "grant",
    window,
    algorithm: limit.algorithm ?? defaultAlgorithm(window),
    max: limit.max,
    cost: limit.cost ?? 1,
    onStoreError: "deny",
  };
}

function countUsers(entries: readonly (readonly [string, Rule])[]): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const limit of entries.flatMap(([, rule]) => rule.limits ?? [])) {
    users.set(budgetOf(limit), (users.get(budgetOf(limit)) ?? 0) + 1);
  }
  return users;
}

function budgetOf(limit: Limit): string {
  return `${limit.counter} ${canonicalWindow(limit.window)}`;
}
