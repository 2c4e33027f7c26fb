import { failureOf } from "../enforcement/failure-mode";
import type { Binding, Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { RateWindow } from "../sessions/rate-window";
import { recordRefusal } from "./record-refusal";

/** Rows of one grant; what comes more often is counted and no more, so that nobody can fill the log. */
const ROW_EVERY_MS = 1_000;
const GRANTS_MAX = 10_000;

/** What may be recorded of foreign sessions, by the grant that names them. */
export function foreignSessionRows(): RateWindow {
  return new RateWindow(1, ROW_EVERY_MS, GRANTS_MAX);
}

export interface ForeignSessionRequest {
  readonly exchange: Exchange;
  readonly grant: Grant;
  /** null: asked at the URL of all servers. */
  readonly binding: Binding | null;
  readonly bytes: number;
}

/**
 * Records that a grant named a session that lives, but as another grant's of its organization or at another URL of its own: a
 * denial with the code `session_mismatch`, in the log of the grant that named it and without the session's id. To be called once
 * the client has its 404: neither the answer nor its time tells a foreign session from none. A session of another
 * organization leaves no row, which would tell this one that it exists. `method`: as the client asked, or GET or DELETE.
 */
export async function recordForeignSession(
  runtime: Runtime,
  request: ForeignSessionRequest,
  sessionId: string,
  method: string,
): Promise<void> {
  const { metrics, sessions, teams, foreignRows, now } = runtime;
  const { exchange, grant, binding } = request;
  try {
    const isForeign = await (binding === null
      ? teams.isForeign(grant, sessionId)
      : sessions.isForeign(grant, binding, sessionId));
    if (!isForeign) return;
    metrics.count("policylayer_sessions_total", "mismatch");
    if (!foreignRows.take(grant.grantId, now())) return;
    // The version is one we speak, or none was named: anything else is refused before sessions are looked for.
    const caller = { sessionId: null, clientName: null, protocolVersion: exchange.head.protocolVersion };
    const refusal = { ...request, caller, method, name: null, decision: "deny", code: "session_mismatch" } as const;
    if (!(await recordRefusal(runtime, refusal))) metrics.count("policylayer_sessions_total", "mismatch_unrecorded");
  } catch (error) {
    if (failureOf(error) === null) throw error;
    // The client has its answer, and what is refused needs no record to be safe.
    metrics.count("policylayer_sessions_total", "mismatch_unrecorded");
  }
}
