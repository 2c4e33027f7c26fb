import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { type Page, pageRequest, toPage } from "../page";
import { findPolicy } from "./find-policy";
import { toPolicyVersionView } from "./policy-view";
import { type ListPolicyVersionsInput, listPolicyVersionsSchema, type PolicyVersionView } from "./schemas";

/** Newest first. */
export async function listPolicyVersions(
  ctx: ServiceContext,
  input: ListPolicyVersionsInput,
): Promise<Page<PolicyVersionView>> {
  authorize(ctx, "policies:read");
  const { id, ...paging } = parseInput(listPolicyVersionsSchema, input);
  const page = pageRequest(paging);
  const rows = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    await findPolicy(tx, ctx, id);
    const below = page.after === null ? {} : { version: { lt: Number(page.after.id) || 0 } };
    return tx.policyVersion.findMany({
      where: { organizationId: ctx.organizationId, policyId: id, ...below },
      orderBy: { version: "desc" },
      take: page.take,
    });
  });
  return toPage(page, rows, (row) => ({ at: row.createdAt, id: String(row.version) }), toPolicyVersionView);
}
