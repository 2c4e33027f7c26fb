import type { ToolsCall } from "@policylayer/mcp";
import type { Enforcement } from "../enforcement/enforcement";
import { recordOutcome, recordRefund } from "../enforcement/record-outcome";
import type { Runtime } from "../runtime";
import type { InFlightCall } from "../sessions/in-flight-calls";
import { ClientStream } from "../upstream/client-stream";
import { describeFault, faultReply } from "../upstream/upstream-fault";
import { relayedBody } from "../upstream/upstream-result";
import type { Access } from "./access";
import { answerStatus } from "./answer-status";
import type { Hold } from "./hold";
import { refuseLostSession } from "./lost-session";
import { readRpcOutcome } from "./read-rpc-outcome";
import type { CallerRequest } from "./session-request";

/** Time to record an outcome after the last moment an upstream may take. */
export const RECORD_MARGIN_MS = 10_000;

export type Decided = Extract<Enforcement, { kind: "decided" }>;

/** Sends what was let through, relays what comes of it, and records that. `hold`: the wait for a person that came before. */
export async function sendDecided(
  runtime: Runtime,
  request: CallerRequest,
  message: ToolsCall | Access,
  callId: string,
  rights: Decided,
  inFlight: InFlightCall,
  hold: Hold | null,
): Promise<void> {
  const { exchange, caller } = request;
  const { grant, reserved, usedApproval } = rights;
  const heldMs = hold?.heldMs ?? 0;
  const stream = hold?.stream ?? new ClientStream(exchange, runtime.settings.clientDrainMs, runtime.openStreams);
  const sentAt = performance.now();
  const { result, isLost } = await request.leg.send({ rights, message, sink: stream, inFlight });
  const upstreamMs = performance.now() - sentAt;

  if (result.kind === "answer") {
    stream.end(relayedBody(result), result.eventId, answerStatus(caller, result.answer));
    const { outcome, message: said } = readRpcOutcome(result.answer);
    const { status, bytes } = result;
    recordOutcome(runtime, exchange, grant, callId, { outcome, message: said, status, bytes, upstreamMs, heldMs });
    return;
  }
  if (result.kind === "detached") {
    if (caller.sessionId === null) throw new Error("nothing is resumed without a session");
    stream.close();
    runtime.detached.add(caller.sessionId, message.id, (end) =>
      recordOutcome(runtime, exchange, grant, callId, { ...end, upstreamMs: performance.now() - sentAt, heldMs }),
    );
    return;
  }
  if (result.kind === "accepted") throw new Error("a request can't be accepted without an answer");
  const fault = describeFault(result);
  // Before the answer: whoever reads it may call again at once.
  if (result.kind === "not_sent" && usedApproval !== undefined) {
    await runtime.approvals.giveBack(grant, usedApproval, callId);
  }
  // A stream that a wait has opened takes the answer; else a lost session is a status.
  if (!isLost || stream.isOpen) stream.end(faultReply(message.id, fault, callId));
  if (isLost) await refuseLostSession(runtime, request);
  const { outcome, message: said, status, bytes } = fault;
  const record = { outcome, message: said, status, bytes, upstreamMs, heldMs };
  if (result.kind === "not_sent" && reserved !== null) {
    await recordRefund(runtime, exchange, grant, callId, reserved, record);
  } else {
    recordOutcome(runtime, exchange, grant, callId, record);
  }
}
