import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";
import { notFound, ServiceError } from "../errors";
import { lockServer } from "./find-server";
import type { ToolDefinition } from "./schemas";
import { toolDefinitionSchema } from "./schemas";

/** By id or, where none has it, by name. NOT_FOUND. */
export async function findTool(
  tx: Tx,
  ctx: Pick<ServiceContext, "organizationId">,
  serverId: string,
  idOrName: string,
) {
  const rows = await tx.tool.findMany({
    where: { organizationId: ctx.organizationId, serverId, OR: [{ id: idOrName }, { name: idOrName }] },
  });
  const row = rows.find(({ id }) => id === idOrName) ?? rows[0];
  if (row === undefined) throw notFound("tool");
  return row;
}

/** The pending definition that somebody looked at, with its server and tool locked. CONFLICT when it isn't pending any more. */
export async function lockPending(
  tx: Tx,
  ctx: ServiceContext,
  { id, tool, hash }: { readonly id: string; readonly tool: string; readonly hash: string },
) {
  const server = await lockServer(tx, ctx, id);
  const row = await findTool(tx, ctx, server.id, tool);
  if (row.status === "removed") throw new ServiceError("CONFLICT", "The server doesn't list this tool any more.");
  if (row.pendingHash === null) {
    throw new ServiceError("CONFLICT", "Nothing about this tool waits for a decision: it is as it was approved.");
  }
  if (row.pendingHash !== hash) {
    throw new ServiceError(
      "CONFLICT",
      "The tool has changed again since you looked at it: look at what it is now, and decide about that.",
    );
  }
  const definition: ToolDefinition = toolDefinitionSchema.parse(row.pendingDefinition);
  return { server, row, definition };
}
