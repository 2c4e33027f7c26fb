import { approvalArgumentsPlace, newId, seal, unwrapDataKey } from "@policylayer/crypto";
import type { Furnished, Tenant, World } from "./world";

export interface ApprovalSeed extends Pick<Furnished, "serverId" | "grantId" | "policyId"> {
  readonly teamId?: string;
  readonly approvers?: string;
  readonly count?: number;
  readonly argumentsText?: string | null;
  readonly timeoutMs?: number;
}

/** A row as a proxy writes it when a call needs a person. Answers with its id. */
export async function insertApproval(world: World, tenant: Tenant, seed: ApprovalSeed): Promise<string> {
  const id = newId("apr");
  const { organizationId } = tenant.ctx;
  const { argumentsText = '{"amount":9007199254740993}', timeoutMs = 3_600_000 } = seed;
  const sealed =
    argumentsText === null
      ? null
      : seal(await dataKey(world, tenant), Buffer.from(argumentsText), approvalArgumentsPlace(organizationId, id));
  await world.owner.query(
    `INSERT INTO approvals (id, organization_id, status, binding, call_id, grant_id, grant_label, team_id, team_slug,
       server_id, server_slug, tool, tool_hash, policy_id, policy_version, rule, reason, argument_keys, arguments_hash,
       arguments_ciphertext, approvers, count, created_at, expires_at)
     VALUES ($1, $2, 'pending', $1, $3, $4, 'a grant', $5, 'agents', $6, 'crm', 'run_procedure', 'hash', $7, 1,
       '/tools/run_procedure', 'Somebody should look.', '{amount}', 'hash', $8, $9, $10, $11, $12)`,
    [
      id,
      organizationId,
      newId("call"),
      seed.grantId,
      seed.teamId ?? tenant.teamId,
      seed.serverId,
      seed.policyId,
      sealed,
      seed.approvers ?? "policy_manager",
      seed.count ?? 1,
      world.now,
      new Date(world.now.getTime() + timeoutMs),
    ],
  );
  return id;
}

async function dataKey(world: World, tenant: Tenant): Promise<Buffer> {
  const { organizationId, secrets } = tenant.ctx;
  const { rows } = await world.owner.query<{ wrapped_key: Buffer }>(
    "SELECT wrapped_key FROM data_keys WHERE organization_id = $1",
    [organizationId],
  );
  return unwrapDataKey(secrets.encryptionKey, rows[0]?.wrapped_key ?? Buffer.alloc(0), organizationId);
}
