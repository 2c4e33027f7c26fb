import type { Tx } from "@policylayer/db";
import type { ApprovalSettings, AskedApproval } from "@policylayer/policy";
import type { ApprovalAnswer } from "./approval-store";

/** A request as it is stored. The clock is that of Postgres, which all proxies share. */
export interface NewApproval {
  readonly id: string;
  readonly organizationId: string;
  readonly binding: string;
  readonly callId: string;
  readonly grantId: string;
  readonly grantLabel: string;
  readonly teamId: string;
  readonly teamSlug: string;
  readonly serverId: string;
  readonly serverSlug: string;
  readonly tool: string;
  readonly toolHash: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly rule: string | null;
  readonly reason: string;
  readonly argumentKeys: readonly string[];
  readonly argumentsHash: string;
  readonly argumentsCiphertext: Uint8Array | null;
  readonly approval: ApprovalSettings;
}

interface FoundRow {
  readonly id: string;
  readonly expires_at: Date;
}

/**
 * What there is of a binding and has not expired: an approved one, which is used up with this; else the denied or the pending
 * one; else null. One look tells them apart: with two, a decision made in between would be in neither. Of any number of
 * callers racing for an approved one, the row's lock lets one use it; the others look again.
 */
export async function claimRow(tx: Tx, binding: string, callId: string): Promise<ApprovalAnswer | null> {
  for (;;) {
    const [found] = await tx.$queryRaw<(FoundRow & { status: string; note: string | null })[]>`
      SELECT id, expires_at, status,
        (SELECT note FROM approval_votes WHERE approval_id = approvals.id AND verdict = 'denied' ORDER BY at LIMIT 1) AS note
      FROM approvals WHERE binding = ${binding} AND status IN ('approved', 'pending', 'denied') AND expires_at > now()
      ORDER BY status = 'approved' DESC, created_at DESC LIMIT 1`;
    if (found === undefined) return null;
    const asked = toAsked(found);
    if (found.status === "denied") return { kind: "denied", asked, note: found.note };
    if (found.status === "pending") return { kind: "pending", asked };
    const used = await tx.$executeRaw`
      UPDATE approvals SET status = 'used', used_at = now(), used_by_call = ${callId}, arguments_ciphertext = NULL
      WHERE id = ${found.id} AND status = 'approved'`;
    if (used === 1) return { kind: "approved", asked };
  }
}

/** A request whose time is over must not stand in the way of the next, also before the worker has come by. */
export async function expireRow(tx: Tx, binding: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE approvals SET status = 'expired', arguments_ciphertext = NULL
    WHERE binding = ${binding} AND status = 'pending' AND expires_at <= now()`;
}

/** null when one of the same binding waits already, or `pendingMax` of the grant do. */
export async function insertRow(tx: Tx, row: NewApproval, pendingMax: number): Promise<AskedApproval | null> {
  const { approval } = row;
  const [made] = await tx.$queryRaw<FoundRow[]>`
    INSERT INTO approvals (id, organization_id, status, binding, call_id, grant_id, grant_label, team_id, team_slug,
      server_id, server_slug, tool, tool_hash, policy_id, policy_version, rule, reason, argument_keys, arguments_hash,
      arguments_ciphertext, approvers, count, created_at, expires_at)
    SELECT ${row.id}, ${row.organizationId}, 'pending', ${row.binding}, ${row.callId}, ${row.grantId}, ${row.grantLabel},
      ${row.teamId}, ${row.teamSlug}, ${row.serverId}, ${row.serverSlug}, ${row.tool}, ${row.toolHash}, ${row.policyId},
      ${row.policyVersion}::integer, ${row.rule}, ${row.reason}, ${[...row.argumentKeys]}::text[], ${row.argumentsHash},
      ${row.argumentsCiphertext}::bytea, ${approval.approvers}, ${approval.count}::integer, now(),
      now() + make_interval(secs => ${approval.timeoutSeconds}::integer)
    WHERE (SELECT count(*) FROM approvals
      WHERE grant_id = ${row.grantId} AND status = 'pending' AND expires_at > now()) < ${pendingMax}::integer
    ON CONFLICT (organization_id, binding) WHERE status = 'pending' DO NOTHING
    RETURNING id, expires_at`;
  return made === undefined ? null : toAsked(made);
}

/** Only for the call that used it. One that has expired since stays expired. */
export async function giveBackRow(tx: Tx, approvalId: string, callId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE approvals SET status = 'approved', used_at = NULL, used_by_call = NULL
    WHERE id = ${approvalId} AND status = 'used' AND used_by_call = ${callId}`;
}

function toAsked({ id, expires_at }: FoundRow): AskedApproval {
  return { id, expiresAt: expires_at.toISOString() };
}
