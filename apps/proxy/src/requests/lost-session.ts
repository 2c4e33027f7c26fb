import type { Runtime } from "../runtime";
import type { CallerRequest } from "./session-request";

/** What can't be revived: ends our session too, and tells the client as the protocol has it, so that it initializes again. */
export async function refuseLostSession(
  runtime: Runtime,
  { exchange, grant, binding, caller }: Pick<CallerRequest, "exchange" | "grant" | "binding" | "caller">,
): Promise<void> {
  runtime.metrics.count("policylayer_sessions_total", "lost_by_upstream");
  exchange.problem("session_not_found");
  // A team session outlives what it has with one server.
  if (caller.sessionId === null || caller.serverId === null) return;
  runtime.streams.endOf(caller.sessionId);
  await runtime.sessions.end(grant, binding, caller.sessionId);
}
