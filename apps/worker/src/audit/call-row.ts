import { timeOfId } from "@policylayer/crypto";
import type { AuditRecord, CallIntent, CallOutcome } from "@policylayer/gate";

type IntentRecord = Extract<AuditRecord, { kind: "intent" }>;

/** What a batch knows of one call: its intent, its outcome, or both. */
export interface KnownCall {
  readonly intent: IntentRecord | null;
  readonly outcome: CallOutcome | null;
  readonly refunded: boolean;
}

/** A row of `calls` on its way in. The names are the table's. `boot_id` null: no intent yet; `gateway_ms` null: no outcome. */
export interface CallRow {
  readonly id: string;
  readonly at: string;
  readonly organization_id: string;
  readonly team_id: string;
  readonly grant_id: string;
  readonly grant_label: string;
  readonly server_id: string;
  readonly server_slug: string;
  readonly team_slug: string;
  readonly method: string;
  readonly tool: string | null;
  readonly decision: string;
  readonly code: string;
  readonly rule: string | null;
  readonly would_decision: string | null;
  readonly would_code: string | null;
  readonly message: string | null;
  readonly approval_id: string | null;
  readonly policy_id: string | null;
  readonly policy_version: number | null;
  readonly argument_keys: readonly string[];
  readonly limits: CallIntent["limits"] | null;
  readonly retry_after_ms: number | null;
  readonly session_id: string | null;
  readonly client_name: string | null;
  readonly protocol_version: string | null;
  readonly outcome: string | null;
  readonly refunded: boolean;
  readonly degraded: boolean;
  readonly upstream_status: number | null;
  readonly request_bytes: number | null;
  readonly response_bytes: number | null;
  readonly gateway_ms: number | null;
  readonly upstream_ms: number | null;
  readonly boot_id: string | null;
  readonly deadline: string | null;
}

/** The row of what is known. `id` must be one that `timeOfId` reads: both records of a call then name the same row. */
export function callRow(id: string, { intent, outcome, refunded }: KnownCall): CallRow {
  const message = outcome?.message ?? intent?.message ?? null;
  return {
    id,
    at: new Date(timeOfId(id)).toISOString(),
    ...(intent === null ? placeholders(outcome) : intentColumns(intent)),
    message: message === null ? null : storable(message),
    outcome: outcome === null ? (intent?.decision === "allow" ? "in_flight" : null) : outcome.outcome,
    refunded,
    upstream_status: integerOrNull(outcome?.upstreamStatus),
    response_bytes: integerOrNull(outcome?.responseBytes),
    gateway_ms: outcome?.gatewayMs ?? null,
    upstream_ms: outcome?.upstreamMs ?? null,
  };
}

function intentColumns({ intent, decision, code, rule, would, retryAfterMs, degraded }: IntentRecord) {
  return {
    degraded,
    organization_id: storable(intent.organizationId),
    team_id: storable(intent.teamId),
    grant_id: storable(intent.grantId),
    grant_label: storable(intent.grantLabel),
    server_id: storable(intent.serverId),
    server_slug: storable(intent.serverSlug),
    team_slug: storable(intent.teamSlug),
    method: storable(intent.method),
    tool: storableOrNull(intent.tool),
    decision: storable(decision),
    code: storable(code),
    rule: storableOrNull(rule),
    would_decision: storableOrNull(would?.decision ?? null),
    would_code: storableOrNull(would?.code ?? null),
    approval_id: storableOrNull(intent.approvalId ?? null),
    policy_id: storableOrNull(intent.policyId),
    policy_version: integerOrNull(intent.policyVersion),
    argument_keys: intent.argumentKeys.map(storable),
    limits:
      intent.limits.length === 0
        ? null
        : intent.limits.map((limit) => ({
            ...limit,
            pointer: storable(limit.pointer),
            counter: storable(limit.counter),
          })),
    retry_after_ms: retryAfterMs,
    session_id: storableOrNull(intent.sessionId),
    client_name: storableOrNull(intent.clientName),
    protocol_version: storableOrNull(intent.protocolVersion),
    request_bytes: integerOrNull(intent.requestBytes),
    boot_id: storable(intent.bootId),
    deadline: new Date(intent.deadlineMs).toISOString(),
  };
}

/** Until the intent comes: only what an outcome alone can tell. A call without an outcome of its own was refused. */
function placeholders(outcome: CallOutcome | null) {
  const wasRefused = outcome === null || outcome.outcome === null;
  return {
    degraded: false,
    organization_id: storable(outcome?.organizationId ?? ""),
    team_id: "",
    grant_id: "",
    grant_label: "",
    server_id: "",
    server_slug: "",
    team_slug: "",
    method: "",
    tool: null,
    decision: wasRefused ? "deny" : "allow",
    code: wasRefused ? "" : "allowed",
    rule: null,
    would_decision: null,
    would_code: null,
    approval_id: null,
    policy_id: null,
    policy_version: null,
    argument_keys: [],
    limits: null,
    retry_after_ms: null,
    session_id: null,
    client_name: null,
    protocol_version: null,
    request_bytes: null,
    boot_id: null,
    deadline: null,
  };
}

/**
 * A client chooses the tool's name, its own and its arguments'. Postgres stores neither U+0000 nor half a surrogate pair:
 * one of them must not keep the call out of the log.
 */
function storable(text: string): string {
  return text.replace(UNSTORABLE, "\uFFFD");
}

function storableOrNull(text: string | null): string | null {
  return text === null ? null : storable(text);
}

/** The columns hold 31 bits: the largest they hold where a value does not fit. */
function integerOrNull(value: number | null | undefined): number | null {
  return value == null ? null : Math.max(0, Math.min(Math.round(value), 2 ** 31 - 1));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what is looked for.
const UNSTORABLE = /[\u0000\p{Surrogate}]/gu;
