import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { type ApprovalRow, WITH_VOTES } from "./approval-view";
import type { Approver } from "./approver";
import { visibleApprovals } from "./visible-approvals";

/** NOT_FOUND also for one of a team the caller doesn't see. */
export async function findApproval(tx: Tx, ctx: ServiceContext, approver: Approver, id: string): Promise<ApprovalRow> {
  const row = await tx.approval.findFirst({
    where: { AND: [{ id }, visibleApprovals(ctx, approver)] },
    include: WITH_VOTES,
  });
  if (row === null) throw notFound("approval");
  return row;
}

/** The same, locked until the transaction ends, so that of two decisions one sees the other. */
export async function lockApproval(tx: Tx, ctx: ServiceContext, approver: Approver, id: string): Promise<ApprovalRow> {
  await tx.$queryRaw`SELECT id FROM approvals WHERE id = ${id} AND organization_id = ${ctx.organizationId} FOR UPDATE`;
  return findApproval(tx, ctx, approver, id);
}
