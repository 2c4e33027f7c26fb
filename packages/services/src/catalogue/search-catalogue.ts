import { Prisma, type Tx } from "@policylayer/db";
import { z } from "zod";
import { parseInput } from "../input/parse-input";
import type { CatalogueDeps } from "./catalogue-deps";
import { cataloguePage, toCataloguePage } from "./catalogue-page";
import { catalogueTotals } from "./catalogue-totals";
import { readCatalogue } from "./read-catalogue";
import {
  type CatalogueFacets,
  type CatalogueSearch,
  type SearchCatalogueInput,
  searchCatalogueSchema,
} from "./schemas";
import { searchWords, wordsQuery } from "./search-words";
import { SERVER_COLUMNS, type ServerRow, toServerSummary } from "./server-row";

type ScoredServer = ServerRow & { readonly score: number };

/**
 * Servers by words and facets. Names weigh more than texts, those more than the names of tools; then whoever publishes under
 * a domain of its own (also before one that merely calls itself what was asked for), then whose tools are known. Without words all of them, in that last order. Where nothing holds the
 * words, titles that are spelt like them, on one page. Deleted servers are never found.
 */
export async function searchCatalogue(deps: CatalogueDeps, input: SearchCatalogueInput = {}): Promise<CatalogueSearch> {
  const query = parseInput(searchCatalogueSchema, input);
  const page = cataloguePage(query);
  // As keys are: `github` is in the registry's name of nine servers of ten, and asked for by itself means something else.
  const q = (query.q ?? "").replace(/^io\.github\./i, "");
  const words = searchWords(q);
  const filter = filterOf(query);
  return readCatalogue(deps.db, async (tx) => {
    const isFirst = page.after === null;
    if (q === "") {
      const rows = await tx.$queryRaw<ScoredServer[]>`
        SELECT ${SERVER_COLUMNS}, s.rank AS score FROM catalogue_servers s
        WHERE ${filter} AND ${afterRank(page.after)} ORDER BY s.rank DESC, s.id LIMIT ${page.take}`;
      const facets = isFirst
        ? ((isFiltered(query) ? null : await wholeFacets(tx)) ?? (await facetsOf(tx, filter)))
        : null;
      return { ...toPage(page, rows), match: "all", facets };
    }
    if (words.length > 0) {
      const matches = Prisma.sql`${filter} AND s.search @@ ${wordsQuery(words)}`;
      const { rows, facets } = await byWords(tx, matches, q, words, page);
      if (rows.length > 0 || !isFirst) return { ...toPage(page, rows), match: "words", facets };
    }
    return { ...(await bySpelling(tx, filter, q, page)), match: "similar" };
  });
}

/** The page and, for a first one, the facets, of one pass over the matches. */
async function byWords(
  tx: Tx,
  matches: Prisma.Sql,
  q: string,
  words: readonly string[],
  { after, take }: ReturnType<typeof cataloguePage>,
): Promise<{ rows: ScoredServer[]; facets: CatalogueFacets | null }> {
  const lower = q.toLowerCase();
  const isAfter =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(m.score < ${after.score} OR (m.score = ${after.score} AND m.id > ${after.id}))`;
  const counts = after === null ? FACET_COUNTS : Prisma.sql`NULL::jsonb`;
  const rows = await tx.$queryRaw<(ScoredServer & { readonly facets: unknown })[]>`
    WITH m AS MATERIALIZED (
      SELECT s.id, coalesce(s.risk, 'none') AS risk, s.official, s.transports, s.rank + CASE
        WHEN s.slug = ${lower} OR s.key = ${lower} THEN 30000
        WHEN s.name_search @@ ${wordsQuery(words)} THEN 20000 + CASE WHEN lower(s.title) = ${lower} THEN 1000 ELSE 0 END
        WHEN s.text_search @@ ${wordsQuery(words)} THEN 10000 ELSE 0 END AS score
      FROM catalogue_servers s WHERE ${matches}),
    f AS MATERIALIZED (SELECT id, score FROM m WHERE ${isAfter} ORDER BY score DESC, id LIMIT ${take})
    SELECT ${SERVER_COLUMNS}, f.score, ${counts} AS facets FROM f JOIN catalogue_servers s USING (id)
    ORDER BY f.score DESC, f.id`;
  const [first] = rows;
  return {
    rows,
    facets: after === null && first !== undefined ? sumFacets(facetRowsSchema.parse(first.facets)) : null,
  };
}

/** Titles that are spelt like what was asked for, on one page, with the facets of the same pass: comparing is what takes time. */
async function bySpelling(tx: Tx, filter: Prisma.Sql, q: string, page: ReturnType<typeof cataloguePage>) {
  const rows = await tx.$queryRaw<(ScoredServer & { readonly facets: unknown })[]>`
    WITH m AS MATERIALIZED (
      SELECT s.id, coalesce(s.risk, 'none') AS risk, s.official, s.transports, s.rank,
        greatest(similarity(s.title, ${q}), word_similarity(${q}, s.title)) AS near
      FROM catalogue_servers s WHERE ${filter} AND (s.title % ${q} OR ${q} <% s.title)),
    f AS MATERIALIZED (SELECT id, near FROM m ORDER BY near DESC, rank DESC, id LIMIT ${page.limit})
    SELECT ${SERVER_COLUMNS}, 0 AS score, ${FACET_COUNTS} AS facets FROM f JOIN catalogue_servers s USING (id)
    ORDER BY f.near DESC, s.rank DESC, s.id`;
  const [first] = rows;
  const facets = sumFacets(first === undefined ? [] : facetRowsSchema.parse(first.facets));
  return { ...toPage(page, rows), facets };
}

/** Of the matches in `m`. */
const FACET_COUNTS = Prisma.sql`(SELECT jsonb_agg(c) FROM (
  SELECT risk, official, transports, count(*)::integer AS count FROM m GROUP BY 1, 2, 3) c)`;

function afterRank(after: { readonly score: number; readonly id: string } | null): Prisma.Sql {
  if (after === null) return Prisma.sql`true`;
  return Prisma.sql`s.rank <= ${after.score} AND (s.rank < ${after.score} OR s.id > ${after.id})`;
}

function filterOf(query: ReturnType<typeof searchCatalogueSchema.parse>): Prisma.Sql {
  const { risk, effect, transport, official } = query;
  const conditions = [
    Prisma.sql`s.status <> 'deleted'`,
    ...(risk === undefined ? [] : [Prisma.sql`coalesce(s.risk, 'none') = ANY(${risk}::text[])`]),
    ...(effect === undefined ? [] : [Prisma.sql`s.effects && ${effect}::text[]`]),
    ...(transport === undefined ? [] : [Prisma.sql`s.transports && ${transport}::text[]`]),
    ...(official === undefined ? [] : [Prisma.sql`s.official = ${official}`]),
  ];
  return Prisma.join(conditions, " AND ");
}

const facetRowsSchema = z.array(
  z.object({ risk: z.string(), official: z.boolean(), transports: z.array(z.string()), count: z.int() }),
);
type FacetRow = z.output<typeof facetRowsSchema>[number];

function isFiltered({ risk, effect, transport, official }: ReturnType<typeof searchCatalogueSchema.parse>): boolean {
  return [risk, effect, transport, official].some((filter) => filter !== undefined);
}

/** Of the whole catalogue, as it was counted last: what every page says its size is. null: it never was. */
async function wholeFacets(tx: Tx): Promise<CatalogueFacets | null> {
  const totals = await catalogueTotals({ db: tx });
  if (totals.as_of === null) return null;
  const { servers: total, servers_official: official, by_risk, by_transport } = totals;
  return { total, official, by_risk, by_transport };
}

/** What the matches are, in one pass over them. */
async function facetsOf(tx: Tx, condition: Prisma.Sql): Promise<CatalogueFacets> {
  const rows = await tx.$queryRaw<FacetRow[]>`
    SELECT coalesce(s.risk, 'none') AS risk, s.official, s.transports, count(*)::integer AS count
    FROM catalogue_servers s WHERE ${condition} GROUP BY s.risk, s.official, s.transports`;
  return sumFacets(rows);
}

function sumFacets(rows: readonly FacetRow[]): CatalogueFacets {
  const facets = { total: 0, official: 0, by_risk: {}, by_transport: {} } satisfies CatalogueFacets;
  const add = (counts: Record<string, number>, name: string, count: number) => {
    counts[name] = (counts[name] ?? 0) + count;
  };
  for (const { risk, official, transports, count } of rows) {
    facets.total += count;
    if (official) facets.official += count;
    add(facets.by_risk, risk, count);
    for (const transport of transports) add(facets.by_transport, transport, count);
  }
  return facets;
}

function toPage(page: ReturnType<typeof cataloguePage>, rows: readonly ScoredServer[]) {
  return toCataloguePage(page, rows, ({ score, id }) => ({ score, id, name: "" }), toServerSummary);
}
