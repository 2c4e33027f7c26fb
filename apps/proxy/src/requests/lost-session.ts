import type { Runtime } from "../runtime";
import type { SessionRequest } from "./session-request";

/** What can't be revived: ends our session too, and tells the client as the protocol has it, so that it initializes again. */
export async function refuseLostSession(runtime: Runtime, request: SessionRequest): Promise<void> {
  const { exchange, grant, binding, session } = request;
  runtime.metrics.count("policylayer_sessions_total", "lost_by_upstream");
  exchange.problem("session_not_found");
  runtime.streams.endOf(session.sessionId);
  await runtime.sessions.end(grant, binding, session.sessionId);
}
