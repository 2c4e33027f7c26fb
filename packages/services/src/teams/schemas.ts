import { z } from "zod";
import { instantViewSchema } from "../instant";
import { pageViewSchema } from "../page";
import { nameSchema, slugSchema } from "../slug";

export const createTeamSchema = z.strictObject({ name: nameSchema, slug: slugSchema.optional() });
export type CreateTeamInput = z.input<typeof createTeamSchema>;

export const listTeamsSchema = z.strictObject({});
export type ListTeamsInput = z.input<typeof listTeamsSchema>;

export const teamViewSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  created_at: instantViewSchema,
});
export type TeamView = z.output<typeof teamViewSchema>;
export const teamPageSchema = pageViewSchema(teamViewSchema);
