import { EVENT_ID, refuseStream } from "../requests/listen";
import { relayStream } from "../requests/stream-relay";
import type { Runtime } from "../runtime";
import { NamespacedSink, splitEventId } from "./namespaced-leg";
import { findChild } from "./open-child";
import { requireCurrentTeam } from "./require-current-team";
import type { TeamSessionRequest } from "./team-request";
import { TeamStream } from "./team-stream";

/**
 * GET: what all servers say of themselves, on one stream. Its events have no ids, since none could stand for a place in several
 * streams at once; what is missed between two of them is gone. An id comes from the stream of one request: then the rest of
 * that one is asked of its server, as long as the server still has the session it was in.
 */
export async function handleTeamListen(runtime: Runtime, request: TeamSessionRequest): Promise<void> {
  const { exchange, session } = request;
  const { lastEventId } = exchange.head;
  if (lastEventId !== null && !EVENT_ID.test(lastEventId)) return exchange.problem("bad_request_header");
  const grant = await requireCurrentTeam(runtime, request);
  if (grant === null) return;
  const from = lastEventId === null ? null : splitEventId(lastEventId);
  const binding = from === null ? undefined : grant.bindings.get(from.server);
  if (from !== null && binding !== undefined) {
    const rights = { grant, binding };
    const child = await findChild(runtime, session, rights);
    if (child !== null) {
      runtime.calls.resumed(session.sessionId);
      const refused = await relayStream(runtime, {
        exchange,
        session: child,
        rights,
        lastEventId: from.eventId,
        callerSessionId: session.sessionId,
        wrap: (sink) => new NamespacedSink(sink, from.server),
      });
      if (refused === null || exchange.isClientGone) return;
      // The upstream has nothing to go on with. What it still says of itself is heard on an ordinary stream.
    }
  }
  const stream = new TeamStream(runtime, request, grant);
  if (!runtime.streams.add(stream)) return exchange.problem("too_many_streams", "Retry-After", "5");
  try {
    if (!(await stream.run())) refuseStream(exchange, 405);
  } finally {
    runtime.streams.delete(stream);
  }
}
