import { Role } from "@policylayer/db";
import { z } from "zod";
import { instantSchema, instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";
import { nameSchema } from "../slug";

export const createApiKeySchema = z.strictObject({
  name: nameSchema,
  role: z.enum(Role),
  expires_at: instantSchema.nullable().optional(),
});
export type CreateApiKeyInput = z.input<typeof createApiKeySchema>;

export const listApiKeysSchema = z.strictObject(pageFields);
export type ListApiKeysInput = z.input<typeof listApiKeysSchema>;

export const revokeApiKeySchema = z.strictObject({ id: z.string().min(1).max(100) });
export type RevokeApiKeyInput = z.input<typeof revokeApiKeySchema>;

export const apiKeyViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(Role),
  status: z.enum(["active", "expired", "revoked"]),
  key_last4: z.string(),
  created_by: z.string(),
  expires_at: instantViewSchema.nullable(),
  revoked_at: instantViewSchema.nullable(),
  last_used_at: instantViewSchema.nullable(),
  created_at: instantViewSchema,
});
export type ApiKeyView = z.output<typeof apiKeyViewSchema>;
export const apiKeyPageSchema = pageViewSchema(apiKeyViewSchema);

/** Answered once: the key is stored as a hash only. */
export const apiKeyWithSecretViewSchema = apiKeyViewSchema.extend({ key: z.string() });
export type ApiKeyWithSecretView = z.output<typeof apiKeyWithSecretViewSchema>;
