import {
  type Classified,
  classifyRequest,
  type Initialize,
  type Refused,
  readInbound,
  type Unsupported,
} from "@policylayer/mcp";
import {
  answerPosted,
  readPosted,
  requireGetHead,
  requireKnownVersion,
  requirePostHead,
  requireSessionEra,
} from "../http/admission";
import type { Exchange } from "../http/exchange";
import type { TeamRoute } from "../http/mcp-route";
import { requireGrant } from "../http/require-grant";
import { withinLoad } from "../http/within-load";
import { recordForeignSession } from "../requests/foreign-session";
import { requireCurrentGrant } from "../requests/require-current";
import type { Runtime } from "../runtime";
import {
  handleTeamEnd,
  handleTeamNotification,
  handleTeamPing,
  handleTeamResponse,
  handleTeamSetLevel,
} from "./team-housekeeping";
import { handleTeamInitialize } from "./team-initialize";
import { handleTeamList } from "./team-list";
import { handleTeamListen } from "./team-listen";
import { handleAskedOfOne } from "./team-one";
import { inTeamSession, type TeamGrantRequest, type TeamSessionRequest } from "./team-request";
import { handleTeamStateless } from "./team-stateless";

/** What only a session can ask. */
type AskedInSession = Exclude<Classified, Refused | Unsupported | Initialize>;

/** POST at a team URL: one message, refused on the same grounds as at a server's. */
export async function handleTeamPost(runtime: Runtime, exchange: Exchange, route: TeamRoute): Promise<void> {
  if (!requirePostHead(exchange)) return;
  const grant = await requireGrant(runtime, exchange, route);
  if (grant === null) return;
  const posted = await readPosted(runtime, exchange);
  if (posted === null) return;
  const { message, bytes } = posted;
  const request = { exchange, grant, bytes };
  const inbound = readInbound(message, exchange.head);
  if (inbound.kind !== "initialize_era") return handleTeamStateless(runtime, request, inbound);
  if (!requireKnownVersion(exchange)) return;
  const asked = classifyRequest(message);
  if (answerPosted(exchange, asked)) return;
  if (asked.kind === "initialize") {
    return withinLoad(runtime, exchange, grant, asked, () => handleTeamInitialize(runtime, request, asked));
  }
  const inSession = await requireTeamSession(runtime, request, asked.kind);
  if (inSession === null) return;
  await withinLoad(runtime, exchange, grant, asked, () => handleInSession(runtime, inSession, asked));
}

function handleInSession(runtime: Runtime, request: TeamSessionRequest, asked: AskedInSession): Promise<void> {
  switch (asked.kind) {
    case "tools/list":
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return handleTeamList(runtime, request, asked);
    case "tools/call":
    case "prompts/get":
    case "resources/read":
    case "resources/subscribe":
    case "resources/unsubscribe":
    case "completion/complete":
      return handleAskedOfOne(runtime, request, asked);
    case "logging/setLevel":
      return handleTeamSetLevel(runtime, request, asked);
    case "ping":
      return handleTeamPing(runtime, request, asked);
    case "response":
      return handleTeamResponse(runtime, request, asked);
    case "notifications/initialized":
    case "notifications/cancelled":
    case "notifications/progress":
    case "notifications/roots/list_changed":
      return handleTeamNotification(runtime, request, asked);
  }
}

/** GET at a team URL: what all its servers have to say. */
export async function handleTeamGet(runtime: Runtime, exchange: Exchange, route: TeamRoute): Promise<void> {
  if (!requireGetHead(exchange)) return;
  const grant = await requireGrant(runtime, exchange, route);
  if (grant === null) return;
  const request = await requireTeamSession(runtime, { exchange, grant, bytes: 0 }, "GET");
  if (request !== null) await handleTeamListen(runtime, request);
}

/** DELETE at a team URL: the end of a session with all of them. */
export async function handleTeamDelete(runtime: Runtime, exchange: Exchange, route: TeamRoute): Promise<void> {
  if (!requireSessionEra(exchange)) return;
  const grant = await requireGrant(runtime, exchange, route);
  if (grant === null) return;
  const request = await requireTeamSession(runtime, { exchange, grant, bytes: 0 }, "DELETE");
  if (request !== null) await handleTeamEnd(runtime, request);
}

/** Null when the request was answered. `method`: as it is recorded, should the session be somebody else's. */
async function requireTeamSession(
  runtime: Runtime,
  request: TeamGrantRequest,
  method: string,
): Promise<TeamSessionRequest | null> {
  const { exchange, grant } = request;
  const { sessionId } = exchange.head;
  const session = sessionId === null ? null : await runtime.teams.find(grant, sessionId);
  if (session !== null) return inTeamSession(runtime, request, session);
  // A revoked token gets its 401 here too, whatever session it names.
  const current = await requireCurrentGrant(runtime, exchange, grant, null);
  if (current === null) return null;
  exchange.problem(sessionId === null ? "bad_session_header" : "session_not_found");
  if (sessionId !== null) {
    await recordForeignSession(runtime, { ...request, grant: current, binding: null }, sessionId, method);
  }
  return null;
}
