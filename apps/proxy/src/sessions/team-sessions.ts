import {
  createSession,
  endSession,
  isForeignSession,
  loadSession,
  type Session,
  type SessionRef,
} from "@policylayer/gate";
import { isSupportedVersion } from "@policylayer/mcp";
import type { Redis } from "ioredis";
import { z } from "zod";
import { BoundedMap } from "../bounded-map";
import type { Grant } from "../grants/grant";
import { SESSION_ID } from "./session-directory";
import type { TeamSession } from "./team-session";

const SESSIONS_MAX = 50_000;
/** A session with a server is touched this often while it is used. */
const TOUCH_EVERY_MS = 3_600_000;
const TOUCHED_MAX = 50_000;
/** In the place of a server's id, which it can't be: a team session isn't found at a server's URL, nor the reverse. */
const ALL_SERVERS = "team";

const upstreamSchema = z.object({
  client: z.object({ version: z.string(), capabilities: z.record(z.string(), z.record(z.string(), z.json())) }),
});

/** Team sessions, in Redis like all sessions; a copy here saves reading one on each call, and proves nothing. */
export class TeamSessions {
  readonly #sessions = new BoundedMap<string, TeamSession>(SESSIONS_MAX);
  /** Unix ms, by the ids of sessions with servers. */
  readonly #touchedAt = new BoundedMap<string, number>(TOUCHED_MAX);

  constructor(private readonly redis: Redis) {}

  /** null when it never was, has ended, or is another grant's or one server's. Rejects with `StoreUnavailable`. */
  async find(grant: Grant, sessionId: string): Promise<TeamSession | null> {
    const cached = this.#sessions.get(sessionId);
    if (cached !== undefined) return cached.grantId === grant.grantId ? cached : null;
    if (!SESSION_ID.test(sessionId)) return null;
    const session = await this.#load(grant, sessionId);
    if (session !== null) this.#sessions.set(sessionId, session);
    return session;
  }

  /** Whether it is still there, whatever is in memory. Rejects with `StoreUnavailable`. */
  async lives(grant: Grant, sessionId: string): Promise<boolean> {
    return (await this.#load(grant, sessionId)) !== null;
  }

  /**
   * Whether a session that `find` does not give is alive all the same, as another grant's of the organization or one server's. Not
   * before the request was answered, so that nobody learns of it. Rejects with `StoreUnavailable`.
   */
  async isForeign(grant: Grant, sessionId: string): Promise<boolean> {
    return SESSION_ID.test(sessionId) && isForeignSession(this.redis, refOf(grant, sessionId));
  }

  async create(grant: Grant, opened: Omit<TeamSession, "sessionId" | "grantId" | "serverId">): Promise<TeamSession> {
    const { grantId } = grant;
    const { protocolVersion, clientName, clientVersion, capabilities } = opened;
    const upstream = { client: { version: clientVersion, capabilities } };
    const stored: Session = {
      grantId,
      serverId: ALL_SERVERS,
      upstreamSessionId: null,
      protocolVersion,
      clientName,
      upstream,
    };
    const sessionId = await createSession(this.redis, grant, stored);
    const session = { ...opened, sessionId, grantId, serverId: null };
    this.#sessions.set(sessionId, session);
    return session;
  }

  /** From the next call on, on every proxy. False when there was none. Rejects with `StoreUnavailable`. */
  async end(grant: Grant, sessionId: string): Promise<boolean> {
    this.#sessions.delete(sessionId);
    return endSession(this.redis, refOf(grant, sessionId));
  }

  /** Whether a session with a server has to be touched, so that it lives on; then not for an hour. */
  isDue(childId: string, nowMs: number): boolean {
    if (nowMs - (this.#touchedAt.get(childId) ?? 0) < TOUCH_EVERY_MS) return false;
    this.#touchedAt.set(childId, nowMs);
    return true;
  }

  /** The gate said that it ended. */
  forget(sessionId: string): void {
    this.#sessions.delete(sessionId);
  }

  async #load(grant: Grant, sessionId: string): Promise<TeamSession | null> {
    const stored = await loadSession(this.redis, refOf(grant, sessionId));
    const upstream = upstreamSchema.safeParse(stored?.upstream);
    if (stored === null || !upstream.success || !isSupportedVersion(stored.protocolVersion)) return null;
    const { grantId, protocolVersion, clientName } = stored;
    const { version, capabilities } = upstream.data.client;
    return { sessionId, grantId, serverId: null, protocolVersion, clientName, clientVersion: version, capabilities };
  }
}

function refOf({ partition, organizationId, grantId }: Grant, sessionId: string): SessionRef {
  return { partition, organizationId, grantId, serverId: ALL_SERVERS, sessionId };
}
