import { findingCodes, severities } from "@policylayer/policy";
import { riskClasses, riskEffects, severities as riskSeverities } from "@policylayer/risk";
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
  /** Of all that may be here only the page that a host shows for the tool. */
  _meta: z.object({ ui: z.unknown().optional() }).optional().catch(undefined),
});
export type ToolDefinition = z.output<typeof toolDefinitionSchema>;

export const TOOLS_MAX = 5_000;

/** `http_sse`: the transport of MCP 2024-11-05, one event stream and POSTs to the address it names. */
export const serverTransportSchema = z.enum(["streamable_http", "http_sse"]);
export type ServerTransport = z.output<typeof serverTransportSchema>;

export const pinToolsSchema = z.strictObject({
  id: serverRefSchema,
  /** The address they were listed at, and how. */
  found: z.strictObject({ url: serverUrlSchema, transport: serverTransportSchema }).optional(),
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
  /** How it is spoken to; found whenever its tools are listed, and `streamable_http` until then. */
  transport: serverTransportSchema,
  /** Values are never shown. */
  header_names: z.array(z.string()),
  /** The tools it lists, whatever was decided about them. */
  tool_count: z.int().min(0),
  /** Those of them that are new or changed, and that nobody has decided about. */
  quarantined_count: z.int().min(0),
  /** null: its tools were never listed. */
  discovered_at: instantViewSchema.nullable(),
  /** When PolicyLayer last looked by itself whether its tools are still the same. */
  checked_at: instantViewSchema.nullable(),
  /** Why that failed; null: it didn't. */
  check_failure: z.string().nullable(),
  created_at: instantViewSchema,
  updated_at: instantViewSchema,
});
export type ServerView = z.output<typeof serverViewSchema>;
export const serverPageSchema = pageViewSchema(serverViewSchema);

/** A tool of a server by its id or, where no tool has that id, by its name. */
export const toolRefSchema = z.string().min(1).max(256).describe("id or name");

export const decideToolSchema = z.strictObject({
  id: serverRefSchema,
  tool: toolRefSchema,
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be the hash of the pending definition that was looked at")
    .describe("`pending.hash` of the definition that was looked at"),
  note: z.string().trim().max(500).optional(),
});
export type DecideToolInput = z.input<typeof decideToolSchema>;

export const listToolDecisionsSchema = z.strictObject({ id: serverRefSchema, tool: toolRefSchema });
export type ListToolDecisionsInput = z.input<typeof listToolDecisionsSchema>;

export const findingViewSchema = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  /** RFC 6901, into the definition as the server lists it. */
  pointer: z.string(),
  message: z.string(),
});
export type FindingView = z.output<typeof findingViewSchema>;

export const toolStatusSchema = z.enum(["approved", "quarantined", "blocked", "removed"]);
export type ToolStatus = z.output<typeof toolStatusSchema>;

/** `class: null` takes an override back; it needs no note. */
export const overrideToolClassSchema = z
  .strictObject({
    id: serverRefSchema,
    tool: toolRefSchema,
    class: z.enum(riskClasses).nullable(),
    note: z.string().trim().max(1_000).default("").describe("why; needed with a class"),
  })
  .refine((input) => input.class === null || input.note !== "", {
    path: ["note"],
    error: "Say why, for whoever looks at this tool next.",
  });
export type OverrideToolClassInput = z.input<typeof overrideToolClassSchema>;

const riskClassViewSchema = z.enum(riskClasses);
export const toolRiskViewSchema = z.object({
  /** The class that counts: that of the override, if there is one. */
  class: riskClassViewSchema,
  severity: z.enum(riskSeverities),
  effects: z.array(z.enum(riskEffects)),
  /** 0..1; 1 for an override. */
  confidence: z.number(),
  /** Nothing told what it does: treated as `execute`. */
  unknown: z.boolean(),
  evidence: z.array(
    z.object({
      source: z.enum(["name", "title", "description", "input_schema", "annotations", "decision"]),
      quote: z.string().nullable(),
      class: riskClassViewSchema.nullable(),
      says: z.string(),
    }),
  ),
  /** The class worked out from the definition. */
  found_class: riskClassViewSchema,
  override: z
    .object({
      class: riskClassViewSchema,
      note: z.string(),
      by: z.string(),
      at: instantViewSchema,
      /** Whether the definition is still the one it was given for. */
      is_for_this_definition: z.boolean(),
    })
    .nullable(),
});
export type ToolRiskView = z.output<typeof toolRiskViewSchema>;

const definitionViewFields = {
  title: z.string().nullable(),
  description: z.string().nullable(),
  input_schema: jsonObjectSchema,
  output_schema: jsonObjectSchema.nullable(),
  annotations: jsonObjectSchema.nullable(),
  /** SHA-256 over the canonical JSON of the definition, in hex. */
  hash: z.string(),
};

export const toolDecisionViewSchema = z.object({
  verdict: z.enum(["first_use", "approved", "blocked", "respaced"]),
  /** Of the definition that it was about. */
  hash: z.string(),
  by: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  at: instantViewSchema,
  note: z.string().nullable(),
});
export type ToolDecisionView = z.output<typeof toolDecisionViewSchema>;

export const toolDecisionPageSchema = pageViewSchema(
  toolDecisionViewSchema.extend({ definition: z.object(definitionViewFields) }),
);

export const toolViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** quarantined: new or changed, its calls are refused; blocked: the same, and somebody saw it; removed: listed no more. */
  status: toolStatusSchema,
  ...definitionViewFields,
  pinned_at: instantViewSchema,
  /** null: never, and the definition is what was first seen. */
  approved_at: instantViewSchema.nullable(),
  /** What the server lists now, where it isn't what was approved. */
  pending: z.object({ ...definitionViewFields, since: instantViewSchema }).nullable(),
  /** What `pending` changes, worst first. */
  changes: z.array(findingViewSchema),
  /** What is suspicious about the definition as it is listed now, worst first. */
  flags: z.array(findingViewSchema),
  /** The last one. */
  decision: toolDecisionViewSchema.nullable(),
  risk: toolRiskViewSchema,
  /** What a policy would start from: a whole document about this tool alone, and why. */
  recommended: z.object({ document: jsonObjectSchema, sentence: z.string() }),
});
export type ToolView = z.output<typeof toolViewSchema>;
export const toolPageSchema = pageViewSchema(toolViewSchema);

export const pinnedToolsViewSchema = z.object({
  tools: z.int().min(0),
  /** How the server is spoken to from now on. */
  transport: serverTransportSchema,
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  /** Those that are refused from now on, until somebody has approved them. */
  quarantined: z.array(z.string()),
  /** Those that are again as they were approved. */
  restored: z.array(z.string()),
  /** Those that changed the white space of a description and nothing else: taken over. */
  respaced: z.array(z.string()),
});
export type PinnedToolsView = z.output<typeof pinnedToolsViewSchema>;

/** For the connection to the upstream only. */
export interface ServerConnection {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
