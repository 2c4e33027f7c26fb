import { newId } from "@policylayer/crypto";
import { type Denied, denialError, type PromptsGet, type ResourceRequest, shownMessage } from "@policylayer/mcp";
import { type Plan, planPrompt, planResource } from "@policylayer/policy";
import { enforceAccess } from "../enforcement/enforce-access";
import { answerFailure, failureOf } from "../enforcement/failure-mode";
import { recordOutcome } from "../enforcement/record-outcome";
import { otherReadings } from "../enforcement/uri-readings";
import type { Runtime } from "../runtime";
import { answerUndecided } from "./answer-undecided";
import { refuseUsedId } from "./refuse-used-id";
import { type Decided, RECORD_MARGIN_MS, sendDecided } from "./send-decided";
import type { CallerRequest } from "./session-request";

/** What is judged by its name or URI, and recorded. */
export type Access = PromptsGet | (ResourceRequest & { readonly kind: "resources/read" | "resources/subscribe" });

/** A resource read or subscribed to, or a prompt: judged, recorded and forwarded as a tool call is, without limits. */
export async function handleAccess(runtime: Runtime, request: CallerRequest, access: Access): Promise<void> {
  const { exchange, caller } = request;
  const inFlight = runtime.calls.begin(caller.sessionId, access.id);
  if (inFlight === null) {
    refuseUsedId(exchange, access.id);
    return;
  }
  const callId = newId("call");
  try {
    const { gate, grants, metrics, bootId, settings, now } = runtime;
    const enforcement = await enforceAccess(
      { gate, grants, metrics, bootId, staleGrantMsMax: settings.staleGrantMsMax },
      {
        callId,
        method: access.kind,
        name: deniedOf(access).name,
        argumentKeys: access.kind === "prompts/get" ? access.argumentKeys : [],
        grant: request.grant,
        serverSlug: request.binding.serverSlug,
        caller,
        requestBytes: request.bytes,
        deadlineMs: now() + settings.totalTimeoutMs + RECORD_MARGIN_MS,
        startedAt: exchange.startedAt,
        plan: (policy) => planOf(policy, access),
      },
    );
    if (enforcement.kind !== "decided") answerUndecided(runtime, request, enforcement.kind, access.id, callId);
    else if (isRefused(runtime, request, access, callId, enforcement)) return;
    else await sendDecided(runtime, request, access, callId, enforcement, inFlight, null);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    answerFailure(exchange, runtime.metrics, failure, access.id, callId);
  } finally {
    runtime.calls.end(caller.sessionId, access.id);
  }
}

/** Answers and records what was not let through. */
function isRefused(
  runtime: Runtime,
  { exchange, shownAs }: CallerRequest,
  access: Access,
  callId: string,
  { decision, grant }: Decided,
): boolean {
  runtime.metrics.count("policylayer_calls_total", decision.decision);
  if (decision.decision === "allow") return false;
  // What is judged without limits can't exceed one.
  if (decision.decision === "rate_limited") throw new Error("nothing but a call has limits");
  const { kind, name } = deniedOf(access);
  const shown = shownAs ?? name;
  const told = { ...decision, message: shownMessage(decision.message, name, shown) };
  exchange.json(200, denialError(access.id, { kind, name: shown }, told, callId));
  recordOutcome(runtime, exchange, grant, callId, { outcome: null, message: decision.message, upstreamMs: null });
  return true;
}

function planOf(policy: Parameters<typeof planPrompt>[0], access: Access): Plan {
  return access.kind === "prompts/get"
    ? planPrompt(policy, { name: access.name })
    : planResource(policy, { uri: access.uri, otherReadings: otherReadings(access.uri) });
}

function deniedOf(access: Access): Denied {
  return access.kind === "prompts/get" ? { kind: "prompt", name: access.name } : { kind: "resource", name: access.uri };
}
