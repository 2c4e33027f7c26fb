import type { Redis } from "ioredis";
import { sessionKey } from "./keys";
import { loadSession, SESSION_TTL_MS, type Session, type SessionRef } from "./session";
import { answerOf } from "./store-unavailable";

/**
 * Stores a session under an id that its owner derives, unless one is there. Answers what is there then, which another proxy
 * may have put there first; null when that is nothing `loadSession` would answer. Rejects with `StoreUnavailable`.
 */
export async function adoptSession(
  redis: Redis,
  ref: SessionRef,
  session: Session,
  ttlMs: number = SESSION_TTL_MS,
): Promise<Session | null> {
  const key = sessionKey(ref.partition, ref.organizationId, ref.grantId, ref.sessionId);
  const isStored = (await answerOf(redis.set(key, JSON.stringify(session), "PX", ttlMs, "NX"))) === "OK";
  return isStored ? session : loadSession(redis, ref, ttlMs);
}
