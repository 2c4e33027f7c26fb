import type { Db } from "@policylayer/db";
import type { GuardedFetch } from "@policylayer/net";
import { syncRegistry } from "@policylayer/services/catalogue";
import type { Log } from "../log";
import type { PeriodicJob } from "../run-periodically";

/** Between two pages, so that a registry is read without haste: 43,000 servers take about ten minutes. */
const EVERY_MS = 1_000;
/** The log tells of every so many pages. */
const PAGES_TOLD = 25;

export interface SyncCatalogueOptions {
  readonly db: Db;
  readonly guardedFetch: GuardedFetch;
  /** Address of the registry. */
  readonly url: string;
  /** From the end of a run to the next. */
  readonly everyMs: number;
  /** Named after the host, like the consumers of the audit stream: what a killed worker was at, the next one here resumes. */
  readonly holder: string;
  readonly log: Log;
  readonly nowMs?: () => number;
}

/** Reads the configured registry into the catalogue, a page at a time. How far it is stands in `catalogue_sources`. */
export function syncCatalogue(options: SyncCatalogueOptions): PeriodicJob {
  const { db, guardedFetch, log, url: registry, everyMs, holder, nowMs = Date.now } = options;
  const deps = { db, now: () => new Date(nowMs()) };
  return {
    name: "reading the registry",
    everyMs: EVERY_MS,
    async run() {
      const step = await syncRegistry(deps, guardedFetch, { url: registry, everyMs, holder });
      switch (step.kind) {
        case "waiting":
          return;
        case "page":
          if (step.progress.pages % PAGES_TOLD === 1) log.info({ registry, ...step.progress }, "reading the registry");
          return;
        case "completed":
          return log.info({ registry, ...step.progress }, "the registry is read");
        case "retrying":
          return log.warn(
            { registry, reason: step.reason, at: step.at },
            "a page of the registry failed; trying again",
          );
        case "failed":
          return log.error({ registry, reason: step.reason, at: step.at }, "the registry can't be read");
      }
    },
  };
}
