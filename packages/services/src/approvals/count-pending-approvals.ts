import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { approverOf } from "./approver";
import { ofStatus, visibleApprovals } from "./visible-approvals";

/** How many that the caller sees wait for a decision. */
export async function countPendingApprovals(ctx: ServiceContext): Promise<number> {
  authorize(ctx, "approvals:read");
  return withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const approver = await approverOf(tx, ctx);
    return tx.approval.count({ where: { AND: [visibleApprovals(ctx, approver), ofStatus("pending", ctx.now())] } });
  });
}
