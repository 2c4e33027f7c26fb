import type { Decision, EnforcedDecision } from "./decision";
import { describeExceeded } from "./describe-limit";
import type { Reservation } from "./limit-check";
import type { Plan, RefusePlan, ReservePlan } from "./plan";

/**
 * The decision, from the plan and what the store answered (`null` when it wasn't asked). Total: a call whose limits nobody
 * checked, or whose answer makes no sense, is refused; in shadow mode it is let through, and that is what is recorded.
 */
export function decideCall(plan: Plan, reservation: Reservation | null): Decision {
  if (plan.kind !== "shadow") return decide(plan, reservation);
  const would = decide(plan.would, reservation);
  return { decision: "allow", code: "shadow", rule: would.rule, would };
}

function decide(plan: RefusePlan | ReservePlan, reservation: Reservation | null): EnforcedDecision {
  if (plan.kind === "refuse") return plan.refusal;
  if (reservation === null) return refuseUnchecked(plan.rule);
  switch (reservation.kind) {
    case "reserved":
      return { decision: "allow", code: "allowed", rule: plan.rule };
    case "exceeded": {
      const check = plan.limits[reservation.index];
      if (check === undefined) return refuseUnchecked(plan.rule);
      const retryAfterMs = Math.max(1, reservation.retryAfterMs);
      const isShared = plan.sharedLimits[reservation.index] ?? false;
      const { counter, max, window } = check;
      return {
        decision: "rate_limited",
        code: "limit_exceeded",
        rule: check.pointer,
        message: describeExceeded(plan.tool, check, isShared, retryAfterMs),
        retryAfterMs,
        limit: { counter, max, window, remaining: reservation.remaining },
      };
    }
    default:
      return refuseUnknownAnswer(reservation, plan.rule);
  }
}

function refuseUnknownAnswer(_reservation: never, rule: string): EnforcedDecision {
  return refuseUnchecked(rule);
}

function refuseUnchecked(rule: string): EnforcedDecision {
  const message = "This call was refused because its limits could not be checked.";
  return { decision: "deny", code: "policy_invalid", rule, message };
}
