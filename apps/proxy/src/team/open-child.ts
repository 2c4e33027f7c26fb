import { type JsonObject, rebuildRequest } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import { endUpstreamSession } from "../requests/end-session";
import { narrowed } from "../requests/initialize";
import { openBridge } from "../requests/open-bridge";
import { postHousekeeping } from "../requests/post-housekeeping";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { childSessionId, type TeamSession } from "../sessions/team-session";
import { openSession } from "../upstream/open-session";
import { ANOTHER_ERROR, NO_MCP, reasonOf } from "./unavailable-reason";

/** A team session's session with one server. */
export type OpenedChild =
  /** `initializeResult`: what the server said of itself, when it was opened just now. */
  | { readonly kind: "open"; readonly session: ClientSession; readonly initializeResult: JsonObject | null }
  | { readonly kind: "unavailable"; readonly reason: string }
  /** The team session has ended meanwhile. */
  | { readonly kind: "ended" };

/**
 * The session with a server, opened if there is none: the first time, and again after the server could not be reached or has
 * lost it for good. Once per process at a time; of several processes the first one's is kept. The rights must be in force.
 * Rejects with `StoreUnavailable`.
 */
export async function openChild(runtime: Runtime, team: TeamSession, rights: Rights): Promise<OpenedChild> {
  const { sessions, openingChildren } = runtime;
  const childId = childSessionId(team, rights.binding);
  const { grant, binding } = rights;
  const known = await sessions.find(grant, binding, childId);
  // What extends the team session's life doesn't extend this one's.
  const lives =
    known !== null && (!runtime.teams.isDue(childId, runtime.now()) || (await sessions.touch(grant, binding, childId)));
  if (lives) return { kind: "open", session: known, initializeResult: null };
  let opening = openingChildren.get(childId);
  if (opening === undefined) {
    opening = open(runtime, team, rights, childId).finally(() => openingChildren.delete(childId));
    openingChildren.set(childId, opening);
  }
  return opening;
}

/** The session with a server, if it is open. Rejects with `StoreUnavailable`. */
export function findChild(
  runtime: Runtime,
  team: TeamSession,
  { grant, binding }: Rights,
): Promise<ClientSession | null> {
  return runtime.sessions.find(grant, binding, childSessionId(team, binding));
}

async function open(runtime: Runtime, team: TeamSession, rights: Rights, childId: string): Promise<OpenedChild> {
  const { grant, binding } = rights;
  const { clientName, clientVersion, capabilities } = team;
  const init = {
    id: 0,
    clientInfo: { name: clientName ?? "", version: clientVersion },
    capabilities: narrowed(binding, capabilities),
  };
  const { teamServerMs } = runtime.settings;
  const refused = await openSession(runtime.forward, binding.upstream, init, team.protocolVersion, null, teamServerMs);
  const opened = (await openBridge(runtime, binding, refused, team.protocolVersion)) ?? refused;
  if (opened.kind === "failed") return { kind: "unavailable", reason: reasonOf(opened.result) };
  if (opened.kind !== "opened" && opened.kind !== "bridged") {
    return { kind: "unavailable", reason: opened.kind === "refused" ? ANOTHER_ERROR : NO_MCP };
  }
  const child: ClientSession = {
    sessionId: childId,
    grantId: grant.grantId,
    serverId: binding.serverId,
    upstreamSessionId: opened.kind === "opened" ? opened.upstreamSessionId : null,
    protocolVersion: opened.answer.protocolVersion,
    clientName,
    clientVersion,
    capabilities,
    upstreamUrl: binding.upstream.url,
    teamSessionId: team.sessionId,
    bridge: opened.kind === "bridged" ? opened.bridge : null,
  };
  if (child.bridge === null) {
    await postHousekeeping(
      runtime.forward,
      binding,
      child,
      rebuildRequest({ kind: "notifications/initialized" }),
      null,
    );
  }
  const adopted = await runtime.sessions.adopt(grant, binding, child);
  if (adopted?.upstreamSessionId !== child.upstreamSessionId) await endUpstreamSession(runtime, binding, child);
  if (adopted === null) return { kind: "ended" };
  if (await runtime.teams.lives(grant, team.sessionId)) {
    runtime.metrics.count("policylayer_sessions_total", "opened_for_team");
    return { kind: "open", session: adopted, initializeResult: opened.answer.result };
  }
  await endChild(runtime, rights, adopted);
  return { kind: "ended" };
}

/** Ends a session with a server, here and there. Rejects with `StoreUnavailable`. */
export async function endChild(runtime: Runtime, { grant, binding }: Rights, child: ClientSession): Promise<void> {
  await runtime.sessions.end(grant, binding, child.sessionId);
  await endUpstreamSession(runtime, binding, child);
}
