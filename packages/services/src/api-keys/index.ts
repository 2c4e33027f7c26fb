export { type ApiKeyPrincipal, authenticateApiKey } from "./authenticate-api-key";
export { createApiKey } from "./create-api-key";
export { listApiKeys } from "./list-api-keys";
export { revokeApiKey } from "./revoke-api-key";
export {
  type ApiKeyView,
  type ApiKeyWithSecretView,
  apiKeyPageSchema,
  apiKeyViewSchema,
  apiKeyWithSecretViewSchema,
  type CreateApiKeyInput,
  createApiKeySchema,
  type ListApiKeysInput,
  listApiKeysSchema,
  type RevokeApiKeyInput,
  revokeApiKeySchema,
} from "./schemas";
