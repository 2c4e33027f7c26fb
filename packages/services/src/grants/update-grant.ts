import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { futureOrNever } from "../credential-expiry";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { findGrant, lockGrant } from "./find-grant";
import { type GrantRow, toGrantView } from "./grant-view";
import { type ResolvedBinding, resolveBindings } from "./resolve-bindings";
import { type GrantView, type UpdateGrantInput, updateGrantSchema } from "./schemas";

/**
 * Changes what is given; `bindings` replaces all of them. Choosing other policies for the servers a grant has needs
 * `grants:bind`, anything else `grants:write`. CONFLICT for a revoked grant.
 */
export async function updateGrant(ctx: ServiceContext, input: UpdateGrantInput): Promise<GrantView> {
  authorize(ctx, "grants:bind");
  const { id, label, bindings, expires_at } = parseInput(updateGrantSchema, input);
  if (label !== undefined || expires_at !== undefined) authorize(ctx, "grants:write");
  const expiresAt = expires_at === undefined ? undefined : futureOrNever(expires_at, ctx.now());
  return commitChange(ctx, async (tx) => {
    const before = await lockGrant(tx, ctx, id);
    if (before.revokedAt !== null) throw new ServiceError("CONFLICT", "The grant is revoked. Make a new one instead.");
    await tx.grant.update({
      where: { id, organizationId: ctx.organizationId },
      data: { ...(label === undefined ? {} : { label }), ...(expiresAt === undefined ? {} : { expiresAt }) },
    });
    if (bindings !== undefined) {
      const resolved = await resolveBindings(tx, ctx, bindings);
      if (!haveSameServers(before, resolved)) authorize(ctx, "grants:write");
      await tx.grantBinding.deleteMany({ where: { organizationId: ctx.organizationId, grantId: id } });
      await tx.grantBinding.createMany({
        data: resolved.map((binding) => ({ organizationId: ctx.organizationId, grantId: id, ...binding })),
      });
    }
    const view = toGrantView(ctx, await findGrant(tx, ctx, id));
    return {
      result: view,
      event: { action: "grant.updated", targetId: id, before: toGrantView(ctx, before), after: view },
      grantIds: [id],
    };
  });
}

function haveSameServers(before: Pick<GrantRow, "bindings">, after: readonly ResolvedBinding[]): boolean {
  const serverIds = new Set(before.bindings.map((binding) => binding.serverId));
  return after.length === serverIds.size && after.every((binding) => serverIds.has(binding.serverId));
}
