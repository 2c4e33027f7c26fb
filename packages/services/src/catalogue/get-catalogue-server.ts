import type { Tx } from "@policylayer/db";
import { toInstant } from "../instant";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";
import {
  type CatalogueChangeView,
  type CatalogueServerView,
  catalogueChangeSchema,
  catalogueServerViewSchema,
} from "./schemas";
import { SERVER_COLUMNS, type ServerRow, toServerSummary } from "./server-row";
import { TOOL_COLUMNS, type ToolRow, toToolSummary } from "./tool-row";

const TOOLS_SHOWN = 300;
const CHANGES_SHOWN = 50;

type WholeServerRow = ServerRow & {
  readonly repositoryUrl: string | null;
  readonly websiteUrl: string | null;
  readonly packages: unknown;
  readonly remotes: unknown;
  readonly source: string;
  readonly flags: string[];
  readonly firstSeenAt: Date;
  readonly syncedAt: Date;
  readonly changedAt: Date;
};

/**
 * Everything for a server's page; null when there is no such slug. A deleted server is still answered, with `status`
 * `deleted` and without tools, so that its page can say so.
 */
export async function getCatalogueServer(deps: CatalogueDeps, slug: string): Promise<CatalogueServerView | null> {
  // Postgres has no U+0000: what holds one is no slug.
  if (slug.includes("\0")) return null;
  return readCatalogue(deps.db, async (tx) => {
    const [row] = await tx.$queryRaw<WholeServerRow[]>`
      SELECT ${SERVER_COLUMNS}, s.repository_url AS "repositoryUrl", s.website_url AS "websiteUrl", s.packages, s.remotes,
        s.source, s.flags, s.first_seen_at AS "firstSeenAt", s.synced_at AS "syncedAt", s.changed_at AS "changedAt"
      FROM catalogue_servers s WHERE s.slug = ${slug}`;
    if (row === undefined) return null;
    const { repositoryUrl, websiteUrl, packages, remotes, source, flags, firstSeenAt, syncedAt, changedAt } = row;
    return catalogueServerViewSchema.parse({
      ...toServerSummary(row),
      ...{ packages, remotes, source, flags },
      repository_url: repositoryUrl,
      website_url: websiteUrl,
      first_seen_at: toInstant(firstSeenAt),
      synced_at: toInstant(syncedAt),
      changed_at: toInstant(changedAt),
      tool_list: (await riskiestTools(tx, row.id, TOOLS_SHOWN)).map(toToolSummary),
      changes: await newestChanges(tx, row.id),
    });
  });
}

/** The tools of a server, riskiest first, then by name. */
export function riskiestTools(tx: Tx, serverId: string, count: number): Promise<ToolRow[]> {
  return tx.$queryRaw<ToolRow[]>`
    SELECT ${TOOL_COLUMNS} FROM catalogue_tools t JOIN catalogue_tool_details d USING (server_id, name)
    JOIN catalogue_servers s ON s.id = t.server_id
    WHERE t.server_id = ${serverId} ORDER BY t.gravity DESC, t.name LIMIT ${count}`;
}

async function newestChanges(tx: Tx, serverId: string): Promise<CatalogueChangeView[]> {
  const rows = await tx.catalogueChange.findMany({
    where: { serverId },
    orderBy: { seq: "desc" },
    take: CHANGES_SHOWN,
  });
  return rows.map(({ at, kind, tool, detail }) =>
    catalogueChangeSchema.parse({ at: toInstant(at), kind, tool, detail }),
  );
}
