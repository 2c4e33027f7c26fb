import { toInstantOrNull } from "../instant";
import type { CatalogueDeps } from "./catalogue-deps";
import { type CatalogueSourceView, catalogueSourceSchema } from "./schemas";

/** How far each source is read, and what went wrong last. */
export async function listCatalogueSources({ db }: Pick<CatalogueDeps, "db">): Promise<CatalogueSourceView[]> {
  const rows = await db.catalogueSource.findMany({ orderBy: { id: "asc" } });
  return rows.map((row) =>
    catalogueSourceSchema.parse({
      ...row,
      id: withoutSecrets(row.id),
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
