import type { Tx } from "@policylayer/db";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { type ApprovalRow, statusOf, toApprovalView, toRecordView } from "./approval-view";
import { type Approver, approverOf, isApprover } from "./approver";
import { openArguments } from "./arguments-box";
import { findApproval, lockApproval } from "./find-approval";
import type { ApprovalView } from "./schemas";

export interface ParsedDecision {
  readonly id: string;
  readonly note: string | null;
}

/**
 * What `approve` and `deny` have in common. A person says a thing once: saying it again changes nothing and is answered like
 * the first time. One denial denies; an approval is one when `count` people said so. Who approved may still deny while it
 * waits, not the other way round. CONFLICT once it is decided or expired. Proxies that hold a call for it are told after the
 * commit; if they can't be, they find the decision by themselves when their wait is over.
 */
export async function decideApproval(
  ctx: ServiceContext,
  verdict: "approved" | "denied",
  { id, note }: ParsedDecision,
): Promise<ApprovalView> {
  authorize(ctx, "approvals:decide");
  const { view, isDecided } = await commitChange(ctx, async (tx) => {
    const approver = await approverOf(tx, ctx);
    const before = await lockApproval(tx, ctx, approver, id);
    if (!isApprover(ctx, approver, before)) throw notAsked(before);
    const viewOf = async (row: ApprovalRow) => {
      const shown = await openArguments(tx, ctx, approver, [row]);
      return toApprovalView(ctx, approver, row, shown.get(id) ?? null);
    };
    const beforeView = await viewOf(before);
    const said = before.votes.find(({ person }) => person === approver.person);
    if (said?.verdict === verdict) return { result: { view: beforeView, isDecided: false }, event: null };
    requireOpen(before, ctx.now());
    const isDecided = await vote(tx, ctx, approver, before, verdict, note);
    const view = await viewOf(await findApproval(tx, ctx, approver, id));
    return {
      result: { view, isDecided },
      event: {
        action: `approval.${verdict}`,
        targetId: id,
        before: toRecordView(beforeView),
        after: toRecordView(view),
      },
    };
  });
  if (isDecided) await announce(ctx, id);
  return view;
}

/** Whether that decided it. */
async function vote(
  tx: Tx,
  ctx: ServiceContext,
  { person }: Approver,
  approval: ApprovalRow,
  verdict: "approved" | "denied",
  note: string | null,
): Promise<boolean> {
  const { organizationId, actor } = ctx;
  const at = ctx.now();
  const said = { verdict, note, actorKind: actor.kind, actorId: actor.id, actorName: actor.name, at };
  await tx.approvalVote.upsert({
    where: { approvalId_person: { approvalId: approval.id, person } },
    create: { organizationId, approvalId: approval.id, person, ...said },
    update: said,
  });
  const votes = approval.votes.filter((vote) => vote.person !== person && vote.verdict === "approved").length + 1;
  if (verdict === "approved" && votes < approval.count) return false;
  await tx.approval.update({
    where: { id: approval.id, organizationId },
    data: { status: verdict, decidedAt: at, ...(verdict === "denied" ? { argumentsCiphertext: null } : {}) },
  });
  return true;
}

const OVER: Readonly<Record<string, string>> = {
  approved: "is approved already",
  denied: "is denied already",
  used: "was approved, and the call has gone through",
  expired: "has expired: the agent has to call again",
};

function requireOpen(approval: ApprovalRow, now: Date): void {
  const over = OVER[statusOf(approval, now)];
  if (over !== undefined) throw new ServiceError("CONFLICT", `This approval can't be decided any more: it ${over}.`);
}

function notAsked({ approvers }: ApprovalRow): ServiceError {
  const whom = approvers.startsWith("team:")
    ? `the team ${approvers.slice("team:".length)}`
    : `somebody with the role ${approvers}`;
  return new ServiceError("FORBIDDEN", `The policy asks ${whom} to decide this, or an admin of the organization.`);
}

async function announce(ctx: ServiceContext, id: string): Promise<void> {
  try {
    await ctx.announceDecision(id);
  } catch {
    // It is committed. A call that waits for it learns of it at the end of its wait, or by calling again.
  }
}
