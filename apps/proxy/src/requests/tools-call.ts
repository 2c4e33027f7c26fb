import { newId } from "@policylayer/crypto";
import { refusedCall, shownMessage, type ToolsCall } from "@policylayer/mcp";
import { enforceToolCall } from "../enforcement/enforce-tool-call";
import { answerFailure, failureOf } from "../enforcement/failure-mode";
import { recordOutcome } from "../enforcement/record-outcome";
import type { Runtime } from "../runtime";
import { resultTypeFor } from "../sessions/caller";
import { answerUndecided } from "./answer-undecided";
import { failHeldCall } from "./fail-held-call";
import { Hold } from "./hold";
import { refuseUsedId } from "./refuse-used-id";
import { type Decided, RECORD_MARGIN_MS, sendDecided } from "./send-decided";
import type { CallerRequest } from "./session-request";

/** One tool call: judge, then refuse or forward, then record what became of it. */
export async function handleToolsCall(runtime: Runtime, request: CallerRequest, call: ToolsCall): Promise<void> {
  const { exchange, caller } = request;
  const inFlight = runtime.calls.begin(caller.sessionId, call.id);
  if (inFlight === null) {
    refuseUsedId(exchange, call.id);
    return;
  }
  const callId = newId("call");
  // Assigned by the callback below, if at all.
  let hold = null as Hold | null;
  try {
    const enforcement = await enforceToolCall(
      {
        gate: runtime.gate,
        approvals: runtime.approvals,
        hold: () => (hold ??= new Hold(runtime, request, call, inFlight)),
        grants: runtime.grants,
        doubts: runtime.doubts,
        bootId: runtime.bootId,
        now: runtime.now,
        metrics: runtime.metrics,
        staleGrantMsMax: runtime.settings.staleGrantMsMax,
      },
      {
        callId,
        call,
        grant: request.grant,
        serverSlug: request.binding.serverSlug,
        caller,
        requestBytes: request.bytes,
        deadlineMs: runtime.now() + runtime.settings.totalTimeoutMs + RECORD_MARGIN_MS,
        startedAt: exchange.startedAt,
      },
    );
    if (enforcement.kind !== "decided" && failHeldCall(runtime, hold, enforcement.kind, callId)) return;
    if (enforcement.kind !== "decided") answerUndecided(runtime, request, enforcement.kind, call.id, callId);
    else if (isRefused(runtime, request, call, callId, enforcement, hold)) return;
    else await sendDecided(runtime, request, call, callId, enforcement, inFlight, hold);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) {
      failHeldCall(runtime, hold, "unforeseen", callId);
      throw error;
    }
    if (!failHeldCall(runtime, hold, failure, callId)) {
      answerFailure(exchange, runtime.metrics, failure, call.id, callId);
    }
  } finally {
    runtime.calls.end(caller.sessionId, call.id);
  }
}

/** Answers and records a call that was not let through. */
function isRefused(
  runtime: Runtime,
  { exchange, caller, shownAs }: CallerRequest,
  call: ToolsCall,
  callId: string,
  { decision, grant }: Decided,
  hold: Hold | null,
): boolean {
  runtime.metrics.count("policylayer_calls_total", decision.decision);
  if (decision.decision === "allow") return false;
  const told =
    shownAs === undefined ? decision : { ...decision, message: shownMessage(decision.message, call.name, shownAs) };
  const answer = refusedCall(call.id, shownAs ?? call.name, told, callId, resultTypeFor(caller));
  if (hold === null) exchange.json(200, answer);
  else hold.stream.end(answer);
  const { message } = decision;
  recordOutcome(runtime, exchange, grant, callId, {
    outcome: null,
    message,
    upstreamMs: null,
    heldMs: hold?.heldMs ?? 0,
  });
  return true;
}
