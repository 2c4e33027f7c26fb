import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import { ClientStream } from "../upstream/client-stream";
import { UnresumableSink } from "../upstream/unresumable-sink";
import { describeFault, faultReply } from "../upstream/upstream-fault";
import type { LegRequest } from "../upstream/upstream-leg";
import type { UpstreamAnswer } from "../upstream/upstream-result";
import { PROTOCOL_FAULT } from "./answer-fault";
import { answerStatus } from "./answer-status";
import { refuseLostSession } from "./lost-session";
import type { CallerRequest } from "./session-request";

/**
 * Asks the upstream what is not recorded, and answers the client with what `toReply` makes of the result; null for one that
 * makes no sense, which is a protocol fault. The upstream's own error is relayed. What it says or asks before its answer
 * reaches the client as on a call's stream: then, and where it means to answer on one, the reply is the last event, else plain
 * JSON.
 */
export async function askUpstream(
  runtime: Runtime,
  request: CallerRequest,
  rights: Rights,
  message: LegRequest["message"],
  toReply: (answer: UpstreamAnswer) => string | Buffer | null,
): Promise<void> {
  const stream = new ClientStream(request.exchange, runtime.settings.clientDrainMs, runtime.openStreams);
  const sink = new UnresumableSink(stream);
  const { result, isLost } = await request.leg.send({ rights, message, sink, inFlight: null });
  if (result.kind === "answer") {
    const { answer } = result;
    const reply = answer.isRpcError ? answer.text : toReply(answer);
    const status = answerStatus(request.caller, answer);
    stream.end(reply ?? faultReply(message.id, describeFault(PROTOCOL_FAULT), null), undefined, status);
    return;
  }
  // Only a notification is accepted without an answer, and only what has ids can be resumed.
  const fault = result.kind === "accepted" || result.kind === "detached" ? PROTOCOL_FAULT : result;
  if (!isLost || stream.isOpen) stream.end(faultReply(message.id, describeFault(fault), null));
  if (isLost) await refuseLostSession(runtime, request);
}
