import { errorReply, mcpErrorCodes } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { refuseLostSession } from "./lost-session";
import { requireCurrent } from "./require-current";
import { isSessionLost, reviveSession } from "./revive-session";
import type { SessionRequest } from "./session-request";
import { relayStream } from "./stream-relay";

/** An event id as it may come back (see `upstream/event-frames.ts`). */
export const EVENT_ID = /^[\x20-\x7e]{1,1024}$/;

/**
 * GET: relays the upstream's own stream for the session, or the rest of one that broke. One stream of the client is one of the
 * upstream: its ids, its reconnection times and its end are passed on as they come. An upstream without one is answered like
 * that, 405. It ends with the session or the grant, `streamCheckMs` later at most.
 */
export async function handleListen(runtime: Runtime, request: SessionRequest): Promise<void> {
  const { exchange, session } = request;
  const { lastEventId } = exchange.head;
  if (lastEventId !== null && !EVENT_ID.test(lastEventId)) return exchange.problem("bad_request_header");
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, session);
  if (current === null) return;
  if (lastEventId !== null) runtime.calls.resumed(session.sessionId);
  const refused = await request.leg.listen(current, lastEventId);
  if (refused === null || exchange.isClientGone) return;
  const { session: known } = request;
  // Listening does nothing, so that it may be tried again after any 400.
  const refusal = { kind: "status", status: refused, bytes: 0, isSessionRefusal: refused === 400 } as const;
  const isLost = await isSessionLost(runtime, refusal, current, known);
  const revived = isLost ? await reviveSession(runtime, current, known) : null;
  if (isLost && revived === null) return refuseLostSession(runtime, request);
  if (revived === null) return refuseStream(exchange, refused);
  // What the former session had not delivered is gone with it.
  const again = await relayStream(runtime, { exchange, session: revived, rights: current, lastEventId: null });
  if (again !== null && !exchange.isClientGone) refuseStream(exchange, again === 404 ? 405 : again);
}

export function refuseStream(exchange: Exchange, status: number): void {
  if (status === 405) {
    exchange.problem("stream_not_offered", "Allow", "POST, DELETE");
    return;
  }
  const how = status === 0 ? "no event stream" : `HTTP ${status}`;
  const message = `The server answered with ${how} when it was to be listened to.`;
  const data = { code: "upstream_error", retryable: true };
  exchange.json(502, errorReply(null, mcpErrorCodes.internalError.code, message, data));
}
