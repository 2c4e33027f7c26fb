import { riskClasses, riskEffects, severities } from "@policylayer/risk";
import { z } from "zod";
import { instantViewSchema } from "../instant";
import { pageViewSchema } from "../page";
import { catalogueParameterSchema } from "./schema-facts";
import { cataloguePackageSchema, catalogueRemoteSchema, catalogueStatuses, catalogueTransports } from "./server-entry";
import { catalogueEvidenceSchema } from "./tool-record";
import { catalogueChangeKinds } from "./write-changes";

const cursorFields = {
  cursor: z.string().max(600).optional().describe("`next_cursor` of the page before"),
  limit: z.coerce.number<string | number>().int().min(1).max(100).optional().describe("rows of a page, 24 when absent"),
};
const querySchema = z
  .string()
  .trim()
  .max(200)
  // Postgres has no U+0000, and nobody asks for it.
  .transform((q) => q.replaceAll("\0", " "))
  .optional()
  .describe("words of names and texts; the last may be a beginning");

/** Filters are joined by "and", the values of one by "or". */
export const searchCatalogueSchema = z.strictObject({
  q: querySchema,
  /** The gravest class among a server's tools; `none`: its tools aren't known. */
  risk: z
    .array(z.enum([...riskClasses, "none"]))
    .max(6)
    .optional(),
  effect: z.array(z.enum(riskEffects)).max(7).optional(),
  transport: z.array(z.enum(catalogueTransports)).max(3).optional(),
  official: z.boolean().optional(),
  ...cursorFields,
});
export type SearchCatalogueInput = z.input<typeof searchCatalogueSchema>;

/** The same for a query string, where each is given once: several values of a filter with commas between. */
export const searchCatalogueQuerySchema = z.strictObject({
  q: querySchema,
  risk: manyOf([...riskClasses, "none"]).describe("the gravest class among its tools; several with commas between"),
  effect: manyOf(riskEffects).describe("what its tools can do; several with commas between"),
  transport: manyOf(catalogueTransports).describe("several with commas between"),
  official: z.enum(["true", "false"]).optional(),
  ...cursorFields,
});

function manyOf<const Values extends readonly [string, ...string[]] | readonly string[]>(values: Values) {
  const word = z.enum(values);
  return z
    .string()
    .max(200)
    .transform((text) => text.split(","))
    .pipe(z.array(word).max(values.length))
    .optional();
}

export const getCatalogueServerSchema = z.strictObject({ slug: z.string().min(1).max(100) });

export const searchCatalogueToolsSchema = z.strictObject({
  q: querySchema,
  class: z.array(z.enum(riskClasses)).max(5).optional(),
  effect: z.array(z.enum(riskEffects)).max(7).optional(),
  /** The slug of a server: only its tools, riskiest first. */
  server: z.string().max(100).optional(),
  ...cursorFields,
});
export type SearchCatalogueToolsInput = z.input<typeof searchCatalogueToolsSchema>;

const count = z.int().min(0);
export const classCountsSchema = z.object({
  read: count,
  write: count,
  execute: count,
  destructive: count,
  financial: count,
});
export type ClassCounts = z.output<typeof classCountsSchema>;

/** A server in a list. */
export const catalogueServerSummarySchema = z.object({
  slug: z.string(),
  /** As the registry has it: `io.github.acme/mcp`. */
  name: z.string(),
  title: z.string(),
  /** The publisher's own, bounded; null: there is none, or it isn't ours to ship. */
  description: z.string().nullable(),
  official: z.boolean(),
  status: z.enum(catalogueStatuses),
  version: z.string().nullable(),
  transports: z.array(z.enum(catalogueTransports)),
  tools: count,
  by_class: classCountsSchema,
  /** Tools of which nothing tells what they do; counted as `execute` above. */
  unknown: count,
  /** The gravest class among its tools; null: none are known. */
  risk: z.enum(riskClasses).nullable(),
  effects: z.array(z.enum(riskEffects)),
  /** Estimated tokens of all definitions together. */
  tokens: count,
  listed_at: instantViewSchema.nullable(),
});
export type CatalogueServerSummary = z.output<typeof catalogueServerSummarySchema>;

/** A tool in a list. */
export const catalogueToolSummarySchema = z.object({
  server: z.object({ slug: z.string(), title: z.string() }),
  name: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  class: z.enum(riskClasses),
  severity: z.enum(severities),
  effects: z.array(z.enum(riskEffects)),
  unknown: z.boolean(),
  confidence: z.number(),
  tokens: count,
  parameters: count,
  required: count,
  /** See `flags` of the tool. */
  flags: z.array(z.string()),
});
export type CatalogueToolSummary = z.output<typeof catalogueToolSummarySchema>;

export const catalogueChangeSchema = z.object({
  at: instantViewSchema,
  kind: z.enum(catalogueChangeKinds),
  tool: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type CatalogueChangeView = z.output<typeof catalogueChangeSchema>;

export const catalogueServerViewSchema = catalogueServerSummarySchema.extend({
  repository_url: z.string().nullable(),
  website_url: z.string().nullable(),
  packages: z.array(cataloguePackageSchema),
  remotes: z.array(catalogueRemoteSchema),
  source: z.enum(["built_in", "registry", "file", "listing"]),
  flags: z.array(z.string()),
  first_seen_at: instantViewSchema,
  synced_at: instantViewSchema,
  changed_at: instantViewSchema,
  /** Riskiest first, up to 300; the rest by `searchCatalogueTools({server})`. */
  tool_list: z.array(catalogueToolSummarySchema),
  /** Newest first, up to 50. */
  changes: z.array(catalogueChangeSchema),
});
export type CatalogueServerView = z.output<typeof catalogueServerViewSchema>;

export const catalogueToolViewSchema = catalogueToolSummarySchema.extend({
  server: catalogueServerSummarySchema,
  parameter_list: z.array(catalogueParameterSchema),
  /** Whether arguments that the schema doesn't name are accepted. */
  accepts_unknown: z.boolean(),
  /** The schema again, as far as the facts above go: for `recommendRule`. */
  input_schema: z.record(z.string(), z.unknown()),
  /** The server's hints, where it gives them. */
  annotations: z.record(z.string(), z.boolean()),
  evidence: z.array(catalogueEvidenceSchema),
  /** Of the description. */
  language: z.string(),
  /** SHA-256 of the definition. */
  hash: z.string(),
  first_seen_at: instantViewSchema,
  changed_at: instantViewSchema,
  /** The recommended policy for this tool alone, and what it does in a sentence. */
  recommended: z.object({ document: z.record(z.string(), z.unknown()), sentence: z.string() }),
  /** Other tools of the server: its riskiest. */
  siblings: z.array(catalogueToolSummarySchema),
});
export type CatalogueToolView = z.output<typeof catalogueToolViewSchema>;

export const catalogueTotalsSchema = z.object({
  servers: count,
  /** Those whose tools are known. */
  servers_listed: count,
  servers_official: count,
  tools: count,
  by_class: classCountsSchema,
  /** Servers by their gravest class; `none`: tools not known. */
  by_risk: z.record(z.string(), count),
  by_transport: z.record(z.string(), count),
  /** When it was counted; null: never. */
  as_of: instantViewSchema.nullable(),
});
export type CatalogueTotalsView = z.output<typeof catalogueTotalsSchema>;

export const catalogueFacetsSchema = z.object({
  /** Servers that match. */
  total: count,
  official: count,
  by_risk: z.record(z.string(), count),
  by_transport: z.record(z.string(), count),
});
export type CatalogueFacets = z.output<typeof catalogueFacetsSchema>;

/** `words`: what was asked for; `similar`: nothing holds these words, these are spelt like them; `all`: nothing was asked for. */
const matchSchema = z.enum(["words", "similar", "all"]);

export const catalogueSearchSchema = pageViewSchema(catalogueServerSummarySchema).extend({
  match: matchSchema,
  /** On a first page only. */
  facets: catalogueFacetsSchema.nullable(),
});
export type CatalogueSearch = z.output<typeof catalogueSearchSchema>;

export const catalogueToolSearchSchema = pageViewSchema(catalogueToolSummarySchema).extend({ match: matchSchema });
export type CatalogueToolSearch = z.output<typeof catalogueToolSearchSchema>;

export const catalogueSourceSchema = z.object({
  /** The registry's address without user name and query, or `built_in`. */
  id: z.string(),
  kind: z.string(),
  /**
   * `stopped`: a run is under way, and nobody has got on with it for two minutes. Whoever reads this source next goes on where
   * it stands.
   */
  state: z.enum(["idle", "running", "stopped", "failed"]),
  /** When its reading last went as it should: a page, a planned try, or a wait that wasn't over. null: never. */
  active_at: instantViewSchema.nullable(),
  /** That was within the last two minutes: somebody reads it, or waits to read it again. */
  is_active: z.boolean(),
  pages: count,
  entries: count,
  applied: count,
  deleted: count,
  refused: count,
  /** Tries of the page it is at that failed; 0 again with every page. */
  failures: count,
  run_started_at: instantViewSchema.nullable(),
  completed_at: instantViewSchema.nullable(),
  /** When it goes on, or begins again. */
  next_at: instantViewSchema.nullable(),
  last_error: z.string().nullable(),
  last_error_at: instantViewSchema.nullable(),
});
export type CatalogueSourceView = z.output<typeof catalogueSourceSchema>;

/** What is known of the catalogue as a whole. */
export const catalogueSourcesViewSchema = pageViewSchema(catalogueSourceSchema).extend({
  totals: catalogueTotalsSchema,
});
export type CatalogueSourcesView = z.output<typeof catalogueSourcesViewSchema>;
