import { z } from "zod";
import { instantSchema, instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";
import { serverRefSchema } from "../servers/schemas";
import { nameSchema } from "../slug";

const grantIdSchema = z.string().min(1).max(100);

export const bindingSchema = z.strictObject({
  server: serverRefSchema,
  policy: z.string().min(1).max(100).nullable().describe("id of a policy of that server; null denies every call"),
});

const bindingsSchema = z.array(bindingSchema).max(50);

export const createGrantSchema = z.strictObject({
  label: nameSchema,
  team: z.string().min(1).max(100).describe("id or slug"),
  bindings: bindingsSchema,
  expires_at: instantSchema.nullable().optional(),
});
export type CreateGrantInput = z.input<typeof createGrantSchema>;

export const listGrantsSchema = z.strictObject(pageFields);
export type ListGrantsInput = z.input<typeof listGrantsSchema>;

export const getGrantSchema = z.strictObject({ id: grantIdSchema });
export type GetGrantInput = z.input<typeof getGrantSchema>;

export const updateGrantSchema = z.strictObject({
  id: grantIdSchema,
  label: nameSchema.optional(),
  /** Replaces all of them. */
  bindings: bindingsSchema.optional(),
  /** null: never. */
  expires_at: instantSchema.nullable().optional(),
});
export type UpdateGrantInput = z.input<typeof updateGrantSchema>;

export const rotateGrantSchema = getGrantSchema;
export const revokeGrantSchema = getGrantSchema;

export const grantViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  team: z.string(),
  team_slug: z.string(),
  bindings: z.array(
    z.object({
      server: z.string(),
      server_slug: z.string(),
      policy: z.string().nullable(),
      policy_name: z.string().nullable(),
    }),
  ),
  status: z.enum(["active", "expired", "revoked"]),
  expires_at: instantViewSchema.nullable(),
  revoked_at: instantViewSchema.nullable(),
  last_used_at: instantViewSchema.nullable(),
  created_at: instantViewSchema,
  token_last4: z.string(),
  /** The proxy's address for each server, by the server's slug. */
  urls: z.record(z.string(), z.string()),
});
export type GrantView = z.output<typeof grantViewSchema>;
export const grantPageSchema = pageViewSchema(grantViewSchema);

/** Answered once, when the token is made: it is stored as a hash only. */
export const grantWithTokenViewSchema = grantViewSchema.extend({ token: z.string() });
export type GrantWithTokenView = z.output<typeof grantWithTokenViewSchema>;
