import { storeAsk, takeAsk } from "@policylayer/gate";
import {
  type ClientResponse,
  denialError,
  errorReply,
  invalidRequest,
  mcpErrorCodes,
  rebuildResponse,
} from "@policylayer/mcp";
import { planServerRequest } from "@policylayer/policy";
import type { Runtime } from "../runtime";
import { forward } from "../upstream/forward";
import { describeFault } from "../upstream/upstream-fault";
import { recordAnswered } from "./record-answered";
import { requireCurrent } from "./require-current";
import { ownerOf } from "./server-requests";
import type { SessionRequest } from "./session-request";

/**
 * The client's answer to what its server asked: relayed to the one request it answers, once. An answer to anything else is
 * refused. When the policy no longer lets the server ask, it gets the denial in place of the answer.
 */
export async function handleClientResponse(
  runtime: Runtime,
  request: SessionRequest,
  response: ClientResponse,
): Promise<void> {
  const { exchange, session } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, session);
  if (current === null) return;
  const owner = ownerOf(current, session);
  const askId = response.id;
  const ask = typeof askId === "string" ? await takeAsk(runtime.redis, owner, askId) : null;
  if (ask === null || typeof askId !== "string") {
    const message = "Invalid request: this response answers no request of the server";
    exchange.json(400, invalidRequest({ code: mcpErrorCodes.invalidRequest.code, message }));
    return;
  }
  const { upstreamId, method, callId } = ask;
  const { grant, binding } = current;
  const plan = planServerRequest(binding.policy?.compiled ?? null, { method });
  const isDenied = method !== "ping" && plan.kind === "refuse";
  const result = await forward(runtime.forward, {
    upstream: binding.upstream,
    context: {
      sessionId: session.upstreamSessionId,
      protocolVersion: session.protocolVersion,
      traceparent: exchange.head.traceparent,
    },
    method: "POST",
    body: isDenied
      ? denialError(upstreamId, { kind: "request", name: method }, plan.refusal, callId)
      : rebuildResponse(response, upstreamId),
    id: null,
    progressToken: undefined,
    sink: null,
  });
  if (result.kind === "answer" || result.kind === "detached") throw new Error("a response has no answer");
  if (result.kind === "accepted") {
    const message = isDenied ? plan.refusal.message : null;
    const outcome = isDenied ? "cancelled" : response.isError ? "tool_error" : "ok";
    recordAnswered(runtime.gate, grant, ask, runtime.now(), outcome, message);
    exchange.empty(202);
    return;
  }
  const { message, outcome, retryable } = describeFault(result);
  // Of what was not sent nothing is lost: the client may answer again.
  if (result.kind === "not_sent") await storeAsk(runtime.redis, owner, askId, ask);
  else recordAnswered(runtime.gate, grant, ask, runtime.now(), outcome, message);
  exchange.json(502, errorReply(null, mcpErrorCodes.internalError.code, message, { code: outcome, retryable }));
}
