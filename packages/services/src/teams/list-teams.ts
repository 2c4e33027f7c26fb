import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { type Page, wholePage } from "../page";
import { type ListTeamsInput, listTeamsSchema, type TeamView } from "./schemas";
import { toTeamView } from "./team-view";

/** Oldest first; all of them, or those the caller's role is narrowed to. */
export async function listTeams(ctx: ServiceContext, input: ListTeamsInput = {}): Promise<Page<TeamView>> {
  authorize(ctx, "teams:read");
  parseInput(listTeamsSchema, input);
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.team.findMany({
      where: {
        organizationId: ctx.organizationId,
        ...(ctx.teamIds === null ? {} : { id: { in: [...ctx.teamIds] } }),
      },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  );
  return wholePage(rows.map(toTeamView));
}
