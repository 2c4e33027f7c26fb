import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { grantsOfServer, lockServer } from "./find-server";
import { findTool } from "./find-tool";
import { type OverrideToolClassInput, overrideToolClassSchema, type ToolView } from "./schemas";
import { readToolView } from "./tool-view";

/**
 * Gives a tool the class a person says it has, with a note why; null takes it back. It wins over what is worked out
 * wherever a class counts, from the next call, and stays when the definition changes.
 */
export async function overrideToolClass(ctx: ServiceContext, input: OverrideToolClassInput): Promise<ToolView> {
  authorize(ctx, "tools:decide");
  const { id, tool, class: given, note } = parseInput(overrideToolClassSchema, input);
  return commitChange(ctx, async (tx) => {
    const server = await lockServer(tx, ctx, id);
    const row = await findTool(tx, ctx, server.id, tool);
    const at = { serverId_toolName: { serverId: server.id, toolName: row.name } };
    const where = { ...at, organizationId: ctx.organizationId };
    const before = await tx.toolRiskOverride.findUnique({ where });
    const data = { riskClass: given ?? "", note, toolHash: row.hash, actorName: ctx.actor.name, at: ctx.now() };
    if (given === null) {
      if (before !== null) await tx.toolRiskOverride.delete({ where });
    } else {
      await tx.toolRiskOverride.upsert({
        where,
        create: { ...data, organizationId: ctx.organizationId, serverId: server.id, toolName: row.name },
        update: data,
      });
    }
    const result = await readToolView(tx, ctx, row.id);
    const isSame = before === null && given === null;
    return {
      result,
      event: isSame
        ? null
        : {
            action: "tool.class_overridden",
            targetId: row.id,
            before: { tool: row.name, class: before?.riskClass ?? null, note: before?.note ?? null },
            after: { tool: row.name, class: given, note: given === null ? null : note },
          },
      grantIds: isSame ? [] : await grantsOfServer(tx, ctx, server.id),
    };
  });
}
