import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { lockPolicy } from "./find-policy";
import { type PolicyRow, toPolicyView, usersOf } from "./policy-view";
import { deletePolicySchema, type GetPolicyInput, type PolicyView } from "./schemas";

/**
 * Removes a policy with its versions. CONFLICT, naming them, while grants that are neither revoked nor expired have it: the
 * others keep the server, without a policy.
 */
export async function deletePolicy(ctx: ServiceContext, input: GetPolicyInput): Promise<PolicyView> {
  authorize(ctx, "policies:write");
  const { id } = parseInput(deletePolicySchema, input);
  return commitChange(ctx, async (tx) => {
    const { row, text, grantIds } = await lockPolicy(tx, ctx, id);
    refuseWhileInUse(ctx, row);
    await tx.grantBinding.updateMany({
      where: { organizationId: ctx.organizationId, policyId: id },
      data: { policyId: null },
    });
    await tx.policy.delete({ where: { id, organizationId: ctx.organizationId } });
    const view = toPolicyView(ctx, row, text);
    return { result: view, event: { action: "policy.deleted", targetId: id, before: view }, grantIds };
  });
}

function refuseWhileInUse(ctx: ServiceContext, row: PolicyRow): void {
  const grants = usersOf(ctx, row);
  if (grants.length === 0) return;
  const names = grants.map((grant) => `${grant.label} (${grant.id})`).join(", ");
  throw new ServiceError(
    "CONFLICT",
    `Grants use this policy: ${names}. Revoke them, or give them another policy, first.`,
  );
}
