import { createDb } from "@policylayer/db";
import { catalogueServerAddress, listCatalogueServer, refreshCatalogueTotals } from "@policylayer/services/catalogue";
import { createRegistryFetch } from "@policylayer/services/discovery";
import { isServiceError } from "@policylayer/services/errors";
import type { CatalogueTarget } from "./catalogue-target";

interface ListServerOptions {
  readonly slug: string;
  /** Whoever calls has seen that it connects, and wants it. */
  readonly hasConsent: boolean;
}

/**
 * Lists a public server of the catalogue, without credentials, and takes in what it lists; says first where that is. 0, 1 when
 * it couldn't, 2 when nobody has consented: then nothing is contacted.
 */
export async function listServer(
  { databaseUrl, allowPrivate }: CatalogueTarget,
  { slug, hasConsent }: ListServerOptions,
  print: (line: string) => void,
  tell: (sentence: string) => void,
): Promise<number> {
  const db = createDb(databaseUrl, { connectionsMax: 2, applicationName: "policylayer-catalogue" });
  const deps = { db, now: () => new Date() };
  const guardedFetch = createRegistryFetch({ allowPrivate });
  try {
    const { url } = await catalogueServerAddress(deps, slug);
    if (!hasConsent) {
      tell(`This would connect to ${url} and take in the tools it lists, without credentials. Add --yes to do so.`);
      return 2;
    }
    tell(`connecting to ${url}`);
    const { tools, recorded } = await listCatalogueServer(deps, guardedFetch, { slug, consent: true, record: true });
    await refreshCatalogueTotals(deps);
    print(JSON.stringify({ slug, url, tools: tools.length, changed: recorded?.tools ?? 0 }));
    return 0;
  } catch (error) {
    if (!isServiceError(error)) throw error;
    tell(error.message);
    return 1;
  } finally {
    await guardedFetch.close();
    await db.$disconnect();
  }
}
