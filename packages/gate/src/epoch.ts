import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { epochKey } from "./keys";
import { answerOf } from "./store-unavailable";

/** Random, not counted up: after a Redis that was emptied a counted epoch would come back, and an old cache entry match again. */
function newEpoch(): string {
  return randomBytes(16).toString("base64url");
}

/**
 * The grant's epoch, made when there is none. Read it BEFORE the grant is read from Postgres: a change in between then
 * leaves an old stamp, and the next call reloads. Rejects with `StoreUnavailable`.
 */
export async function readOrSetEpoch(
  redis: Redis,
  partition: number,
  organizationId: string,
  grantId: string,
): Promise<string> {
  const fresh = newEpoch();
  const current = await answerOf(redis.set(epochKey(partition, organizationId, grantId), fresh, "NX", "GET"));
  return current ?? fresh;
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
