import { authorize } from "../authorize";
import { commitChange } from "../commit-change";
import type { ServiceContext } from "../context";
import { futureOrNever } from "../credential-expiry";
import { parseInput } from "../input/parse-input";
import { toApiKeyView } from "./api-key-view";
import { insertApiKey } from "./insert-api-key";
import { type ApiKeyWithSecretView, type CreateApiKeyInput, createApiKeySchema } from "./schemas";

/** A credential for the REST API, shown this once. It acts for the whole organization with its role. */
export async function createApiKey(ctx: ServiceContext, input: CreateApiKeyInput): Promise<ApiKeyWithSecretView> {
  authorize(ctx, "api_keys:write");
  const { name, role, expires_at } = parseInput(createApiKeySchema, input);
  const expiresAt = futureOrNever(expires_at ?? null, ctx.now());
  return commitChange(ctx, async (tx) => {
    const { organizationId, actor } = ctx;
    const { key, row } = await insertApiKey(tx, ctx, { organizationId, name, role, expiresAt, actor });
    const view = toApiKeyView(row, ctx.now());
    return { result: { ...view, key }, event: { action: "api_key.created", targetId: row.id, after: view } };
  });
}
