import { newId } from "@policylayer/crypto";
import { rebuildRequest, refusedCall, type ToolsCall } from "@policylayer/mcp";
import { type Enforcement, enforceToolCall } from "../enforcement/enforce-tool-call";
import { answerFailure, failureOf } from "../enforcement/failure-mode";
import { recordOutcome, recordRefund } from "../enforcement/record-outcome";
import type { Runtime } from "../runtime";
import type { InFlightCall } from "../sessions/in-flight-calls";
import type { ClientSession } from "../sessions/session-directory";
import { ClientStream } from "../upstream/client-stream";
import { forward } from "../upstream/forward";
import { describeFault, faultReply } from "../upstream/upstream-fault";
import type { UpstreamResult } from "../upstream/upstream-result";
import { answerUndecided } from "./answer-undecided";
import { failHeldCall } from "./fail-held-call";
import { Hold } from "./hold";
import { inLivingSession } from "./in-living-session";
import { refuseLostSession } from "./lost-session";
import { readRpcOutcome } from "./read-rpc-outcome";
import { refuseUsedId } from "./refuse-used-id";
import type { SessionRequest } from "./session-request";

/** Time to record an outcome after the last moment an upstream may take. */
export const RECORD_MARGIN_MS = 10_000;

type Decided = Extract<Enforcement, { kind: "decided" }>;

/** One tool call: judge, then refuse or forward, then record what became of it. */
export async function handleToolsCall(runtime: Runtime, request: SessionRequest, call: ToolsCall): Promise<void> {
  const { exchange, session } = request;
  const inFlight = runtime.calls.begin(session.sessionId, call.id);
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
        session,
        requestBytes: request.bytes,
        deadlineMs: runtime.now() + runtime.settings.totalTimeoutMs + RECORD_MARGIN_MS,
        startedAt: exchange.startedAt,
      },
    );
    if (enforcement.kind !== "decided" && failHeldCall(runtime, hold, enforcement.kind, callId)) return;
    if (enforcement.kind === "decided") await carryOut(runtime, request, call, callId, enforcement, inFlight, hold);
    else answerUndecided(runtime, request, enforcement.kind, call.id, callId);
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
    runtime.calls.end(session.sessionId, call.id);
  }
}

async function carryOut(
  runtime: Runtime,
  request: SessionRequest,
  call: ToolsCall,
  callId: string,
  decided: Decided,
  inFlight: InFlightCall,
  hold: Hold | null,
): Promise<void> {
  const { exchange } = request;
  const { decision, grant } = decided;
  const heldMs = hold?.heldMs ?? 0;
  runtime.metrics.count("policylayer_calls_total", decision.decision);
  if (decision.decision !== "allow") {
    const answer = refusedCall(call.id, call.name, decision, callId);
    if (hold === null) exchange.json(200, answer);
    else hold.stream.end(answer);
    const { message } = decision;
    recordOutcome(runtime, exchange, grant, callId, { outcome: null, message, upstreamMs: null, heldMs });
    return;
  }

  const stream = hold?.stream ?? new ClientStream(exchange, runtime.settings.clientDrainMs, runtime.openStreams);
  const sentAt = performance.now();
  const { session } = request;
  let result = inFlight.isCancelled ? NOT_SENT : await send(runtime, request, session, decided, call, stream, inFlight);
  let isLost = false;
  if (result.kind === "status") {
    // A lost session has run nothing, so that this is no second time.
    ({ result, isLost } = await inLivingSession(runtime, decided, session, result, (revived) =>
      inFlight.isCancelled
        ? Promise.resolve(NOT_SENT)
        : send(runtime, request, revived, decided, call, stream, inFlight),
    ));
  }
  const upstreamMs = performance.now() - sentAt;

  if (result.kind === "answer") {
    stream.end(result.answer.text, result.eventId);
    const { outcome, message } = readRpcOutcome(result.answer);
    const { status, bytes } = result;
    recordOutcome(runtime, exchange, grant, callId, { outcome, message, status, bytes, upstreamMs, heldMs });
    return;
  }
  if (result.kind === "detached") {
    stream.close();
    runtime.detached.add(request.session.sessionId, call.id, (end) =>
      recordOutcome(runtime, exchange, grant, callId, { ...end, upstreamMs: performance.now() - sentAt, heldMs }),
    );
    return;
  }
  if (result.kind === "accepted") throw new Error("a request can't be accepted without an answer");
  const fault = describeFault(result);
  const { reserved, usedApproval } = decided;
  // Before the answer: whoever reads it may call again at once.
  if (result.kind === "not_sent" && usedApproval !== undefined) {
    await runtime.approvals.giveBack(grant, usedApproval, callId);
  }
  // A stream that a wait has opened takes the answer; else a lost session is a status.
  if (!isLost || stream.isOpen) stream.end(faultReply(call.id, fault, callId));
  if (isLost) await refuseLostSession(runtime, request);
  const { outcome, message, status, bytes } = fault;
  const record = { outcome, message, status, bytes, upstreamMs, heldMs };
  if (result.kind === "not_sent" && reserved !== null) {
    await recordRefund(runtime, exchange, grant, callId, reserved, record);
  } else {
    recordOutcome(runtime, exchange, grant, callId, record);
  }
}

const NOT_SENT: UpstreamResult = { kind: "not_sent", reason: "cancelled", mayRetry: false };

function send(
  runtime: Runtime,
  { exchange }: SessionRequest,
  session: ClientSession,
  rights: Decided,
  call: ToolsCall,
  sink: ClientStream,
  inFlight: InFlightCall,
): Promise<UpstreamResult> {
  return forward(runtime.forward, {
    upstream: rights.binding.upstream,
    context: {
      sessionId: session.upstreamSessionId,
      protocolVersion: session.protocolVersion,
      traceparent: exchange.head.traceparent,
    },
    method: "POST",
    body: rebuildRequest(call),
    id: call.id,
    progressToken: call.meta?.progressToken,
    sink,
    rights,
    session,
    onExchange: (upstream) => {
      inFlight.client = exchange;
      inFlight.upstream = upstream;
      // The upstream was told and may still end by itself; its answer then counts.
      inFlight.onCancelled = () => setTimeout(() => upstream.giveUp("cancelled"), runtime.settings.cancelGraceMs);
      if (inFlight.isCancelled) inFlight.onCancelled();
    },
  });
}
