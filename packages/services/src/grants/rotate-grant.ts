import { hashToken, mintToken, tokenLast4 } from "@policylayer/crypto";
import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { findGrant, lockGrant } from "./find-grant";
import { toGrantView } from "./grant-view";
import { type GetGrantInput, type GrantWithTokenView, rotateGrantSchema } from "./schemas";

/**
 * A new token for the grant, shown this once; the old one is dead from the next call. CONFLICT for a revoked grant. After
 * NOT_YET_IN_FORCE the old token is on its way out and the new one was never shown: rotate again.
 */
export async function rotateGrant(ctx: ServiceContext, input: GetGrantInput): Promise<GrantWithTokenView> {
  authorize(ctx, "grants:write");
  const { id } = parseInput(rotateGrantSchema, input);
  const token = mintToken("plg");
  const view = await commitChange(ctx, async (tx) => {
    const before = await lockGrant(tx, ctx, id);
    if (before.revokedAt !== null) throw new ServiceError("CONFLICT", "The grant is revoked. Make a new one instead.");
    await tx.grant.update({
      where: { id, organizationId: ctx.organizationId },
      data: { tokenHash: hashToken(ctx.secrets.tokenPepper, token), tokenLast4: tokenLast4(token) },
    });
    const rotated = toGrantView(ctx, await findGrant(tx, ctx, id));
    return {
      result: rotated,
      event: { action: "grant.rotated", targetId: id, before: toGrantView(ctx, before), after: rotated },
      grantIds: [id],
    };
  });
  return { ...view, token };
}
