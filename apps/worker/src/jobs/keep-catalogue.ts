import type { Db } from "@policylayer/db";
import { loadBuiltInCatalogue } from "@policylayer/services/built-in-catalogue";
import { reclassifyCatalogue, refreshCatalogueTotals } from "@policylayer/services/catalogue";
import type { Log } from "../log";
import type { PeriodicJob } from "../run-periodically";

const EVERY_MS = 300_000;
/** Servers in one transaction. */
const BATCH = 100;

/**
 * At the start: the servers that ship with the product. Then, and every few minutes: what an older classifier has seen is
 * classified again, and the catalogue is counted.
 */
export function keepCatalogue({ db, log }: { readonly db: Db; readonly log: Log }): PeriodicJob {
  const deps = { db, now: () => new Date() };
  return {
    name: "keeping the catalogue",
    everyMs: EVERY_MS,
    async run() {
      const loaded = await loadBuiltInCatalogue(deps);
      if (loaded > 0) log.info({ servers: loaded }, "the built-in catalogue is loaded");
      for (let again = BATCH; again === BATCH; ) {
        again = await reclassifyCatalogue(deps, BATCH);
        if (again > 0) log.info({ servers: again }, "tools of the catalogue were classified again");
      }
      await refreshCatalogueTotals(deps);
    },
  };
}
