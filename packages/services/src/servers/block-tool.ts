import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { lockPending } from "./find-tool";
import { type DecideToolInput, decideToolSchema, type ToolView } from "./schemas";
import { readToolView } from "./tool-view";
import { recordDecisions } from "./write-tools";

/**
 * Keeps the pending definition out, and says that somebody saw it: it isn't asked about again until it changes once more.
 * Calls were refused before and go on being refused, so no proxy has to know. CONFLICT as in `approveTool`.
 */
export async function blockTool(ctx: ServiceContext, input: DecideToolInput): Promise<ToolView> {
  authorize(ctx, "tools:decide");
  const { note, ...named } = parseInput(decideToolSchema, input);
  return commitChange(ctx, async (tx) => {
    const { row, definition } = await lockPending(tx, ctx, named);
    const before = await readToolView(tx, ctx, row.id);
    await tx.tool.update({
      where: { organizationId_id: { organizationId: ctx.organizationId, id: row.id } },
      data: { status: "blocked", blockedHash: named.hash },
    });
    await recordDecisions(tx, ctx, "blocked", [{ toolId: row.id, hash: named.hash, definition }], note);
    const after = await readToolView(tx, ctx, row.id);
    return { result: after, event: { action: "tool.blocked", targetId: row.id, before, after } };
  });
}
