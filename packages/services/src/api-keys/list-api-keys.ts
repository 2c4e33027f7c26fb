import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { createdBefore, type Page, pageRequest, toPage } from "../page";
import { toApiKeyView } from "./api-key-view";
import { type ApiKeyView, type ListApiKeysInput, listApiKeysSchema } from "./schemas";

/** Newest first, revoked and expired ones too. */
export async function listApiKeys(ctx: ServiceContext, input: ListApiKeysInput = {}): Promise<Page<ApiKeyView>> {
  authorize(ctx, "api_keys:read");
  const page = pageRequest(parseInput(listApiKeysSchema, input));
  const rows = await withOrganization(ctx.db, ctx.organizationId, (tx) =>
    tx.apiKey.findMany({
      where: { organizationId: ctx.organizationId, ...createdBefore(page.after) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: page.take,
    }),
  );
  return toPage(
    page,
    rows,
    (row) => ({ at: row.createdAt, id: row.id }),
    (row) => toApiKeyView(row, ctx.now()),
  );
}
