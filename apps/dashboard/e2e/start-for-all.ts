import { fileURLToPath } from "node:url";
import { startProduct } from "@policylayer/testing/product";

/**
 * Where the journeys find the product: what `npm run admin -- bootstrap` printed. Set by hand, it names one that runs
 * already, which saves the start while writing a journey.
 */
export const BOOTSTRAPPED = "E2E_BOOTSTRAPPED";
/** Its data folder, for the journeys that use a command. Set by hand like the other. */
export const DATA_FOLDER = "E2E_DATA_DIR";

/** One product for the whole run. The first time on a machine this builds the apps, which takes a minute or two. */
export default async function startForAll(): Promise<() => Promise<void>> {
  if (process.env[BOOTSTRAPPED] !== undefined) return async () => undefined;
  const product = await startProduct();
  await product.importCatalogue(fileURLToPath(new URL("fixtures/catalogue.jsonl", import.meta.url)));
  process.env[DATA_FOLDER] = product.dataDir;
  process.env[BOOTSTRAPPED] = JSON.stringify(product.bootstrapped);
  return product.stop;
}
