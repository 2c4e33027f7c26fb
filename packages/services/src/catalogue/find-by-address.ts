import { Prisma } from "@policylayer/db";
import type { CatalogueDeps } from "./catalogue-deps";
import { readCatalogue } from "./read-catalogue";

/** The server of the catalogue that is at this very address; of several the one ranked first. null: none is. */
export async function findByAddress(
  { db }: Pick<CatalogueDeps, "db">,
  address: string,
): Promise<{ readonly slug: string; readonly title: string } | null> {
  // The index knows addresses without their ports, which the second condition compares.
  const identity = Prisma.sql`catalogue_identities('[]', jsonb_build_array(jsonb_build_object('url', ${address}::text)))`;
  const rows = await readCatalogue(
    db,
    (tx) => tx.$queryRaw<{ slug: string; title: string }[]>`
      SELECT s.slug, s.title FROM catalogue_servers s
      WHERE catalogue_identities(s.packages, s.remotes) && ${identity} AND s.status <> 'deleted'
        AND EXISTS (SELECT FROM jsonb_array_elements(s.remotes) AS remote WHERE remote ->> 'url' = ${address})
      ORDER BY s.rank DESC, s.id LIMIT 1`,
  );
  return rows[0] ?? null;
}
