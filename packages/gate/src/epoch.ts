import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { epochKey } from "./keys";
import { answerOf } from "./store-unavailable";

/** What a stamp is made of besides the name of its boot. Random, not counted up: after a Redis that was emptied a counted epoch would come back, and an old cache entry match again. */
export function newEpoch(): string {
  return randomBytes(16).toString("base64url");
}

/**
 * Makes every cached copy of these grants stale, all or none, from the next call on every proxy. Call it after the change
 * has committed. Rejects with `StoreUnavailable`; nobody knows then whether it took effect, and it may be repeated.
 */
export async function bumpEpochs(
  redis: Redis,
  partition: number,
  organizationId: string,
  grantIds: readonly string[],
): Promise<void> {
  if (grantIds.length === 0) return;
  const epochs = grantIds.flatMap((grantId) => [epochKey(partition, organizationId, grantId), newEpoch()]);
  await answerOf(redis.mset(epochs));
}
