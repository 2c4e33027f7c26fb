import type { ReserveAnswer, ReserveRequest } from "@policylayer/gate";
import { type CompiledPolicy, decideCall, type Plan } from "@policylayer/policy";
import type { Grant } from "../grants/grant";
import { isSessionFor } from "../sessions/session-directory";
import { callIntent, type JudgedRequest } from "./call-intent";
import { type EnforceDeps, type Enforcement, withoutStore } from "./enforce-tool-call";
import { planRecord } from "./plan-record";

/** As for a tool call. */
const RELOADS_MAX = 3;

/** A request that is judged by its name or URI alone: no arguments, no limits, no approval. */
export interface AccessRequest extends JudgedRequest {
  readonly method: string;
  /** As it is recorded; null for what has none. */
  readonly name: string | null;
  readonly argumentKeys: readonly string[];
  readonly grant: Grant;
  readonly serverSlug: string;
  /** Milliseconds of `performance.now()` at which the request came. */
  readonly startedAt: number;
  readonly plan: (policy: CompiledPolicy | null) => Plan;
}

export type AccessDeps = Pick<EnforceDeps, "gate" | "grants" | "metrics" | "bootId" | "staleGrantMsMax">;

/**
 * Judges what is no tool call, on the same path: pure, one round trip, pure. What comes back as `decided` is recorded,
 * whatever the decision; in every other case nothing was. Rejects with `StoreUnavailable` or `DirectoryUnavailable`.
 */
export async function enforceAccess(deps: AccessDeps, request: AccessRequest): Promise<Enforcement> {
  const { session, method, name, argumentKeys } = request;
  let grant = request.grant;
  for (let reloads = 0; reloads <= RELOADS_MAX; reloads += 1) {
    const binding = grant.bindings.get(request.serverSlug);
    if (binding === undefined) return { kind: "no_binding" };
    if (!isSessionFor(session, grant, binding)) return { kind: "no_session" };
    const plan = request.plan(binding.policy?.compiled ?? null);
    const { limits, verdict } = planRecord(plan);
    const reserved: ReserveRequest = {
      partition: grant.partition,
      epoch: grant.epoch,
      sessionId: session.sessionId,
      limits,
      intent: callIntent(deps.bootId, request, method, name, argumentKeys, grant, binding, limits),
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
