import type { Tx } from "@policylayer/db";
import { SEQUENCE_START } from "@policylayer/gate";
import type { Log } from "../log";
import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

/**
 * What a killed worker had read comes half a minute later, what Postgres keeps out for as long as it does: a hole that is there
 * so long is not on its way any more.
 */
const LATE_MS = 120_000;
const EVERY_MS = 10_000;

export interface FindLostRecordsOptions {
  readonly system: System;
  readonly log: Log;
  readonly nowMs?: () => number;
}

/** Numbers of one partition's sequence that did not come, both ends included. */
interface Hole {
  readonly partition: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Looks for records that never came into the log. Each hole is said once, as an error, and counted as long as it is there; that
 * a record has come after all is seen by itself. A sequence that began anew, because Redis was emptied, is not a hole up to its
 * first number.
 */
export class FindLostRecords implements PeriodicJob {
  readonly name = "looking for lost audit records";
  readonly everyMs = EVERY_MS;
  /** Records that are lost. */
  lost = 0;
  #seen = new Map<string, { readonly sinceMs: number; isSaid: boolean }>();

  constructor(private readonly options: FindLostRecordsOptions) {}

  async run(): Promise<void> {
    const { system, log, nowMs = Date.now } = this.options;
    const holes = await system("maintenance", readHoles);
    const now = nowMs();
    const before = this.#seen;
    this.#seen = new Map();
    let lost = 0;
    for (const { partition, first, last } of holes) {
      const key = `${partition} ${first} ${last}`;
      const hole = before.get(key) ?? { sinceMs: now, isSaid: false };
      this.#seen.set(key, hole);
      if (now - hole.sinceMs < LATE_MS) continue;
      const records = last - first + 1;
      lost += records;
      if (hole.isSaid) continue;
      hole.isSaid = true;
      log.error({ partition, first, last, records }, "audit records were lost before they came into the log");
    }
    this.lost = lost;
  }
}

async function readHoles(tx: Tx): Promise<Hole[]> {
  const holes = await tx.$queryRaw<{ partition: number; first: bigint; last: bigint }[]>`
    SELECT partition, lower(hole) AS first, upper(hole) - 1 AS last
    FROM audit_arrivals, unnest(multirange(range_merge(arrived)) - arrived) AS hole
    ORDER BY 1, 2`;
  return holes.flatMap(({ partition, first, last }) => {
    // Of one over the beginning of a sequence only what is missing since then can be told.
    const begun = Math.floor((Number(last) + 1) / SEQUENCE_START) * SEQUENCE_START;
    const from = Math.max(Number(first), begun);
    return from > Number(last) ? [] : [{ partition, first: from, last: Number(last) }];
  });
}
