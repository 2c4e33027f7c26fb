import { withOrganization } from "@policylayer/db";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findGrant } from "./find-grant";
import { toGrantView } from "./grant-view";
import { type GetGrantInput, type GrantView, getGrantSchema } from "./schemas";

export async function getGrant(ctx: ServiceContext, input: GetGrantInput): Promise<GrantView> {
  authorize(ctx, "grants:read");
  const { id } = parseInput(getGrantSchema, input);
  return toGrantView(ctx, await withOrganization(ctx.db, ctx.organizationId, (tx) => findGrant(tx, ctx, id)));
}
