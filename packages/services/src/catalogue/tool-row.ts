import { Prisma } from "@policylayer/db";
import { type CatalogueToolSummary, catalogueToolSummarySchema } from "./schemas";

/** A tool as lists select it, with its server's slug and title. */
export interface ToolRow {
  readonly serverId: string;
  readonly slug: string;
  readonly serverTitle: string;
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly class: string;
  readonly severity: string;
  readonly effects: string[];
  readonly unknown: boolean;
  readonly confidence: number;
  readonly tokens: number;
  readonly parameters: number;
  readonly required: number;
  readonly flags: string[];
}

/** Of the description a list shows the beginning. */
const DESCRIPTION_SHOWN = 300;

export const TOOL_COLUMNS = Prisma.sql`t.server_id AS "serverId", s.slug, s.title AS "serverTitle", t.name, d.title,
  left(d.description, ${DESCRIPTION_SHOWN}::integer) AS description, t.class, t.severity, t.effects, t.is_unknown AS unknown,
  round(t.confidence::numeric, 2)::float8 AS confidence, t.token_count AS tokens, t.parameter_count AS parameters,
  t.required_count AS required, d.flags`;

export function toToolSummary({ slug, serverTitle, ...row }: ToolRow): CatalogueToolSummary {
  return catalogueToolSummarySchema.parse({ ...row, server: { slug, title: serverTitle } });
}
