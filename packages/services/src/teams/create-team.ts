import { newId } from "@policylayer/crypto";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { freeSlug, slugFrom } from "../slug";
import { type CreateTeamInput, createTeamSchema, type TeamView } from "./schemas";
import { toTeamView } from "./team-view";

/** CONFLICT when the slug is given and taken. */
export async function createTeam(ctx: ServiceContext, input: CreateTeamInput): Promise<TeamView> {
  authorize(ctx, "teams:write");
  const { name, slug } = parseInput(createTeamSchema, input);
  return commitChange(ctx, async (tx) => {
    const taken = await tx.team.findMany({ select: { slug: true } });
    const row = await tx.team.create({
      data: {
        id: newId("team"),
        organizationId: ctx.organizationId,
        slug: slug ?? freeSlug(slugFrom(name, "team"), new Set(taken.map((team) => team.slug))),
        name,
        createdAt: ctx.now(),
      },
    });
    const view = toTeamView(row);
    return { result: view, event: { action: "team.created", targetId: row.id, after: view } };
  });
}
