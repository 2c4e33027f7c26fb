import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { askKey } from "./keys";
import type { SessionRef } from "./session";
import { answerOf } from "./store-unavailable";

/** How long a client may take to answer its server: people are asked. In ms. */
export const ASK_TTL_MS = 600_000;

/** What a server asked a client, until it is answered. In Redis, because the answer may come to another proxy. */
export interface ServerAsk {
  /** The id under which the server waits for the answer. */
  readonly upstreamId: string | number;
  readonly method: string;
  /** The row that says it was asked; null for what has none (`ping`). */
  readonly callId: string | null;
  /** Unix ms. */
  readonly askedAtMs: number;
}

type AskOwner = Omit<SessionRef, "serverId">;

/** An id that nobody guesses: a client can answer only what it was asked. */
export function newAskId(): string {
  return `srv-${randomBytes(18).toString("base64url")}`;
}

/** Rejects with `StoreUnavailable`; the client must not be asked then. */
export async function storeAsk(redis: Redis, owner: AskOwner, askId: string, ask: ServerAsk): Promise<void> {
  await answerOf(redis.set(keyOf(owner, askId), JSON.stringify(ask), "PX", ASK_TTL_MS));
}

/**
 * What was asked under this id, once: of any number of answers one gets it. null when it was never asked in this session, has
 * been answered, or is too long ago. Rejects with `StoreUnavailable`.
 */
export async function takeAsk(redis: Redis, owner: AskOwner, askId: string): Promise<ServerAsk | null> {
  const stored = await answerOf(redis.getdel(keyOf(owner, askId)));
  return stored === null ? null : parseAsk(stored);
}

function keyOf({ partition, organizationId, grantId, sessionId }: AskOwner, askId: string): string {
  return askKey(partition, organizationId, grantId, sessionId, askId);
}

/** null when unreadable: as good as never asked. */
function parseAsk(stored: string): ServerAsk | null {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { upstreamId, method, callId, askedAtMs }: Partial<Record<keyof ServerAsk, unknown>> = value;
  if (typeof upstreamId !== "string" && typeof upstreamId !== "number") return null;
  if (typeof method !== "string" || typeof askedAtMs !== "number") return null;
  if (typeof callId !== "string" && callId !== null) return null;
  return { upstreamId, method, callId, askedAtMs };
}
