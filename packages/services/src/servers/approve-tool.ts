import { Prisma } from "@policylayer/db";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { grantsOfServer } from "./find-server";
import { lockPending } from "./find-tool";
import { type DecideToolInput, decideToolSchema, type ToolView } from "./schemas";
import { readToolView } from "./tool-view";
import { recordDecisions, toJson } from "./write-tools";

/**
 * Makes the pending definition the one that calls are judged by, from the next call on. `hash` is the definition that was
 * looked at: CONFLICT when the upstream has changed it since.
 */
export async function approveTool(ctx: ServiceContext, input: DecideToolInput): Promise<ToolView> {
  authorize(ctx, "tools:decide");
  const { note, ...named } = parseInput(decideToolSchema, input);
  return commitChange(ctx, async (tx) => {
    const { server, row, definition } = await lockPending(tx, ctx, named);
    const before = await readToolView(tx, ctx, row.id);
    const { title, description, annotations } = definition;
    await tx.tool.update({
      where: { organizationId_id: { organizationId: ctx.organizationId, id: row.id } },
      data: {
        status: "approved",
        title: title ?? null,
        description: description ?? null,
        annotations: annotations === undefined ? Prisma.DbNull : toJson(annotations),
        definition: toJson(definition),
        hash: named.hash,
        pinnedAt: ctx.now(),
        approvedAt: ctx.now(),
        pendingDefinition: Prisma.DbNull,
        pendingHash: null,
        pendingSince: null,
        blockedHash: null,
      },
    });
    await recordDecisions(tx, ctx, "approved", [{ toolId: row.id, hash: named.hash, definition }], note);
    const after = await readToolView(tx, ctx, row.id);
    return {
      result: after,
      event: { action: "tool.approved", targetId: row.id, before, after },
      grantIds: await grantsOfServer(tx, ctx, server.id),
    };
  });
}
