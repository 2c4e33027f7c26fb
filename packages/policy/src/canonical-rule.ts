import { canonicalWindow } from "./canonical-window";
import { counterNameFor, counterNameForAllTools, counterNameForClass } from "./counter-name";
import type { WrittenLimit } from "./limit-schema";
import type { Limit, Rule } from "./policy-document";
import type { NamedRule } from "./policy-schema";

/**
 * A rule as it is saved. `rate_limit` becomes a limit, the last one if there are others, so that their pointers stay;
 * `action: "allow"` and `"rate_limit"` are what a rule without an action means, and go.
 */
export function canonicalRule(named: NamedRule): Rule {
  const written = named.rule;
  const rule: { -readonly [Field in keyof Rule]: Rule[Field] } = {};
  for (const field of Object.keys(written)) {
    switch (field) {
      case "action":
        if (written.action !== "allow" && written.action !== "rate_limit") rule.action = written.action;
        break;
      case "limits":
      case "rate_limit":
        rule.limits = [...(written.limits ?? []).map(canonicalLimit), ...shorthandLimit(named)];
        break;
      case "reason":
        rule.reason = written.reason;
        break;
      case "require":
        rule.require = written.require;
        break;
      case "deny_if":
        rule.deny_if = written.deny_if;
        break;
      case "approve_if":
        rule.approve_if = written.approve_if;
        break;
      case "approval":
        rule.approval = written.approval;
        break;
      case "arguments":
        rule.arguments = written.arguments;
        break;
    }
  }
  return rule;
}

/** Nothing, or the one limit that the shorthand stands for. */
export function shorthandLimit({ kind, name, rule }: NamedRule): readonly Limit[] {
  const shorthand = rule.rate_limit;
  if (shorthand === undefined) return [];
  const counter =
    kind === "tool" ? counterNameFor(name) : kind === "class" ? counterNameForClass(name) : counterNameForAllTools();
  return [canonicalLimit({ counter, window: shorthand.window, max: shorthand.max, scope: "grant" })];
}

function canonicalLimit(limit: WrittenLimit): Limit {
  return { ...limit, window: canonicalWindow(limit.window) };
}
