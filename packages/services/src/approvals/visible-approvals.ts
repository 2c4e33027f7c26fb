import type { Prisma } from "@policylayer/db";
import type { ServiceContext } from "../context";
import type { Approver } from "./approver";

/** A condition on approvals: those of the teams the caller sees, and those that ask a team of theirs. */
export function visibleApprovals(ctx: ServiceContext, { teams }: Approver): Prisma.ApprovalWhereInput {
  const { organizationId, teamIds } = ctx;
  if (teamIds === null) return { organizationId };
  const asked = [...teams].map((slug) => `team:${slug}`);
  return { organizationId, OR: [{ teamId: { in: [...teamIds] } }, { approvers: { in: asked } }] };
}

/** One of a status as it is now: what is over has expired, also before the worker has come by. */
export function ofStatus(status: string, now: Date): Prisma.ApprovalWhereInput {
  const over = { status: { in: ["pending", "approved"] }, expiresAt: { lte: now } };
  if (status === "expired") return { OR: [{ status: "expired" }, over] };
  return status === "pending" || status === "approved" ? { status, expiresAt: { gt: now } } : { status };
}
