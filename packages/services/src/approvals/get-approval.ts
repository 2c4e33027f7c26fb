import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { toApprovalView } from "./approval-view";
import { approverOf } from "./approver";
import { openArguments } from "./arguments-box";
import { findApproval } from "./find-approval";
import { type ApprovalView, type GetApprovalInput, getApprovalSchema } from "./schemas";

export async function getApproval(ctx: ServiceContext, input: GetApprovalInput): Promise<ApprovalView> {
  authorize(ctx, "approvals:read");
  const { id } = parseInput(getApprovalSchema, input);
  return withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const approver = await approverOf(tx, ctx);
    const row = await findApproval(tx, ctx, approver, id);
    const shown = await openArguments(tx, ctx, approver, [row]);
    return toApprovalView(ctx, approver, row, shown.get(id) ?? null);
  });
}
