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
  let grant = known;
  for (let reloads = 0; reloads <= RELOADS_MAX; reloads += 1) {
    const { partition, organizationId, grantId, epoch } = grant;
    const sessionId = caller?.sessionId ?? null;
    const answer = await runtime.gate.check({ partition, organizationId, grantId, epoch, sessionId });
    if (answer === "stale") {
      const reloaded = await runtime.grants.reload(grant);
      if (reloaded === null) return refuseUnauthorized(exchange);
      grant = reloaded;
      continue;
    }
    const binding = grant.bindings.get(serverSlug);
    if (binding === undefined) {
      exchange.problem("not_found");
      return null;
    }
    if (caller !== null && (answer === "no_session" || !isCallerFor(caller, grant, binding))) {
      if (sessionId !== null) runtime.sessions.forget(sessionId);
      exchange.problem("session_not_found");
      return null;
    }
    return { grant, binding };
  }
  // It changed faster than it could be read. Nothing was judged by the old state.
  throw new Error("a grant changed on every attempt to read it");
}

/** The same for what goes on by itself: null when grant, binding or session is no more. Rejects as above. */
export async function lookCurrent(
  { gate, grants }: Pick<Runtime, "gate" | "grants">,
  { grant: known, binding: { serverSlug } }: Current,
  caller: Caller,
): Promise<Current | null> {
  let grant = known;
  for (let reloads = 0; reloads <= RELOADS_MAX; reloads += 1) {
    const { partition, organizationId, grantId, epoch } = grant;
    const { sessionId } = caller;
    const answer = await gate.check({ partition, organizationId, grantId, epoch, sessionId });
    if (answer === "no_session") return null;
    const binding = grant.bindings.get(serverSlug);
    if (answer === "current") {
      return binding !== undefined && isCallerFor(caller, grant, binding) ? { grant, binding } : null;
    }
    const reloaded = await grants.reload(grant);
    if (reloaded === null) return null;
    grant = reloaded;
  }
  return null;
}

/** One answer for every cause. */
export function refuseUnauthorized(exchange: Exchange): null {
  exchange.problem("unauthorized", "WWW-Authenticate", "Bearer");
  return null;
}
