import {
  type Initialize,
  type JsonObject,
  negotiateVersion,
  relayedClientCapabilities,
  resultReply,
} from "@policylayer/mcp";
import { isAccessListed, planServerRequest } from "@policylayer/policy";
import type { Binding } from "../grants/grant";
import type { Runtime } from "../runtime";
import { openSession } from "../upstream/open-session";
import { answerFault, PROTOCOL_FAULT } from "./answer-fault";
import { openBridge } from "./open-bridge";
import { requireCurrent } from "./require-current";
import type { GrantRequest } from "./session-request";

/**
 * Opens a session with the upstream, and one of our own in front of it, bound to grant and server; ours alone where the upstream
 * knows of none. The client learns what
 * the gateway relays and nothing else.
 */
export async function handleInitialize(runtime: Runtime, request: GrantRequest, init: Initialize): Promise<void> {
  const { exchange } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, null);
  if (current === null) return;
  const { grant, binding } = current;
  const asked = negotiateVersion(init.protocolVersion);
  const capabilities = relayedClientCapabilities(init.capabilities);
  const told = { ...init, capabilities: narrowed(binding, capabilities) };
  const refused = await openSession(runtime.forward, binding.upstream, told, asked, exchange.head.traceparent);
  // One that speaks both eras is spoken to in the client's own.
  const opened = (await openBridge(runtime, binding, refused, asked)) ?? refused;
  switch (opened.kind) {
    case "failed":
      return answerFault(exchange, init.id, opened.result);
    case "refused":
      return exchange.json(200, opened.answer.text);
    case "unfit":
      return answerFault(exchange, init.id, PROTOCOL_FAULT);
    case "opened":
    case "bridged":
      break;
  }
  const { answer } = opened;
  const session = await runtime.sessions.create(grant, {
    serverId: binding.serverId,
    upstreamSessionId: opened.kind === "opened" ? opened.upstreamSessionId : null,
    protocolVersion: answer.protocolVersion,
    clientName: init.clientInfo.name,
    clientVersion: init.clientInfo.version,
    capabilities,
    upstreamUrl: binding.upstream.url,
    teamSessionId: null,
    bridge: opened.kind === "bridged" ? opened.bridge : null,
  });
  runtime.metrics.count("policylayer_sessions_total", "opened");
  exchange.json(200, resultReply(init.id, answer.result), "Mcp-Session-Id", session.sessionId);
}

/** What the upstream is told that the client can do: what the policy lets it ask for. */
export function narrowed({ policy }: Binding, capabilities: JsonObject): JsonObject {
  const compiled = policy?.compiled ?? null;
  return relayedClientCapabilities(capabilities, (method) => isAccessListed(planServerRequest(compiled, { method })));
}
