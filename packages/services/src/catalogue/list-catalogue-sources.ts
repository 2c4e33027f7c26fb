import { toInstantOrNull } from "../instant";
import type { CatalogueDeps } from "./catalogue-deps";
import { type CatalogueSourceView, catalogueSourceSchema } from "./schemas";

/** How far each source is read, and what went wrong last. */
export async function listCatalogueSources({ db }: Pick<CatalogueDeps, "db">): Promise<CatalogueSourceView[]> {
  const rows = await db.catalogueSource.findMany({ orderBy: { id: "asc" } });
  return rows.map((row) =>
    catalogueSourceSchema.parse({
      ...row,
      run_started_at: toInstantOrNull(row.runStartedAt),
      completed_at: toInstantOrNull(row.completedAt),
      next_at: toInstantOrNull(row.nextAt),
      last_error: row.lastError,
      last_error_at: toInstantOrNull(row.lastErrorAt),
    }),
  );
}
