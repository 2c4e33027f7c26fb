import type { LimitCheck } from "@policylayer/policy";
import type { Redis } from "ioredis";
import { type LimitCounter, limitKey } from "./keys";
import { type LimitWindowCode, limitWindow } from "./limit-window";
import { StoreUnavailable, storeUnavailable } from "./store-unavailable";

/** A counter, and the limit that watches it. */
export interface CountedLimit extends Omit<LimitCounter, "window">, Pick<LimitCheck, "window" | "algorithm" | "max"> {}

export interface LimitReading {
  readonly used: number;
  readonly remaining: number;
  /** Until a call that counts 1 fits: 0 when it does now, null when it never will. */
  readonly roomInMs: number | null;
  /** Until nothing of what was used counts any more. */
  readonly freeInMs: number;
}

export interface LimitReadings {
  /** Unix ms by the clock of Redis, which the limits go by. */
  readonly atMs: number;
  /** In the order asked. */
  readonly readings: readonly LimitReading[];
}

/**
 * How far limits are used up now, for people to look at: one pipeline, which consumes nothing and isn't on the path of a
 * call. The arithmetic is that of `reserve.lua`, and a test holds the two together. Rejects with `StoreUnavailable`.
 * `nowMs` stands in for the clock of Redis in tests.
 */
export async function readLimits(
  redis: Redis,
  partition: number,
  limits: readonly CountedLimit[],
  nowMs?: number,
): Promise<LimitReadings> {
  const windows = limits.map(limitWindow);
  const keys = limits.map((limit, n) => limitKey(partition, { ...limit, window: windows[n]?.label ?? "" }));
  const distinct = [...new Set(keys)];
  const pipeline = redis.pipeline().time();
  for (const key of distinct) pipeline.hgetall(key);
  const [time, ...hashes] = await answersOf(pipeline.exec());
  const atMs = nowMs ?? readTime(time);
  const byKey = new Map(distinct.map((key, n) => [key, readBuckets(hashes[n])]));
  return {
    atMs,
    readings: limits.map(({ max }, n) =>
      readingOf(byKey.get(keys[n] ?? "") ?? [], windows[n] ?? { mode: "f", ms: 1, label: "" }, max, atMs),
    ),
  };
}

async function answersOf(answer: Promise<[error: Error | null, result: unknown][] | null>): Promise<unknown[]> {
  try {
    return ((await answer) ?? []).map(([error, result]) => {
      if (error !== null) throw error;
      return result;
    });
  } catch (error) {
    throw storeUnavailable(error);
  }
}

/** Seconds and microseconds. */
function readTime(time: unknown): number {
  const [seconds, microseconds] = Array.isArray(time) ? time.map(Number) : [];
  const ms = (seconds ?? Number.NaN) * 1000 + Math.floor((microseconds ?? Number.NaN) / 1000);
  if (!Number.isSafeInteger(ms)) throw new StoreUnavailable("the counter store gave no usable time");
  return ms;
}

interface Bucket {
  readonly number: number;
  readonly count: number;
}

/** Oldest first, without the sums that the script keeps beside them (`n`, `o`, `s`). */
function readBuckets(hash: unknown): Bucket[] {
  if (typeof hash !== "object" || hash === null) return [];
  return Object.entries(hash)
    .filter(([field]) => /^\d+$/.test(field))
    .map(([field, count]) => ({ number: Number(field), count: Number(count) }))
    .sort((a, b) => a.number - b.number);
}

const SUB_BUCKETS = 60;

function readingOf(buckets: readonly Bucket[], window: LimitWindowCode, max: number, nowMs: number): LimitReading {
  const width = window.mode === "s" ? Math.ceil(window.ms / SUB_BUCKETS) : 1;
  const newest = (buckets.at(-1)?.number ?? 0) * width;
  const present = place(window, width, nowMs);
  // A counter's clock never goes back: with one ahead of ours, it is the counter's that decides.
  const { oldest, endMs } = newest / width > present.bucket ? place(window, width, newest) : present;
  const counted = buckets.filter(({ number, count }) => number >= oldest && count > 0);
  const used = counted.reduce((sum, { count }) => sum + count, 0);
  /** When everything up to this bucket has left the window. */
  const leavesAt = (bucket: number) => (window.mode === "s" ? (bucket + 1) * width + window.ms : endMs);
  let excess = used + 1 - max;
  const last = counted.find(({ count }) => {
    excess -= count;
    return excess <= 0;
  });
  const newestCounted = counted.at(-1);
  return {
    used,
    remaining: Math.max(0, max - used),
    roomInMs: used < max ? 0 : max < 1 || last === undefined ? null : leavesAt(last.number) - nowMs,
    freeInMs: newestCounted === undefined ? 0 : leavesAt(newestCounted.number) - nowMs,
  };
}

const DAY_MS = 86_400_000;

/** The bucket of a moment, the oldest that still counts then, and the end of a fixed window. */
function place(window: LimitWindowCode, width: number, atMs: number) {
  switch (window.mode) {
    case "s":
      return { bucket: Math.floor(atMs / width), oldest: Math.floor((atMs - window.ms) / width), endMs: 0 };
    case "m": {
      const date = new Date(atMs);
      const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
      return { bucket: start, oldest: start, endMs: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) };
    }
    case "w":
    case "f": {
      // Weeks start on Monday; 1970-01-01 was a Thursday.
      const since = window.mode === "w" ? atMs + 3 * DAY_MS : atMs;
      const start = atMs - (since % window.ms);
      return { bucket: start, oldest: start, endMs: start + window.ms };
    }
  }
}
