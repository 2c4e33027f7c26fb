import type { Tx } from "@policylayer/db";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { grantsOfServer, lockServer } from "./find-server";
import { deleteServerSchema, type GetServerInput, type ServerView } from "./schemas";
import { toServerView } from "./server-view";

/**
 * Removes a server with its tools and policies; its calls stay in the log. CONFLICT, naming them, while grants that are
 * neither revoked nor expired are bound to it.
 */
export async function deleteServer(ctx: ServiceContext, input: GetServerInput): Promise<ServerView> {
  authorize(ctx, "servers:write");
  const { id } = parseInput(deleteServerSchema, input);
  return commitChange(ctx, async (tx) => {
    const row = await lockServer(tx, ctx, id);
    await refuseWhileInUse(tx, ctx, row.id);
    const grantIds = await grantsOfServer(tx, ctx, row.id);
    // Before the server: a policy can't go while a binding names it.
    await tx.grantBinding.deleteMany({ where: { organizationId: ctx.organizationId, serverId: row.id } });
    await tx.server.delete({ where: { id: row.id, organizationId: ctx.organizationId } });
    const view = toServerView(row);
    return { result: view, event: { action: "server.deleted", targetId: row.id, before: view }, grantIds };
  });
}

async function refuseWhileInUse(tx: Tx, ctx: ServiceContext, serverId: string): Promise<void> {
  const grants = await tx.grant.findMany({
    where: {
      organizationId: ctx.organizationId,
      bindings: { some: { serverId } },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now() } }],
    },
    orderBy: { createdAt: "asc" },
    select: { id: true, label: true },
  });
  if (grants.length === 0) return;
  const names = grants.map((grant) => `${grant.label} (${grant.id})`).join(", ");
  throw new ServiceError(
    "CONFLICT",
    `Grants use this server: ${names}. Revoke them, or take the server out of them, first.`,
  );
}
