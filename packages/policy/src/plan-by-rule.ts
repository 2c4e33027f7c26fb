import type { LimitCheck } from "./limit-check";
import type { Plan } from "./plan";
import type { Rule } from "./policy-document";
import { refuseByRule, refuseHidden, refuseInvalidPolicy, refuseWithoutApproval } from "./refusals";

/** A rule with everything that doesn't depend on the call worked out. */
export interface CompiledRule {
  readonly pointer: string;
  readonly action: Rule["action"];
  readonly reason: string | undefined;
  readonly limits: readonly LimitCheck[];
  readonly sharedLimits: readonly boolean[];
}

/** What a rule asks of a call to one tool. An action this version doesn't know refuses: it may have meant to. */
export function planByRule(rule: CompiledRule, tool: string): Plan {
  switch (rule.action) {
    case "deny":
      return refuseByRule(tool, rule.pointer, rule.reason);
    case "hide":
      return refuseHidden(tool, rule.pointer);
    case "require_approval":
      return refuseWithoutApproval(tool, rule.pointer, rule.reason);
    case undefined:
      return { kind: "reserve", rule: rule.pointer, limits: rule.limits, tool, sharedLimits: rule.sharedLimits };
    default:
      return refuseUnknownAction(rule.action);
  }
}

function refuseUnknownAction(_action: never): Plan {
  return refuseInvalidPolicy();
}
