import { toInstantOrNull } from "../instant";
import type { CatalogueDeps } from "./catalogue-deps";
import { type CatalogueSourceView, catalogueSourceSchema } from "./schemas";
import { ACTIVE_MS } from "./sync-run";

/**
 * How far each source is read, what went wrong last, and whether anybody is at it. A reader that died can't say so: what was
 * under way counts as stopped when its last sign of life is too old, by the clock of Postgres, which wrote that.
 */
export async function listCatalogueSources({ db }: Pick<CatalogueDeps, "db">): Promise<CatalogueSourceView[]> {
  const [rows, active] = await db.$transaction([
    db.catalogueSource.findMany({ orderBy: { id: "asc" } }),
    db.$queryRaw<{ id: string }[]>`
      SELECT id FROM catalogue_sources WHERE active_at > now() - ${ACTIVE_MS} * interval '1 millisecond'`,
  ]);
  const activeIds = new Set(active.map(({ id }) => id));
  return rows.map((row) =>
    catalogueSourceSchema.parse({
      ...row,
      id: withoutSecrets(row.id),
      state: row.state === "running" && !activeIds.has(row.id) ? "stopped" : row.state,
      active_at: toInstantOrNull(row.activeAt),
      is_active: activeIds.has(row.id),
      last_error: row.lastError,
      run_started_at: toInstantOrNull(row.runStartedAt),
      completed_at: toInstantOrNull(row.completedAt),
      next_at: toInstantOrNull(row.nextAt),
      last_error_at: toInstantOrNull(row.lastErrorAt),
    }),
  );
}

/** A registry that wants a key has it in its user name or query. `built_in` is no address. */
function withoutSecrets(id: string): string {
  if (!URL.canParse(id)) return id;
  const url = new URL(id);
  if (url.username === "" && url.password === "" && url.search === "") return id;
  url.username = "";
  url.password = "";
  url.search = "";
  return url.href;
}
