import { type ReserveAnswer, type ReserveRequest, StoreUnavailable } from "@policylayer/gate";
import { type Decision, decideCall, type Plan } from "@policylayer/policy";
import type { Binding, Grant } from "../grants/grant";
import { callIntent } from "./call-intent";
import type { EnforcementStep, JudgeDeps, JudgedRequest } from "./enforcement";
import { judgeWithoutStore } from "./judge-without-store";
import { planRecord } from "./plan-record";

/** What a request is in the record. */
export interface Asked {
  readonly method: string;
  /** The tool, prompt or URI; null for what has none. */
  readonly name: string | null;
  readonly argumentKeys: readonly string[];
}

/**
 * The one round trip of a judged request: its limits are reserved and it is recorded, or it turns out why not. Rejects with
 * `StoreUnavailable` unless the organization chose that such a call goes on without the store.
 */
export async function reservePlan(
  deps: JudgeDeps,
  request: JudgedRequest,
  { method, name, argumentKeys }: Asked,
  grant: Grant,
  binding: Binding,
  plan: Plan,
): Promise<EnforcementStep> {
  const { limits, verdict } = planRecord(plan);
  const reserved: ReserveRequest = {
    partition: grant.partition,
    epoch: grant.epoch,
    sessionId: request.caller.sessionId,
    limits,
    intent: callIntent(deps.bootId, request, method, name, argumentKeys, grant, binding, limits),
    verdict,
    charged: undefined,
  };
  let answer: ReserveAnswer;
  try {
    answer = await deps.gate.reserve(reserved);
  } catch (error) {
    const decision = withoutStore(deps, error, plan, reserved, grant);
    if (decision === null) throw error;
    return { kind: "decided", decision, grant, binding, reserved: null };
  }
  switch (answer.kind) {
    case "stale":
    case "no_session":
    case "backlog":
      return answer;
    default:
      grant.freshness?.verified(request.startedAt);
      return { kind: "decided", decision: decideCall(plan, answer), grant, binding, reserved };
  }
}

/** The decision of a call that may go on without the store, its record kept; null when it may not. */
function withoutStore(
  { gate, metrics, staleGrantMsMax }: JudgeDeps,
  error: unknown,
  plan: Plan,
  reserved: ReserveRequest,
  grant: Grant,
): Decision | null {
  if (!(error instanceof StoreUnavailable)) return null;
  const judged = judgeWithoutStore(plan, reserved.verdict, grant, performance.now(), staleGrantMsMax);
  if (judged === null) return null;
  if (judged.kind === "refused") {
    metrics.count("policylayer_degraded_refusals_total", judged.why);
    return null;
  }
  if (!gate.recordDegraded({ ...reserved, verdict: judged.verdict })) {
    metrics.count("policylayer_degraded_refusals_total", "records_full");
    return null;
  }
  metrics.count("policylayer_degraded_calls_total", judged.decision.decision);
  return judged.decision;
}
