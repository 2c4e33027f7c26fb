import { couldBothMatch, type GlobShape, globShape, isGlob, literalLength } from "./glob";
import type { JsonPath } from "./json-pointer";
import type { Finding, ProblemCode } from "./policy-problem";
import type { NamedRule } from "./policy-schema";
import { limitsPerRuleMax } from "./rule-schema";

/** What a rule says against itself. */
export function findRuleContradictions({ path, rule }: NamedRule): Finding[] {
  const limitCount = (rule.limits?.length ?? 0) + (rule.rate_limit === undefined ? 0 : 1);
  const findings: Finding[] = [];
  const asks = rule.action === "require_approval" || (rule.approve_if ?? []).length > 0;
  const refuses = rule.action === "deny" || (rule.require ?? []).length > 0 || (rule.deny_if ?? []).length > 0;
  if (rule.reason !== undefined && (rule.action === "hide" || !(asks || refuses))) {
    const message =
      '`reason` is told to the agent when a rule denies or asks for approval, and this rule does neither; add `"action": "deny"` or remove `reason`.';
    findings.push(found([...path, "reason"], "contradiction", message));
  }
  if (rule.action === "deny" || rule.action === "hide") {
    const field = limitCount === 0 ? null : rule.rate_limit === undefined ? "limits" : "rate_limit";
    if (field !== null) {
      const message = `\`"action": "${rule.action}"\` lets no call through, so this limit would never count; remove one of the two.`;
      findings.push(found([...path, field], "contradiction", message));
    }
  }
  if (rule.action === "rate_limit" && limitCount === 0) {
    const message = '`"action": "rate_limit"` needs a limit; add `"rate_limit": {"max": 10, "window": 60}`.';
    findings.push(found([...path, "action"], "contradiction", message));
  }
  if (rule.approval !== undefined && !asks && rule.action !== "deny" && rule.action !== "hide") {
    const message =
      '`approval` is about calls that this rule asks for, and it asks for none; add `approve_if` or `"action": "require_approval"`.';
    findings.push(found([...path, "approval"], "contradiction", message));
  }
  const always = (rule.deny_if ?? []).findIndex(({ conditions }) => conditions.length === 0);
  if (always !== -1 && limitCount > 0) {
    const message =
      "This item has no conditions, so it always denies, and the rule's limits would never count; remove one of the two.";
    findings.push(found([...path, "deny_if", always], "contradiction", message));
  }
  if (limitCount > limitsPerRuleMax) {
    const message = `With \`rate_limit\` this rule has ${limitCount} limits; it may have ${limitsPerRuleMax}.`;
    findings.push(found([...path, "rate_limit"], "too_many", message));
  }
  return findings;
}

/** Names and globs that stand in `hide` twice. */
export function findDuplicateHides(hide: readonly string[]): Finding[] {
  const firsts = new Map<string, number>();
  return hide.flatMap((name, index) => {
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, index);
      return [];
    }
    const message = `"${name}" stands in \`hide\` already, as entry ${first}; remove one of the two.`;
    return [found(["hide", index], "duplicate", message)];
  });
}

/**
 * Globs of `tools` of which none is more specific: as long in their literal part, and there are names that both match. Asks
 * `couldBothMatch`, which errs towards refusing: a document that is saved has one answer for every name. Reported once for
 * each glob, at the later one.
 */
export function findGlobTies(rules: readonly NamedRule[]): Finding[] {
  const byLength = new Map<number, { readonly glob: string; readonly shape: GlobShape }[]>();
  return rules.flatMap(({ name: glob }) => {
    if (!isGlob(glob)) return [];
    const length = literalLength(glob);
    const rivals = byLength.get(length) ?? [];
    const shape = globShape(glob);
    const rival = rivals.find((earlier) => couldBothMatch(earlier.shape, shape));
    byLength.set(length, [...rivals, { glob, shape }]);
    if (rival === undefined) return [];
    const message = `"${glob}" and "${rival.glob}" are equally specific and could match the same tool; make one of them longer.`;
    return [{ ...found(["tools", glob], "glob_tie", message), at: "key" as const }];
  });
}

function found(path: JsonPath, code: ProblemCode, message: string): Finding {
  return { path, at: "value", code, message };
}
