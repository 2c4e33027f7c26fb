import type { JsonRpcId, UpstreamMessage } from "@policylayer/mcp";
import type { BagItem } from "../../bag";
import { isResourceShown } from "../../enforcement/is-resource-shown";
import type { Rights } from "../../grants/grant";
import type { Metrics } from "../../metrics";
import type { ServerRequests } from "../../requests/server-requests";
import type { ClientSession } from "../../sessions/session-directory";
import type { FrameSink } from "../frame-sink";
import type { GiveUpReason, UpstreamAnswer, UpstreamResult } from "../upstream-result";
import type { StreamEnd } from "./http-sse-stream";
import type { Posted, PostedMessage } from "./posted-message";

/** What an upstream says that answers nothing. */
export type Unbidden = Exclude<UpstreamMessage, { kind: "answer" | "foreign" | "invalid" }>;

export interface HttpSseExchangeOptions {
  readonly id: JsonRpcId;
  readonly progressToken: unknown;
  readonly sink: FrameSink | null;
  readonly rights: Rights | null;
  readonly session: ClientSession | null;
  readonly serverRequests: Pick<ServerRequests, "take" | "cancel">;
  readonly answerBytesMax: number;
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly metrics: Metrics;
}

/** The session's stream, as one request sees it. */
export interface AnswerStream {
  /** Of `performance.now()`. */
  readonly heardAtMs: number;
  /** `by` is slow to hear. */
  pause(by: object): void;
  resume(by: object): void;
  /** It has come to its end. `isDue`: an answer may still come. */
  release(exchange: HttpSseExchange, isDue: boolean): void;
}

/**
 * One request over HTTP+SSE: posted, and answered on the session's stream. Settles exactly once. As with `UpstreamExchange`,
 * `not_sent` means that no byte had left, and a stream that breaks later leaves open what became of the request.
 */
export class HttpSseExchange implements BagItem {
  bagIndex = -1;
  readonly result: Promise<UpstreamResult>;
  #resolve: (result: UpstreamResult) => void = () => undefined;
  #isSettled = false;
  #post: PostedMessage | null = null;
  #status: number | null = null;
  #bytes = 0;
  #idleTimer: NodeJS.Timeout | null = null;
  readonly #totalTimer: NodeJS.Timeout;

  constructor(
    readonly options: HttpSseExchangeOptions,
    private readonly stream: AnswerStream,
  ) {
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#totalTimer = setTimeout(() => this.#expire("total deadline"), options.totalTimeoutMs);
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Each attempt to post it. */
  attach(post: PostedMessage): void {
    this.#post = post;
  }

  /** What came of posting it. Only a message that was taken has an answer. */
  posted(posted: Posted): void {
    if (posted.kind !== "accepted") {
      this.#settle(posted);
      return;
    }
    if (this.#isSettled) return;
    this.#status = posted.status;
    this.#watchSilence(performance.now());
  }

  answered(answer: UpstreamAnswer, bytes: number): void {
    this.#bytes += bytes;
    const { answerBytesMax } = this.options;
    if (this.#bytes > answerBytesMax) {
      this.breach("an answer that is too large");
      return;
    }
    const status = this.#status ?? 200;
    this.#settle({
      kind: "answer",
      answer,
      status,
      bytes: this.#bytes,
      sessionId: null,
      eventId: undefined,
      came: null,
    });
  }

  /** What it said to this request, or to none, isn't fit to be relayed. */
  breach(reason: string): void {
    this.#settle({ kind: "protocol", reason, status: this.#status ?? 0, bytes: this.#bytes });
  }

  /** A notification about this request, or one about none that nobody else listens to. */
  take(message: Unbidden, bytes: number): void {
    const { sink, rights, session, serverRequests, metrics, answerBytesMax } = this.options;
    this.#bytes += bytes;
    if (this.#bytes > answerBytesMax) {
      this.breach("an answer that is too large");
      return;
    }
    if (sink === null) {
      metrics.count("policylayer_upstream_frames_dropped_total", message.kind);
      return;
    }
    if (message.kind === "notification") {
      if (message.uri !== null && !isResourceShown(rights, message.uri)) {
        metrics.count("policylayer_upstream_frames_dropped_total", "foreign");
        return;
      }
      if (!sink.relay(message.text, () => this.stream.resume(this))) this.stream.pause(this);
    } else if (rights === null || session === null) {
      metrics.count("policylayer_upstream_frames_dropped_total", message.kind);
    } else if (message.kind === "server_request") serverRequests.take(message, rights, session, sink);
    else serverRequests.cancel(message, rights, session, sink);
  }

  /** The stream on which the answer would have come is over. */
  ended({ kind, reason }: StreamEnd): void {
    if (!this.#hasLeft) this.#settle({ kind: "not_sent", reason, mayRetry: false });
    else if (kind === "breach") this.breach(reason);
    else this.#settle({ kind: "lost", reason, status: this.#status, bytes: this.#bytes });
  }

  /** Nothing of it can be asked for later: there is nothing to be `resumed`. */
  giveUp(why: GiveUpReason): void {
    if (why === "resumed") return;
    const seen = { status: this.#status, bytes: this.#bytes };
    this.#settle(
      this.#hasLeft ? { kind: "given_up", why, ...seen } : { kind: "not_sent", reason: why, mayRetry: false },
    );
    this.#post?.giveUp(why);
  }

  get #hasLeft(): boolean {
    return this.#post?.isStarted === true;
  }

  /** Whatever comes on the stream is a sign of life, as it is on the stream of one request. */
  #watchSilence(sinceMs: number): void {
    const { idleTimeoutMs } = this.options;
    this.#idleTimer = setTimeout(
      () => {
        const heardAtMs = Math.max(sinceMs, this.stream.heardAtMs);
        if (performance.now() - heardAtMs >= idleTimeoutMs) this.#expire("silence");
        else this.#watchSilence(heardAtMs);
      },
      Math.max(1, Math.ceil(sinceMs + idleTimeoutMs - performance.now())),
    );
  }

  #expire(reason: string): void {
    const seen = { status: this.#status, bytes: this.#bytes };
    this.#settle(this.#hasLeft ? { kind: "timeout", reason, ...seen } : { kind: "not_sent", reason, mayRetry: false });
    this.#post?.giveUp("cancelled");
  }

  #settle(result: UpstreamResult): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#totalTimer);
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.stream.release(this, result.kind !== "answer" && result.kind !== "not_sent");
    this.#post?.dismiss();
    this.#resolve(result);
  }
}
