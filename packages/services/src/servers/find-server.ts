import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { WITH_TOOL_COUNT } from "./server-view";

type InOrganization = Pick<ServiceContext, "organizationId">;

/** Ids hold an underscore and slugs don't, so that a text names one server at the most. */
function whereServer(ctx: InOrganization, idOrSlug: string) {
  return { organizationId: ctx.organizationId, ...(idOrSlug.includes("_") ? { id: idOrSlug } : { slug: idOrSlug }) };
}

/** NOT_FOUND; `pointer` when the server was named by a field of the input. */
export async function findServer(tx: Tx, ctx: InOrganization, idOrSlug: string, pointer?: string) {
  const row = await tx.server.findFirst({ where: whereServer(ctx, idOrSlug), include: WITH_TOOL_COUNT });
  if (row === null) throw notFound("server", pointer);
  return row;
}

/**
 * The same, locked until the transaction ends. A binding to the server can't be added meanwhile, so the grants read after
 * this are all that the change touches: a proxy that loads the grant later sees the change.
 */
export async function lockServer(tx: Tx, ctx: InOrganization, idOrSlug: string) {
  const { id } = await findServer(tx, ctx, idOrSlug);
  await tx.$queryRaw`SELECT id FROM servers WHERE id = ${id} AND organization_id = ${ctx.organizationId} FOR UPDATE`;
  return findServer(tx, ctx, id);
}

/** The grants a server's proxies' copies are kept in. */
export async function grantsOfServer(tx: Tx, ctx: InOrganization, serverId: string): Promise<string[]> {
  const rows = await tx.grantBinding.findMany({
    where: { organizationId: ctx.organizationId, serverId },
    select: { grantId: true },
  });
  return rows.map((row) => row.grantId);
}
