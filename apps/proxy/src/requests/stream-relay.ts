import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import type { SessionStream } from "../sessions/session-streams";
import { ClientStream } from "../upstream/client-stream";
import type { FrameSink } from "../upstream/frame-sink";
import { listen } from "../upstream/listen";
import { UpstreamListener } from "../upstream/upstream-listener";
import { ListenedMessages } from "./listened-messages";
import { lookCurrent } from "./require-current";

/** What is to be listened to, and for whom. */
export interface Relayed {
  readonly exchange: Exchange;
  readonly session: ClientSession;
  readonly rights: Rights;
  /** Where to go on; null for a new stream. */
  readonly lastEventId: string | null;
  /** The session the client knows, if it isn't `session`. */
  readonly callerSessionId?: string;
  /** What the client gets in the place of the upstream's own messages. */
  readonly wrap?: (sink: FrameSink) => FrameSink;
}

/** Null once the stream has ended, or was answered; else the status that the upstream refused it with, 0 without one. */
export async function relayStream(runtime: Runtime, relayed: Relayed): Promise<number | null> {
  const relay = new StreamRelay(runtime, relayed);
  if (!runtime.streams.add(relay)) {
    relayed.exchange.problem("too_many_streams", "Retry-After", "5");
    return null;
  }
  try {
    return await relay.run();
  } finally {
    runtime.streams.delete(relay);
  }
}

class StreamRelay implements SessionStream {
  readonly sessionId: string;
  readonly grantId: string;
  readonly #client: ClientStream;
  readonly #listener: UpstreamListener;
  readonly #messages: ListenedMessages;

  constructor(
    private readonly runtime: Runtime,
    private readonly relayed: Relayed,
  ) {
    const { exchange, session, rights, lastEventId } = relayed;
    this.sessionId = relayed.callerSessionId ?? session.sessionId;
    this.grantId = session.grantId;
    const { settings, openStreams, metrics } = runtime;
    this.#client = new ClientStream(exchange, settings.clientDrainMs, openStreams);
    const sink = relayed.wrap?.(this.#client) ?? this.#client;
    const callerSessionId = this.sessionId;
    this.#messages = new ListenedMessages(
      { runtime, session, callerSessionId, isResumed: lastEventId !== null, sink, end: () => this.end() },
      rights,
    );
    this.#listener = new UpstreamListener(
      {
        onMessage: (text, eventId, retryMs, resume) => this.#messages.take(text, eventId, retryMs, resume),
        onSign: (eventId, retryMs) => sink.keepAlive(eventId, retryMs),
        onOther: () => metrics.count("policylayer_upstream_frames_dropped_total", "event_type"),
      },
      settings.answerBytesMax,
    );
  }

  async look(): Promise<boolean> {
    const rights = await lookCurrent(this.runtime, this.#messages.rights, this.relayed.session);
    if (rights !== null) this.#messages.rights = rights;
    return rights !== null;
  }

  end(): void {
    this.#listener.close();
  }

  async run(): Promise<number | null> {
    const { runtime } = this;
    const { exchange, session, lastEventId } = this.relayed;
    exchange.res.once("close", () => this.end());
    const { upstreamSessionId: sessionId, protocolVersion } = session;
    const context = { sessionId, protocolVersion, traceparent: exchange.head.traceparent, lastEventId };
    const { upstream } = this.#messages.rights.binding;
    this.#messages.credentials = listen(runtime.forward, upstream, context, this.#listener)?.credentials ?? null;
    const opened = await this.#listener.opened;
    if (exchange.isClientGone) return null;
    if (opened.kind !== "open") return opened.kind === "status" ? opened.status : 0;
    this.#client.open();
    runtime.metrics.count("policylayer_sessions_total", lastEventId === null ? "stream_opened" : "stream_resumed");
    await this.#listener.ended;
    if (!exchange.isClientGone) this.#client.close();
    return null;
  }
}
