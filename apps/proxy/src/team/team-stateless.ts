import {
  classifyStateless,
  type Discover,
  discoverResult,
  invalidRequest,
  notAccepted,
  resultReply,
  STATELESS_VERSION,
  type StatelessAsked,
  type StatelessRefusal,
  type SubscriptionsListen,
  splitName,
  type ToolsCall,
} from "@policylayer/mcp";
import { argumentsFault, refuseStateless, type StatelessInbound } from "../http/stateless-handler";
import { withinLoad } from "../http/within-load";
import { introductionOf } from "../requests/introduction";
import { requireCurrentGrant } from "../requests/require-current";
import { StatelessClientLeg } from "../requests/stateless-client-leg";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import { introduceServers, introduceTeam } from "./introduce-team";
import { NamespacedLeg } from "./namespaced-leg";
import { requireCurrentTeam } from "./require-current-team";
import { handleTeamList } from "./team-list";
import { handleAskedOfOne } from "./team-one";
import type { TeamCallerRequest, TeamGrantRequest } from "./team-request";
import { handleTeamSubscriptions } from "./team-subscriptions";
import { reasonOf } from "./unavailable-reason";

/** A message of revision 2026-07-28 at a team URL: without a session, each server is reached as at its own URL. */
export async function handleTeamStateless(
  runtime: Runtime,
  request: TeamGrantRequest,
  inbound: StatelessInbound,
): Promise<void> {
  const { exchange, grant } = request;
  if (inbound.kind === "stateless_refused") return refuseStateless(exchange, inbound);
  if (inbound.kind === "stateless_notification") return handleNotification(runtime, request, inbound.method);
  const asked = classifyStateless(inbound.request);
  if (asked.kind === "refused") return exchange.json(asked.httpStatus, invalidRequest(asked));
  if (asked.kind === "stateless_refused") return refuseStateless(exchange, asked);
  const fault = asked.kind === "tools/call" ? argumentsFaultOf(request, asked) : null;
  if (fault !== null) return refuseStateless(exchange, fault);
  const { envelope } = inbound;
  const clientName = envelope.clientInfo?.name ?? null;
  const caller: StatelessCaller = { sessionId: null, clientName, protocolVersion: STATELESS_VERSION, envelope };
  // Streams have bounds of their own.
  if (asked.kind === "subscriptions/listen") return handleTeamSubscriptions(runtime, { ...request, caller }, asked);
  const legTo: TeamCallerRequest["legTo"] = ({ serverSlug }) =>
    new NamespacedLeg(new StatelessClientLeg(runtime, exchange, caller), serverSlug);
  await withinLoad(runtime, exchange, grant, asked, () => handleAsked(runtime, { ...request, caller, legTo }, asked));
}

function handleAsked(
  runtime: Runtime,
  request: TeamCallerRequest,
  asked: Exclude<StatelessAsked, SubscriptionsListen>,
): Promise<void> {
  switch (asked.kind) {
    case "server/discover":
      return handleDiscover(runtime, request, asked);
    case "tools/list":
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return handleTeamList(runtime, request, asked);
    case "tools/call":
    case "prompts/get":
    case "resources/read":
    case "completion/complete":
      return handleAskedOfOne(runtime, request, asked);
  }
}

/** What all servers can do together. */
async function handleDiscover(runtime: Runtime, request: TeamCallerRequest, { id }: Discover): Promise<void> {
  const grant = await requireCurrentTeam(runtime, request);
  if (grant === null) return;
  const introduced = await introduceServers(grant, runtime.settings.teamServerMs, async (binding) => {
    const said = await introductionOf(runtime, { grant, binding });
    return said.kind === "introduced" ? said.introduction : reasonOf(said.result);
  });
  request.exchange.json(200, resultReply(id, discoverResult(introduceTeam(grant, introduced))));
}

/** Taken and dropped, as at a server's own URL. */
async function handleNotification(
  runtime: Runtime,
  { exchange, grant }: TeamGrantRequest,
  method: string,
): Promise<void> {
  if (!method.startsWith("notifications/")) {
    const refused = notAccepted(`${method.slice(0, 64)} needs an \`id\``);
    return exchange.json(refused.httpStatus, invalidRequest(refused));
  }
  if ((await requireCurrentGrant(runtime, exchange, grant, null)) !== null) exchange.empty(202);
}

/** Of the server's own tool: its name in the headers was compared with the one in the body, and both are the prefixed one. */
function argumentsFaultOf({ exchange, grant }: TeamGrantRequest, call: ToolsCall): StatelessRefusal | null {
  const meant = splitName(call.name);
  const binding = meant === null ? undefined : grant.bindings.get(meant.server);
  return meant === null || binding === undefined
    ? null
    : argumentsFault(exchange, binding, { ...call, name: meant.name });
}
