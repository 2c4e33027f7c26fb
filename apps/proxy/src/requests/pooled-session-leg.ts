import {
  type Envelope,
  isEnvelopeKey,
  isMoreVerbose,
  type JsonObject,
  type JsonRpcId,
  ownMember,
  readSharedNotification,
  rebuildRequest,
  toStatelessAnswer,
} from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { type PooledSession, serverInfoOf, type TakenSession } from "../sessions/pooled-sessions";
import type { OpenExchange } from "../upstream/forward";
import { forward } from "../upstream/forward";
import type { FrameSink } from "../upstream/frame-sink";
import { CANCELLED_UNSENT, type LegRequest, type Sent, type UpstreamLeg } from "../upstream/upstream-leg";
import type { UpstreamResult } from "../upstream/upstream-result";
import { isOfOtherEra } from "./open-bridge";
import { isSessionLost } from "./revive-session";

/** Trace context stands in `_meta` in 2026-07-28 alone. */
const TRACE_KEYS = new Set(["traceparent", "tracestate", "baggage"]);

/**
 * From a client of 2026-07-28 to an upstream of the `initialize` era: in a session of the gateway's own, which several clients
 * of the grant share. So ids and progress tokens are ours, and answers are given back under the client's; a client that closes
 * its connection has cancelled, and the upstream is told.
 *
 * Log levels belong to sessions there. The session's is raised to what the most talkative request asked for, and never lowered
 * again; each request hears what it asked for, and one that asked for nothing hears nothing. A request that goes out while the
 * level is being raised by another one may miss the first messages.
 */
export class PooledSessionLeg implements UpstreamLeg {
  #isOfOtherEra = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly envelope: Envelope,
  ) {}

  /** Whether nothing was sent because the upstream has no sessions any more: it may speak the client's revision by now. */
  get isOfOtherEra(): boolean {
    return this.#isOfOtherEra;
  }

  async send(request: LegRequest): Promise<Sent> {
    const { pooled } = this.runtime;
    const { rights } = request;
    if (this.exchange.isClientGone) return CANCELLED_UNSENT;
    const taken = await pooled.take(rights);
    if (taken.kind !== "session") return this.#unopened(taken);
    try {
      const result = await this.#sendIn(taken.session, request);
      if (result.kind !== "status" || !(await isSessionLost(this.runtime, result, rights, taken.session))) {
        return { result, isLost: false };
      }
    } finally {
      pooled.release(rights);
    }
    // A lost session has run nothing, so that this is no second time.
    const renewed = await pooled.renew(rights, taken.session);
    if (renewed.kind !== "session") return this.#unopened(renewed);
    try {
      return { result: await this.#sendIn(renewed.session, request), isLost: false };
    } finally {
      pooled.release(rights);
    }
  }

  #unopened(taken: Exclude<TakenSession, { kind: "session" }>): Sent {
    this.#isOfOtherEra = taken.kind !== "full" && isOfOtherEra(taken);
    return { result: unopened(taken), isLost: false };
  }

  async #sendIn(session: PooledSession, request: LegRequest): Promise<UpstreamResult> {
    const { runtime, exchange, envelope } = this;
    const { rights, message, sink } = request;
    await this.#raiseLogLevel(session);
    if (exchange.isClientGone) return CANCELLED_UNSENT.result;
    const id = session.nextId++;
    const meta = "meta" in message ? message.meta : null;
    const progressToken = tokenOf(meta);
    const hearing = { progressToken, logLevel: envelope.logLevel };
    let upstream = null as OpenExchange | null;
    let isOver = false;
    exchange.onClientGone(() => {
      if (isOver) return;
      void runtime.pooled.tell(
        session,
        rebuildRequest({ kind: "notifications/cancelled", requestId: id, reason: null }),
      );
      upstream?.giveUp("cancelled");
    });
    const result = await forward(runtime.forward, {
      upstream: rights.binding.upstream,
      context: {
        sessionId: session.upstreamSessionId,
        protocolVersion: session.protocolVersion,
        traceparent: exchange.head.traceparent ?? envelope.traceparent,
      },
      method: "POST",
      body: rebuildRequest({
        ...message,
        id,
        ...("meta" in message ? { meta: metaFor(meta, progressToken, id) } : {}),
      }),
      id,
      progressToken: id,
      sink: new SharedSessionSink(sink, session, hearing),
      rights,
      onAsked: (asked) => {
        if (asked.kind === "server_request") runtime.pooled.answer(session, asked);
      },
      onExchange: (made) => {
        upstream = made;
      },
    });
    isOver = true;
    return this.#finish(session, message, result);
  }

  #finish(session: PooledSession, { kind, id }: LegRequest["message"], result: UpstreamResult): UpstreamResult {
    if (result.kind !== "answer") return result;
    return { ...result, answer: toStatelessAnswer(kind, result.answer, id, serverInfoOf(session)) };
  }

  async #raiseLogLevel(session: PooledSession): Promise<void> {
    const { logLevel: level } = this.envelope;
    const capabilities = ownMember(session.introduction, "capabilities");
    const isOffered = typeof capabilities === "object" && capabilities !== null && "logging" in capabilities;
    if (level === null || !isOffered) return;
    if (session.logLevel !== null && !isMoreVerbose(level, session.logLevel)) return;
    session.logLevel = level;
    const id = session.nextId++;
    await this.runtime.pooled.tell(session, rebuildRequest({ kind: "logging/setLevel", id, level, meta: null }), id);
  }
}

/** What comes with an answer in a session that several clients share. */
class SharedSessionSink implements FrameSink {
  /** Ids to resume from are the session's, not the client's. */
  readonly isResumable = false;

  constructor(
    private readonly client: FrameSink | null,
    private readonly session: PooledSession,
    private readonly hearing: Parameters<typeof readSharedNotification>[1],
  ) {}

  get isHeard(): boolean {
    return this.client?.isHeard ?? false;
  }

  relay(text: string, resume: () => void): boolean {
    const heard = readSharedNotification(text, this.hearing);
    if (typeof heard === "string") return this.client?.relay(heard, resume) ?? true;
    if (heard !== null) this.session.changes.tell(heard);
    return true;
  }

  keepAlive(): void {
    this.client?.keepAlive();
  }
}

function tokenOf(meta: JsonObject | null): JsonRpcId | null {
  const token = meta === null ? undefined : ownMember(meta, "progressToken");
  return typeof token === "string" || typeof token === "number" ? token : null;
}

/** The message's `_meta` without what only 2026-07-28 has, and with a token that no other client's request has. */
function metaFor(meta: JsonObject | null, progressToken: JsonRpcId | null, id: number): JsonObject | null {
  if (meta === null) return null;
  // `fromEntries` defines properties and runs no setter, so that a `__proto__` key stays data.
  const kept = Object.entries(meta).filter(
    ([key]) => key !== "progressToken" && !TRACE_KEYS.has(key) && !isEnvelopeKey(key),
  );
  if (progressToken !== null) kept.push(["progressToken", id]);
  return Object.fromEntries(kept);
}

/** What it means for a request that no session could be opened: nothing of it was sent. */
export function unopened(
  taken: Exclude<TakenSession, { kind: "session" }>,
): Exclude<UpstreamResult, { kind: "answer" }> {
  if (taken.kind === "failed") {
    const { result } = taken;
    if (result.kind === "status" || result.kind === "not_sent" || result.kind === "protocol") return result;
  }
  const reason = taken.kind === "full" ? "every session is in use" : "no session could be opened";
  return { kind: "not_sent", reason, mayRetry: false };
}
