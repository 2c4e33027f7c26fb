import { randomUUID } from "node:crypto";
import type { LimitCheck } from "@policylayer/policy";
import { type CallIntent, type CallOutcome, type ReserveRequest, recordLimit } from "../src/index";

/** A limit of 10 a minute, and what the test wants different. */
export function limit(changes: Partial<LimitCheck> = {}): LimitCheck {
  return {
    pointer: "/tools/run_procedure/limits/0",
    counter: "run_procedure_rate",
    scope: "grant",
    scopeId: "grt_1",
    per: null,
    window: "minute",
    algorithm: "sliding",
    max: 10,
    cost: 1,
    onStoreError: "deny",
    isShadow: false,
    perPath: null,
    costPath: null,
    ...changes,
  };
}

export function intent(changes: Partial<CallIntent> = {}): CallIntent {
  return {
    callId: randomUUID(),
    organizationId: "org_1",
    teamId: "team_1",
    teamSlug: "agents",
    grantId: "grt_1",
    grantLabel: "nightly",
    serverId: "srv_1",
    serverSlug: "demo",
    method: "tools/call",
    tool: "run_procedure",
    policyId: "pol_1",
    policyVersion: 3,
    argumentKeys: ["name"],
    sessionId: null,
    clientName: null,
    protocolVersion: "2025-11-25",
    requestBytes: 120,
    bootId: "boot_1",
    deadlineMs: 1_800_000_000_000,
    limits: [],
    ...changes,
  };
}

export function outcome(changes: Partial<CallOutcome> = {}): CallOutcome {
  return {
    callId: randomUUID(),
    organizationId: "org_1",
    outcome: "ok",
    message: null,
    upstreamStatus: 200,
    responseBytes: 64,
    gatewayMs: 1.5,
    upstreamMs: 12,
    ...changes,
  };
}

/** A call that the policy allows, with these limits. A new object each time, as the proxy makes one. */
export function request(
  changes: Pick<ReserveRequest, "epoch"> &
    Partial<Omit<ReserveRequest, "intent">> & { readonly intent?: Partial<CallIntent> },
): ReserveRequest {
  const { limits = [limit()] } = changes;
  return {
    partition: 7,
    sessionId: null,
    limits,
    verdict: { decision: "allow", code: "allowed", rule: "/tools/run_procedure", message: null, would: null },
    ...changes,
    intent: intent({ limits: limits.map(recordLimit), ...changes.intent }),
  };
}
