import {
  errorReply,
  isResumableResult,
  mcpErrorCodes,
  readUpstreamAnswer,
  type UpstreamMessage,
} from "@policylayer/mcp";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import type { SessionStream } from "../sessions/session-streams";
import { ClientStream } from "../upstream/client-stream";
import { repeatsCredential } from "../upstream/credentials";
import { listen } from "../upstream/listen";
import { UpstreamListener } from "../upstream/upstream-listener";
import { refuseLostSession } from "./lost-session";
import { readRpcOutcome } from "./read-rpc-outcome";
import { requireCurrent } from "./require-current";
import { isSessionLost, reviveSession } from "./revive-session";
import type { SessionRequest } from "./session-request";

/** An event id as it may come back (see `upstream/event-frames.ts`). */
const EVENT_ID = /^[\x20-\x7e]{1,1024}$/;

/**
 * GET: relays the upstream's own stream for the session, or the rest of one that broke. One stream of the client is one of the
 * upstream: its ids, its reconnection times and its end are passed on as they come. An upstream without one is answered like
 * that, 405. It ends with the session or the grant, `streamCheckMs` later at most.
 */
export async function handleListen(runtime: Runtime, request: SessionRequest): Promise<void> {
  const { exchange, session } = request;
  const { lastEventId } = exchange.head;
  if (lastEventId !== null && !EVENT_ID.test(lastEventId)) return exchange.problem("bad_request_header");
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, session);
  if (current === null) return;
  if (lastEventId !== null) runtime.calls.resumed(session.sessionId);
  const refused = await request.leg.listen(current, lastEventId);
  if (refused === null || exchange.isClientGone) return;
  const { session: known } = request;
  // Listening does nothing, so that it may be tried again after any 400.
  const refusal = { kind: "status", status: refused, bytes: 0, isSessionRefusal: refused === 400 } as const;
  const isLost = await isSessionLost(runtime, refusal, current, known);
  const revived = isLost ? await reviveSession(runtime, current, known) : null;
  if (isLost && revived === null) return refuseLostSession(runtime, request);
  if (revived === null) return refuseStream(exchange, refused);
  // What the former session had not delivered is gone with it.
  const again = await relayStream(runtime, exchange, revived, current, null);
  if (again !== null && !exchange.isClientGone) refuseStream(exchange, again === 404 ? 405 : again);
}

/** Null once it has ended, or was answered; else the status that the upstream refused it with, 0 without one. */
export async function relayStream(
  runtime: Runtime,
  exchange: Exchange,
  session: ClientSession,
  rights: Rights,
  lastEventId: string | null,
): Promise<number | null> {
  const relay = new StreamRelay(runtime, exchange, session, rights, lastEventId !== null);
  if (!runtime.streams.add(relay)) {
    exchange.problem("too_many_streams", "Retry-After", "5");
    return null;
  }
  try {
    return await relay.run(lastEventId);
  } finally {
    runtime.streams.delete(relay);
  }
}

function refuseStream(exchange: Exchange, status: number): void {
  if (status === 405) {
    exchange.problem("stream_not_offered", "Allow", "POST, DELETE");
    return;
  }
  const how = status === 0 ? "no event stream" : `HTTP ${status}`;
  const message = `The server answered with ${how} when it was to be listened to.`;
  const data = { code: "upstream_error", retryable: true };
  exchange.json(502, errorReply(null, mcpErrorCodes.internalError.code, message, data));
}

class StreamRelay implements SessionStream {
  readonly #client: ClientStream;
  readonly #listener: UpstreamListener;
  #credentials: readonly string[] | null = null;

  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    readonly session: ClientSession,
    public rights: Rights,
    private readonly isResumed: boolean,
  ) {
    const { settings, openStreams, metrics } = runtime;
    this.#client = new ClientStream(exchange, settings.clientDrainMs, openStreams);
    this.#listener = new UpstreamListener(
      {
        onMessage: (text, eventId, retryMs, resume) => this.#take(text, eventId, retryMs, resume),
        onSign: (eventId, retryMs) => this.#client.keepAlive(eventId, retryMs),
        onOther: () => metrics.count("policylayer_upstream_frames_dropped_total", "event_type"),
      },
      settings.answerBytesMax,
    );
  }

  end(): void {
    this.#listener.close();
  }

  async run(lastEventId: string | null): Promise<number | null> {
    const { runtime, session, exchange } = this;
    exchange.res.once("close", () => this.end());
    const { upstreamSessionId: sessionId, protocolVersion } = session;
    const context = { sessionId, protocolVersion, traceparent: exchange.head.traceparent, lastEventId };
    this.#credentials =
      listen(runtime.forward, this.rights.binding.upstream, context, this.#listener)?.credentials ?? null;
    const opened = await this.#listener.opened;
    if (exchange.isClientGone) return null;
    if (opened.kind !== "open") return opened.kind === "status" ? opened.status : 0;
    this.#client.open();
    runtime.metrics.count("policylayer_sessions_total", this.isResumed ? "stream_resumed" : "stream_opened");
    await this.#listener.ended;
    if (!exchange.isClientGone) this.#client.close();
    return null;
  }

  #take(text: string, eventId: string | undefined, retryMs: number | undefined, resume: () => void): boolean {
    if (repeatsCredential(text, this.#credentials)) {
      this.#drop("credential");
      this.end();
      return true;
    }
    const message = readUpstreamAnswer(text, null);
    if (message.kind === "invalid") {
      this.#drop("invalid");
      this.end();
      return true;
    }
    if (message.kind === "server_request" || message.kind === "server_cancelled") {
      const { serverRequests } = this.runtime;
      if (message.kind === "server_request") serverRequests.take(message, this.rights, this.session, this.#client);
      else serverRequests.cancel(message, this.rights, this.session, this.#client);
      return true;
    }
    if (!this.#isRelayed(message, text)) {
      this.#drop(message.kind);
      return true;
    }
    return this.#client.relay("text" in message ? message.text : text, resume, eventId, retryMs);
  }

  #isRelayed(message: UpstreamMessage, text: string): boolean {
    switch (message.kind) {
      case "notification":
        return message.uri === null || isResourceShown(this.rights, message.uri);
      case "answer": {
        // Only what a client resumes can hold an answer, and only an answer that needs no filter may come this way.
        if (!this.isResumed || !isResumableResult(message.value)) return false;
        const { id } = message.value;
        if (typeof id !== "string" && typeof id !== "number") return false;
        const bytes = Buffer.byteLength(text);
        this.runtime.detached.answered(this.session.sessionId, id, { ...readRpcOutcome(message), bytes });
        return true;
      }
      default:
        return false;
    }
  }

  #drop(kind: string): void {
    this.runtime.metrics.count("policylayer_upstream_frames_dropped_total", kind);
  }
}
