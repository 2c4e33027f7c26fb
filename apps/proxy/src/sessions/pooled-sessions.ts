import {
  type JsonObject,
  type JsonRpcId,
  type LogLevel,
  methodNotFound,
  ownMember,
  type ProtocolVersion,
  rebuildRequest,
  resultReply,
  SUPPORTED_VERSIONS,
} from "@policylayer/mcp";
import type { Rights, UpstreamAddress } from "../grants/grant";
import { postHousekeeping } from "../requests/post-housekeeping";
import type { ServerRequest } from "../requests/server-requests";
import type { Settings } from "../settings";
import type { ForwardDeps } from "../upstream/forward";
import { GATEWAY_NAME, GATEWAY_VERSION } from "../upstream/headers";
import { listen } from "../upstream/listen";
import { type OpenedSession, openSession } from "../upstream/open-session";
import type { UpstreamResult } from "../upstream/upstream-result";
import { SharedChanges } from "./shared-changes";

/** A session of the gateway's own with an upstream of the `initialize` era, shared by the clients of one grant. */
export interface PooledSession {
  readonly upstream: UpstreamAddress;
  readonly upstreamSessionId: string | null;
  readonly protocolVersion: ProtocolVersion;
  /** What the upstream said of itself, as far as it is relayed. */
  readonly introduction: JsonObject;
  readonly changes: SharedChanges;
  /** What the upstream was told to log; null: nothing was said. */
  logLevel: LogLevel | null;
  nextId: number;
}

/** `full`: every session there may be is in use. */
export type TakenSession =
  | { readonly kind: "session"; readonly session: PooledSession }
  | Exclude<OpenedSession, { kind: "opened" }>
  | { readonly kind: "full" };

interface Entry {
  opening: Promise<TakenSession>;
  session: PooledSession | null;
  users: number;
  idleSinceMs: number;
}

export interface PooledSessionsDeps {
  readonly forward: ForwardDeps;
  readonly settings: Pick<Settings, "pooledSessionsMax" | "pooledSessionIdleMs">;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/**
 * The sessions in which clients of 2026-07-28, who have none, reach upstreams of the `initialize` era: one per grant, server and
 * address in this process. Nothing of one client's is kept in them but a log level, so that they may be lost at any time. The
 * upstream is told of no capability of a client: what it would ask, nobody here could be asked.
 */
export class PooledSessions {
  readonly #entries = new Map<string, Entry>();
  #isOver = false;

  constructor(private readonly deps: PooledSessionsDeps) {}

  get size(): number {
    return this.#entries.size;
  }

  /** The session for these rights, opened once however many ask. Whoever gets one must `release` it. Never rejects. */
  async take(rights: Rights): Promise<TakenSession> {
    const key = keyOf(rights);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      if (this.#isOver || !this.#hasRoom()) return { kind: "full" };
      entry = { opening: this.#open(rights), session: null, users: 0, idleSinceMs: this.deps.now() };
      this.#entries.set(key, entry);
    }
    return this.#use(key, entry);
  }

  /** Another one in place of a session that its upstream has lost; whoever is late takes over what is there. */
  async renew(rights: Rights, lost: PooledSession): Promise<TakenSession> {
    const key = keyOf(rights);
    const entry = this.#entries.get(key);
    if (entry === undefined) return this.take(rights);
    if (entry.session === lost) {
      lost.changes.end();
      entry.session = null;
      entry.opening = this.#open(rights);
    }
    return this.#use(key, entry);
  }

  /** Once for each `take` and each `renew` that gave a session. */
  release(rights: Rights): void {
    const entry = this.#entries.get(keyOf(rights));
    if (entry === undefined) return;
    entry.users -= 1;
    entry.idleSinceMs = this.deps.now();
  }

  /** Ends the sessions that nobody has used for a while. */
  sweep(): void {
    const before = this.deps.now() - this.deps.settings.pooledSessionIdleMs;
    for (const [key, entry] of this.#entries)
      if (entry.users === 0 && entry.idleSinceMs <= before) void this.#end(key, entry);
  }

  /** Ends all of them, for good. Resolves when the upstreams were told, or can't be. */
  async endAll(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#entries].map(([key, entry]) => this.#end(key, entry)));
  }

  /** Something that is said in a session besides requests. Whether it arrives is the upstream's loss. */
  tell(session: PooledSession, body: string | null, id: JsonRpcId | null = null): Promise<UpstreamResult> {
    return postHousekeeping(this.deps.forward, session, session, body, id);
  }

  /** The upstream was told that it can ask for nothing; it asks whether we live at most. */
  answer(session: PooledSession, { id, method }: ServerRequest): void {
    const isPing = method === "ping";
    this.deps.forward.metrics.count("policylayer_server_requests_total", isPing ? "relayed" : "unsupported");
    void this.tell(session, isPing ? resultReply(id, {}) : methodNotFound(id, method));
  }

  async #use(key: string, entry: Entry): Promise<TakenSession> {
    entry.users += 1;
    const taken = await entry.opening;
    if (taken.kind === "session") {
      entry.session ??= taken.session;
      return taken;
    }
    entry.users -= 1;
    // The next one tries again.
    if (this.#entries.get(key) === entry && entry.session === null) this.#entries.delete(key);
    return taken;
  }

  async #open({ binding: { upstream } }: Rights): Promise<TakenSession> {
    const { metrics } = this.deps.forward;
    const init = { id: 0, clientInfo: { name: GATEWAY_NAME, version: GATEWAY_VERSION }, capabilities: {} };
    const opened = await openSession(this.deps.forward, upstream, init, SUPPORTED_VERSIONS[0], null);
    if (opened.kind !== "opened") return opened;
    const { answer, upstreamSessionId } = opened;
    const context = { sessionId: upstreamSessionId, protocolVersion: answer.protocolVersion, traceparent: null };
    const session: PooledSession = {
      upstream,
      upstreamSessionId,
      protocolVersion: answer.protocolVersion,
      introduction: answer.result,
      changes: new SharedChanges({
        metrics,
        eventCharsMax: this.deps.forward.settings.answerBytesMax,
        listen: (listener) => listen(this.deps.forward, upstream, { ...context, lastEventId: null }, listener),
        onAsked: (asked) => this.answer(session, asked),
      }),
      logLevel: null,
      nextId: 1,
    };
    await this.tell(session, rebuildRequest({ kind: "notifications/initialized" }));
    metrics.count("policylayer_sessions_total", "pooled");
    return { kind: "session", session };
  }

  /** The one that nobody has used for longest makes room. */
  #hasRoom(): boolean {
    if (this.#entries.size < this.deps.settings.pooledSessionsMax) return true;
    let oldest: [string, Entry] | null = null;
    for (const [key, entry] of this.#entries) {
      if (entry.users === 0 && (oldest === null || entry.idleSinceMs < oldest[1].idleSinceMs)) oldest = [key, entry];
    }
    if (oldest === null) return false;
    void this.#end(...oldest);
    return true;
  }

  async #end(key: string, { session }: Entry): Promise<void> {
    this.#entries.delete(key);
    session?.changes.end();
    if (session !== null && session.upstreamSessionId !== null) await this.tell(session, null);
  }
}

/** The upstream's own name and version, if it said them. */
export function serverInfoOf({ introduction }: PooledSession): ReturnType<typeof ownMember> {
  return ownMember(introduction, "serverInfo");
}

function keyOf({ grant, binding }: Rights): string {
  return `${grant.grantId} ${binding.serverId} ${binding.upstream.url}`;
}
