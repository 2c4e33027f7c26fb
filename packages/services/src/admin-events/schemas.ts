import { z } from "zod";
import { instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";

export const listAdminEventsSchema = z.strictObject(pageFields);
export type ListAdminEventsInput = z.input<typeof listAdminEventsSchema>;

export const adminEventViewSchema = z.object({
  id: z.string(),
  at: instantViewSchema,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }),
  before: z.unknown(),
  after: z.unknown(),
});
export type AdminEventView = z.output<typeof adminEventViewSchema>;
export const adminEventPageSchema = pageViewSchema(adminEventViewSchema);
