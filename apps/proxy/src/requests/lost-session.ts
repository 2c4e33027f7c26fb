import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import type { UpstreamResult } from "../upstream/upstream-result";
import type { SessionRequest } from "./session-request";

/** HTTP 404 to a message with a session id means that the upstream has ended the session (MCP 2025-11-25, basic/transports). */
export function isSessionLost(result: UpstreamResult, session: ClientSession): boolean {
  return result.kind === "status" && result.status === 404 && session.upstreamSessionId !== null;
}

/** Ends our session too, and tells the client as the protocol has it, so that it initializes again. */
export async function refuseLostSession(runtime: Runtime, request: SessionRequest): Promise<void> {
  const { exchange, grant, binding, session } = request;
  runtime.metrics.count("policylayer_sessions_total", "lost_by_upstream");
  exchange.problem("session_not_found");
  runtime.streams.endOf(session.sessionId);
  await runtime.sessions.end(grant, binding, session.sessionId);
}
