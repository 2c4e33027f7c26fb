import { type Forwardable, type JsonRpcId, rebuildRequest } from "@policylayer/mcp";
import type { Binding } from "../grants/grant";
import type { Runtime } from "../runtime";
import { forward } from "../upstream/forward";
import type { UpstreamAnswer } from "../upstream/upstream-result";
import { answerFault } from "./answer-fault";
import { isSessionLost, refuseLostSession } from "./lost-session";
import type { SessionRequest } from "./session-request";

/**
 * The upstream's result to a request that is not recorded. Null when the client was answered: the upstream's own error was
 * relayed, or there was no answer.
 */
export async function askUpstream(
  runtime: Runtime,
  request: SessionRequest,
  binding: Binding,
  message: Forwardable & { readonly id: JsonRpcId },
): Promise<UpstreamAnswer | null> {
  const { exchange, session } = request;
  const result = await forward(runtime.forward, {
    upstream: binding.upstream,
    context: {
      sessionId: session.upstreamSessionId,
      protocolVersion: session.protocolVersion,
      traceparent: exchange.head.traceparent,
    },
    method: "POST",
    body: rebuildRequest(message),
    id: message.id,
    progressToken: undefined,
    sink: null,
  });
  if (result.kind !== "answer") {
    if (isSessionLost(result, session)) await refuseLostSession(runtime, request);
    else answerFault(exchange, message.id, result);
    return null;
  }
  if (!result.answer.isRpcError) return result.answer;
  exchange.json(200, result.answer.text);
  return null;
}
