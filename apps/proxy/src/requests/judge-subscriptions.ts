import { newId } from "@policylayer/crypto";
import { isJsonObject, type JsonValue, type SubscriptionsListen } from "@policylayer/mcp";
import { planResource } from "@policylayer/policy";
import { enforceAccess } from "../enforcement/enforce-access";
import type { Enforcement } from "../enforcement/enforcement";
import { recordOutcome } from "../enforcement/record-outcome";
import { otherReadings } from "../enforcement/uri-readings";
import type { Grant } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import { RECORD_MARGIN_MS } from "./send-decided";
import type { GrantRequest } from "./session-request";
import type { Honoured } from "./subscription-client";

export type ListenRequest = GrantRequest & { readonly caller: StatelessCaller };

/** Subscribed to, with the row that says so. */
export interface Subscribed {
  readonly uri: string;
  readonly callId: string;
}

export type JudgedSubscriptions =
  | { readonly kind: "judged"; readonly allowed: readonly Subscribed[] }
  /** Some could not be judged: nothing goes on. */
  | {
      readonly kind: "undecided";
      readonly why: Exclude<Enforcement["kind"], "decided">;
      readonly callId: string;
    };

/** Judges each resource that is to be watched as an access, and records it. Rejects with `StoreUnavailable` or `DirectoryUnavailable`. */
export async function judgeSubscriptions(
  runtime: Runtime,
  request: ListenRequest,
  uris: readonly string[],
): Promise<JudgedSubscriptions> {
  const { gate, grants, metrics, bootId, settings, now } = runtime;
  const { exchange, caller, grant, binding } = request;
  const allowed: Subscribed[] = [];
  for (const uri of uris) {
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
    if (enforcement.kind !== "decided") return { kind: "undecided", why: enforcement.kind, callId };
    const { decision } = enforcement;
    metrics.count("policylayer_calls_total", decision.decision);
    if (decision.decision === "allow") allowed.push({ uri, callId });
    else {
      const { message } = decision;
      recordOutcome(runtime, exchange, enforcement.grant, callId, { outcome: null, message, upstreamMs: null });
    }
  }
  return { kind: "judged", allowed };
}

/** What became of those that were let through. `otherwise`: why the upstream doesn't tell of the rest. */
export function recordSubscriptions(
  runtime: Runtime,
  { exchange }: Pick<ListenRequest, "exchange">,
  grant: Grant,
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

/** What of the changes asked for an upstream with these capabilities tells of. `uris`: those that may be watched. */
export function offeredOf(
  capabilities: JsonValue | undefined,
  listen: Pick<SubscriptionsListen, "toolsListChanged" | "promptsListChanged" | "resourcesListChanged">,
  uris: readonly string[],
): Honoured {
  return {
    toolsListChanged: listen.toolsListChanged && offersChange(capabilities, "tools", "listChanged"),
    promptsListChanged: listen.promptsListChanged && offersChange(capabilities, "prompts", "listChanged"),
    resourcesListChanged: listen.resourcesListChanged && offersChange(capabilities, "resources", "listChanged"),
    uris,
  };
}

export function offersUpdates(capabilities: JsonValue | undefined): boolean {
  return offersChange(capabilities, "resources", "subscribe");
}

function offersChange(capabilities: JsonValue | undefined, name: string, flag: string): boolean {
  const capability = isJsonObject(capabilities) ? capabilities[name] : undefined;
  return isJsonObject(capability) && capability[flag] === true;
}
