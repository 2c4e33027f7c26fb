import type { CallIntent, Gate, ReserveRequest } from "@policylayer/gate";
import {
  type ApprovalSettings,
  type AskedApproval,
  decideCall,
  type Plan,
  planApproved,
  type Refusal,
  refuseApprovalBacklog,
  refuseByPerson,
  refuseUnreadableRequest,
  refuseUntilApproved,
} from "@policylayer/policy";
import {
  type ApprovalAnswer,
  type ApprovalQuestion,
  type ApprovalStore,
  ARGUMENTS_CHARS_MAX,
} from "../grants/approval-store";
import type { DefinitionDoubts } from "../grants/definition-doubts";
import type { Binding, Grant } from "../grants/grant";
import type { ToolCallRequest } from "./enforce-tool-call";
import type { EnforcementStep } from "./enforcement";
import { JudgedCall } from "./judged-tool";
import { planRecord } from "./plan-record";

/** The client's side of a wait. */
export interface Waiting {
  wait(
    asked: AskedApproval,
    waitSeconds: number,
    look: () => Promise<ApprovalAnswer | null>,
  ): Promise<ApprovalAnswer | null>;
  readonly isAbandoned: boolean;
  readonly heldMs: number;
}

export interface ApprovalDeps {
  readonly gate: Pick<Gate, "reserve" | "check">;
  readonly approvals: Pick<ApprovalStore, "ask" | "look" | "giveBack">;
  /** Of this call; made when it is first asked for, because most calls need none. */
  readonly hold: () => Waiting;
  readonly doubts: DefinitionDoubts;
  readonly now: () => number;
}

/** A call that a rule wants a person to decide, under one state of its grant. */
export interface AskingCall {
  readonly request: ToolCallRequest;
  readonly grant: Grant;
  readonly binding: Binding;
  readonly refusal: Refusal & { readonly approval: ApprovalSettings };
  readonly intentFor: (limits: ReserveRequest["limits"]) => CallIntent;
}

/**
 * Settles a call that needs a person: uses its approval if there is one, else asks, waits as long as the rule says, and
 * answers with what there is then. The refusal is recorded before the wait, so that a proxy that dies meanwhile leaves a row;
 * what is decided afterwards replaces it there.
 *
 * An approval is used up before the limits are reserved, so that it can't let two calls through, and is given back if the
 * call then is not let through or provably not sent. A proxy that dies in between takes the approval with it: nothing was
 * sent, and somebody has to be asked again. `stale`: the grant has changed; judge the call again by the new one. Rejects with
 * `StoreUnavailable` or `DirectoryUnavailable`.
 */
export async function enforceApproval(deps: ApprovalDeps, asking: AskingCall): Promise<EnforcementStep> {
  const { request, grant, binding, refusal } = asking;
  const { call, callId, caller } = request;
  const { partition, organizationId, grantId, epoch } = grant;
  // Nobody is asked on behalf of a grant that is no more.
  const current = await deps.gate.check({ partition, organizationId, grantId, epoch, sessionId: caller.sessionId });
  if (current !== "current") return { kind: current };
  if ((call.argumentsText?.length ?? 0) > ARGUMENTS_CHARS_MAX) {
    return record(deps, asking, refuse(refuseUnreadableRequest(call.name, refusal.rule)), null);
  }
  const { argumentKeys } = asking.intentFor([]);
  const question: ApprovalQuestion = { grant, binding, callId, call, argumentKeys, refusal };
  const answer = await deps.approvals.ask(question);
  if (answer.kind === "backlog") {
    return record(deps, asking, refuse(refuseApprovalBacklog(call.name, refusal.rule)), null);
  }
  if (answer.kind !== "pending") return settle(deps, asking, answer);

  const { asked } = answer;
  const waiting = await record(deps, asking, refuse(refuseUntilApproved(refusal, asked)), asked.id);
  const { waitSeconds } = refusal.approval;
  if (waiting.kind !== "decided" || waitSeconds === 0) return waiting;
  const found = await deps.hold().wait(asked, waitSeconds, () => deps.approvals.look(question));
  return found === null || found.kind === "pending" ? waiting : settle(deps, asking, found);
}

async function settle(
  deps: ApprovalDeps,
  asking: AskingCall,
  answer: Extract<ApprovalAnswer, { kind: "approved" | "denied" }>,
): Promise<EnforcementStep> {
  const { request, grant, binding, refusal } = asking;
  const { asked } = answer;
  if (answer.kind === "denied") {
    return record(deps, asking, refuse(refuseByPerson(request.call.name, refusal.rule, answer.note, asked)), asked.id);
  }
  let isUsed = false;
  try {
    const nowMs = deps.now();
    if (deps.hold().isAbandoned) {
      return record(deps, asking, refuse(refuseUntilApproved(refusal, asked)), asked.id);
    }
    // The wait may have outlived the grant.
    if (grant.expiresAtMs !== null && grant.expiresAtMs <= nowMs) return { kind: "gone" };
    const judged = new JudgedCall(request.call, grant, binding, request.caller, nowMs, deps.doubts);
    const step = await record(deps, asking, planApproved(binding.policy?.compiled ?? null, judged), asked.id);
    if (step.kind !== "decided" || step.decision.decision !== "allow") return step;
    isUsed = true;
    return { ...step, usedApproval: asked.id };
  } finally {
    if (!isUsed) await deps.approvals.giveBack(grant, asked.id, request.callId);
  }
}

/** One round trip: what the plan says is recorded, and its limits are reserved. */
async function record(
  deps: ApprovalDeps,
  asking: AskingCall,
  plan: Plan,
  approvalId: string | null,
): Promise<EnforcementStep> {
  const { request, grant, binding } = asking;
  const { limits, verdict } = planRecord(plan);
  const intent = asking.intentFor(limits);
  const reserved: ReserveRequest = {
    partition: grant.partition,
    epoch: grant.epoch,
    sessionId: request.caller.sessionId,
    limits,
    intent: {
      ...intent,
      deadlineMs: intent.deadlineMs + deps.hold().heldMs,
      ...(approvalId === null ? {} : { approvalId }),
    },
    verdict,
  };
  const answer = await deps.gate.reserve(reserved);
  switch (answer.kind) {
    case "stale":
    case "no_session":
    case "backlog":
      return answer;
    default:
      return { kind: "decided", decision: decideCall(plan, answer), grant, binding, reserved };
  }
}

function refuse(refusal: Refusal): Plan {
  return { kind: "refuse", refusal };
}
