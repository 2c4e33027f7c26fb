import type { Prisma } from "@policylayer/db";
import type { ServiceContext } from "../context";
import { toInstant, toInstantOrNull } from "../instant";
import { type Approver, isApprover } from "./approver";
import type { ApprovalView } from "./schemas";

/** For Prisma: what `toApprovalView` needs besides the row. */
export const WITH_VOTES = { votes: { orderBy: { at: "asc" } } } as const;
export type ApprovalRow = Prisma.ApprovalGetPayload<{ include: typeof WITH_VOTES }>;

/** What is shown of the arguments; null: none, or none to be shown. */
export type ShownArguments = string | null;

export function statusOf({ status, expiresAt }: ApprovalRow, now: Date): ApprovalView["status"] {
  switch (status) {
    case "pending":
    case "approved":
      return expiresAt <= now ? "expired" : status;
    case "denied":
    case "used":
      return status;
    default:
      return "expired";
  }
}

export function toApprovalView(
  ctx: ServiceContext,
  approver: Approver,
  row: ApprovalRow,
  shown: ShownArguments,
): ApprovalView {
  const status = statusOf(row, ctx.now());
  return {
    id: row.id,
    status,
    call: row.callId,
    tool: row.tool,
    server: row.serverId,
    server_slug: row.serverSlug,
    grant: row.grantId,
    grant_label: row.grantLabel,
    team: row.teamId,
    team_slug: row.teamSlug,
    policy: { id: row.policyId, version: row.policyVersion },
    rule: row.rule,
    reason: row.reason,
    argument_keys: row.argumentKeys,
    arguments: shown === null ? null : JSON.parse(shown),
    arguments_text: shown,
    can_decide: status === "pending" && isApprover(ctx, approver, row),
    approvers: row.approvers,
    count: row.count,
    votes: row.votes.map(({ verdict, actorKind, actorId, actorName, note, at }) => ({
      verdict: verdict === "approved" ? "approved" : "denied",
      by: { kind: actorKind, id: actorId, name: actorName },
      note,
      at: toInstant(at),
    })),
    created_at: toInstant(row.createdAt),
    expires_at: toInstant(row.expiresAt),
    decided_at: toInstantOrNull(row.decidedAt),
    used_at: toInstantOrNull(row.usedAt),
    used_by_call: row.usedByCall,
  };
}

/** For the record of changes, which holds no argument's value. */
export function toRecordView(view: ApprovalView): Omit<ApprovalView, "arguments" | "arguments_text" | "can_decide"> {
  const { arguments: _, arguments_text: __, can_decide: ___, ...rest } = view;
  return rest;
}
