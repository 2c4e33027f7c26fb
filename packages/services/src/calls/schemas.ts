import { z } from "zod";
import { instantSchema, instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";

const DECISIONS = ["allow", "deny", "hide", "rate_limited", "approval_required"] as const;

export const listCallsSchema = z.strictObject({
  ...pageFields,
  decision: z.enum(DECISIONS).optional(),
  server: z.string().min(1).max(100).optional().describe("id or slug"),
  tool: z.string().min(1).max(256).optional().describe("the exact name"),
  grant: z.string().min(1).max(100).optional().describe("id"),
  from: instantSchema.optional().describe("calls at this moment or later"),
  to: instantSchema.optional().describe("calls before this moment"),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("part of a tool's name, a grant's label, a code, a message or an id"),
});
export type ListCallsInput = z.input<typeof listCallsSchema>;
export type ListCallsQuery = z.output<typeof listCallsSchema>;

export const getCallSchema = z.strictObject({ id: z.string().min(1).max(100) });
export type GetCallInput = z.input<typeof getCallSchema>;

export const callViewSchema = z.object({
  id: z.string(),
  at: instantViewSchema,
  method: z.string(),
  tool: z.string().nullable(),
  decision: z.string(),
  code: z.string(),
  rule: z.string().nullable(),
  /** What a policy in shadow mode would have decided; null when the decision was enforced. */
  would: z.object({ decision: z.string(), code: z.string() }).nullable(),
  message: z.string().nullable(),
  /** The approval that the call asked for or used; its id. */
  approval: z.string().nullable(),
  policy: z.object({ id: z.string(), version: z.int() }).nullable(),
  grant: z.string(),
  grant_label: z.string(),
  /** Empty, as is the slug, of a request at a team URL that was about none of the grant's servers. */
  server: z.string(),
  server_slug: z.string(),
  team: z.string(),
  team_slug: z.string(),
  /** null: refused. `in_flight`: not known yet. */
  outcome: z.string().nullable(),
  argument_keys: z.array(z.string()),
  limits: z.unknown(),
  retry_after_ms: z.int().nullable(),
  session: z.string().nullable(),
  client: z.string().nullable(),
  protocol_version: z.string().nullable(),
  upstream_status: z.int().nullable(),
  request_bytes: z.int().nullable(),
  response_bytes: z.int().nullable(),
  gateway_ms: z.number().nullable(),
  upstream_ms: z.number().nullable(),
  refunded: z.boolean(),
  /** Judged while the counter store could not be reached: no limit was counted. */
  degraded: z.boolean(),
});
export type CallView = z.output<typeof callViewSchema>;
export const callPageSchema = pageViewSchema(callViewSchema);
