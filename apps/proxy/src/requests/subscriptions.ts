import { newId } from "@policylayer/crypto";
import { errorReply, isJsonObject, type JsonObject, mcpErrorCodes, type SubscriptionsListen } from "@policylayer/mcp";
import { planResource } from "@policylayer/policy";
import { enforceAccess } from "../enforcement/enforce-access";
import { recordOutcome } from "../enforcement/record-outcome";
import { otherReadings } from "../enforcement/uri-readings";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import { describeFault } from "../upstream/upstream-fault";
import { answerFault } from "./answer-fault";
import { answerUndecided } from "./answer-undecided";
import { introductionOf } from "./introduction";
import { requireCurrent } from "./require-current";
import { RECORD_MARGIN_MS } from "./send-decided";
import type { GrantRequest } from "./session-request";
import { openSharedSource } from "./shared-source";
import { openStatelessSource } from "./stateless-source";
import { type Honoured, SubscriptionStream } from "./subscription-stream";

type ListenRequest = GrantRequest & { readonly caller: StatelessCaller };

/** Subscribed to, with the row that says so. */
interface Subscribed {
  readonly uri: string;
  readonly callId: string;
}

/**
 * `subscriptions/listen`: a stream of what changes in the upstream, as far as the client asked for it, the upstream tells of it
 * and the policy allows it; the rest is left out of the acknowledgement. Each resource is judged and recorded as an access. The
 * stream ends with a result: when the proxy stops, when the upstream's own ends, and when grant or policy no longer allow it,
 * `streamCheckMs` later at most.
 */
export async function handleSubscriptions(
  runtime: Runtime,
  request: ListenRequest,
  listen: SubscriptionsListen,
): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, null);
  if (current === null) return;
  const introduced = await introductionOf(runtime, current);
  if (introduced.kind === "fault") return answerFault(exchange, listen.id, introduced.result);
  const { capabilities } = introduced.introduction;
  const offers = (name: string, flag: string) => offersChange(capabilities, name, flag);
  const allowed = offers("resources", "subscribe") ? await judge(runtime, request, listen) : [];
  if (allowed === null) return;
  const asked: Honoured = {
    toolsListChanged: listen.toolsListChanged && offers("tools", "listChanged"),
    promptsListChanged: listen.promptsListChanged && offers("prompts", "listChanged"),
    resourcesListChanged: listen.resourcesListChanged && offers("resources", "listChanged"),
    uris: allowed.map(({ uri }) => uri),
  };
  const stream = new SubscriptionStream(runtime, exchange, caller, current, listen.id);
  if (!runtime.streams.add(stream)) {
    exchange.problem("too_many_streams", "Retry-After", "5");
    recordAll(runtime, request, current, allowed, [], "The grant has as many open streams as it may.");
    return;
  }
  try {
    const open = introduced.era === "yes" ? openStatelessSource : openSharedSource;
    const source = await open(runtime, exchange, caller.envelope, current, asked, stream);
    if (source.kind === "fault") {
      const { message, outcome, retryable } = describeFault(source.result);
      recordAll(runtime, request, current, allowed, [], message);
      const data = { code: outcome, retryable };
      exchange.json(200, errorReply(listen.id, mcpErrorCodes.internalError.code, message, data));
      return;
    }
    recordAll(runtime, request, current, allowed, source.honoured.uris, "The server did not take the subscription.");
    try {
      await stream.run(source.honoured);
    } finally {
      source.close();
    }
  } finally {
    runtime.streams.delete(stream);
  }
}

/** The resources that may be watched; null when the request was answered. */
async function judge(
  runtime: Runtime,
  request: ListenRequest,
  { id, resourceSubscriptions }: SubscriptionsListen,
): Promise<readonly Subscribed[] | null> {
  const { gate, grants, metrics, bootId, settings, now } = runtime;
  const { exchange, caller, grant, binding } = request;
  const allowed: Subscribed[] = [];
  for (const uri of resourceSubscriptions) {
    const callId = newId("call");
    const enforcement = await enforceAccess(
      { gate, grants, metrics, bootId, staleGrantMsMax: settings.staleGrantMsMax },
      {
        callId,
        method: "resources/subscribe",
        name: uri,
        argumentKeys: [],
        grant,
        serverSlug: binding.serverSlug,
        caller,
        requestBytes: request.bytes,
        deadlineMs: now() + settings.totalTimeoutMs + RECORD_MARGIN_MS,
        startedAt: exchange.startedAt,
        plan: (policy) => planResource(policy, { uri, otherReadings: otherReadings(uri) }),
      },
    );
    if (enforcement.kind !== "decided") {
      answerUndecided(runtime, request, enforcement.kind, id, callId);
      return null;
    }
    const { decision } = enforcement;
    metrics.count("policylayer_calls_total", decision.decision);
    if (decision.decision === "allow") allowed.push({ uri, callId });
    else {
      const { message } = decision;
      recordOutcome(runtime, exchange, enforcement.grant, callId, { outcome: null, message, upstreamMs: null });
    }
  }
  return allowed;
}

function recordAll(
  runtime: Runtime,
  { exchange }: ListenRequest,
  { grant }: Rights,
  allowed: readonly Subscribed[],
  taken: readonly string[],
  otherwise: string,
): void {
  for (const { uri, callId } of allowed) {
    const isTaken = taken.includes(uri);
    const [outcome, message] = isTaken ? (["ok", null] as const) : (["upstream_error", otherwise] as const);
    recordOutcome(runtime, exchange, grant, callId, { outcome, message, upstreamMs: 0 });
  }
}

function offersChange(capabilities: JsonObject[string] | undefined, name: string, flag: string): boolean {
  const capability = isJsonObject(capabilities) ? capabilities[name] : undefined;
  return isJsonObject(capability) && capability[flag] === true;
}
