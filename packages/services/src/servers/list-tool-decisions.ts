import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { wholePage } from "../page";
import { findServer } from "./find-server";
import { findTool } from "./find-tool";
import { type ListToolDecisionsInput, listToolDecisionsSchema, toolDefinitionSchema } from "./schemas";
import { definitionFields, toToolDecisionView } from "./tool-view";

/** The history of a definition has as many lines as people decided; beyond these nobody reads. */
const DECISIONS_MAX = 200;

/** Every definition of a tool that was pinned or kept blocked, with who decided it and why; newest first. */
export async function listToolDecisions(ctx: ServiceContext, input: ListToolDecisionsInput) {
  authorize(ctx, "servers:read");
  const { id, tool } = parseInput(listToolDecisionsSchema, input);
  const rows = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const server = await findServer(tx, ctx, id);
    const { id: toolId } = await findTool(tx, ctx, server.id, tool);
    return tx.toolDecision.findMany({
      where: { organizationId: ctx.organizationId, toolId },
      orderBy: { id: "desc" },
      take: DECISIONS_MAX,
    });
  });
  const views = rows.map((row) => ({
    ...toToolDecisionView(row),
    definition: definitionFields(toolDefinitionSchema.parse(row.definition), row.hash),
  }));
  return wholePage(views);
}
