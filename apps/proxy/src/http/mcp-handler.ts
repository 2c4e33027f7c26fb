import {
  type Classified,
  classifyRequest,
  type Initialize,
  invalidRequest,
  isStatelessEra,
  methodNotFound,
  parseJsonRpc,
  type Refused,
  readInbound,
  readVersionHeader,
  type Unsupported,
} from "@policylayer/mcp";
import { answerFailure } from "../enforcement/failure-mode";
import type { Binding, Grant } from "../grants/grant";
import { handleAccess } from "../requests/access";
import { BridgedLeg } from "../requests/bridged-leg";
import { handleClientResponse } from "../requests/client-response";
import { handleEndSession } from "../requests/end-session";
import { recordForeignSession } from "../requests/foreign-session";
import { handleInitialize } from "../requests/initialize";
import { handleListen } from "../requests/listen";
import { handleListing } from "../requests/listing";
import { handleNotification } from "../requests/notification";
import { handlePing } from "../requests/ping";
import { refuseUnauthorized, requireCurrent } from "../requests/require-current";
import { SessionLeg } from "../requests/session-leg";
import type { GrantRequest, SessionRequest } from "../requests/session-request";
import { handleToolsCall } from "../requests/tools-call";
import { handleToolsList } from "../requests/tools-list";
import { handleUnrecorded } from "../requests/unrecorded";
import type { Runtime } from "../runtime";
import { isTooLargeByLength, readBody } from "./body";
import type { Exchange } from "./exchange";
import type { McpRoute } from "./mcp-route";
import { acceptsBoth, acceptsEvents, isJsonType } from "./media-type";
import { handleStateless } from "./stateless-handler";

/** What only a session can ask. */
type AskedInSession = Exclude<Classified, Refused | Unsupported | Initialize>;

/** POST: one message. Everything that can be refused without the body is refused before it is read. */
export async function handlePost(runtime: Runtime, exchange: Exchange, route: McpRoute): Promise<void> {
  const { head } = exchange;
  const { settings } = runtime;
  if (!isJsonType(head.contentType) || head.contentEncoding !== null) return exchange.problem("unsupported_media_type");
  if (!acceptsBoth(head.accept)) return exchange.problem("not_acceptable");
  const access = await requireAccess(runtime, exchange, route);
  if (access === null) return;
  const { grant, binding } = access;
  if (isTooLargeByLength(head.contentLength, settings.bodyBytesMax)) return refuseTooLarge(exchange);

  const body = await readBody(exchange, settings.bodyBytesMax);
  if (body.kind === "gone") return;
  if (body.kind === "too_large") return refuseTooLarge(exchange);
  const message = parseJsonRpc(body.bytes);
  if (message.kind === "failure") return exchange.json(message.httpStatus, invalidRequest(message));
  const inbound = readInbound(message, head);
  if (inbound.kind !== "initialize_era") {
    return handleStateless(runtime, { exchange, grant, binding, bytes: body.bytes.length }, inbound);
  }
  if (!requireKnownVersion(exchange)) return;
  const asked = classifyRequest(message);
  const request: GrantRequest = { exchange, grant, binding, bytes: body.bytes.length };
  switch (asked.kind) {
    case "refused":
      return exchange.json(asked.httpStatus, invalidRequest(asked));
    case "unsupported":
      return exchange.json(200, methodNotFound(asked.id, asked.method));
    case "initialize":
      return handleInitialize(runtime, request, asked);
    default:
      break;
  }
  const inSession = await requireSession(runtime, request, asked.kind);
  if (inSession === null) return;
  // What has no answer is let through: it ends what is in flight.
  const { load } = grant;
  if (load.inFlight >= settings.grantPendingMax && "id" in asked && asked.kind !== "response") {
    return answerFailure(exchange, runtime.metrics, "grant_busy", asked.id, null);
  }
  load.inFlight += 1;
  try {
    await handleInSession(runtime, inSession, asked);
  } finally {
    load.inFlight -= 1;
  }
}

function handleInSession(runtime: Runtime, request: SessionRequest, asked: AskedInSession): Promise<void> {
  switch (asked.kind) {
    case "tools/call":
      return handleToolsCall(runtime, request, asked);
    case "tools/list":
      return handleToolsList(runtime, request, asked);
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return handleListing(runtime, request, asked);
    case "prompts/get":
      return handleAccess(runtime, request, asked);
    case "resources/read":
    case "resources/subscribe":
      return handleAccess(runtime, request, { ...asked, kind: asked.kind });
    case "resources/unsubscribe":
      return handleUnrecorded(runtime, request, { ...asked, kind: asked.kind });
    case "completion/complete":
    case "logging/setLevel":
      return handleUnrecorded(runtime, request, asked);
    case "ping":
      return handlePing(runtime, request, asked);
    case "response":
      return handleClientResponse(runtime, request, asked);
    case "notifications/initialized":
    case "notifications/cancelled":
    case "notifications/progress":
    case "notifications/roots/list_changed":
      return handleNotification(runtime, request, asked);
  }
}

/** GET: a stream to listen to. */
export async function handleGet(runtime: Runtime, exchange: Exchange, route: McpRoute): Promise<void> {
  if (exchange.head.hasBody) {
    exchange.res.shouldKeepAlive = false;
    return exchange.problem("unexpected_body");
  }
  if (!requireSessionEra(exchange)) return;
  if (!acceptsEvents(exchange.head.accept)) return exchange.problem("stream_not_acceptable");
  const access = await requireAccess(runtime, exchange, route);
  if (access === null) return;
  const request = await requireSession(runtime, { exchange, ...access, bytes: 0 }, "GET");
  if (request !== null) await handleListen(runtime, request);
}

/** DELETE: the end of a session. */
export async function handleDelete(runtime: Runtime, exchange: Exchange, route: McpRoute): Promise<void> {
  if (!requireSessionEra(exchange)) return;
  const access = await requireAccess(runtime, exchange, route);
  if (access === null) return;
  const request = await requireSession(runtime, { exchange, ...access, bytes: 0 }, "DELETE");
  if (request !== null) await handleEndSession(runtime, request);
}

/** Null when the request was answered. Rejects with `StoreUnavailable` or `DirectoryUnavailable`. */
async function requireAccess(
  runtime: Runtime,
  exchange: Exchange,
  route: McpRoute,
): Promise<{ readonly grant: Grant; readonly binding: Binding } | null> {
  const tokenHash = runtime.tokenHashes.of(exchange.req.socket, exchange.head.authorization);
  if (tokenHash === null) return refuseUnauthorized(exchange);
  const grant = runtime.grants.cached(tokenHash) ?? (await runtime.grants.find(tokenHash));
  if (grant === null || grant.organizationSlug !== route.organization || grant.teamSlug !== route.team) {
    return refuseUnauthorized(exchange);
  }
  const binding = grant.bindings.get(route.server);
  if (binding !== undefined) return { grant, binding };
  // The copy in memory may be older than the binding: nothing is refused by a grant that isn't known to be in force.
  return requireCurrent(runtime, exchange, grant, route.server, null);
}

/** Null when the request was answered. `method`: as it is recorded, should the session be somebody else's. */
async function requireSession(runtime: Runtime, request: GrantRequest, method: string): Promise<SessionRequest | null> {
  const { exchange, grant, binding, bytes } = request;
  const { sessionId } = exchange.head;
  const session = sessionId === null ? null : await runtime.sessions.find(grant, binding, sessionId);
  if (session !== null) {
    const leg =
      session.bridge === null
        ? new SessionLeg(runtime, exchange, session)
        : new BridgedLeg(runtime, exchange, session, session.bridge);
    return { exchange, grant, binding, bytes, caller: session, session, leg };
  }
  // A revoked token gets its 401 here too, whatever session it names.
  const current = await requireCurrent(runtime, exchange, grant, binding.serverSlug, null);
  if (current === null) return null;
  exchange.problem(sessionId === null ? "bad_session_header" : "session_not_found");
  if (sessionId !== null) await recordForeignSession(runtime, { ...request, ...current }, sessionId, method);
  return null;
}

/** Listening and ending are a session's; 2026-07-28 has none, and knows POST alone. */
function requireSessionEra(exchange: Exchange): boolean {
  const { protocolVersion } = exchange.head;
  if (protocolVersion === null || !isStatelessEra(protocolVersion)) return requireKnownVersion(exchange);
  exchange.problem("stateless_method", "Allow", "POST");
  return false;
}

function requireKnownVersion(exchange: Exchange): boolean {
  const version = readVersionHeader(exchange.head.protocolVersion);
  if (version.kind === "version") return true;
  exchange.json(version.httpStatus, invalidRequest(version));
  return false;
}

/** What is left of the body is not read: the connection ends with the answer. */
function refuseTooLarge(exchange: Exchange): void {
  exchange.res.shouldKeepAlive = false;
  exchange.problem("body_too_large");
}
