import type { CallIntent, CallOutcome } from "./audit-record";
import type { ReserveRequest } from "./gate";
import { auditStreamKey, PARTITION_COUNT } from "./keys";

/** The consumer group that drains the streams into Postgres. */
export const AUDIT_GROUP = "drain";

/**
 * Fields of an entry. An intent has `sequence` and `intent`, the two next when a limit refused it, which then
 * overrule the verdict of the body, or `buckets` when it was charged: the bucket of each of its counters, in the order of its
 * limits. An outcome has `outcome`, and `refunded` when its reservation was given back.
 */
export const AUDIT_FIELDS = {
  sequence: "n",
  intent: "i",
  exceededRule: "x",
  retryAfterMs: "w",
  buckets: "b",
  outcome: "o",
  refunded: "r",
} as const;

/**
 * A sequence begins with a multiple of this, taken from the time, so that one which begins anew (Redis was emptied) is far from
 * all numbers before. In `reserve.lua` and `append-intents.lua`, too.
 */
export const SEQUENCE_START = 1_048_576;

/** All 64 streams. Most don't exist until an organization of their partition has had a call. */
export function auditStreamKeys(): string[] {
  return Array.from({ length: PARTITION_COUNT }, (_, partition) => auditStreamKey(partition));
}

/**
 * The number that an entry has in its partition's sequence, also one that can't be read otherwise. null: it has none. Outcomes
 * don't, nor what was added again after a loss.
 */
export function sequenceOf(fields: readonly string[]): number | null {
  for (let i = 0; i + 1 < fields.length; i += 2) {
    if (fields[i] !== AUDIT_FIELDS.sequence) continue;
    const number = Number(fields[i + 1]);
    return Number.isSafeInteger(number) && number > 0 ? number : null;
  }
  return null;
}

/** The body of an intent (as `IntentTexts` writes it) of a call that was judged while Redis was away. It replaces what a reservation in doubt may have recorded. */
export function encodeDegradedIntent(intent: CallIntent, verdict: ReserveRequest["verdict"]): string {
  return JSON.stringify({ intent, verdict, degraded: true });
}

export function encodeOutcome(outcome: CallOutcome): string {
  return JSON.stringify(outcome);
}
