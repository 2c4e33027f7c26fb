import type { Tx } from "@policylayer/db";
import { seesTeam } from "../authorize";
import type { ServiceContext } from "../context";
import { notFound, ServiceError } from "../errors";
import { currentTexts, usersOf, WITH_SERVER_AND_GRANTS } from "./policy-view";

/** A policy with the text in force. NOT_FOUND. */
export async function findPolicy(tx: Tx, ctx: ServiceContext, id: string) {
  const row = await tx.policy.findFirst({
    where: { id, organizationId: ctx.organizationId },
    include: WITH_SERVER_AND_GRANTS,
  });
  if (row === null) throw notFound("policy");
  const text = (await currentTexts(tx, ctx, [row])).get(id);
  if (text === undefined) throw new Error(`policy ${id} has no version ${row.version}`);
  return { row, text };
}

/**
 * The same for a change: locked until the transaction ends, so that no grant is bound to it meanwhile and the bindings of
 * the row are all that the change touches. FORBIDDEN when a grant in force that has it belongs to a team the caller's role
 * doesn't reach. `grantIds` are those of ended grants too: proxies may still hold them.
 */
export async function lockPolicy(tx: Tx, ctx: ServiceContext, id: string) {
  await tx.$queryRaw`SELECT id FROM policies WHERE id = ${id} AND organization_id = ${ctx.organizationId} FOR UPDATE`;
  const found = await findPolicy(tx, ctx, id);
  if (usersOf(ctx, found.row).some((grant) => !seesTeam(ctx, grant.teamId))) {
    throw new ServiceError(
      "FORBIDDEN",
      "Grants of teams your role doesn't reach use this policy. Ask an admin of the organization.",
    );
  }
  return { ...found, grantIds: found.row.bindings.map(({ grant }) => grant.id) };
}
