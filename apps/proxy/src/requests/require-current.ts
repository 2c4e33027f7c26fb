import type { Binding, Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { type Caller, isCallerFor } from "../sessions/caller";

const RELOADS_MAX = 3;

/** The grant as it is in force at this moment, and what it holds for the server. */
export type Current = { readonly grant: Grant; readonly binding: Binding };

/**
 * The check of every request that is not recorded: is the grant still what it was, does the session live? A stale grant is
 * reloaded. Answers the request itself and returns null when it can't go on. Rejects with `StoreUnavailable` or
 * `DirectoryUnavailable`.
 */
export async function requireCurrent(
  runtime: Runtime,
  exchange: Exchange,
  known: Grant,
  serverSlug: string,
  caller: Caller | null,
): Promise<Current | null> {
  const found = await findCurrentGrant(runtime, known, caller?.sessionId ?? null);
  if (found === null) return refuseUnauthorized(exchange);
  const { grant, isSessionThere } = found;
  const binding = grant.bindings.get(serverSlug);
  if (binding === undefined) {
    exchange.problem("not_found");
    return null;
  }
  if (caller !== null && (!isSessionThere || !isCallerFor(caller, grant, binding))) {
    forgetCaller(runtime, caller);
    exchange.problem("session_not_found");
    return null;
  }
  return { grant, binding };
}

/** The same for a request that is of no server, or of all of the grant's. */
export async function requireCurrentGrant(
  runtime: Runtime,
  exchange: Exchange,
  known: Grant,
  teamSessionId: string | null,
): Promise<Grant | null> {
  const found = await findCurrentGrant(runtime, known, teamSessionId);
  if (found === null) return refuseUnauthorized(exchange);
  if (found.isSessionThere) return found.grant;
  if (teamSessionId !== null) runtime.teams.forget(teamSessionId);
  exchange.problem("session_not_found");
  return null;
}

/** The grant in force, and whether the session is still there, which it is without one; null when the grant is no more. */
export async function findCurrentGrant(
  { gate, grants }: Pick<Runtime, "gate" | "grants">,
  known: Grant,
  sessionId: string | null,
): Promise<{ readonly grant: Grant; readonly isSessionThere: boolean } | null> {
  let grant = known;
  for (let reloads = 0; reloads <= RELOADS_MAX; reloads += 1) {
    const { partition, organizationId, grantId, epoch } = grant;
    const answer = await gate.check({ partition, organizationId, grantId, epoch, sessionId });
    if (answer !== "stale") return { grant, isSessionThere: answer !== "no_session" };
    const reloaded = await grants.reload(grant);
    if (reloaded === null) return null;
    grant = reloaded;
  }
  // It changed faster than it could be read. Nothing was judged by the old state.
  throw new Error("a grant changed on every attempt to read it");
}

/** The gate said that its session has ended. */
export function forgetCaller({ sessions, teams }: Pick<Runtime, "sessions" | "teams">, caller: Caller): void {
  if (caller.sessionId === null) return;
  if (caller.serverId === null) teams.forget(caller.sessionId);
  else sessions.forget(caller.sessionId);
}

/** The same for what goes on by itself: null when grant, binding or session is no more. Rejects as above. */
export async function lookCurrent(
  runtime: Pick<Runtime, "gate" | "grants">,
  { grant: known, binding: { serverSlug } }: Current,
  caller: Caller,
): Promise<Current | null> {
  const found = await findCurrentGrant(runtime, known, caller.sessionId);
  const binding = found?.grant.bindings.get(serverSlug);
  if (found === null || !found.isSessionThere || binding === undefined) return null;
  return isCallerFor(caller, found.grant, binding) ? { grant: found.grant, binding } : null;
}

/** One answer for every cause. */
export function refuseUnauthorized(exchange: Exchange): null {
  exchange.problem("unauthorized", "WWW-Authenticate", "Bearer");
  return null;
}
