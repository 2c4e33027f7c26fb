import { newId } from "@policylayer/crypto";
import {
  type Cancelled,
  type ClassifiedNotification,
  type ClientResponse,
  type Initialized,
  invalidRequest,
  mcpErrorCodes,
  type Ping,
  type Progress,
  type RootsListChanged,
  resultReply,
  type SetLevel,
  splitProgressToken,
} from "@policylayer/mcp";
import type { Binding } from "../grants/grant";
import { announceCancelled } from "../requests/announce-cancelled";
import { handleClientResponse } from "../requests/client-response";
import { legOf } from "../requests/leg-of";
import { requireCurrentGrant } from "../requests/require-current";
import type { Runtime } from "../runtime";
import { answerTogether } from "./answer-together";
import { endChild, findChild } from "./open-child";
import { requireCurrentTeam } from "./require-current-team";
import { bindingsOf, requestTo, type TeamSessionRequest } from "./team-request";
import { withinMs } from "./within-ms";

/** Answered here: it asks whether the other end of the session lives, and that is the proxy. */
export async function handleTeamPing(runtime: Runtime, request: TeamSessionRequest, ping: Ping): Promise<void> {
  const grant = await requireCurrentTeam(runtime, request);
  if (grant !== null) request.exchange.json(200, resultReply(ping.id, {}));
}

/** A log level goes to every server; one that keeps no log, or is away, has none to set. */
export async function handleTeamSetLevel(
  runtime: Runtime,
  request: TeamSessionRequest,
  asked: SetLevel,
): Promise<void> {
  const grant = await requireCurrentTeam(runtime, request);
  if (grant === null) return;
  const timeoutMs = runtime.settings.teamServerMs;
  await answerTogether(runtime, request.exchange, async (sink) => {
    await Promise.all(
      bindingsOf(grant).map((binding) => {
        const message = { ...asked, id: newId("call"), meta: null };
        const sent = request
          .legTo(binding)
          .send({ rights: { grant, binding }, message, sink, inFlight: null, timeoutMs });
        return withinMs(
          timeoutMs,
          sent.then(() => undefined),
        );
      }),
    );
    return resultReply(asked.id, {});
  });
}

/** The client's answer to what one of the servers asked. Its id, which is ours, says which. */
export async function handleTeamResponse(
  runtime: Runtime,
  request: TeamSessionRequest,
  response: ClientResponse,
): Promise<void> {
  const grant = await requireCurrentTeam(runtime, request);
  if (grant === null) return;
  const id = String(response.id);
  const binding = grant.bindings.get(id.slice(id.lastIndexOf(".") + 1));
  const child = binding === undefined ? null : await findChild(runtime, request.session, { grant, binding });
  if (binding === undefined || child === null) {
    const message = "Invalid request: this response answers no request of a server";
    return request.exchange.json(400, invalidRequest({ code: mcpErrorCodes.invalidRequest.code, message }));
  }
  const toServer = requestTo(request, grant, binding, binding.serverSlug);
  return handleClientResponse(
    runtime,
    { ...toServer, caller: child, session: child, leg: legOf(runtime, request.exchange, child) },
    response,
  );
}

/**
 * A notification of the client. That it is ready every server was told when its session was opened. A cancellation goes to the
 * server that has the request; when that came to another proxy, to all, of which the others don't know its id. Progress goes to
 * the server whose request it is of: the token says which. One that no server gave says nothing to anybody.
 */
export async function handleTeamNotification(
  runtime: Runtime,
  request: TeamSessionRequest,
  notification: Initialized | Cancelled | Progress | RootsListChanged,
): Promise<void> {
  const { exchange, session } = request;
  const grant = await requireCurrentTeam(runtime, request);
  if (grant === null) return;
  const tell = async (binding: Binding, told: ClassifiedNotification = notification): Promise<void> => {
    const child = await findChild(runtime, session, { grant, binding });
    if (child !== null) await legOf(runtime, exchange, child).notify({ grant, binding }, told);
  };
  if (notification.kind === "notifications/cancelled") {
    const { requestId } = notification;
    const call = runtime.calls.cancel(session.sessionId, requestId);
    const only = call?.server == null ? undefined : grant.bindings.get(call.server);
    if (only !== undefined) await tell(only);
    else if (call === undefined) {
      await tellAll(runtime, bindingsOf(grant), tell);
      announceCancelled(runtime, session.sessionId, requestId);
    }
  } else if (notification.kind === "notifications/progress") {
    const meant = splitProgressToken(notification.progressToken);
    const binding = meant === null ? undefined : grant.bindings.get(meant.server);
    if (meant !== null && binding !== undefined) {
      await tell(binding, { ...notification, progressToken: meant.progressToken });
    }
  } else if (notification.kind === "notifications/roots/list_changed") {
    await tellAll(runtime, bindingsOf(grant), tell);
  }
  exchange.empty(202);
}

async function tellAll(
  { settings }: Runtime,
  bindings: readonly Binding[],
  tell: (binding: Binding) => Promise<void>,
): Promise<void> {
  await Promise.all(bindings.map((binding) => withinMs(settings.teamServerMs, tell(binding))));
}

/** DELETE: ends our session, from the next request on, on every proxy; then each one with a server, as far as that one can be reached. */
export async function handleTeamEnd(runtime: Runtime, request: TeamSessionRequest): Promise<void> {
  const { exchange, session } = request;
  const grant = await requireCurrentGrant(runtime, exchange, request.grant, session.sessionId);
  if (grant === null) return;
  if (!(await runtime.teams.end(grant, session.sessionId))) return exchange.problem("session_not_found");
  runtime.metrics.count("policylayer_sessions_total", "team_ended");
  runtime.streams.endOf(session.sessionId);
  await Promise.all(
    bindingsOf(grant).map(async (binding) => {
      const rights = { grant, binding };
      const child = await findChild(runtime, session, rights);
      if (child !== null) await endChild(runtime, rights, child);
    }),
  );
  exchange.empty(204);
}
