import type { Forwardable, JsonRpcId } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { UpstreamAnswer } from "../upstream/upstream-result";
import { answerFault } from "./answer-fault";
import { refuseLostSession } from "./lost-session";
import type { CallerRequest } from "./session-request";

/**
 * The upstream's result to a request that is not recorded. Null when the client was answered: the upstream's own error was
 * relayed, or there was no answer.
 */
export async function askUpstream(
  runtime: Runtime,
  request: CallerRequest,
  rights: Rights,
  message: Forwardable & { readonly id: JsonRpcId },
): Promise<UpstreamAnswer | null> {
  const { exchange, leg } = request;
  const { result, isLost } = await leg.send({ rights, message, sink: null, inFlight: null });
  if (result.kind !== "answer") {
    if (isLost) await refuseLostSession(runtime, request);
    else answerFault(exchange, message.id, result);
    return null;
  }
  if (!result.answer.isRpcError) return result.answer;
  exchange.json(200, result.answer.text);
  return null;
}
