import { livingProcesses } from "@policylayer/gate";
import type { Redis } from "ioredis";
import type { OpenCall, OpenCalls } from "../audit/open-calls";
import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

/** Time that an outcome may take from the proxy to the table, after the deadline by which the proxy has recorded it. */
const GRACE_MS = 30_000;
/** So long a proxy must have given no sign of life: a Redis that was away, or was emptied, hears of it again before that. */
const SILENCE_MS = 10_000;
const EVERY_MS = 5_000;
const LOAD_EVERY_MS = 10 * 60_000;
const BATCH = 500;

export interface ExpireIntentsOptions {
  readonly system: System;
  readonly redis: Redis;
  readonly openCalls: OpenCalls;
  readonly nowMs?: () => number;
}

/**
 * Turns calls whose proxy can't report any more into `unknown`: its process is gone, or the deadline by which it would have
 * reported is over. The upstream may have done it or not, and the row says so. An outcome that comes later still replaces it.
 */
export function expireIntents({ system, redis, openCalls, nowMs = Date.now }: ExpireIntentsOptions): PeriodicJob {
  let loadAt = Number.NEGATIVE_INFINITY;
  const silence = new Silence(redis);
  const end = async (calls: readonly OpenCall[]): Promise<void> => {
    for (let from = 0; from < calls.length; from += BATCH) {
      const batch = calls.slice(from, from + BATCH);
      await expire(system, batch);
      openCalls.forget(batch);
    }
  };
  return {
    name: "expiring calls without an outcome",
    everyMs: EVERY_MS,
    async run() {
      const now = nowMs();
      if (now >= loadAt) {
        await openCalls.load(system, now);
        loadAt = now + LOAD_EVERY_MS;
      }
      // First what needs no Redis.
      await end(openCalls.over((call) => call.deadlineMs + GRACE_MS <= now));
      const dead = await silence.of(openCalls.bootIds(), now);
      await end(openCalls.over(({ bootId }) => bootId !== null && dead.has(bootId)));
    },
  };
}

/** Since when processes have given no sign of life. */
class Silence {
  #since = new Map<string, number>();

  constructor(private readonly redis: Redis) {}

  /** Those of these processes that are dead. Rejects when Redis can't say; then no silence counts so far. */
  async of(bootIds: readonly string[], now: number): Promise<Set<string>> {
    const before = this.#since;
    this.#since = new Map();
    const living = await livingProcesses(this.redis, bootIds);
    for (const bootId of bootIds) {
      if (!living.has(bootId)) this.#since.set(bootId, before.get(bootId) ?? now);
    }
    return new Set(bootIds.filter((bootId) => now - (this.#since.get(bootId) ?? now) >= SILENCE_MS));
  }
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
