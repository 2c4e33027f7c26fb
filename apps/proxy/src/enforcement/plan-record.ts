import type { ReserveRequest } from "@policylayer/gate";
import type { Plan, RefusePlan, ReservePlan } from "@policylayer/policy";
import { MESSAGE_CHARS_MAX, toRecordText } from "./record-text";

/** What the gate is to reserve and, unless a limit stands in the way, record. */
export interface PlanRecord {
  readonly limits: ReserveRequest["limits"];
  readonly verdict: ReserveRequest["verdict"];
}

/** In shadow mode the call is allowed whatever the plan, and what it would have been is kept with it. */
export function planRecord(plan: Plan): PlanRecord {
  if (plan.kind !== "shadow") return enforced(plan);
  const { limits, verdict } = enforced(plan.would);
  const would = { decision: verdict.decision, code: verdict.code };
  return { limits, verdict: { ...verdict, decision: "allow", code: "shadow", would } };
}

function enforced(plan: RefusePlan | ReservePlan): PlanRecord {
  if (plan.kind === "reserve") {
    return {
      limits: plan.limits,
      verdict: { decision: "allow", code: "allowed", rule: plan.rule, message: null, would: null },
    };
  }
  const { decision, code, rule, message } = plan.refusal;
  return {
    limits: [],
    verdict: { decision, code, rule, message: toRecordText(message, MESSAGE_CHARS_MAX), would: null },
  };
}
