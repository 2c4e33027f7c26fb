import type { Prisma } from "@policylayer/db";
import { toInstant } from "../instant";
import type { CallView } from "./schemas";

export type CallRow = Prisma.CallGetPayload<object>;

export function toCallView(row: CallRow): CallView {
  const { policyId, policyVersion, wouldDecision, wouldCode } = row;
  return {
    id: row.id,
    at: toInstant(row.at),
    method: row.method,
    tool: row.tool,
    decision: row.decision,
    code: row.code,
    rule: row.rule,
    would: wouldDecision === null || wouldCode === null ? null : { decision: wouldDecision, code: wouldCode },
    message: row.message,
    approval: row.approvalId,
    policy: policyId === null || policyVersion === null ? null : { id: policyId, version: policyVersion },
    grant: row.grantId,
    grant_label: row.grantLabel,
    server: row.serverId,
    server_slug: row.serverSlug,
    team: row.teamId,
    team_slug: row.teamSlug,
    outcome: row.outcome,
    argument_keys: row.argumentKeys,
    limits: limitsView(row.limits),
    retry_after_ms: row.retryAfterMs,
    session: row.sessionId,
    client: row.clientName,
    protocol_version: row.protocolVersion,
    upstream_status: row.upstreamStatus,
    request_bytes: row.requestBytes,
    response_bytes: row.responseBytes,
    gateway_ms: row.gatewayMs,
    upstream_ms: row.upstreamMs,
    refunded: row.refunded,
    degraded: row.degraded,
  };
}

/**
 * The limits without what only restores their counters: the hash of an argument's value could be guessed by trying, and a
 * bucket tells nobody anything.
 */
function limitsView(limits: CallRow["limits"]): unknown {
  if (!Array.isArray(limits)) return limits;
  return limits.map((limit) => {
    if (typeof limit !== "object" || limit === null || Array.isArray(limit)) return limit;
    const { per: _per, bucket: _bucket, ...shown } = limit;
    return shown;
  });
}
