import type { ReserveRequest } from "@policylayer/gate";
import { type Decision, decideCall, type Plan } from "@policylayer/policy";
import type { Grant } from "../grants/grant";

/**
 * Why a call of an organization that chose availability is refused all the same: its grant was last known to be in force too
 * long ago, one of its limits must be counted, it needs a person, or there is no room to keep its record.
 */
export type WithoutStoreRefusal = "stale_grant" | "limit" | "approval" | "records_full";

export type WithoutStore =
  | { readonly kind: "decided"; readonly decision: Decision; readonly verdict: ReserveRequest["verdict"] }
  | { readonly kind: "refused"; readonly why: WithoutStoreRefusal };

/**
 * What a plan comes to while the counter store can't be asked; null in a strict organization, where nothing does. A call
 * passes when every limit of its plan has `on_store_error: "allow"`, and so also when it has none; limits of a policy in
 * shadow mode stop nothing anyway. A refusal that needs no counter is given as ever. What passes has the code
 * `store_unavailable`, but in shadow mode. `nowMs` is of `performance.now()`.
 */
export function judgeWithoutStore(
  plan: Plan,
  verdict: ReserveRequest["verdict"],
  grant: Grant,
  nowMs: number,
  staleGrantMsMax: number,
): WithoutStore | null {
  if (grant.freshness === null) return null;
  if (!grant.freshness.isFresh(nowMs, staleGrantMsMax)) return { kind: "refused", why: "stale_grant" };
  if (plan.kind === "refuse" && plan.refusal.decision === "approval_required") {
    return { kind: "refused", why: "approval" };
  }
  if (plan.kind === "reserve" && plan.limits.some(({ onStoreError }) => onStoreError !== "allow")) {
    return { kind: "refused", why: "limit" };
  }
  const decision = decideCall(plan, { kind: "reserved", remaining: [] });
  return {
    kind: "decided",
    decision,
    verdict: decision.code === "allowed" ? { ...verdict, code: "store_unavailable" } : verdict,
  };
}
