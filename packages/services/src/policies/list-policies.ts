import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { createdBefore, type Page, pageRequest, toPage } from "../page";
import { findServer } from "../servers/find-server";
import { currentTexts, toPolicyView, WITH_SERVER_AND_GRANTS } from "./policy-view";
import { type ListPoliciesInput, listPoliciesSchema, type PolicyView } from "./schemas";

/** Newest first; of one server when asked so. */
export async function listPolicies(ctx: ServiceContext, input: ListPoliciesInput = {}): Promise<Page<PolicyView>> {
  authorize(ctx, "policies:read");
  const { server, ...paging } = parseInput(listPoliciesSchema, input);
  const page = pageRequest(paging);
  return withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const serverId = server === undefined ? null : (await findServer(tx, ctx, server)).id;
    const rows = await tx.policy.findMany({
      where: {
        organizationId: ctx.organizationId,
        ...(serverId === null ? {} : { serverId }),
        ...createdBefore(page.after),
      },
      include: WITH_SERVER_AND_GRANTS,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: page.take,
    });
    const texts = await currentTexts(tx, ctx, rows);
    return toPage(
      page,
      rows,
      (row) => ({ at: row.createdAt, id: row.id }),
      (row) => toPolicyView(ctx, row, texts.get(row.id) ?? "{}"),
    );
  });
}
