import { withOrganization } from "@policylayer/db";
import { authorize, withinTeams } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { createdBefore, type Page, pageRequest, toPage } from "../page";
import { toGrantView, WITH_TEAM_AND_BINDINGS } from "./grant-view";
import { type GrantView, type ListGrantsInput, listGrantsSchema } from "./schemas";

/** Newest first, revoked and expired ones too; of the teams the caller sees. */
export async function listGrants(ctx: ServiceContext, input: ListGrantsInput = {}): Promise<Page<GrantView>> {
  authorize(ctx, "grants:read");
  const page = pageRequest(parseInput(listGrantsSchema, input));
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.grant.findMany({
      where: { organizationId: ctx.organizationId, ...withinTeams(ctx), ...createdBefore(page.after) },
      include: WITH_TEAM_AND_BINDINGS,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: page.take,
    }),
  );
  return toPage(
    page,
    rows,
    (row) => ({ at: row.createdAt, id: row.id }),
    (row) => toGrantView(ctx, row),
  );
}
