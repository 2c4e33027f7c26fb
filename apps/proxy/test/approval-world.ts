import { newId } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import { announceDecision } from "@policylayer/gate";
import type { Answer, World } from "./harness";
import { eventually } from "./harness";
import type { Seeded } from "./seed-world";

/** A policy whose tool `refund` needs a person, with these settings and further parts of its rule. */
export function askingPolicy(approval: object = {}, rule: object = {}): string {
  return JSON.stringify({
    version: "1",
    default: "deny",
    tools: { refund: { action: "require_approval", reason: "Money leaves.", approval, ...rule }, other: {} },
  });
}

export const REFUND_TOOLS = ["refund", "other"];

/** What `_meta` says of the decision; "allowed" for an answer of the upstream. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
export function decisionOf(answer: Pick<Answer, "json">): any {
  return answer.json.result._meta?.["policylayer/decision"] ?? "allowed";
}

export function approvalsOf(world: World, { organizationId }: Seeded) {
  return asSystem(world.db, "maintenance", (tx) =>
    tx.approval.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } }),
  );
}

/** Waits until so many wait for a person, and answers with the newest. */
export async function pendingOf(world: World, seeded: Seeded, count = 1) {
  const rows = await eventually(
    `${count} pending`,
    async () => (await approvalsOf(world, seeded)).filter(({ status }) => status === "pending"),
    (pending) => pending.length === count,
  );
  const row = rows.at(-1);
  if (row === undefined) throw new Error("nothing is pending");
  return row;
}

/** What the control plane does when somebody decides: commit, then announce. */
export async function decide(
  world: World,
  approval: { readonly id: string; readonly organizationId: string },
  verdict: "approved" | "denied",
  { note = null, isAnnounced = true }: { note?: string | null; isAnnounced?: boolean } = {},
): Promise<void> {
  const { id, organizationId } = approval;
  await asSystem(world.db, "maintenance", async (tx) => {
    await tx.approval.update({ where: { id }, data: { status: verdict, decidedAt: new Date() } });
    await tx.approvalVote.create({
      data: {
        organizationId,
        approvalId: id,
        person: `user:${newId("usr")}`,
        verdict,
        note,
        actorKind: "user",
        actorId: "usr_1",
        actorName: "Ada",
      },
    });
  });
  if (isAnnounced) await announceDecision(world.watcher, id);
}
