import { newId } from "@policylayer/crypto";
import { mcpErrorCodes, rebuildRequest } from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { openSession } from "../upstream/open-session";
import type { UpstreamResult } from "../upstream/upstream-result";
import { narrowed } from "./initialize";
import { postHousekeeping as post, type UpstreamSession } from "./post-housekeeping";
import { restoreSettings } from "./restore-settings";

/**
 * Whether an upstream has lost the session it was asked in. HTTP 404 says so (MCP 2025-11-25, basic/transports). Many servers
 * answer 400 instead, which may also come from a message that was acted upon: it counts only when its error names the session,
 * and a `ping` in the same session is refused too. So the message was not acted upon, and may be sent once more in a new
 * session.
 */
export async function isSessionLost(
  { forward: deps }: Pick<Runtime, "forward">,
  result: UpstreamResult,
  { binding }: Rights,
  session: UpstreamSession,
): Promise<boolean> {
  // The upstream no longer speaks the era of its sessions. It acts on nothing that it answers with this.
  if (result.kind === "status" && result.error?.code === mcpErrorCodes.unsupportedProtocolVersion.code) return true;
  if (result.kind !== "status" || session.upstreamSessionId === null) return false;
  if (result.status === 404) return true;
  if (result.isSessionRefusal !== true) return false;
  const id = newId("call");
  const body = rebuildRequest({ kind: "ping", id });
  const ping = await post(deps, binding, session, body, id);
  return ping.kind === "status" && (ping.status === 400 || ping.status === 404);
}

/**
 * Sets a session up anew with an upstream that has lost it, as its client once introduced itself. Once per session at a time
 * here, and once at all among any number of proxies: whoever is late takes over what is there. Over HTTP+SSE each proxy has one
 * of its own, as it lives with the process that holds its stream. What the client had set in the session, its log level and its
 * subscriptions, is set again before anything else goes there. null when it can't be done: our session has ended, or the
 * upstream doesn't take it or speaks another revision now. Rejects with `StoreUnavailable`.
 */
export function reviveSession(runtime: Runtime, rights: Rights, lost: ClientSession): Promise<ClientSession | null> {
  const { reviving } = runtime;
  let revival = reviving.get(lost.sessionId);
  if (revival === undefined) {
    revival = revive(runtime, rights, lost).finally(() => reviving.delete(lost.sessionId));
    reviving.set(lost.sessionId, revival);
  }
  return revival;
}

async function revive(runtime: Runtime, rights: Rights, lost: ClientSession): Promise<ClientSession | null> {
  const { sessions, metrics, forward: deps } = runtime;
  const { grant, binding } = rights;
  const { sessionId } = lost;
  const isLocal = binding.upstream.transport === "http_sse";
  const known = await (isLocal ? sessions.find(grant, binding, sessionId) : sessions.reload(grant, binding, sessionId));
  const isOther = known?.upstreamSessionId !== lost.upstreamSessionId;
  if (known === null || (isOther && (!isLocal || deps.httpSse.holds(known.upstreamSessionId)))) return known;
  const settings = await sessions.settings(grant, binding, sessionId);
  const init = {
    id: 0,
    clientInfo: { name: lost.clientName ?? "", version: lost.clientVersion },
    capabilities: narrowed(binding, lost.capabilities),
  };
  const opened = await openSession(deps, binding.upstream, init, lost.protocolVersion, null);
  // The client was told of a revision and can't be told of another.
  if (opened.kind !== "opened" || opened.answer.protocolVersion !== lost.protocolVersion) return null;
  const revived = { ...lost, upstreamSessionId: opened.upstreamSessionId };
  await post(deps, binding, revived, rebuildRequest({ kind: "notifications/initialized" }), null);
  await restoreSettings(runtime, rights, revived, settings);
  const session = isLocal ? sessions.replaceHere(revived) : await sessions.replace(grant, binding, lost, revived);
  if (session?.upstreamSessionId === revived.upstreamSessionId) {
    metrics.count("policylayer_sessions_total", "revived");
  } else if (revived.upstreamSessionId !== null) {
    // Another proxy was first, or our session has ended.
    await post(deps, binding, revived, null, null);
  }
  return session;
}
