import { newId } from "@policylayer/crypto";
import { type Denied, denialError, type PromptsGet, type ResourceRequest, rebuildRequest } from "@policylayer/mcp";
import { type Plan, planPrompt, planResource } from "@policylayer/policy";
import { enforceAccess } from "../enforcement/enforce-access";
import type { Enforcement } from "../enforcement/enforce-tool-call";
import { answerFailure, failureOf } from "../enforcement/failure-mode";
import { recordOutcome, recordRefund } from "../enforcement/record-outcome";
import { otherReadings } from "../enforcement/uri-readings";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { InFlightCall } from "../sessions/in-flight-calls";
import type { ClientSession } from "../sessions/session-directory";
import { ClientStream } from "../upstream/client-stream";
import { forward } from "../upstream/forward";
import { describeFault, faultReply } from "../upstream/upstream-fault";
import type { UpstreamResult } from "../upstream/upstream-result";
import { answerUndecided } from "./answer-undecided";
import { inLivingSession } from "./in-living-session";
import { refuseLostSession } from "./lost-session";
import { readRpcOutcome } from "./read-rpc-outcome";
import { refuseUsedId } from "./refuse-used-id";
import type { SessionRequest } from "./session-request";
import { RECORD_MARGIN_MS } from "./tools-call";

/** What is judged by its name or URI, and recorded. */
export type Access = PromptsGet | (ResourceRequest & { readonly kind: "resources/read" | "resources/subscribe" });

type Decided = Extract<Enforcement, { kind: "decided" }>;

/** A resource read or subscribed to, or a prompt: judged, recorded and forwarded as a tool call is, without limits. */
export async function handleAccess(runtime: Runtime, request: SessionRequest, access: Access): Promise<void> {
  const { exchange, session } = request;
  const inFlight = runtime.calls.begin(session.sessionId, access.id);
  if (inFlight === null) {
    refuseUsedId(exchange, access.id);
    return;
  }
  const callId = newId("call");
  try {
    const { gate, grants, metrics, bootId, settings, now } = runtime;
    const enforcement = await enforceAccess(
      { gate, grants, metrics, bootId, staleGrantMsMax: settings.staleGrantMsMax },
      {
        callId,
        method: access.kind,
        name: deniedOf(access).name,
        argumentKeys: access.kind === "prompts/get" ? access.argumentKeys : [],
        grant: request.grant,
        serverSlug: request.binding.serverSlug,
        session,
        requestBytes: request.bytes,
        deadlineMs: now() + settings.totalTimeoutMs + RECORD_MARGIN_MS,
        startedAt: exchange.startedAt,
        plan: (policy) => planOf(policy, access),
      },
    );
    if (enforcement.kind === "decided") await carryOut(runtime, request, access, callId, enforcement, inFlight);
    else answerUndecided(runtime, request, enforcement.kind, access.id, callId);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    answerFailure(exchange, runtime.metrics, failure, access.id, callId);
  } finally {
    runtime.calls.end(session.sessionId, access.id);
  }
}

async function carryOut(
  runtime: Runtime,
  request: SessionRequest,
  access: Access,
  callId: string,
  { decision, grant, binding, reserved }: Decided,
  inFlight: InFlightCall,
): Promise<void> {
  const { exchange, session } = request;
  runtime.metrics.count("policylayer_calls_total", decision.decision);
  if (decision.decision !== "allow") {
    // What is judged without limits can't exceed one.
    if (decision.decision === "rate_limited") throw new Error("nothing but a call has limits");
    exchange.json(200, denialError(access.id, deniedOf(access), decision, callId));
    recordOutcome(runtime, exchange, grant, callId, { outcome: null, message: decision.message, upstreamMs: null });
    return;
  }
  const stream = new ClientStream(exchange, runtime.settings.clientDrainMs, runtime.openStreams);
  const sentAt = performance.now();
  const rights = { grant, binding };
  const sendIn = (living: ClientSession): Promise<UpstreamResult> =>
    inFlight.isCancelled ? Promise.resolve(NOT_SENT) : send(runtime, request, living, rights, access, stream, inFlight);
  const { result, isLost } = await inLivingSession(runtime, rights, session, await sendIn(session), sendIn);
  const upstreamMs = performance.now() - sentAt;
  if (result.kind === "answer") {
    stream.end(result.answer.text, result.eventId);
    const { status, bytes } = result;
    recordOutcome(runtime, exchange, grant, callId, { ...readRpcOutcome(result.answer), status, bytes, upstreamMs });
    return;
  }
  if (result.kind === "detached") {
    stream.close();
    runtime.detached.add(session.sessionId, access.id, (end) =>
      recordOutcome(runtime, exchange, grant, callId, { ...end, upstreamMs: performance.now() - sentAt }),
    );
    return;
  }
  if (result.kind === "accepted") throw new Error("a request can't be accepted without an answer");
  const fault = describeFault(result);
  if (!isLost || stream.isOpen) stream.end(faultReply(access.id, fault, callId));
  if (isLost) await refuseLostSession(runtime, request);
  const { outcome, message, status, bytes } = fault;
  const record = { outcome, message, status, bytes, upstreamMs };
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
  rights: Rights,
  access: Access,
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
    body: rebuildRequest(access),
    id: access.id,
    progressToken: access.meta?.progressToken,
    sink,
    rights,
    session,
    onExchange: (upstream) => {
      inFlight.client = exchange;
      inFlight.upstream = upstream;
      inFlight.onCancelled = () => setTimeout(() => upstream.giveUp("cancelled"), runtime.settings.cancelGraceMs);
      if (inFlight.isCancelled) inFlight.onCancelled();
    },
  });
}

function planOf(policy: Parameters<typeof planPrompt>[0], access: Access): Plan {
  return access.kind === "prompts/get"
    ? planPrompt(policy, { name: access.name })
    : planResource(policy, { uri: access.uri, otherReadings: otherReadings(access.uri) });
}

function deniedOf(access: Access): Denied {
  return access.kind === "prompts/get" ? { kind: "prompt", name: access.name } : { kind: "resource", name: access.uri };
}
