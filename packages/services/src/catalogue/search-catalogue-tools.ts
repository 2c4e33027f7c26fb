import { Prisma, type Tx } from "@policylayer/db";
import { parseInput } from "../input/parse-input";
import type { CatalogueDeps } from "./catalogue-deps";
import { cataloguePage, toCataloguePage } from "./catalogue-page";
import { readCatalogue } from "./read-catalogue";
import { type CatalogueToolSearch, type SearchCatalogueToolsInput, searchCatalogueToolsSchema } from "./schemas";
import { searchWords, wordsQuery } from "./search-words";
import { TOOL_COLUMNS, type ToolRow, toToolSummary } from "./tool-row";

type ScoredTool = ToolRow & { readonly score: number };

/** Of the tools that match, so many are ordered: `get` is in the name of every fifth, and nobody pages that far. */
const CANDIDATES_MAX = 4_000;
/** Of the names that are spelt like what was asked for: so many are left when a filter takes the tools of the nearest away. */
const NAMES_MAX = 500;

/**
 * Tools by words, class and effect: the exact name first, then names, then texts, within each the gravest first. Without
 * words those of one server riskiest first, or all in no order that means anything. Where nothing holds the words, names
 * that are spelt like them, on one page.
 */
export async function searchCatalogueTools(
  deps: CatalogueDeps,
  input: SearchCatalogueToolsInput = {},
): Promise<CatalogueToolSearch> {
  const query = parseInput(searchCatalogueToolsSchema, input);
  const page = cataloguePage(query);
  const { q = "" } = query;
  const words = searchWords(q);
  return readCatalogue(deps.db, async (tx) => {
    const filter = await filterOf(tx, query);
    if (q === "") {
      const score = query.server === undefined ? Prisma.sql`0` : Prisma.sql`t.gravity`;
      return { ...toPage(page, await found(tx, [filter], score, page)), match: "all" };
    }
    if (words.length > 0) {
      const score = Prisma.sql`t.gravity + CASE WHEN lower(t.name) = ${q.toLowerCase()} THEN 20
        WHEN t.search @@ ${wordsQuery(words, "A")} THEN 10 ELSE 0 END`;
      const matches = [
        Prisma.sql`${filter} AND lower(t.name) = ${q.toLowerCase()}`,
        Prisma.sql`${filter} AND t.search @@ ${wordsQuery(words)}`,
      ];
      const rows = await found(tx, matches, score, page);
      if (rows.length > 0 || page.after !== null) return { ...toPage(page, rows), match: "words" };
    }
    const similar = await bySpelling(tx, filter, q, page.limit);
    return { ...toPage(page, similar), match: "similar" };
  });
}

/**
 * Tools whose names are spelt like what was asked for. Distinct names are compared, and their tools looked up after, of each
 * no more than the page holds.
 */
function bySpelling(tx: Tx, filter: Prisma.Sql, q: string, limit: number): Promise<ScoredTool[]> {
  return tx.$queryRaw<ScoredTool[]>`
    SELECT ${TOOL_COLUMNS}, 0 AS score FROM (
      SELECT f.server_id, f.name, n.near FROM (
        SELECT name, similarity(name, ${q}) AS near FROM catalogue_tool_names
        WHERE name % ${q} ORDER BY near DESC, name LIMIT ${NAMES_MAX}) n
      CROSS JOIN LATERAL (
        SELECT t.server_id, t.name FROM catalogue_tools t WHERE lower(t.name) = n.name AND ${filter}
        ORDER BY t.server_id, t.name LIMIT ${limit}) f
      ORDER BY n.near DESC, f.server_id, f.name LIMIT ${limit}) f
    JOIN catalogue_tools t USING (server_id, name) JOIN catalogue_tool_details d USING (server_id, name)
    JOIN catalogue_servers s ON s.id = t.server_id ORDER BY f.near DESC, t.server_id, t.name`;
}

/** Those that fulfil one of the conditions, each of which brings so many candidates at the most. */
function found(
  tx: Tx,
  conditions: readonly Prisma.Sql[],
  score: Prisma.Sql,
  { after, take }: ReturnType<typeof cataloguePage>,
): Promise<ScoredTool[]> {
  const isAfter =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(c.score < ${after.score} OR (c.score = ${after.score} AND (c.server_id, c.name) > (${after.id}, ${after.name})))`;
  return tx.$queryRaw<ScoredTool[]>`
    WITH c AS MATERIALIZED (${Prisma.join(
      conditions.map(
        (condition) => Prisma.sql`(SELECT t.server_id, t.name, ${score} AS score FROM catalogue_tools t
          WHERE ${condition} LIMIT ${CANDIDATES_MAX})`,
      ),
      " UNION ",
    )}),
    f AS MATERIALIZED (SELECT * FROM c WHERE ${isAfter} ORDER BY c.score DESC, c.server_id, c.name LIMIT ${take})
    SELECT ${TOOL_COLUMNS}, f.score FROM f
    JOIN catalogue_tools t USING (server_id, name) JOIN catalogue_tool_details d USING (server_id, name)
    JOIN catalogue_servers s ON s.id = t.server_id ORDER BY f.score DESC, t.server_id, t.name`;
}

async function filterOf(tx: Tx, query: ReturnType<typeof searchCatalogueToolsSchema.parse>): Promise<Prisma.Sql> {
  const { class: classes, effect, server } = query;
  const found =
    server === undefined
      ? null
      : await tx.catalogueServer.findUnique({ where: { slug: server }, select: { id: true } });
  const conditions = [
    Prisma.sql`true`,
    ...(classes === undefined ? [] : [Prisma.sql`t.class = ANY(${classes}::text[])`]),
    ...(effect === undefined ? [] : [Prisma.sql`t.effects && ${effect}::text[]`]),
    ...(server === undefined ? [] : [Prisma.sql`t.server_id = ${found?.id ?? ""}`]),
  ];
  return Prisma.join(conditions, " AND ");
}

function toPage(page: ReturnType<typeof cataloguePage>, rows: readonly ScoredTool[]) {
  return toCataloguePage(page, rows, ({ score, serverId, name }) => ({ score, id: serverId, name }), toToolSummary);
}
