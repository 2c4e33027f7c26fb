import {
  type JsonRpcId,
  methodNotFound,
  readUpstreamAnswer,
  resultReply,
  type UpstreamMessage,
} from "@policylayer/mcp";
import type { Rights, UpstreamAddress } from "../../grants/grant";
import type { Metrics } from "../../metrics";
import type { ServerRequests } from "../../requests/server-requests";
import type { ClientSession } from "../../sessions/session-directory";
import { repeatsCredential } from "../credentials";
import type { FrameSink } from "../frame-sink";
import type { UpstreamListener } from "../upstream-listener";
import { CREDENTIAL_REPEATED } from "../upstream-result";
import { type AnswerStream, HttpSseExchange, type HttpSseExchangeOptions, type Unbidden } from "./http-sse-exchange";
import { HttpSseStream, type StreamEnd } from "./http-sse-stream";
import { ListenerFeed } from "./listener-feed";

/** Requests without an answer whose ids are remembered: an answer that comes late must not be taken for another's. */
const ABANDONED_MAX = 1_000;
/** Nobody is there to hear what an upstream asks. */
const NOBODY: FrameSink = { isHeard: false, isResumable: false, relay: () => true, keepAlive: () => undefined };

export interface ConnectionOptions {
  readonly id: string;
  readonly upstream: UpstreamAddress;
  /** What no message may repeat. */
  readonly credentials: readonly string[] | null;
  readonly eventCharsMax: number;
  readonly openTimeoutMs: number;
  readonly serverRequests: Pick<ServerRequests, "take" | "cancel">;
  readonly metrics: Metrics;
  /** Posts an answer of the gateway's own to the upstream; whether it arrives is the upstream's loss. */
  readonly reply: (connection: HttpSseConnection, body: string) => void;
  readonly onEnded: (connection: HttpSseConnection) => void;
}

/**
 * One session with an HTTP+SSE upstream: its event stream, the requests that wait for an answer on it, and who listens to the
 * rest. It lives in the process that opened it, and ends with its stream.
 */
export class HttpSseConnection implements AnswerStream {
  readonly stream: HttpSseStream;
  /** Whose it is, once a request has told. Replaced by each that does. */
  owner: { readonly rights: Rights; readonly session: ClientSession } | null = null;
  heardAtMs = performance.now();
  usedAtMs = performance.now();
  /** Path and query that take messages; empty before the stream is open. */
  path = "";
  #isOver = false;
  /** Who is slow to hear. */
  readonly #slow = new Set<object>();
  readonly #pending = new Map<JsonRpcId, HttpSseExchange>();
  readonly #abandoned = new Set<JsonRpcId>();
  readonly #feeds: ListenerFeed[] = [];

  constructor(readonly options: ConnectionOptions) {
    const { upstream, eventCharsMax, openTimeoutMs, metrics } = options;
    this.stream = new HttpSseStream(
      {
        onMessage: (text) => this.#take(text),
        onSign: () => {
          this.heardAtMs = performance.now();
        },
        onOther: () => metrics.count("policylayer_upstream_frames_dropped_total", "event_type"),
        onEnded: (end) => this.#onEnded(end),
      },
      upstream.url,
      eventCharsMax,
      openTimeoutMs,
    );
  }

  get id(): string {
    return this.options.id;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether anybody waits for what it says. */
  get isInUse(): boolean {
    return this.#pending.size > 0 || this.#feeds.length > 0;
  }

  isOf({ serverId, url }: UpstreamAddress): boolean {
    const { upstream } = this.options;
    return upstream.serverId === serverId && upstream.url === url;
  }

  /** null when an answer to this id could be that to another request: one is in flight, or was given up. */
  begin(options: HttpSseExchangeOptions): HttpSseExchange | null {
    const { id } = options;
    if (this.#pending.has(id) || this.#abandoned.has(id)) return null;
    const exchange = new HttpSseExchange(options, this);
    this.#pending.set(id, exchange);
    return exchange;
  }

  release(exchange: HttpSseExchange, isDue: boolean): void {
    const { id } = exchange.options;
    this.usedAtMs = performance.now();
    this.resume(exchange);
    this.#pending.delete(id);
    if (!isDue || this.#isOver) return;
    this.#abandoned.add(id);
    if (this.#abandoned.size <= ABANDONED_MAX) return;
    for (const oldest of this.#abandoned) {
      this.#abandoned.delete(oldest);
      return;
    }
  }

  listen(listener: UpstreamListener): void {
    const feed = new ListenerFeed(listener, this);
    this.#feeds.push(feed);
    feed.open();
  }

  unlisten(feed: ListenerFeed): void {
    this.resume(feed);
    const index = this.#feeds.indexOf(feed);
    if (index >= 0) this.#feeds.splice(index, 1);
    this.usedAtMs = performance.now();
  }

  /** A reader is slow: the one stream waits, for all of them are one client. */
  pause(by: object): void {
    this.#slow.add(by);
    this.stream.pause();
  }

  resume(by: object): void {
    if (this.#slow.delete(by) && this.#slow.size === 0) this.stream.resume();
  }

  close(reason: string): void {
    this.stream.close(reason);
  }

  #take(text: string): void {
    const message = readUpstreamAnswer(text, null);
    const isLeak = repeatsCredential(text, this.options.credentials);
    if (message.kind === "invalid") this.stream.breach(message.reason);
    else if (message.kind === "foreign") this.#drop("foreign");
    else if (message.kind === "answer") this.#takeAnswer(message, text, isLeak);
    else this.#takeUnbidden(message, text, isLeak);
  }

  #takeAnswer(answer: Extract<UpstreamMessage, { kind: "answer" }>, text: string, isLeak: boolean): void {
    const { id } = answer.value;
    if (typeof id !== "string" && typeof id !== "number") {
      this.#drop("foreign");
      return;
    }
    const exchange = this.#pending.get(id);
    if (exchange === undefined) {
      this.#drop(this.#abandoned.delete(id) ? "after_answer" : "foreign");
      return;
    }
    if (isLeak) exchange.breach(CREDENTIAL_REPEATED);
    else exchange.answered(answer, Buffer.byteLength(text));
    // It had its answer, fit or not: no other is to come.
    this.#abandoned.delete(id);
  }

  #takeUnbidden(message: Unbidden, text: string, isLeak: boolean): void {
    if (message.kind === "notification" && message.method === "notifications/progress") {
      const exchange = this.#byProgressToken(message.progressToken);
      if (exchange === undefined) this.#drop("foreign");
      else if (isLeak) exchange.breach(CREDENTIAL_REPEATED);
      else exchange.take(message, Buffer.byteLength(text));
      return;
    }
    if (isLeak) {
      this.#drop("credential");
      return;
    }
    const feed = this.#feeds[this.#feeds.length - 1];
    if (feed !== undefined) {
      feed.message(text);
      return;
    }
    if (message.kind === "server_request" && message.method === "ping") {
      this.options.reply(this, resultReply(message.id, {}));
      return;
    }
    if (message.kind === "server_request" && this.owner === null) {
      // The gateway's own session, which was told of no capability: whoever has a request in flight there isn't asked.
      this.options.reply(this, methodNotFound(message.id, message.method));
      return;
    }
    const exchange = this.#heardExchange();
    if (exchange !== undefined) exchange.take(message, Buffer.byteLength(text));
    else if (message.kind === "server_request" && this.owner !== null) {
      // Judged, recorded and refused: the upstream shall not wait in vain.
      this.options.serverRequests.take(message, this.owner.rights, this.owner.session, NOBODY);
    } else this.#drop(message.kind);
  }

  #byProgressToken(token: JsonRpcId | null): HttpSseExchange | undefined {
    for (const exchange of this.#pending.values()) if (exchange.options.progressToken === token) return exchange;
    return undefined;
  }

  /** The newest request whose client hears what comes before the answer. */
  #heardExchange(): HttpSseExchange | undefined {
    let found: HttpSseExchange | undefined;
    for (const exchange of this.#pending.values()) if (exchange.options.sink?.isHeard === true) found = exchange;
    return found;
  }

  #onEnded(end: StreamEnd): void {
    this.#isOver = true;
    this.options.onEnded(this);
    for (const exchange of [...this.#pending.values()]) exchange.ended(end);
    for (const feed of this.#feeds.splice(0)) feed.end();
  }

  #drop(kind: string): void {
    this.options.metrics.count("policylayer_upstream_frames_dropped_total", kind);
  }
}
