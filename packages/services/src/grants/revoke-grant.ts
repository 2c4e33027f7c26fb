import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { findGrant, lockGrant } from "./find-grant";
import { toGrantView } from "./grant-view";
import { type GetGrantInput, type GrantView, revokeGrantSchema } from "./schemas";

/**
 * Ends a grant: no call that starts after the answer is let through. Revoking again changes nothing but tells the proxies
 * once more, so that a caller who got NOT_YET_IN_FORCE can repeat it until it holds.
 */
export async function revokeGrant(ctx: ServiceContext, input: GetGrantInput): Promise<GrantView> {
  authorize(ctx, "grants:write");
  const { id } = parseInput(revokeGrantSchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await lockGrant(tx, ctx, id);
    await tx.grant.update({
      where: { id, organizationId: ctx.organizationId },
      data: { revokedAt: before.revokedAt ?? ctx.now() },
    });
    const view = toGrantView(ctx, await findGrant(tx, ctx, id));
    return {
      result: view,
      event: { action: "grant.revoked", targetId: id, before: toGrantView(ctx, before), after: view },
      grantIds: [id],
    };
  });
}
