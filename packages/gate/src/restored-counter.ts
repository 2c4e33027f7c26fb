import type { LimitWindowCode } from "./limit-window";

const SUB_BUCKETS = 60;
/** As the reserve script has it: a counter outlives its last bucket by a minute. */
const GRACE_MS = 60_000;

/** Unix ms when a bucket stops counting. */
export function bucketEnds({ mode, ms }: LimitWindowCode, bucket: number): number {
  switch (mode) {
    case "s":
      return (bucket + 1) * Math.ceil(ms / SUB_BUCKETS) + ms;
    case "m": {
      const start = new Date(bucket);
      return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
    }
    case "f":
    case "w":
      return bucket + ms;
    default:
      return unknownMode(mode);
  }
}

/** When a counter's life ends whose newest bucket this is. */
export function counterEnds(window: LimitWindowCode, newest: number): number {
  return bucketEnds(window, newest) + GRACE_MS;
}

/**
 * The fields of a counter with these buckets, as the reserve script would have left them: `n` the newest bucket, `o` the
 * oldest that counts with it, `s` the sum from there on.
 */
export function counterFields(window: LimitWindowCode, buckets: ReadonlyMap<number, number>): (string | number)[] {
  const newest = Math.max(...buckets.keys());
  const width = Math.ceil(window.ms / SUB_BUCKETS);
  const oldest = window.mode === "s" ? Math.floor((newest * width - window.ms) / width) : newest;
  let sum = 0;
  for (const [bucket, count] of buckets) if (bucket >= oldest) sum += count;
  return [...[...buckets].flat(), "n", newest, "o", oldest, "s", sum];
}

/** Counts for ever: too high, never too low. */
function unknownMode(_mode: never): number {
  return Number.MAX_SAFE_INTEGER;
}
