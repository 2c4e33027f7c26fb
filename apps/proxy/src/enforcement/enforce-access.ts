import type { CompiledPolicy, Plan } from "@policylayer/policy";
import type { Enforcement, JudgeDeps, JudgedRequest } from "./enforcement";
import { judgeByCurrent } from "./judge-by-current";
import { type Asked, reservePlan } from "./reserve-plan";

/** A request that is judged by its name or URI alone: no arguments, no limits, no approval. */
export interface AccessRequest extends JudgedRequest, Asked {
  readonly plan: (policy: CompiledPolicy | null) => Plan;
}

/**
 * Judges what is no tool call, on the same path: pure, one round trip, pure. Rejects with `StoreUnavailable` or
 * `DirectoryUnavailable`.
 */
export function enforceAccess(deps: JudgeDeps, request: AccessRequest): Promise<Enforcement> {
  return judgeByCurrent(deps, request, (grant, binding) =>
    reservePlan(deps, request, request, grant, binding, request.plan(binding.policy?.compiled ?? null)),
  );
}
