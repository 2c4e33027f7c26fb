import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { sessionKey } from "./keys";
import { answerOf, StoreUnavailable } from "./store-unavailable";

/** Life of an unused session, in ms; every use extends it. */
export const SESSION_TTL_MS = 24 * 3600 * 1000;

/** What is remembered of a client's `initialize`. */
export interface Session {
  readonly grantId: string;
  readonly serverId: string;
  /** The upstream's own session id; null when it has none. */
  readonly upstreamSessionId: string | null;
  readonly protocolVersion: string;
  /** Self-reported. */
  readonly clientName: string | null;
  /** What the upstream said of itself in its `initialize` answer, as JSON. */
  readonly upstream: Readonly<Record<string, unknown>>;
}

/** Whose session is meant. The id alone opens nothing. */
export interface SessionRef {
  readonly partition: number;
  readonly organizationId: string;
  readonly grantId: string;
  readonly serverId: string;
  readonly sessionId: string;
}

const RANDOM_CHARS = 32;
/** The part of a grant's id that its sessions' ids end with. */
const GRANT_ID = /^grt_([0-9a-z]{26})$/;

/**
 * Stores a session and answers its id: 192 random bits in visible ASCII, and whose it is, so that a foreign one can be told
 * from one that never was without an index. The name proves nothing. Rejects with `StoreUnavailable`.
 */
export async function createSession(
  redis: Redis,
  owner: Pick<SessionRef, "partition" | "organizationId">,
  session: Session,
  ttlMs: number = SESSION_TTL_MS,
): Promise<string> {
  const owned = GRANT_ID.exec(session.grantId)?.[1] ?? "";
  const sessionId = `${randomBytes(24).toString("base64url")}${owned}`;
  const key = sessionKey(owner.partition, owner.organizationId, session.grantId, sessionId);
  const { grantId, serverId, upstreamSessionId, protocolVersion, clientName, upstream } = session;
  const stored: Session = { grantId, serverId, upstreamSessionId, protocolVersion, clientName, upstream };
  await answerOf(redis.set(key, JSON.stringify(stored), "PX", ttlMs));
  return sessionId;
}

/**
 * The session, its life extended; null when it never was, has ended, or is another grant's or another server's: the four
 * can't be told apart. Rejects with `StoreUnavailable`.
 */
export async function loadSession(
  redis: Redis,
  ref: SessionRef,
  ttlMs: number = SESSION_TTL_MS,
): Promise<Session | null> {
  const key = sessionKey(ref.partition, ref.organizationId, ref.grantId, ref.sessionId);
  const stored = await answerOf(redis.getex(key, "PX", ttlMs));
  const session = stored === null ? null : parseSession(stored);
  if (session === null || session.grantId !== ref.grantId || session.serverId !== ref.serverId) return null;
  return session;
}

/**
 * Whether an id for which `loadSession` answers null is a living session of the organization all the same: another grant's,
 * or this grant's with another server. Extends no life. Another organization's is as absent as one that never was. For what
 * was refused already: whoever asked must not learn of it, nor by how long it takes. Rejects with `StoreUnavailable`.
 */
export async function isForeignSession(redis: Redis, ref: SessionRef): Promise<boolean> {
  const named = `grt_${ref.sessionId.slice(RANDOM_CHARS)}`;
  const grantId = GRANT_ID.test(named) ? named : ref.grantId;
  const stored = await answerOf(redis.get(sessionKey(ref.partition, ref.organizationId, grantId, ref.sessionId)));
  const session = stored === null ? null : parseSession(stored);
  return session !== null && (session.grantId !== ref.grantId || session.serverId !== ref.serverId);
}

/**
 * Puts `next` in the place of a session whose upstream session id is still `lostId`; its life and its settings go on. Answers
 * what is stored then: `next`, or what another proxy had put there before. null when the session has ended meanwhile. Rejects
 * with `StoreUnavailable`.
 */
export async function replaceSession(
  redis: Redis,
  ref: SessionRef,
  lostId: string | null,
  next: Session,
): Promise<Session | null> {
  let kept: Session | null = null;
  const written = await changeStored(redis, ref, (session, settings) => {
    const isLost = session.upstreamSessionId === lostId;
    kept = isLost ? next : session;
    return isLost ? { ...next, settings } : null;
  });
  return written === "ended" ? null : kept;
}

/** So often another proxy may write a session between two looks at it. */
const ATTEMPTS_MAX = 10;

/**
 * Writes what `change` makes of a session and of its settings as they are stored; null leaves them. It is asked again when
 * somebody else wrote in between. Rejects with `StoreUnavailable`.
 */
export async function changeStored(
  redis: Redis,
  ref: SessionRef,
  change: (session: Session, settings: unknown) => object | null,
): Promise<"changed" | "unchanged" | "ended"> {
  const key = sessionKey(ref.partition, ref.organizationId, ref.grantId, ref.sessionId);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const stored = await answerOf(redis.get(key));
    const value = stored === null ? null : parseObject(stored);
    const session = value === null ? null : readSession(value);
    if (stored === null || value === null || session === null) return "ended";
    const changed = change(session, value.settings);
    if (changed === null) return "unchanged";
    if ((await answerOf(redis.eval(SWAP, 1, key, stored, JSON.stringify(changed)))) === 1) return "changed";
  }
  throw new StoreUnavailable("a session was written by others each time it was to be changed");
}

/** KEYS session. ARGV what is to be replaced, and what by. Answers 0 when something else is there. */
const SWAP = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1`;

/** Ends a session from the next call on; false when `loadSession` would have answered null. Rejects with `StoreUnavailable`. */
export async function endSession(redis: Redis, ref: SessionRef): Promise<boolean> {
  if ((await loadSession(redis, ref)) === null) return false;
  const key = sessionKey(ref.partition, ref.organizationId, ref.grantId, ref.sessionId);
  return (await answerOf(redis.del(key))) === 1;
}

/** null when unreadable: such a session is as good as ended, and the client initializes again. */
function parseSession(stored: string): Session | null {
  const value = parseObject(stored);
  return value === null ? null : readSession(value);
}

function parseObject(stored: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(stored);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function readSession(value: Readonly<Record<string, unknown>>): Session | null {
  const { grantId, serverId, upstreamSessionId, protocolVersion, clientName, upstream } = value;
  if (typeof grantId !== "string" || typeof serverId !== "string" || typeof protocolVersion !== "string") return null;
  if (!isTextOrNull(upstreamSessionId) || !isTextOrNull(clientName) || !isObject(upstream)) return null;
  return { grantId, serverId, upstreamSessionId, protocolVersion, clientName, upstream };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
