import type { Rights } from "../grants/grant";
import { BridgedListening } from "../requests/bridged-listening";
import { hasNews } from "../requests/bridged-stream";
import { ListenedMessages } from "../requests/listened-messages";
import { isSessionLost, reviveSession } from "../requests/revive-session";
import type { Runtime } from "../runtime";
import { type Bridge, type ClientSession, isSessionFor } from "../sessions/session-directory";
import type { TeamSession } from "../sessions/team-session";
import type { FrameSink } from "../upstream/frame-sink";
import { listen } from "../upstream/listen";
import { UpstreamListener } from "../upstream/upstream-listener";
import { Again } from "./again";
import { NamespacedSink } from "./namespaced-leg";
import { openChild } from "./open-child";

const TOOLS_CHANGED = '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}';

type Heard = "ended" | "silent" | "unavailable";

/** One server's own stream, on a client's stream that it shares with others. It is asked for anew whenever it ends. */
export class ServerStream {
  /** `silent`: the server has no stream to listen to. */
  state: "starting" | "open" | "silent" | "unavailable" = "starting";
  /** Once the server's stream was open; never, if it never is. */
  readonly opened: Promise<void>;
  /** Once the first attempt has come to something. */
  readonly settled: Promise<void>;
  #onOpened: () => void = () => undefined;
  #onSettled: () => void = () => undefined;
  /** Ends the server's own stream. */
  #close: () => void = () => undefined;
  /** Where the rights are kept by which its messages are judged. */
  #judged: { rights: Rights } | null = null;
  #listening: BridgedListening | null = null;
  readonly #again = new Again(() => this.start());
  #isOver = false;
  #rights: Rights;

  constructor(
    private readonly runtime: Runtime,
    private readonly team: TeamSession,
    rights: Rights,
    private readonly sink: FrameSink,
  ) {
    this.#rights = rights;
    this.opened = new Promise((resolve) => {
      this.#onOpened = resolve;
    });
    this.settled = new Promise((resolve) => {
      this.#onSettled = resolve;
    });
  }

  /** By which its messages are judged from here on. A stream from a former address of the server ends. */
  set rights(rights: Rights) {
    const isMoved = this.#rights.binding.upstream.url !== rights.binding.upstream.url;
    this.#rights = rights;
    if (this.#judged !== null) this.#judged.rights = rights;
    if (isMoved) this.#close();
  }

  /** Goes by what the session is subscribed to now, where the gateway keeps that. Never rejects. */
  async resubscribe(): Promise<void> {
    await this.#listening?.resubscribe();
  }

  /** Never throws, and waits for nothing. */
  start(): void {
    this.#listenOnce().then(
      (heard) => this.#goOn(heard),
      (error: unknown) => {
        this.runtime.log.warn({ error: String(error) }, "a server of a team could not be listened to");
        this.#goOn("unavailable");
      },
    );
  }

  end(): void {
    this.#isOver = true;
    this.#again.stop();
    this.#close();
    this.#onSettled();
  }

  #goOn(heard: Heard): void {
    this.state = heard === "ended" ? "starting" : heard;
    this.#onSettled();
    if (this.#isOver || heard === "silent") return;
    if (heard === "ended") this.#again.later();
    else this.#again.failed();
  }

  async #listenOnce(): Promise<Heard> {
    const { runtime, team } = this;
    const rights = this.#rights;
    const child = await openChild(runtime, team, rights);
    if (this.#isOver || child.kind !== "open") return "unavailable";
    if (child.initializeResult !== null) {
      // Opened just now: it was away when the client came.
      this.sink.relay(TOOLS_CHANGED, () => undefined);
    }
    let heard = await this.#listenIn(child.session, rights);
    if (typeof heard !== "number" || this.#isOver) return typeof heard === "number" ? "unavailable" : heard;
    const refusal = { kind: "status", status: heard, bytes: 0, isSessionRefusal: heard === 400 } as const;
    if (await isSessionLost(runtime, refusal, rights, child.session)) {
      const revived = await reviveSession(runtime, rights, child.session);
      if (revived === null) await runtime.sessions.end(rights.grant, rights.binding, child.session.sessionId);
      else heard = await this.#listenIn(revived, rights);
    }
    if (typeof heard !== "number") return heard;
    return heard === 405 || heard === 404 ? "silent" : "unavailable";
  }

  /** The status it was refused with, or how it came out. */
  async #listenIn(session: ClientSession, rights: Rights): Promise<Heard | number> {
    const { runtime, team } = this;
    // Rights of another address may have come while the session was opened.
    if (this.#isOver || !isSessionFor(session, rights.grant, this.#rights.binding)) return "ended";
    if (session.bridge !== null) return this.#listenBridged(session, session.bridge);
    const sink = new NamespacedSink(this.sink, rights.binding.serverSlug);
    const messages = new ListenedMessages(
      {
        runtime,
        session,
        callerSessionId: team.sessionId,
        isResumed: false,
        sink,
        end: () => this.#close(),
      },
      this.#rights,
    );
    const listener = new UpstreamListener(
      {
        onMessage: (text, eventId, retryMs, resume) => messages.take(text, eventId, retryMs, resume),
        onSign: () => undefined,
        onOther: () => runtime.metrics.count("policylayer_upstream_frames_dropped_total", "event_type"),
      },
      runtime.settings.answerBytesMax,
    );
    this.#judged = messages;
    this.#close = () => listener.close();
    const { upstreamSessionId: sessionId, protocolVersion } = session;
    const context = { sessionId, protocolVersion, traceparent: null, lastEventId: null };
    messages.credentials = listen(runtime.forward, rights.binding.upstream, context, listener)?.credentials ?? null;
    const opened = await listener.opened;
    if (opened.kind === "status") return opened.status;
    if (opened.kind === "failed") return "unavailable";
    this.#isOpen();
    await listener.ended;
    return "ended";
  }

  /** Of a server of revision 2026-07-28. */
  async #listenBridged(session: ClientSession, bridge: Bridge): Promise<Heard | number> {
    if (!hasNews(bridge)) return "silent";
    const { runtime } = this;
    const sink = new NamespacedSink(this.sink, this.#rights.binding.serverSlug);
    const listening = new BridgedListening(
      { runtime, session, bridge, traceparent: null, sink, isOpen: () => false },
      this.#rights,
    );
    this.#judged = listening;
    this.#listening = listening;
    this.#close = () => listening.end();
    try {
      const refused = await listening.start();
      if (refused !== null) return "unavailable";
      this.#isOpen();
      await listening.ended;
      return "ended";
    } finally {
      this.#listening = null;
      await listening.close();
    }
  }

  #isOpen(): void {
    this.state = "open";
    this.#again.worked();
    this.#onOpened();
  }
}
