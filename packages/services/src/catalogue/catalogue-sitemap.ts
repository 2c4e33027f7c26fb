import { z } from "zod";
import { instantViewSchema, toInstant } from "../instant";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";

/** Pages that a part has at the least, but for the last one. Its last server may add 5,001: together less than the 50,000 that one sitemap may hold. */
const PART_PAGES = 40_000;

const partSchema = z.object({ part: z.int().min(1), pages: z.int(), changed_at: instantViewSchema });
export type CatalogueSitemapPart = z.output<typeof partSchema>;

/** A page of the catalogue: of a server, or of one of its tools. */
export interface CatalogueSitemapPage {
  readonly slug: string;
  readonly tool: string | null;
  readonly changed_at: string;
}

/** How the pages of all servers that weren't withdrawn divide into sitemaps: whole servers, in an order that additions keep. */
export async function catalogueSitemapParts(deps: CatalogueDeps): Promise<CatalogueSitemapPart[]> {
  return readCatalogue(deps.db, async (tx) => {
    const rows = await tx.$queryRaw<{ part: number; pages: number; changedAt: Date }[]>`
      SELECT part, sum(pages)::integer AS pages, max(changed_at) AS "changedAt" FROM (
        SELECT changed_at, 1 + tool_count AS pages,
          div(sum(1 + tool_count) OVER (ORDER BY id) - 1 - tool_count, ${PART_PAGES}::numeric)::integer + 1 AS part
        FROM catalogue_servers WHERE status <> 'deleted') s
      GROUP BY part ORDER BY part`;
    return rows.map(({ part, pages, changedAt }) =>
      partSchema.parse({ part, pages, changed_at: toInstant(changedAt) }),
    );
  });
}

/** The pages of one part; empty when there is no such part. */
export async function catalogueSitemapPages(deps: CatalogueDeps, part: number): Promise<CatalogueSitemapPage[]> {
  return readCatalogue(deps.db, async (tx) => {
    const rows = await tx.$queryRaw<{ slug: string; tool: string | null; changedAt: Date }[]>`
      WITH s AS MATERIALIZED (
        SELECT id, slug, changed_at FROM (
          SELECT id, slug, changed_at,
            div(sum(1 + tool_count) OVER (ORDER BY id) - 1 - tool_count, ${PART_PAGES}::numeric)::integer + 1 AS part
          FROM catalogue_servers WHERE status <> 'deleted') numbered
        WHERE part = ${part})
      SELECT slug, NULL AS tool, changed_at AS "changedAt", id AS server_id FROM s
      UNION ALL
      SELECT s.slug, t.name, d.changed_at, s.id FROM s
        JOIN catalogue_tools t ON t.server_id = s.id JOIN catalogue_tool_details d USING (server_id, name)
      ORDER BY server_id, tool NULLS FIRST`;
    return rows.map(({ slug, tool, changedAt }) => ({ slug, tool, changed_at: toInstant(changedAt) }));
  });
}
