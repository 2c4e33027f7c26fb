import { AuditMode, Role } from "@policylayer/db";
import { z } from "zod";
import { nameSchema, slugSchema } from "../slug";

export const createOrganizationSchema = z.strictObject({
  name: nameSchema,
  slug: slugSchema.optional(),
  ownerUserId: z.string().min(1).max(100),
  /** Of the first team; `agents` when absent. */
  teamName: nameSchema.optional(),
});
export type CreateOrganizationInput = z.input<typeof createOrganizationSchema>;

export const organizationViewSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  partition: z.int().min(0).max(63),
});
export type OrganizationView = z.output<typeof organizationViewSchema>;

export const getOrganizationSchema = z.strictObject({});
export type GetOrganizationInput = z.input<typeof getOrganizationSchema>;

export const updateOrganizationSchema = z.strictObject({
  audit_mode: z
    .enum(AuditMode)
    .optional()
    .describe(
      "while the counter store can't be reached: `strict` refuses every call, `available` lets those pass whose limits all say `on_store_error: allow`",
    ),
});
export type UpdateOrganizationInput = z.input<typeof updateOrganizationSchema>;

export const organizationSettingsViewSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  audit_mode: z.enum(AuditMode),
});
export type OrganizationSettingsView = z.output<typeof organizationSettingsViewSchema>;

export const membershipViewSchema = z.object({
  organization: organizationViewSchema,
  role: z.enum(Role),
  /** null: the whole organization. */
  team_ids: z.array(z.string()).nullable(),
});
export type MembershipView = z.output<typeof membershipViewSchema>;
