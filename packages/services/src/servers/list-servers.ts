import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { createdBefore, type Page, pageRequest, toPage } from "../page";
import { type ListServersInput, listServersSchema, type ServerView } from "./schemas";
import { toServerView, WITH_TOOL_COUNT } from "./server-view";

/** Newest first. */
export async function listServers(ctx: ServiceContext, input: ListServersInput = {}): Promise<Page<ServerView>> {
  authorize(ctx, "servers:read");
  const page = pageRequest(parseInput(listServersSchema, input));
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.server.findMany({
      where: { organizationId: ctx.organizationId, ...createdBefore(page.after) },
      include: WITH_TOOL_COUNT,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: page.take,
    }),
  );
  return toPage(page, rows, (row) => ({ at: row.createdAt, id: row.id }), toServerView);
}
