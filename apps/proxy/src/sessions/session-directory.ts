import {
  adoptSession,
  createSession,
  endSession,
  isForeignSession,
  keepSetting,
  loadSession,
  loadSettings,
  replaceSession,
  type Session,
  type SessionRef,
  type SessionSettings,
  type SettingChange,
} from "@policylayer/gate";
import { isSupportedVersion, type JsonObject, type ProtocolVersion } from "@policylayer/mcp";
import type { Redis } from "ioredis";
import { z } from "zod";
import { BoundedMap } from "../bounded-map";
import type { Binding, Grant } from "../grants/grant";

const SESSIONS_MAX = 50_000;
/** What a session id of ours can look like; anything else is not worth a look-up. */
export const SESSION_ID = /^[A-Za-z0-9_-]{16,64}$/;

/** A client's session with one server, under an id of our own. The upstream's id never leaves the proxy. */
export interface ClientSession {
  readonly sessionId: string;
  readonly grantId: string;
  readonly serverId: string;
  readonly upstreamSessionId: string | null;
  readonly protocolVersion: ProtocolVersion;
  /** Self-reported. */
  readonly clientName: string | null;
  readonly clientVersion: string;
  /** What the client declared, as far as it is ever relayed. */
  readonly capabilities: JsonObject;
  /** The upstream it was opened with. */
  readonly upstreamUrl: string;
  /** The team session it is part of; null for a client's own. */
  readonly teamSessionId: string | null;
  /** Of an upstream of revision 2026-07-28, which knows of no session; null: the upstream is of the `initialize` era too. */
  readonly bridge: Bridge | null;
}

/** What such an upstream tells of besides its answers, as it declared when the session was opened. */
export interface Bridge {
  readonly toolsListChanged: boolean;
  readonly promptsListChanged: boolean;
  readonly resourcesListChanged: boolean;
  /** Of single resources. */
  readonly subscribe: boolean;
}

/**
 * Sessions live in Redis, so that every proxy knows them; a copy here saves reading one on each call. The copy proves
 * nothing: the gate asks on every call whether the session is still there.
 */
export class SessionDirectory {
  readonly #sessions = new BoundedMap<string, ClientSession>(SESSIONS_MAX);

  constructor(private readonly redis: Redis) {}

  /** What `find` would answer, as far as it is in memory; null when it isn't, or `find` would answer null. */
  known(grant: Grant, binding: Binding, sessionId: string): ClientSession | null {
    const cached = this.#sessions.get(sessionId);
    return cached !== undefined && isSessionFor(cached, grant, binding) ? cached : null;
  }

  /** null when it never was, has ended, is another grant's or server's, or belongs to a former address of the server. Rejects with `StoreUnavailable`. */
  async find(grant: Grant, binding: Binding, sessionId: string): Promise<ClientSession | null> {
    const cached = this.#sessions.get(sessionId);
    if (cached !== undefined) return isSessionFor(cached, grant, binding) ? cached : null;
    if (!SESSION_ID.test(sessionId)) return null;
    const stored = await loadSession(this.redis, sessionRef(grant, binding, sessionId));
    const session = stored === null ? null : readStored(sessionId, stored);
    if (session === null || !isSessionFor(session, grant, binding)) return null;
    this.#sessions.set(sessionId, session);
    return session;
  }

  /**
   * Whether a session that `find` does not give is alive all the same, as another grant's of the organization or another
   * server's. Not before the request was answered, so that nobody learns of it. Rejects with `StoreUnavailable`.
   */
  async isForeign(grant: Grant, binding: Binding, sessionId: string): Promise<boolean> {
    return SESSION_ID.test(sessionId) && isForeignSession(this.redis, sessionRef(grant, binding, sessionId));
  }

  async create(grant: Grant, opened: Omit<ClientSession, "sessionId" | "grantId">): Promise<ClientSession> {
    const sessionId = await createSession(this.redis, grant, toStored(opened, grant.grantId));
    const session = { ...opened, sessionId, grantId: grant.grantId };
    this.#sessions.set(sessionId, session);
    return session;
  }

  /**
   * A session of a team session, under the id it has there. Answers what is there then, which another proxy may have put there
   * first; null when that is of no use. Rejects with `StoreUnavailable`.
   */
  async adopt(grant: Grant, binding: Binding, opened: Omit<ClientSession, "grantId">): Promise<ClientSession | null> {
    const { sessionId, ...session } = opened;
    const ref = sessionRef(grant, binding, sessionId);
    const stored = await adoptSession(this.redis, ref, toStored(session, grant.grantId));
    const adopted = stored === null ? null : readStored(sessionId, stored);
    if (adopted === null || !isSessionFor(adopted, grant, binding)) return null;
    this.#sessions.set(sessionId, adopted);
    return adopted;
  }

  /** As it is stored now, whatever is in memory; null when it has ended. Rejects with `StoreUnavailable`. */
  async reload(grant: Grant, binding: Binding, sessionId: string): Promise<ClientSession | null> {
    this.#sessions.delete(sessionId);
    return this.find(grant, binding, sessionId);
  }

  /**
   * Gives a session that its upstream has lost the upstream session of `revived`. Answers what is in force then, which another
   * proxy may have put there first; null when the session has ended. Rejects with `StoreUnavailable`.
   */
  async replace(
    grant: Grant,
    binding: Binding,
    lost: ClientSession,
    revived: ClientSession,
  ): Promise<ClientSession | null> {
    const ref = sessionRef(grant, binding, lost.sessionId);
    const stored = await replaceSession(this.redis, ref, lost.upstreamSessionId, toStored(revived, grant.grantId));
    const session = stored === null ? null : readStored(lost.sessionId, stored);
    if (session === null) this.#sessions.delete(lost.sessionId);
    else this.#sessions.set(lost.sessionId, session);
    return session;
  }

  /** What its upstream has accepted, or the gateway in its stead. False when there is no room for it. Rejects with `StoreUnavailable`. */
  async keepSetting(grant: Grant, binding: Binding, sessionId: string, change: SettingChange): Promise<boolean> {
    return keepSetting(this.redis, sessionRef(grant, binding, sessionId), change);
  }

  /** Rejects with `StoreUnavailable`. */
  async settings(grant: Grant, binding: Binding, sessionId: string): Promise<SessionSettings> {
    return loadSettings(this.redis, sessionRef(grant, binding, sessionId));
  }

  /**
   * Gives a session another upstream session in this process alone, for upstreams whose sessions live in a process. Proves no
   * more than any copy here that our session is still there.
   */
  replaceHere(revived: ClientSession): ClientSession {
    this.#sessions.set(revived.sessionId, revived);
    return revived;
  }

  /** Lets it live on, as it is known here. False when it has ended. Rejects with `StoreUnavailable`. */
  async touch(grant: Grant, binding: Binding, sessionId: string): Promise<boolean> {
    const lives = (await loadSession(this.redis, sessionRef(grant, binding, sessionId))) !== null;
    if (!lives) this.#sessions.delete(sessionId);
    return lives;
  }

  /** From the next call on, on every proxy. False when there was none. Rejects with `StoreUnavailable`. */
  async end(grant: Grant, binding: Binding, sessionId: string): Promise<boolean> {
    this.#sessions.delete(sessionId);
    return endSession(this.redis, sessionRef(grant, binding, sessionId));
  }

  /** The gate said that it ended. */
  forget(sessionId: string): void {
    this.#sessions.delete(sessionId);
  }
}

function sessionRef(grant: Grant, binding: Binding, sessionId: string): SessionRef {
  const { partition, organizationId, grantId } = grant;
  return { partition, organizationId, grantId, serverId: binding.serverId, sessionId };
}

/**
 * Whether a session is this grant's with this server at its present address: an upstream's session id is of no use at another
 * one, and none of its business. To be asked again whenever the grant was reloaded.
 */
export function isSessionFor(session: ClientSession, grant: Grant, binding: Binding): boolean {
  return (
    session.grantId === grant.grantId &&
    session.serverId === binding.serverId &&
    session.upstreamUrl === binding.upstream.url
  );
}

function toStored(session: Omit<ClientSession, "sessionId" | "grantId">, grantId: string): Session {
  const { serverId, upstreamSessionId, protocolVersion, clientName, clientVersion, capabilities, upstreamUrl } =
    session;
  const bridge = session.bridge === null ? {} : { bridge: session.bridge };
  const team = session.teamSessionId === null ? {} : { team: session.teamSessionId };
  const upstream = { url: upstreamUrl, client: { version: clientVersion, capabilities }, ...bridge, ...team };
  return { grantId, serverId, upstreamSessionId, protocolVersion, clientName, upstream };
}

const upstreamSchema = z.object({
  url: z.string(),
  // Absent in sessions of former versions.
  client: z
    .object({ version: z.string(), capabilities: z.record(z.string(), z.record(z.string(), z.json())) })
    .default({ version: "", capabilities: {} }),
  team: z.string().optional(),
  // The same, and in sessions whose upstream has them itself.
  bridge: z
    .object({
      toolsListChanged: z.boolean(),
      promptsListChanged: z.boolean(),
      resourcesListChanged: z.boolean(),
      subscribe: z.boolean(),
    })
    .nullable()
    .default(null),
});

function readStored(sessionId: string, stored: Session): ClientSession | null {
  const { grantId, serverId, upstreamSessionId, protocolVersion, clientName } = stored;
  const upstream = upstreamSchema.safeParse(stored.upstream);
  if (!upstream.success || !isSupportedVersion(protocolVersion)) return null;
  const { url, client, team, bridge } = upstream.data;
  return {
    sessionId,
    grantId,
    serverId,
    upstreamSessionId,
    protocolVersion,
    clientName,
    clientVersion: client.version,
    capabilities: client.capabilities,
    upstreamUrl: url,
    teamSessionId: team ?? null,
    bridge,
  };
}
