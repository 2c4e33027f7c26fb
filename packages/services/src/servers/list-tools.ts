import { withOrganization } from "@policylayer/db";
import { siblingNames } from "@policylayer/policy";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { type Page, wholePage } from "../page";
import { findServer } from "./find-server";
import { type GetServerInput, listToolsSchema, type ToolView } from "./schemas";
import { toToolView, WITH_LAST_DECISION } from "./tool-view";

/** All tools of a server, by name, each with its risk; also those that it lists no more. */
export async function listTools(ctx: ServiceContext, input: GetServerInput): Promise<Page<ToolView>> {
  authorize(ctx, "servers:read");
  const { id } = parseInput(listToolsSchema, input);
  const { rows, overrides } = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const server = await findServer(tx, ctx, id);
    const where = { organizationId: ctx.organizationId, serverId: server.id };
    const found = await tx.tool.findMany({ where, include: WITH_LAST_DECISION, orderBy: [{ name: "asc" }] });
    const given = await tx.toolRiskOverride.findMany({ where });
    return { rows: found, overrides: new Map(given.map((override) => [override.toolName, override])) };
  });
  const siblings = siblingNames(rows.filter(({ status }) => status !== "removed").map(({ name }) => name));
  return wholePage(rows.map((row) => toToolView(row, siblings, overrides.get(row.name))));
}
