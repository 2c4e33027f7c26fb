import type { OpenCall, OpenCalls } from "../audit/open-calls";
import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

/** Time that an outcome may take from the proxy to the table, after the deadline by which the proxy has recorded it. */
const GRACE_MS = 30_000;
const EVERY_MS = 5_000;
const LOAD_EVERY_MS = 10 * 60_000;
const BATCH = 500;

export interface ExpireIntentsOptions {
  readonly system: System;
  readonly openCalls: OpenCalls;
  readonly nowMs?: () => number;
}

/**
 * Turns calls whose proxy can't report any more into `unknown`: the upstream may have done it or not, and the row says so.
 * An outcome that comes later still replaces it.
 */
export function expireIntents({ system, openCalls, nowMs = Date.now }: ExpireIntentsOptions): PeriodicJob {
  let loadAt = Number.NEGATIVE_INFINITY;
  return {
    name: "expiring calls without an outcome",
    everyMs: EVERY_MS,
    async run() {
      const now = nowMs();
      if (now >= loadAt) {
        await openCalls.load(system, now);
        loadAt = now + LOAD_EVERY_MS;
      }
      const over = openCalls.over((call) => call.deadlineMs + GRACE_MS <= now);
      for (let from = 0; from < over.length; from += BATCH) {
        const batch = over.slice(from, from + BATCH);
        await expire(system, batch);
        openCalls.forget(batch);
      }
    },
  };
}

async function expire(system: System, calls: readonly OpenCall[]): Promise<void> {
  const ids = calls.map(({ id }) => id);
  const times = calls.map(({ at }) => at);
  await system(
    "maintenance",
    (tx) => tx.$executeRaw`
      UPDATE calls SET outcome = 'unknown'
      FROM unnest(${ids}::text[], ${times}::timestamptz[]) AS over_due (id, at)
      WHERE calls.at = over_due.at AND calls.id = over_due.id AND calls.outcome = 'in_flight'`,
  );
}
