import { asSystem, type Db } from "@policylayer/db";
import { toInstant } from "../instant";
import { type CatalogueTotalsView, catalogueTotalsSchema } from "./schemas";

const NONE: CatalogueTotalsView = {
  servers: 0,
  servers_listed: 0,
  servers_official: 0,
  tools: 0,
  by_class: { read: 0, write: 0, execute: 0, destructive: 0, financial: 0 },
  by_risk: {},
  by_transport: {},
  as_of: null,
};

/** The size of the catalogue: the one figure that all pages show, and when it was counted. Deleted servers don't count. */
export async function catalogueTotals({
  db,
}: {
  readonly db: Pick<Db, "catalogueTotals">;
}): Promise<CatalogueTotalsView> {
  const row = await db.catalogueTotals.findUnique({ where: { id: 1 } });
  if (row === null) return NONE;
  return catalogueTotalsSchema.parse({
    servers: row.servers,
    servers_listed: row.serversListed,
    servers_official: row.serversOfficial,
    tools: row.tools,
    by_class: row.byClass,
    by_risk: row.byRisk,
    by_transport: row.byTransport,
    as_of: toInstant(row.asOf),
  });
}

/**
 * Counts again: one statement over the servers' own counts, so that all figures are of one moment. Whoever fills the
 * catalogue calls it when done, and the worker now and then.
 */
export async function refreshCatalogueTotals(deps: { readonly db: Db; readonly now: () => Date }): Promise<void> {
  await asSystem(
    deps.db,
    "catalogue",
    (tx) => tx.$executeRaw`
    WITH s AS (SELECT * FROM catalogue_servers WHERE status <> 'deleted')
    INSERT INTO catalogue_totals (id, servers, servers_listed, servers_official, tools, by_class, by_risk, by_transport, as_of)
    SELECT 1, count(*), count(listed_at), count(*) FILTER (WHERE official), coalesce(sum(tool_count), 0),
      jsonb_build_object('read', coalesce(sum(read_count), 0), 'write', coalesce(sum(write_count), 0),
        'execute', coalesce(sum(execute_count), 0), 'destructive', coalesce(sum(destructive_count), 0),
        'financial', coalesce(sum(financial_count), 0)),
      (SELECT coalesce(jsonb_object_agg(r, n), '{}') FROM (SELECT coalesce(risk, 'none') AS r, count(*) AS n FROM s GROUP BY 1) x),
      (SELECT coalesce(jsonb_object_agg(t, n), '{}') FROM (SELECT unnest(transports) AS t, count(*) AS n FROM s GROUP BY 1) x),
      ${deps.now()}::timestamptz
    FROM s
    ON CONFLICT (id) DO UPDATE SET servers = excluded.servers, servers_listed = excluded.servers_listed,
      servers_official = excluded.servers_official, tools = excluded.tools, by_class = excluded.by_class,
      by_risk = excluded.by_risk, by_transport = excluded.by_transport, as_of = excluded.as_of`,
  );
}
