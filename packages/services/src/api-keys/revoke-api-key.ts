import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import { toApiKeyView } from "./api-key-view";
import { type ApiKeyView, type RevokeApiKeyInput, revokeApiKeySchema } from "./schemas";

/** Ends a key from its next request. Revoking again changes nothing. */
export async function revokeApiKey(ctx: ServiceContext, input: RevokeApiKeyInput): Promise<ApiKeyView> {
  authorize(ctx, "api_keys:write");
  const { id } = parseInput(revokeApiKeySchema, input);
  return commitChange(ctx, async (tx) => {
    const before = await tx.apiKey.findFirst({ where: { id, organizationId: ctx.organizationId } });
    if (before === null) throw notFound("API key");
    if (before.revokedAt !== null) return { result: toApiKeyView(before, ctx.now()), event: null };
    const row = await tx.apiKey.update({
      where: { id, organizationId: ctx.organizationId },
      data: { revokedAt: ctx.now() },
    });
    const view = toApiKeyView(row, ctx.now());
    return {
      result: view,
      event: { action: "api_key.revoked", targetId: id, before: toApiKeyView(before, ctx.now()), after: view },
    };
  });
}
