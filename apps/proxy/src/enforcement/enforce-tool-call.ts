import { type Gate, type ReserveAnswer, type ReserveRequest, StoreUnavailable } from "@policylayer/gate";
import type { ToolsCall } from "@policylayer/mcp";
import { type Decision, decideCall, type Plan, planCall, type Refusal } from "@policylayer/policy";
import type { Binding, Grant } from "../grants/grant";
import type { GrantDirectory } from "../grants/grant-directory";
import type { Metrics } from "../metrics";
import { type ClientSession, isSessionFor } from "../sessions/session-directory";
import { callIntent } from "./call-intent";
import { type ApprovalDeps, enforceApproval } from "./enforce-approval";
import { judgeWithoutStore } from "./judge-without-store";
import { JudgedCall } from "./judged-tool";
import { planRecord } from "./plan-record";

/** A stale grant is reloaded and judged again so often; then the change has no end and the call is refused. */
const RELOADS_MAX = 3;

export interface EnforceDeps extends ApprovalDeps {
  readonly gate: Pick<Gate, "reserve" | "check" | "recordDegraded">;
  readonly grants: Pick<GrantDirectory, "reload">;
  readonly metrics: Metrics;
  readonly bootId: string;
  /** Unix ms, for rules about the time of day. Limits go by the clock of Redis. */
  readonly now: () => number;
  /** For how long a grant may be used without the store, where its organization chose that, since it was last verified. */
  readonly staleGrantMsMax: number;
}

export interface ToolCallRequest {
  readonly callId: string;
  readonly call: ToolsCall;
  readonly grant: Grant;
  readonly serverSlug: string;
  readonly session: ClientSession;
  readonly requestBytes: number;
  /** Unix ms by which an outcome will have been recorded, if no person keeps the call waiting. */
  readonly deadlineMs: number;
  /** Milliseconds of `performance.now()` at which the request came. */
  readonly startedAt: number;
}

export type Enforcement =
  | {
      readonly kind: "decided";
      readonly decision: Decision;
      readonly grant: Grant;
      readonly binding: Binding;
      /** What was reserved, for a refund; null for a call that was judged without the store. */
      readonly reserved: ReserveRequest | null;
      /** The approval that let it through: to be given back if nothing is sent. */
      readonly usedApproval?: string;
    }
  /** The grant is no more. */
  | { readonly kind: "gone" }
  /** The grant no longer has this server. */
  | { readonly kind: "no_binding" }
  | { readonly kind: "no_session" }
  | { readonly kind: "backlog" }
  | { readonly kind: "unsettled" };

/**
 * Judges one call: pure, one round trip, pure. What comes back as `decided` is recorded, whatever the decision; in every
 * other case nothing was. Rejects with `StoreUnavailable` or `DirectoryUnavailable`.
 */
export async function enforceToolCall(deps: EnforceDeps, request: ToolCallRequest): Promise<Enforcement> {
  const { call } = request;
  let grant = request.grant;
  for (let reloads = 0; reloads <= RELOADS_MAX; reloads += 1) {
    const binding = grant.bindings.get(request.serverSlug);
    if (binding === undefined) return { kind: "no_binding" };
    if (!isSessionFor(request.session, grant, binding)) return { kind: "no_session" };
    const judged = new JudgedCall(request.call, grant, binding, request.session, deps.now(), deps.doubts);
    const plan = planCall(binding.policy?.compiled ?? null, judged);
    if (plan.kind === "refuse" && plan.refusal.approval !== undefined) {
      const step = await askPeople(deps, request, grant, binding, plan.refusal);
      if (step.kind !== "stale") return step;
      const reloaded = await deps.grants.reload(grant);
      if (reloaded === null) return { kind: "gone" };
      grant = reloaded;
      continue;
    }
    const { limits, verdict } = planRecord(plan);
    const reserved: ReserveRequest = {
      partition: grant.partition,
      epoch: grant.epoch,
      sessionId: request.session.sessionId,
      limits,
      intent: callIntent(deps.bootId, request, "tools/call", call.name, call.argumentKeys, grant, binding, limits),
      verdict,
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
      case "stale": {
        const reloaded = await deps.grants.reload(grant);
        if (reloaded === null) return { kind: "gone" };
        grant = reloaded;
        break;
      }
      case "no_session":
      case "backlog":
        return answer;
      default:
        grant.freshness?.verified(request.startedAt);
        return { kind: "decided", decision: decideCall(plan, answer), grant, binding, reserved };
    }
  }
  return { kind: "unsettled" };
}

/** The decision of a call that may go on without the store, its record kept; null when it may not. */
export function withoutStore(
  { gate, metrics, staleGrantMsMax }: Pick<EnforceDeps, "gate" | "metrics" | "staleGrantMsMax">,
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

/** Apart from the loop, so that calls that need nobody don't pay for what this one holds. */
function askPeople(
  deps: EnforceDeps,
  request: ToolCallRequest,
  grant: Grant,
  binding: Binding,
  { approval, ...refusal }: Refusal,
): ReturnType<typeof enforceApproval> {
  if (approval === undefined) throw new Error("nobody is asked without saying who");
  const { name, argumentKeys } = request.call;
  const intentFor = (limits: ReserveRequest["limits"]) =>
    callIntent(deps.bootId, request, "tools/call", name, argumentKeys, grant, binding, limits);
  return enforceApproval(deps, { request, grant, binding, refusal: { ...refusal, approval }, intentFor });
}
