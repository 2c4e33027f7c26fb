import { hashToken, mintToken, newId, tokenLast4 } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { futureOrNever } from "../credential-expiry";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import { toGrantView, WITH_TEAM_AND_BINDINGS } from "./grant-view";
import { resolveBindings } from "./resolve-bindings";
import { type CreateGrantInput, createGrantSchema, type GrantWithTokenView } from "./schemas";

/** A grant of a team, with its token: the only time it is shown. No proxy knows it yet, so none has to be told. */
export async function createGrant(ctx: ServiceContext, input: CreateGrantInput): Promise<GrantWithTokenView> {
  authorize(ctx, "grants:write");
  const { label, team, bindings, expires_at } = parseInput(createGrantSchema, input);
  const expiresAt = futureOrNever(expires_at ?? null, ctx.now());
  const token = mintToken("plg");
  const view = await commitChange(ctx, async (tx) => {
    const row = await tx.grant.create({
      data: {
        id: newId("grt"),
        organizationId: ctx.organizationId,
        teamId: await findTeam(tx, ctx, team),
        label,
        tokenHash: hashToken(ctx.secrets.tokenPepper, token),
        tokenLast4: tokenLast4(token),
        createdBy: ctx.actor.id,
        expiresAt,
        createdAt: ctx.now(),
      },
    });
    const resolved = await resolveBindings(tx, ctx, bindings);
    await tx.grantBinding.createMany({
      data: resolved.map((binding) => ({ organizationId: ctx.organizationId, grantId: row.id, ...binding })),
    });
    const whole = await tx.grant.findUniqueOrThrow({ where: { id: row.id }, include: WITH_TEAM_AND_BINDINGS });
    const created = toGrantView(ctx, whole);
    return { result: created, event: { action: "grant.created", targetId: row.id, after: created } };
  });
  return { ...view, token };
}

/** NOT_FOUND also for a team the caller doesn't see. */
async function findTeam(tx: Tx, ctx: ServiceContext, idOrSlug: string): Promise<string> {
  const row = await tx.team.findFirst({
    where: {
      organizationId: ctx.organizationId,
      ...(idOrSlug.includes("_") ? { id: idOrSlug } : { slug: idOrSlug }),
      ...(ctx.teamIds === null ? {} : { AND: [{ id: { in: [...ctx.teamIds] } }] }),
    },
    select: { id: true },
  });
  if (row === null) throw notFound("team", "/team");
  return row.id;
}
