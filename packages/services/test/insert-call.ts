import { newId, timeOfId } from "@policylayer/crypto";
import type { Furnished, Tenant, World } from "./world";

export interface CallSeed extends Pick<Furnished, "serverId" | "grantId" | "policyId"> {
  readonly tool: string;
  readonly decision?: string;
  readonly teamId?: string;
  readonly limits?: readonly object[];
}

/** A row of the log as the worker writes it. Answers with its id. */
export async function insertCall(world: World, tenant: Tenant, seed: CallSeed): Promise<string> {
  const id = newId("call");
  await world.owner.query(
    `INSERT INTO calls (id, at, organization_id, team_id, grant_id, grant_label, server_id, server_slug, team_slug, method,
       tool, decision, code, rule, policy_id, policy_version, limits)
     VALUES ($1, $2, $3, $4, $5, 'a grant', $6, 'crm', 'agents', 'tools/call', $7, $8, $9, '/default', $10, 1, $11)`,
    [
      id,
      new Date(timeOfId(id)),
      tenant.ctx.organizationId,
      seed.teamId ?? tenant.teamId,
      seed.grantId,
      seed.serverId,
      seed.tool,
      seed.decision ?? "allow",
      seed.decision === undefined ? "allowed" : "rule_deny",
      seed.policyId,
      seed.limits === undefined ? null : JSON.stringify(seed.limits),
    ],
  );
  return id;
}
