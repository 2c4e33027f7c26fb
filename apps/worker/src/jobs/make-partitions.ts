import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

const EVERY_MS = 86_400_000;
const MONTHS_AHEAD = 2;

/** Keeps this month's and the next two months' partitions of `calls` in being, at the start and then every day. */
export function makePartitions(system: System): PeriodicJob {
  return {
    name: "making the partitions of the call log",
    everyMs: EVERY_MS,
    async run() {
      await system("maintenance", (tx) => tx.$executeRaw`SELECT ensure_call_partitions(${MONTHS_AHEAD}::integer)`);
    },
  };
}
