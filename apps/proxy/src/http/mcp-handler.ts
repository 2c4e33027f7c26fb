import {
  type Classified,
  classifyRequest,
  type Initialize,
  type Refused,
  readInbound,
  type Unsupported,
} from "@policylayer/mcp";
import type { Binding, Grant } from "../grants/grant";
import { handleAccess } from "../requests/access";
import { handleClientResponse } from "../requests/client-response";
import { handleEndSession } from "../requests/end-session";
import { recordForeignSession } from "../requests/foreign-session";
import { handleInitialize } from "../requests/initialize";
import { legOf } from "../requests/leg-of";
import { handleListen } from "../requests/listen";
import { handleListing } from "../requests/listing";
import { handleNotification } from "../requests/notification";
import { handlePing } from "../requests/ping";
import { requireCurrent } from "../requests/require-current";
import type { GrantRequest, SessionRequest } from "../requests/session-request";
import { handleToolsCall } from "../requests/tools-call";
import { handleToolsList } from "../requests/tools-list";
import { handleUnrecorded } from "../requests/unrecorded";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import {
  answerPosted,
  readMessage,
  requireFitLength,
  requireGetHead,
  requireKnownVersion,
  requirePostHead,
  requireSessionEra,
} from "./admission";
import { readBody } from "./body";
import type { Exchange } from "./exchange";
import type { ServerRoute } from "./mcp-route";
import { requireGrant } from "./require-grant";
import { handleStateless } from "./stateless-handler";
import { isOverLoad } from "./within-load";

/** What only a session can ask. */
type AskedInSession = Exclude<Classified, Refused | Unsupported | Initialize>;

/** POST: one message. Everything that can be refused without the body is refused before it is read. */
export async function handlePost(runtime: Runtime, exchange: Exchange, route: ServerRoute): Promise<void> {
  if (!requirePostHead(exchange)) return;
  // What is in memory is not waited for: each wait costs every call something.
  const found = findAccess(runtime, exchange, route);
  const access = found instanceof Promise ? await found : found;
  if (access === null || !requireFitLength(runtime, exchange)) return;
  const { grant, binding } = access;
  const posted = readMessage(exchange, await readBody(exchange, runtime.settings.bodyBytesMax));
  if (posted === null) return;
  const { message, bytes } = posted;
  const request: GrantRequest = { exchange, grant, binding, bytes };
  const inbound = readInbound(message, exchange.head);
  if (inbound.kind !== "initialize_era") return handleStateless(runtime, request, inbound);
  if (!requireKnownVersion(exchange)) return;
  const asked = classifyRequest(message);
  if (answerPosted(exchange, asked)) return;
  if (asked.kind === "initialize") return handleInitialize(runtime, request, asked);
  const inSession = knownSession(runtime, request) ?? (await requireSession(runtime, request, asked.kind));
  if (inSession === null || isOverLoad(runtime, exchange, grant, asked)) return;
  grant.load.inFlight += 1;
  try {
    await handleInSession(runtime, inSession, asked);
  } finally {
    grant.load.inFlight -= 1;
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
export async function handleGet(runtime: Runtime, exchange: Exchange, route: ServerRoute): Promise<void> {
  if (!requireGetHead(exchange)) return;
  const access = await findAccess(runtime, exchange, route);
  if (access === null) return;
  const request = await requireSession(runtime, { exchange, ...access, bytes: 0 }, "GET");
  if (request !== null) await handleListen(runtime, request);
}

/** DELETE: the end of a session. */
export async function handleDelete(runtime: Runtime, exchange: Exchange, route: ServerRoute): Promise<void> {
  if (!requireSessionEra(exchange)) return;
  const access = await findAccess(runtime, exchange, route);
  if (access === null) return;
  const request = await requireSession(runtime, { exchange, ...access, bytes: 0 }, "DELETE");
  if (request !== null) await handleEndSession(runtime, request);
}

interface Access {
  readonly grant: Grant;
  readonly binding: Binding;
}

/** At once when it is in memory. Null when the request was answered. Rejects with `StoreUnavailable` or `DirectoryUnavailable`. */
function findAccess(runtime: Runtime, exchange: Exchange, route: ServerRoute): Access | null | Promise<Access | null> {
  const known = requireGrant(runtime, exchange, route);
  return known instanceof Promise
    ? known.then((grant) => accessOf(runtime, exchange, route, grant))
    : accessOf(runtime, exchange, route, known);
}

function accessOf(
  runtime: Runtime,
  exchange: Exchange,
  route: ServerRoute,
  grant: Grant | null,
): Access | null | Promise<Access | null> {
  if (grant === null) return null;
  const binding = grant.bindings.get(route.server);
  if (binding !== undefined) return { grant, binding };
  // The copy in memory may be older than the binding: nothing is refused by a grant that isn't known to be in force.
  return requireCurrent(runtime, exchange, grant, route.server, null);
}

/** Null when the session is none that this process has in memory. */
function knownSession(runtime: Runtime, request: GrantRequest): SessionRequest | null {
  const { sessionId } = request.exchange.head;
  const session = sessionId === null ? null : runtime.sessions.known(request.grant, request.binding, sessionId);
  return session === null ? null : inSessionOf(runtime, request, session);
}

function inSessionOf(runtime: Runtime, request: GrantRequest, session: ClientSession): SessionRequest {
  const { exchange, grant, binding, bytes } = request;
  return { exchange, grant, binding, bytes, caller: session, session, leg: legOf(runtime, exchange, session) };
}

/** Null when the request was answered. `method`: as it is recorded, should the session be somebody else's. */
async function requireSession(runtime: Runtime, request: GrantRequest, method: string): Promise<SessionRequest | null> {
  const { exchange, grant, binding } = request;
  const { sessionId } = exchange.head;
  const session = sessionId === null ? null : await runtime.sessions.find(grant, binding, sessionId);
  if (session !== null) return inSessionOf(runtime, request, session);
  // A revoked token gets its 401 here too, whatever session it names.
  const current = await requireCurrent(runtime, exchange, grant, binding.serverSlug, null);
  if (current === null) return null;
  exchange.problem(sessionId === null ? "bad_session_header" : "session_not_found");
  if (sessionId !== null) await recordForeignSession(runtime, { ...request, ...current }, sessionId, method);
  return null;
}
