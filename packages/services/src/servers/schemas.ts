import { z } from "zod";
import { instantViewSchema } from "../instant";
import { pageFields, pageViewSchema } from "../page";
import { nameSchema, slugSchema } from "../slug";
import { serverUrlSchema } from "./server-url";
import { staticHeadersSchema } from "./static-headers";

export const serverRefSchema = z.string().min(1).max(100).describe("id or slug");

export const createServerSchema = z.strictObject({
  name: nameSchema,
  slug: slugSchema.optional(),
  url: serverUrlSchema,
  headers: staticHeadersSchema.optional(),
});
export type CreateServerInput = z.input<typeof createServerSchema>;

/** What is needed to connect, before anything is saved. */
export const serverAddressSchema = createServerSchema.pick({ url: true, headers: true });
export type ServerAddressInput = z.input<typeof serverAddressSchema>;

export const listServersSchema = z.strictObject(pageFields);
export type ListServersInput = z.input<typeof listServersSchema>;

export const getServerSchema = z.strictObject({ id: serverRefSchema });
export type GetServerInput = z.input<typeof getServerSchema>;

export const updateServerSchema = z.strictObject({
  id: serverRefSchema,
  name: nameSchema.optional(),
  url: serverUrlSchema.optional(),
  /** Replaces all of them; `{}` removes them; absent leaves them. */
  headers: staticHeadersSchema.optional(),
});
export type UpdateServerInput = z.input<typeof updateServerSchema>;

export const deleteServerSchema = getServerSchema;
export const listToolsSchema = getServerSchema;
export const serverConnectionSchema = getServerSchema;

const jsonObjectSchema = z.record(z.string(), z.unknown());

/** A tool as an upstream lists it. Fields we don't know are left out of what is pinned. */
export const toolDefinitionSchema = z.object({
  name: z.string().min(1).max(256),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: jsonObjectSchema,
  outputSchema: jsonObjectSchema.optional(),
  annotations: jsonObjectSchema.optional(),
});
export type ToolDefinition = z.output<typeof toolDefinitionSchema>;

export const TOOLS_MAX = 5_000;

export const pinToolsSchema = z.strictObject({
  id: serverRefSchema,
  tools: z
    .array(toolDefinitionSchema)
    .max(TOOLS_MAX)
    .refine((tools) => new Set(tools.map((tool) => tool.name)).size === tools.length, "two tools have the same name"),
});
export type PinToolsInput = z.input<typeof pinToolsSchema>;

export const serverViewSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  url: z.string(),
  /** Values are never shown. */
  header_names: z.array(z.string()),
  tool_count: z.int().min(0),
  /** null: its tools were never listed. */
  discovered_at: instantViewSchema.nullable(),
  created_at: instantViewSchema,
  updated_at: instantViewSchema,
});
export type ServerView = z.output<typeof serverViewSchema>;
export const serverPageSchema = pageViewSchema(serverViewSchema);

export const toolViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  input_schema: jsonObjectSchema,
  output_schema: jsonObjectSchema.nullable(),
  annotations: jsonObjectSchema.nullable(),
  /** SHA-256 over the canonical JSON of the definition, in hex. */
  hash: z.string(),
  pinned_at: instantViewSchema,
});
export type ToolView = z.output<typeof toolViewSchema>;
export const toolPageSchema = pageViewSchema(toolViewSchema);

export const pinnedToolsViewSchema = z.object({
  tools: z.int().min(0),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
});
export type PinnedToolsView = z.output<typeof pinnedToolsViewSchema>;

/** For the connection to the upstream only. */
export interface ServerConnection {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
