import {
  type Cancelled,
  errorReply,
  type Initialized,
  mcpErrorCodes,
  type Progress,
  type RootsListChanged,
} from "@policylayer/mcp";
import type { Runtime } from "../runtime";
import { describeFault } from "../upstream/upstream-fault";
import { announceCancelled } from "./announce-cancelled";
import { refuseLostSession } from "./lost-session";
import { requireCurrent } from "./require-current";
import type { SessionRequest } from "./session-request";

/** A notification of the client: relayed and answered with an empty 202, or with 502 when the upstream did not take it. */
export async function handleNotification(
  runtime: Runtime,
  request: SessionRequest,
  notification: Initialized | Cancelled | Progress | RootsListChanged,
): Promise<void> {
  const { exchange, session } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, session);
  if (current === null) return;
  const { result, isLost } = await request.leg.notify(current, notification);
  if (notification.kind === "notifications/cancelled") {
    const { requestId } = notification;
    const call = runtime.calls.cancel(session.sessionId, requestId);
    if (call === undefined) announceCancelled(runtime, session.sessionId, requestId);
  }
  if (result.kind === "accepted") exchange.empty(202);
  else if (result.kind === "answer" || result.kind === "detached") throw new Error("a notification has no answer");
  else if (isLost) await refuseLostSession(runtime, request);
  else {
    const { message, outcome, retryable } = describeFault(result);
    exchange.json(502, errorReply(null, mcpErrorCodes.internalError.code, message, { code: outcome, retryable }));
  }
}
