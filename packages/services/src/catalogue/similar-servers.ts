import { Prisma } from "@policylayer/db";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";
import type { CatalogueServerSummary } from "./schemas";
import { searchWords } from "./search-words";
import { SERVER_COLUMNS, type ServerRow, toServerSummary } from "./server-row";

const SIMILAR_MAX = 6;
/** Servers looked at: what has a very common word in common is alike in nothing else. */
const CANDIDATES_MAX = 500;
/** In every other name. */
const GENERIC: ReadonlySet<string> = new Set(
  "mcp server servers tool tools api ai the for io com github client model context protocol".split(" "),
);

/** Servers whose titles share words with this one's, or whose texts hold them; empty when there is no such slug. */
export async function similarServers(deps: CatalogueDeps, slug: string): Promise<CatalogueServerSummary[]> {
  return readCatalogue(deps.db, async (tx) => {
    const server = await tx.catalogueServer.findUnique({
      where: { slug },
      select: { id: true, title: true, name: true },
    });
    if (server === null) return [];
    const words = searchWords(`${server.title} ${server.name}`).filter((word) => !GENERIC.has(word.toLowerCase()));
    if (words.length === 0) return [];
    const any = Prisma.sql`to_tsquery('english', ${words.join(" | ")})`;
    const rows = await tx.$queryRaw<ServerRow[]>`
      WITH c AS MATERIALIZED (
        SELECT s.id, ts_rank('{0.1, 0.1, 0.3, 1.0}', s.text_search, ${any}) AS near, s.rank FROM catalogue_servers s
        WHERE s.search @@ ${any} AND s.status <> 'deleted' AND s.id <> ${server.id} LIMIT ${CANDIDATES_MAX})
      SELECT ${SERVER_COLUMNS} FROM (SELECT * FROM c ORDER BY near DESC, rank DESC, id LIMIT ${SIMILAR_MAX}) f
      JOIN catalogue_servers s USING (id) ORDER BY f.near DESC, s.rank DESC, s.id`;
    return rows.map(toServerSummary);
  });
}
