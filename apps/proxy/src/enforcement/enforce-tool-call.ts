import type { Gate, ReserveRequest } from "@policylayer/gate";
import type { ToolsCall } from "@policylayer/mcp";
import { planCall, type Refusal } from "@policylayer/policy";
import type { Binding, Grant } from "../grants/grant";
import { callIntent } from "./call-intent";
import { type ApprovalDeps, enforceApproval } from "./enforce-approval";
import type { Enforcement, EnforcementStep, JudgeDeps, JudgedRequest } from "./enforcement";
import { judgeByCurrent } from "./judge-by-current";
import { JudgedCall } from "./judged-tool";
import { reservePlan } from "./reserve-plan";

export interface EnforceDeps extends JudgeDeps, Omit<ApprovalDeps, "gate"> {
  readonly gate: JudgeDeps["gate"] & Pick<Gate, "check">;
  /** Unix ms, for rules about the time of day. Limits go by the clock of Redis. */
  readonly now: () => number;
}

export interface ToolCallRequest extends JudgedRequest {
  readonly call: ToolsCall;
}

/** Judges one call: pure, one round trip, pure. Rejects with `StoreUnavailable` or `DirectoryUnavailable`. */
export function enforceToolCall(deps: EnforceDeps, request: ToolCallRequest): Promise<Enforcement> {
  const { call, caller } = request;
  const { name, argumentKeys } = call;
  return judgeByCurrent(deps, request, (grant, binding) => {
    const judged = new JudgedCall(call, grant, binding, caller, deps.now(), deps.doubts);
    const plan = planCall(binding.policy?.compiled ?? null, judged);
    return plan.kind === "refuse" && plan.refusal.approval !== undefined
      ? askPeople(deps, request, grant, binding, plan.refusal)
      : reservePlan(deps, request, { method: "tools/call", name, argumentKeys }, grant, binding, plan);
  });
}

/** Apart, so that calls that need nobody don't pay for what this one holds. */
function askPeople(
  deps: EnforceDeps,
  request: ToolCallRequest,
  grant: Grant,
  binding: Binding,
  { approval, ...refusal }: Refusal,
): Promise<EnforcementStep> {
  if (approval === undefined) throw new Error("nobody is asked without saying who");
  const { name, argumentKeys } = request.call;
  const intentFor = (limits: ReserveRequest["limits"]) =>
    callIntent(deps.bootId, request, "tools/call", name, argumentKeys, grant, binding, limits);
  return enforceApproval(deps, { request, grant, binding, refusal: { ...refusal, approval }, intentFor });
}
