import { type Forwardable, type JsonRpcId, rebuildRequest } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { forward } from "../upstream/forward";
import type { UpstreamAnswer, UpstreamResult } from "../upstream/upstream-result";
import { answerFault } from "./answer-fault";
import { inLivingSession } from "./in-living-session";
import { refuseLostSession } from "./lost-session";
import type { SessionRequest } from "./session-request";

/**
 * The upstream's result to a request that is not recorded. Null when the client was answered: the upstream's own error was
 * relayed, or there was no answer.
 */
export async function askUpstream(
  runtime: Runtime,
  request: SessionRequest,
  rights: Rights,
  message: Forwardable & { readonly id: JsonRpcId },
): Promise<UpstreamAnswer | null> {
  const { exchange, session } = request;
  const sendIn = ({ upstreamSessionId, protocolVersion }: ClientSession): Promise<UpstreamResult> =>
    forward(runtime.forward, {
      upstream: rights.binding.upstream,
      context: { sessionId: upstreamSessionId, protocolVersion, traceparent: exchange.head.traceparent },
      method: "POST",
      body: rebuildRequest(message),
      id: message.id,
      progressToken: undefined,
      sink: null,
    });
  const { result, isLost } = await inLivingSession(runtime, rights, session, await sendIn(session), sendIn);
  if (result.kind !== "answer") {
    if (isLost) await refuseLostSession(runtime, request);
    else answerFault(exchange, message.id, result);
    return null;
  }
  if (!result.answer.isRpcError) return result.answer;
  exchange.json(200, result.answer.text);
  return null;
}
