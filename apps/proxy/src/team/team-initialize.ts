import { type Initialize, negotiateVersion, relayedClientCapabilities, resultReply } from "@policylayer/mcp";
import { requireCurrentGrant } from "../requests/require-current";
import type { Runtime } from "../runtime";
import { introduceServers, introduceTeam } from "./introduce-team";
import { openChild } from "./open-child";
import type { TeamGrantRequest } from "./team-request";
import { LATE } from "./unavailable-reason";

/**
 * Opens a session of our own, and one with each server at once. The client learns what those that answered in time can do
 * together; the others are named, and asked again when they are needed.
 */
export async function handleTeamInitialize(
  runtime: Runtime,
  { exchange, grant: known }: TeamGrantRequest,
  init: Initialize,
): Promise<void> {
  const grant = await requireCurrentGrant(runtime, exchange, known, null);
  if (grant === null) return;
  const protocolVersion = negotiateVersion(init.protocolVersion);
  const session = await runtime.teams.create(grant, {
    protocolVersion,
    clientName: init.clientInfo.name,
    clientVersion: init.clientInfo.version,
    capabilities: relayedClientCapabilities(init.capabilities),
  });
  const introduced = await introduceServers(grant, runtime.settings.teamServerMs, async (binding) => {
    const child = await openChild(runtime, session, { grant, binding });
    if (child.kind === "open") return child.initializeResult ?? { capabilities: {} };
    return child.kind === "unavailable" ? child.reason : LATE;
  });
  runtime.metrics.count("policylayer_sessions_total", "team_opened");
  const result = { protocolVersion, ...introduceTeam(grant, introduced) };
  exchange.json(200, resultReply(init.id, result), "Mcp-Session-Id", session.sessionId);
}
