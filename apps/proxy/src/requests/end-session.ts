import type { Binding } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { forward } from "../upstream/forward";
import { requireCurrent } from "./require-current";
import type { SessionRequest } from "./session-request";

/** What the upstream gets to end its own session. Ours has ended by then. */
const UPSTREAM_END_MS = 5_000;

/**
 * DELETE: ends our session, from the next request on, on every proxy; then the upstream's. That one may not know how (HTTP
 * 405) or be away: the client's wish is fulfilled all the same.
 */
export async function handleEndSession(runtime: Runtime, request: SessionRequest): Promise<void> {
  const { exchange, session } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, session);
  if (current === null) return;
  const { grant, binding } = current;
  if (!(await runtime.sessions.end(grant, binding, session.sessionId))) {
    exchange.problem("session_not_found");
    return;
  }
  runtime.metrics.count("policylayer_sessions_total", "ended");
  runtime.streams.endOf(session.sessionId);
  await endUpstreamSession(runtime, binding, session);
  exchange.empty(204);
}

/** Ends the upstream's own session, if it has one. */
export async function endUpstreamSession(
  runtime: Pick<Runtime, "forward" | "metrics">,
  { upstream }: Binding,
  { upstreamSessionId, protocolVersion }: ClientSession,
): Promise<void> {
  if (upstreamSessionId === null) return;
  const result = await forward(runtime.forward, {
    upstream,
    context: { sessionId: upstreamSessionId, protocolVersion, traceparent: null },
    method: "DELETE",
    body: null,
    id: null,
    progressToken: undefined,
    sink: null,
    totalTimeoutMs: UPSTREAM_END_MS,
  });
  if (result.kind !== "accepted") runtime.metrics.count("policylayer_sessions_total", "not_ended_upstream");
}
