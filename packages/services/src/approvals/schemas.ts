import { z } from "zod";
import { instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";

export const APPROVAL_STATUSES = ["pending", "approved", "denied", "expired", "used"] as const;

const approvalIdSchema = z.string().min(1).max(100);
const noteSchema = z.string().trim().max(500).nullable().optional();

export const listApprovalsSchema = z.strictObject({
  ...pageFields,
  status: z.enum(APPROVAL_STATUSES).optional(),
});
export type ListApprovalsInput = z.input<typeof listApprovalsSchema>;

export const getApprovalSchema = z.strictObject({ id: approvalIdSchema });
export type GetApprovalInput = z.input<typeof getApprovalSchema>;

export const approveSchema = z.strictObject({
  id: approvalIdSchema,
  note: noteSchema.describe("kept with the decision"),
});
export const denySchema = z.strictObject({
  id: approvalIdSchema,
  note: noteSchema.describe("kept with the decision, and told to the agent"),
});
export type DecideInput = z.input<typeof denySchema>;

export const voteViewSchema = z.object({
  verdict: z.enum(["approved", "denied"]),
  by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  note: z.string().nullable(),
  at: instantViewSchema,
});
export type VoteView = z.output<typeof voteViewSchema>;

export const approvalViewSchema = z.object({
  id: z.string(),
  /** `approved`: may be used once until it expires. `used`: it was. */
  status: z.enum(APPROVAL_STATUSES),
  /** The call that asked. */
  call: z.string(),
  tool: z.string(),
  server: z.string(),
  server_slug: z.string(),
  grant: z.string(),
  grant_label: z.string(),
  team: z.string(),
  team_slug: z.string(),
  policy: z.object({ id: z.string(), version: z.int() }),
  /** Pointer of the rule that asks. */
  rule: z.string().nullable(),
  reason: z.string(),
  argument_keys: z.array(z.string()),
  /** Only for who may decide, and until the approval has ended; null otherwise, and for a call without arguments. */
  arguments: z.unknown(),
  /** The same as the text that would be sent, with every digit of its numbers. */
  arguments_text: z.string().nullable(),
  /** Whether the caller may decide it now. */
  can_decide: z.boolean(),
  /** `admin`, `policy_manager` or `team:<slug>`. */
  approvers: z.string(),
  /** How many people must approve. */
  count: z.int(),
  votes: z.array(voteViewSchema),
  created_at: instantViewSchema,
  expires_at: instantViewSchema,
  decided_at: instantViewSchema.nullable(),
  used_at: instantViewSchema.nullable(),
  /** The call that was let through. */
  used_by_call: z.string().nullable(),
});
export type ApprovalView = z.output<typeof approvalViewSchema>;
export const approvalPageSchema = pageViewSchema(approvalViewSchema);
