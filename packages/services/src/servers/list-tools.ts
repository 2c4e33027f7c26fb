import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { type Page, wholePage } from "../page";
import { findServer } from "./find-server";
import { type GetServerInput, listToolsSchema, type ToolView } from "./schemas";
import { toToolView } from "./tool-view";

/** All pinned tools of a server, by name. */
export async function listTools(ctx: ServiceContext, input: GetServerInput): Promise<Page<ToolView>> {
  authorize(ctx, "servers:read");
  const { id } = parseInput(listToolsSchema, input);
  const rows = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const server = await findServer(tx, ctx, id);
    return tx.tool.findMany({
      where: { organizationId: ctx.organizationId, serverId: server.id },
      orderBy: [{ name: "asc" }],
    });
  });
  return wholePage(rows.map(toToolView));
}
