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
  /** The proxy's one address for all of them, with their slugs in front of their tools' names. */
  team_url: z.string(),
});
export type GrantView = z.output<typeof grantViewSchema>;
export const grantPageSchema = pageViewSchema(grantViewSchema);

/** Answered once, when the token is made: it is stored as a hash only. */
export const grantWithTokenViewSchema = grantViewSchema.extend({ token: z.string() });
export type GrantWithTokenView = z.output<typeof grantWithTokenViewSchema>;

export const listGrantLimitsSchema = getGrantSchema;

const grantLimitViewSchema = z.object({
  server: z.string(),
  server_slug: z.string(),
  policy: z.string(),
  policy_name: z.string(),
  policy_version: z.int().min(1),
  /** RFC 6901 pointer into that version's document. */
  pointer: z.string(),
  /** Which calls it holds: `tool` (a name or glob), `class` or `all_tools`. */
  subject: z.string(),
  /** Of the tool or class; null for all tools. */
  name: z.string().nullable(),
  counter: z.string(),
  scope: z.string(),
  window: z.union([z.string(), z.int()]),
  algorithm: z.string(),
  max: z.int().min(0),
  /** The argument whose values are counted each by itself. */
  per: z.string().nullable(),
  /** What a call counts: a number, or the argument that holds the amount. */
  cost: z.union([z.int().min(1), z.object({ path: z.string(), max: z.int() })]),
  on_store_error: z.string(),
  /** Of a policy in shadow mode: it stops nothing, and counts apart. */
  shadow: z.boolean(),
  /** null: there is no one counter to show, but one for each session or for each value of `per`. */
  state: z
    .object({
      used: z.int().min(0),
      remaining: z.int().min(0),
      /** When a call that counts 1 fits again; null when one fits now, or `max` is 0 and none ever will. */
      room_at: instantViewSchema.nullable(),
      /** When nothing used so far counts any more; null when nothing was used. */
      free_at: instantViewSchema.nullable(),
    })
    .nullable(),
});
export type GrantLimitView = z.output<typeof grantLimitViewSchema>;

export const grantLimitsViewSchema = pageViewSchema(grantLimitViewSchema).extend({
  /** By the clock that the limits go by. */
  read_at: instantViewSchema,
  /** Servers with a policy that can't be read: every call to them is refused. */
  unreadable: z.array(z.string()),
});
export type GrantLimitsView = z.output<typeof grantLimitsViewSchema>;
