import { Prisma } from "@policylayer/db";
import { toInstantOrNull } from "../instant";
import { type CatalogueServerSummary, catalogueServerSummarySchema } from "./schemas";

/** A server as the searches select it. */
export interface ServerRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly official: boolean;
  readonly status: string;
  readonly version: string | null;
  readonly transports: string[];
  readonly tools: number;
  readonly read: number;
  readonly write: number;
  readonly execute: number;
  readonly destructive: number;
  readonly financial: number;
  readonly unknown: number;
  readonly risk: string | null;
  readonly effects: string[];
  readonly tokens: number;
  readonly listedAt: Date | null;
}

export const SERVER_COLUMNS = Prisma.sql`s.id, s.slug, s.name, s.title, s.description, s.official, s.status, s.version,
  s.transports, s.tool_count AS tools, s.read_count AS read, s.write_count AS write, s.execute_count AS execute,
  s.destructive_count AS destructive, s.financial_count AS financial, s.unknown_count AS unknown, s.risk, s.effects,
  s.token_count AS tokens, s.listed_at AS "listedAt"`;

export function toServerSummary(row: ServerRow): CatalogueServerSummary {
  const { read, write, execute, destructive, financial, listedAt } = row;
  return catalogueServerSummarySchema.parse({
    ...row,
    by_class: { read, write, execute, destructive, financial },
    listed_at: toInstantOrNull(listedAt),
  });
}
