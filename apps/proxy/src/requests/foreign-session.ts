import { newId } from "@policylayer/crypto";
import type { ReserveRequest } from "@policylayer/gate";
import { callIntent } from "../enforcement/call-intent";
import { failureOf } from "../enforcement/failure-mode";
import { recordOutcome } from "../enforcement/record-outcome";
import type { Runtime } from "../runtime";
import { RateWindow } from "../sessions/rate-window";
import type { GrantRequest } from "./session-request";

/** Rows of one grant; what comes more often is counted and no more, so that nobody can fill the log. */
const ROW_EVERY_MS = 1_000;
const GRANTS_MAX = 10_000;

/** What may be recorded of foreign sessions, by the grant that names them. */
export function foreignSessionRows(): RateWindow {
  return new RateWindow(1, ROW_EVERY_MS, GRANTS_MAX);
}

/**
 * Records that a grant named a session that lives, but as another grant's of its organization or with another server: a denial
 * with the code `session_mismatch`, in the log of the grant that named it and without the session's id. To be called once
 * the client has its 404: neither the answer nor its time tells a foreign session from none. A session of another
 * organization leaves no row, which would tell this one that it exists. `method`: as the client asked, or GET or DELETE.
 */
export async function recordForeignSession(
  runtime: Runtime,
  { exchange, grant, binding, bytes }: GrantRequest,
  sessionId: string,
  method: string,
): Promise<void> {
  const { metrics, sessions, foreignRows, now, gate, bootId } = runtime;
  try {
    if (!(await sessions.isForeign(grant, binding, sessionId))) return;
    metrics.count("policylayer_sessions_total", "mismatch");
    if (!foreignRows.take(grant.grantId, now())) return;
    const record = {
      callId: newId("call"),
      // The version is one we speak, or none was named: anything else is refused before sessions are looked for.
      caller: { sessionId: null, clientName: null, protocolVersion: exchange.head.protocolVersion },
      requestBytes: bytes,
      deadlineMs: now(),
    };
    const verdict = { decision: "deny", code: "session_mismatch", rule: null, message: null, would: null };
    const { partition, epoch } = grant;
    const intent = callIntent(bootId, record, method, null, [], grant, binding, []);
    const reserved: ReserveRequest = { partition, epoch, sessionId: null, limits: [], intent, verdict };
    const { kind } = await gate.reserve(reserved);
    if (kind === "reserved") {
      recordOutcome(runtime, exchange, grant, record.callId, { outcome: null, message: null, upstreamMs: null });
    } else {
      metrics.count("policylayer_sessions_total", "mismatch_unrecorded");
    }
  } catch (error) {
    if (failureOf(error) === null) throw error;
    // The client has its answer, and what is refused needs no record to be safe.
    metrics.count("policylayer_sessions_total", "mismatch_unrecorded");
  }
}
