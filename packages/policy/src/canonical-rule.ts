import { canonicalWindow } from "./canonical-window";
import { counterNameFor } from "./counter-name";
import type { Limit, Rule } from "./policy-document";
import type { WrittenLimit, WrittenRule } from "./policy-schema";

/**
 * A rule as it is saved. `rate_limit` becomes a limit, the last one if there are others, so that their pointers stay;
 * `action: "allow"` and `"rate_limit"` are what a rule without an action means, and go.
 */
export function canonicalRule(tool: string, written: WrittenRule): Rule {
  const rule: { -readonly [Field in keyof Rule]: Rule[Field] } = {};
  const limits = [...(written.limits ?? []).map(canonicalLimit), ...shorthandLimit(tool, written)];
  for (const field of Object.keys(written)) {
    if (field === "action" && written.action !== "allow" && written.action !== "rate_limit")
      rule.action = written.action;
    if (field === "reason") rule.reason = written.reason;
    if (field === "limits" || field === "rate_limit") rule.limits = limits;
  }
  return rule;
}

/** Nothing, or the one limit that the shorthand stands for. */
export function shorthandLimit(tool: string, { rate_limit: shorthand }: WrittenRule): readonly Limit[] {
  if (shorthand === undefined) return [];
  const counter = counterNameFor(tool);
  return [canonicalLimit({ counter, window: shorthand.window, max: shorthand.max, scope: "grant" })];
}

/** `max + 0` turns minus zero, which JSON can spell, into zero. */
function canonicalLimit(limit: WrittenLimit): Limit {
  return { ...limit, window: canonicalWindow(limit.window), max: limit.max + 0 };
}
