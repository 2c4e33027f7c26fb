import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import { toPolicyVersionView } from "./policy-view";
import { type GetPolicyVersionInput, getPolicyVersionSchema, type PolicyVersionView } from "./schemas";

export async function getPolicyVersion(ctx: ServiceContext, input: GetPolicyVersionInput): Promise<PolicyVersionView> {
  authorize(ctx, "policies:read");
  const { id, version } = parseInput(getPolicyVersionSchema, input);
  const row = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.policyVersion.findFirst({ where: { organizationId: ctx.organizationId, policyId: id, version } }),
  );
  if (row === null) throw notFound("version of a policy");
  return toPolicyVersionView(row);
}
