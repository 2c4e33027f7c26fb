import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { createdBefore, type Page, pageRequest, toPage } from "../page";
import { toApprovalView, WITH_VOTES } from "./approval-view";
import { approverOf } from "./approver";
import { openArguments } from "./arguments-box";
import { type ApprovalView, type ListApprovalsInput, listApprovalsSchema } from "./schemas";
import { ofStatus, visibleApprovals } from "./visible-approvals";

/** Newest first, of every status unless one is asked for. */
export async function listApprovals(ctx: ServiceContext, input: ListApprovalsInput = {}): Promise<Page<ApprovalView>> {
  authorize(ctx, "approvals:read");
  const query = parseInput(listApprovalsSchema, input);
  const page = pageRequest(query);
  return withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const approver = await approverOf(tx, ctx);
    const status = query.status === undefined ? {} : ofStatus(query.status, ctx.now());
    const rows = await tx.approval.findMany({
      where: { AND: [visibleApprovals(ctx, approver), status, createdBefore(page.after)] },
      include: WITH_VOTES,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: page.take,
    });
    const shown = await openArguments(tx, ctx, approver, rows);
    return toPage(
      page,
      rows,
      (row) => ({ at: row.createdAt, id: row.id }),
      (row) => toApprovalView(ctx, approver, row, shown.get(row.id) ?? null),
    );
  });
}
