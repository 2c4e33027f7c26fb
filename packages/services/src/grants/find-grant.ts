import type { Tx } from "@policylayer/db";
import { withinTeams } from "../authorize";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { WITH_TEAM_AND_BINDINGS } from "./grant-view";

/** NOT_FOUND also for a grant of a team the caller doesn't see. */
export async function findGrant(tx: Tx, ctx: ServiceContext, id: string) {
  const row = await tx.grant.findFirst({
    where: { id, organizationId: ctx.organizationId, ...withinTeams(ctx) },
    include: WITH_TEAM_AND_BINDINGS,
  });
  if (row === null) throw notFound("grant");
  return row;
}

/** The same, locked until the transaction ends, so that of two changes one sees what the other did. */
export async function lockGrant(tx: Tx, ctx: ServiceContext, id: string) {
  await tx.$queryRaw`SELECT id FROM grants WHERE id = ${id} AND organization_id = ${ctx.organizationId} FOR UPDATE`;
  return findGrant(tx, ctx, id);
}
