import { createHash } from "node:crypto";
import { asSystem } from "@policylayer/db";
import type { CatalogueDeps } from "../catalogue/catalogue-deps";
import { refreshCatalogueTotals } from "../catalogue/catalogue-totals";
import { storeListings } from "../catalogue/record-listing";
import { toServerEntry } from "../catalogue/server-entry";
import data from "./built-in.json" with { type: "json" };
import { builtInCatalogueSchema } from "./built-in-schema";

const SOURCE = "built_in";

/**
 * Takes the servers that ship with the product into the catalogue, once for each version of their file; how many that were, 0
 * when they are there already. What a registry, a file or a live listing says of the same servers stays.
 */
export async function loadBuiltInCatalogue(deps: CatalogueDeps): Promise<number> {
  const hash = createHash("sha256").update(JSON.stringify(data)).digest("hex");
  const known = await deps.db.catalogueSource.findUnique({ where: { id: SOURCE } });
  if (known?.contentHash === hash) return 0;
  const { servers, classifier } = builtInCatalogueSchema.parse(data);
  const listings = servers.map(({ server, tools, listedAt }) => ({
    entry: toServerEntry(server),
    tools,
    listedAt: new Date(listedAt),
  }));
  await storeListings(deps, SOURCE, listings, classifier);
  await refreshCatalogueTotals(deps);
  const done = { contentHash: hash, entries: servers.length, completedAt: deps.now() };
  await asSystem(deps.db, "catalogue", (tx) =>
    tx.catalogueSource.upsert({ where: { id: SOURCE }, create: { id: SOURCE, kind: SOURCE, ...done }, update: done }),
  );
  return servers.length;
}
