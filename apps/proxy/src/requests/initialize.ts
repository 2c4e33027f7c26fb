import {
  filterInitializeResult,
  type Initialize,
  type JsonObject,
  negotiateVersion,
  rebuildInitialize,
  relayedClientCapabilities,
  resultReply,
} from "@policylayer/mcp";
import { isAccessListed, planServerRequest } from "@policylayer/policy";
import type { Binding } from "../grants/grant";
import type { Runtime } from "../runtime";
import { forward } from "../upstream/forward";
import { GATEWAY_NAME, GATEWAY_VERSION } from "../upstream/headers";
import { answerFault, PROTOCOL_FAULT } from "./answer-fault";
import { requireCurrent } from "./require-current";
import type { GrantRequest } from "./session-request";

/** What may be a session id (MCP 2025-11-25, basic/transports: visible ASCII). */
const UPSTREAM_SESSION_ID = /^[\x21-\x7e]{1,1024}$/;

/**
 * Opens a session with the upstream, and one of our own in front of it, bound to grant and server. The client learns what
 * the gateway relays and nothing else.
 */
export async function handleInitialize(runtime: Runtime, request: GrantRequest, init: Initialize): Promise<void> {
  const { exchange } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, null);
  if (current === null) return;
  const { grant, binding } = current;
  const asked = negotiateVersion(init.protocolVersion);
  const capabilities = relayedClientCapabilities(init.capabilities);
  const result = await forward(runtime.forward, {
    upstream: binding.upstream,
    context: { sessionId: null, protocolVersion: null, traceparent: exchange.head.traceparent },
    method: "POST",
    body: rebuildInitialize(
      { ...init, capabilities: narrowed(binding, capabilities) },
      { protocolVersion: asked, clientName: GATEWAY_NAME, version: GATEWAY_VERSION },
    ),
    id: init.id,
    progressToken: undefined,
    sink: null,
  });
  if (result.kind !== "answer") {
    answerFault(exchange, init.id, result);
    return;
  }
  if (result.answer.isRpcError) {
    exchange.json(200, result.answer.text);
    return;
  }
  const answer = filterInitializeResult(result.answer.value.result ?? null);
  const upstreamSessionId = result.sessionId;
  const isSessionIdFit = upstreamSessionId === null || UPSTREAM_SESSION_ID.test(upstreamSessionId);
  if (answer.kind !== "ok" || !isSessionIdFit) {
    answerFault(exchange, init.id, PROTOCOL_FAULT);
    return;
  }
  const session = await runtime.sessions.create(grant, {
    serverId: binding.serverId,
    upstreamSessionId,
    protocolVersion: answer.protocolVersion,
    clientName: init.clientInfo.name,
    clientVersion: init.clientInfo.version,
    capabilities,
    upstreamUrl: binding.upstream.url,
  });
  runtime.metrics.count("policylayer_sessions_total", "opened");
  exchange.json(200, resultReply(init.id, answer.result), "Mcp-Session-Id", session.sessionId);
}

/** What the upstream is told that the client can do: what the policy lets it ask for. */
export function narrowed({ policy }: Binding, capabilities: JsonObject): JsonObject {
  const compiled = policy?.compiled ?? null;
  return relayedClientCapabilities(capabilities, (method) => isAccessListed(planServerRequest(compiled, { method })));
}
