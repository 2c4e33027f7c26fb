import {
  classifyStateless,
  headerMismatch,
  type Inbound,
  invalidRequest,
  notAccepted,
  paramHeadersFault,
  STATELESS_VERSION,
  type StatelessAsked,
  type StatelessRefusal,
  type SubscriptionsListen,
  statelessRefusal,
  type ToolsCall,
} from "@policylayer/mcp";
import { isListed } from "@policylayer/policy";
import { answerFailure } from "../enforcement/failure-mode";
import { listedTool } from "../enforcement/judged-tool";
import type { Binding } from "../grants/grant";
import { handleAccess } from "../requests/access";
import { handleDiscover } from "../requests/discover";
import { handleListing } from "../requests/listing";
import { requireCurrent } from "../requests/require-current";
import type { CallerRequest, GrantRequest } from "../requests/session-request";
import { StatelessClientLeg } from "../requests/stateless-client-leg";
import { handleSubscriptions } from "../requests/subscriptions";
import { handleToolsCall } from "../requests/tools-call";
import { handleToolsList } from "../requests/tools-list";
import { handleUnrecorded } from "../requests/unrecorded";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import type { Exchange } from "./exchange";

export type StatelessInbound = Exclude<Inbound, { kind: "initialize_era" }>;

/**
 * A message of revision 2026-07-28. It stands for itself: there is no session, whatever the client sends as its id, and the
 * connection is all there is to cancel. Whatever its headers and its body disagree on is refused before it is judged.
 */
export async function handleStateless(
  runtime: Runtime,
  request: GrantRequest,
  inbound: StatelessInbound,
): Promise<void> {
  const { exchange, grant, binding } = request;
  if (inbound.kind === "stateless_refused") return refuseStateless(exchange, inbound);
  if (inbound.kind === "stateless_notification") return handleNotification(runtime, request, inbound.method);
  const asked = classifyStateless(inbound.request);
  if (asked.kind === "refused") return exchange.json(asked.httpStatus, invalidRequest(asked));
  if (asked.kind === "stateless_refused") return refuseStateless(exchange, asked);
  const fault = asked.kind === "tools/call" ? argumentsFault(exchange, binding, asked) : null;
  if (fault !== null) return refuseStateless(exchange, fault);

  const { envelope } = inbound;
  const clientName = envelope.clientInfo?.name ?? null;
  const caller: StatelessCaller = { sessionId: null, clientName, protocolVersion: STATELESS_VERSION, envelope };
  // Streams have bounds of their own.
  if (asked.kind === "subscriptions/listen") return handleSubscriptions(runtime, { ...request, caller }, asked);
  const { load } = grant;
  if (load.inFlight >= runtime.settings.grantPendingMax) {
    return answerFailure(exchange, runtime.metrics, "grant_busy", asked.id, null);
  }
  const leg = new StatelessClientLeg(runtime, exchange, caller);
  load.inFlight += 1;
  try {
    await handleAsked(runtime, { ...request, caller, leg }, asked);
  } finally {
    load.inFlight -= 1;
  }
}

function handleAsked(
  runtime: Runtime,
  request: CallerRequest,
  asked: Exclude<StatelessAsked, SubscriptionsListen>,
): Promise<void> {
  switch (asked.kind) {
    case "server/discover":
      return handleDiscover(runtime, request, asked);
    case "tools/call":
      return handleToolsCall(runtime, request, asked);
    case "tools/list":
      return handleToolsList(runtime, request, asked);
    case "prompts/list":
    case "resources/list":
    case "resources/templates/list":
      return handleListing(runtime, request, asked);
    case "prompts/get":
    case "resources/read":
      return handleAccess(runtime, request, asked);
    case "completion/complete":
      return handleUnrecorded(runtime, request, asked);
  }
}

/**
 * The notifications of this revision say nothing over HTTP: a request is cancelled by closing its connection. They are taken
 * and dropped. A request without an id is none of them: it would be done with nobody to be told.
 */
async function handleNotification(runtime: Runtime, request: GrantRequest, method: string): Promise<void> {
  const { exchange, grant, binding } = request;
  if (!method.startsWith("notifications/")) {
    const refused = notAccepted(`${method.slice(0, 64)} needs an \`id\``);
    return exchange.json(refused.httpStatus, invalidRequest(refused));
  }
  const current = await requireCurrent(runtime, exchange, grant, binding.serverSlug, null);
  if (current !== null) exchange.empty(202);
}

/**
 * Whether the headers repeat the arguments that the pinned tool wants repeated. Not asked of a tool that isn't shown: its calls
 * are refused anyway, and the answer would tell that it exists.
 */
export function argumentsFault(exchange: Exchange, binding: Binding, call: ToolsCall): StatelessRefusal | null {
  const found = binding.tools.get(call.name)?.headerParams;
  if (found?.kind !== "valid" || found.params.length === 0) return null;
  if (!isListed(binding.policy?.compiled ?? null, listedTool(binding, call.name))) return null;
  const fault = paramHeadersFault(found.params, call.args, exchange.head.mcpParams ?? []);
  return fault === null ? null : headerMismatch(call.id, fault.header, fault.what);
}

/** Answers what is refused before it is judged. */
export function refuseStateless(exchange: Exchange, refusal: StatelessRefusal): void {
  exchange.json(refusal.httpStatus, statelessRefusal(refusal));
}
