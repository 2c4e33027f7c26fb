import type { IncomingHttpHeaders } from "node:http";
import { type JsonRpcId, type RelayedNotification, readRpcRefusal, type UpstreamMessage } from "@policylayer/mcp";
import type { Dispatcher } from "undici";
import type { BagItem } from "../bag";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Metrics } from "../metrics";
import type { ServerCancelled, ServerRequest, ServerRequests } from "../requests/server-requests";
import type { ClientSession } from "../sessions/session-directory";
import { repeatsCredential } from "./credentials";
import { EventFrames } from "./event-frames";
import type { FrameSink } from "./frame-sink";
import { ERROR_BYTES_MAX, isSessionRefusal, REFUSAL_BYTES_MAX } from "./session-refusal";
import { CREDENTIAL_REPEATED, type GiveUpReason, type UpstreamResult } from "./upstream-result";

/** After its end an upstream may say this much, and take this long, before the connection is closed instead of kept. */
const LEFTOVER_BYTES_MAX = 65_536;
const LEFTOVER_MS = 1_000;

/** From here on it costs more to write a text in UTF-8 than to pass on the bytes it was read from. */
const LONG_BYTES = 16_384;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface ExchangeOptions {
  /** The request's id; null for a notification, which has no answer. */
  readonly id: JsonRpcId | null;
  /** The progress token the client gave, undefined without one: progress of others is not relayed. */
  readonly progressToken: unknown;
  /** null: notifications of the upstream are dropped. */
  readonly sink: FrameSink | null;
  /** What the session may do on the server; null drops what only that could tell to be the client's business. */
  readonly rights: Rights | null;
  readonly session: ClientSession | null;
  readonly serverRequests: Pick<ServerRequests, "take" | "cancel">;
  /** Takes what the upstream asks, instead of those. */
  readonly onAsked: ((asked: ServerRequest | ServerCancelled) => void) | null;
  /** What no message of the upstream may repeat. */
  readonly credentials: readonly string[] | null;
  readonly answerBytesMax: number;
  readonly totalTimeoutMs: number;
  readonly metrics: Metrics;
  /** Whether a 404 may hold a JSON-RPC error, as a 400 may. */
  readonly readsNotFound: boolean;
  /** Revision 2026-07-28: nothing is resumed, and nothing is heard but progress and, where it is wanted, the log. */
  readonly stateless: { readonly isLogWanted: boolean } | null;
  readonly readAnswer: (text: string, id: JsonRpcId) => UpstreamMessage;
  /** Told once, before whoever waits for the result. */
  readonly onSettled: () => void;
}

/**
 * One request on its way through undici. Settles exactly once; whatever the upstream says after that is dropped.
 * INVARIANT: `not_sent` is answered only when undici had not begun to write: `onRequestStart` comes right before the
 * first byte, and an exchange that was given up before refuses to start.
 */
export class UpstreamExchange implements Dispatcher.DispatchHandler, BagItem {
  bagIndex = -1;
  readonly result: Promise<UpstreamResult>;
  #resolve: (result: UpstreamResult) => void = () => undefined;
  #isSettled = false;
  #isEnded = false;
  #controller: Dispatcher.DispatchController | null = null;
  #status: number | null = null;
  #sessionId: string | null = null;
  #bytes = 0;
  #leftover = 0;
  #chunks: Buffer[] | null = null;
  #frames: EventFrames | null = null;
  #came: { readonly text: string; readonly bytes: Buffer } | null = null;
  /** The body of a 400, which may say that it is about the session or the revision; of a 404 too where that is so. */
  #refusal: Buffer[] | null = null;
  #leftoverTimer: NodeJS.Timeout | null = null;
  /** The client has got an id from which it can ask for the rest. */
  #isResumable = false;
  readonly #totalTimer: NodeJS.Timeout;

  constructor(private readonly options: ExchangeOptions) {
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#totalTimer = setTimeout(() => this.#onDeadline(), options.totalTimeoutMs);
  }

  /** Ends the exchange now, whatever state it is in. `resumed` ends only what can be. */
  giveUp(why: GiveUpReason): void {
    if (this.#isSettled) return;
    if (why === "resumed" && !this.#isResumable) return;
    this.#settle(
      why === "resumed"
        ? { kind: "detached", status: this.#status ?? 200, bytes: this.#bytes }
        : this.#controller === null
          ? { kind: "not_sent", reason: why, mayRetry: false }
          : { kind: "given_up", why, status: this.#status, bytes: this.#bytes },
    );
    this.#abort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isSettled) {
      controller.abort(new Error("given up before it was sent"));
    } else if (this.#controller !== null) {
      // Undici would send it again on another connection. A call is never sent twice.
      controller.abort(new Error("sent once already"));
    } else {
      this.#controller = controller;
    }
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.#isSettled) return;
    this.#status = status;
    if (this.options.id === null) {
      this.#settle(status < 300 ? { kind: "accepted", status } : { kind: "status", status, bytes: 0 });
      return;
    }
    if (status !== 200) {
      if (status < 300) this.#breach("a success status other than 200");
      else if (status === 400 || (status === 404 && this.options.readsNotFound)) this.#refusal = [];
      else this.#settle({ kind: "status", status, bytes: 0 });
      return;
    }
    const encoding = headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") {
      this.#breach("a content encoding nobody asked for");
      return;
    }
    const sessionId = headers["mcp-session-id"];
    this.#sessionId = typeof sessionId === "string" ? sessionId : null;
    const type = mediaType(headers["content-type"]);
    if (type === "application/json") this.#chunks = [];
    else if (type === "text/event-stream") this.#frames = this.#readFrames();
    else this.#breach("a content type that is neither JSON nor an event stream");
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isSettled) {
      this.#leftover += chunk.length;
      if (this.#leftover > LEFTOVER_BYTES_MAX) this.#abort();
      return;
    }
    this.#bytes += chunk.length;
    if (this.#refusal !== null) {
      this.#refusal.push(chunk);
      const bytesMax = this.options.readsNotFound ? ERROR_BYTES_MAX : REFUSAL_BYTES_MAX;
      if (this.#bytes > bytesMax) this.#settleRefusal(null);
    } else if (this.#bytes > this.options.answerBytesMax) {
      this.#breach("an answer that is too large");
    } else if (this.#chunks !== null) {
      this.#chunks.push(chunk);
    } else if (this.#frames !== null) {
      this.#controller = controller;
      const fault = this.#frames.feed(chunk);
      if (fault !== null) this.#breach(fault);
    }
  }

  onResponseEnd(): void {
    this.#isEnded = true;
    if (this.#leftoverTimer !== null) clearTimeout(this.#leftoverTimer);
    if (this.#isSettled) return;
    if (this.#refusal !== null) this.#settleRefusal(Buffer.concat(this.#refusal).toString());
    else if (this.#isResumable) this.#settle({ kind: "detached", status: this.#status ?? 200, bytes: this.#bytes });
    else if (this.#chunks === null) this.#breach("an event stream that ended without the answer");
    else this.#readJson(this.#chunks);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#isEnded = true;
    if (this.#leftoverTimer !== null) clearTimeout(this.#leftoverTimer);
    if (this.#isSettled) return;
    if (this.#refusal !== null) {
      this.#settleRefusal(null);
      return;
    }
    const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
    const seen = { reason: code, status: this.#status, bytes: this.#bytes };
    if (this.#controller === null) {
      this.#settle({ kind: "not_sent", reason: code, mayRetry: code !== "ADDRESS_REFUSED" });
    } else if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
      this.#settle({ kind: "timeout", ...seen });
    } else if (error.name === "HTTPParserError" || code === "UND_ERR_HEADERS_OVERFLOW") {
      this.#settle({ kind: "protocol", ...seen, status: this.#status ?? 0 });
    } else {
      this.#settle({ kind: "lost", ...seen });
    }
  }

  /** null: it can't be read. */
  #settleRefusal(body: string | null): void {
    const status = this.#status ?? 400;
    if (body === null) {
      this.#settle({ kind: "status", status, bytes: this.#bytes });
    } else if (repeatsCredential(body, this.options.credentials)) {
      this.#breach(CREDENTIAL_REPEATED);
    } else {
      const error = readRpcRefusal(body, this.options.id);
      const refusal = {
        isSessionRefusal: status === 400 && isSessionRefusal(body),
        ...(error === null ? {} : { error }),
      };
      this.#settle({ kind: "status", status, bytes: this.#bytes, ...refusal });
    }
  }

  #readJson(chunks: readonly Buffer[]): void {
    const bytes = (chunks.length === 1 ? chunks[0] : undefined) ?? Buffer.concat(chunks);
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      this.#breach("the answer is not well-formed UTF-8");
      return;
    }
    if (bytes.length >= LONG_BYTES) this.#came = { text, bytes };
    this.#take(text, undefined, undefined);
    if (!this.#isSettled) this.#breach("an answer to another request");
  }

  #readFrames(): EventFrames {
    const { sink, metrics, answerBytesMax, stateless } = this.options;
    return new EventFrames(
      {
        onMessage: (data, eventId, retryMs) =>
          stateless === null ? this.#take(data, eventId, retryMs) : this.#take(data, undefined, undefined),
        onSign: (eventId, retryMs) => {
          if (this.#isSettled || sink === null) return;
          if (stateless !== null) {
            sink.keepAlive();
            return;
          }
          if (eventId !== undefined && sink.isResumable) this.#isResumable = true;
          sink.keepAlive(eventId, retryMs);
        },
        onOther: () => metrics.count("policylayer_upstream_frames_dropped_total", "event_type"),
      },
      answerBytesMax,
    );
  }

  /** One message of the upstream: the answer settles, this request's own notifications are relayed, nothing else is. */
  #take(text: string, eventId: string | undefined, retryMs: number | undefined): void {
    const { id, sink, metrics, progressToken, credentials } = this.options;
    if (id === null) return;
    if (this.#isSettled) {
      metrics.count("policylayer_upstream_frames_dropped_total", "after_answer");
      return;
    }
    if (repeatsCredential(text, credentials)) {
      this.#breach(CREDENTIAL_REPEATED);
      return;
    }
    const message = this.options.readAnswer(text, id);
    switch (message.kind) {
      case "answer":
        this.#settle({
          kind: "answer",
          answer: message,
          status: this.#status ?? 200,
          bytes: this.#bytes,
          sessionId: this.#sessionId,
          eventId,
          came: this.#came,
        });
        break;
      case "notification":
        if (
          (message.method === "notifications/progress" && message.progressToken !== progressToken) ||
          (message.uri !== null && !isResourceShown(this.options.rights, message.uri)) ||
          !this.#isOfRevision(message.method)
        ) {
          metrics.count("policylayer_upstream_frames_dropped_total", "foreign");
        } else if (sink !== null && this.#chunks === null) {
          const controller = this.#controller;
          if (eventId !== undefined && sink.isResumable) this.#isResumable = true;
          if (!sink.relay(message.text, () => controller?.resume(), eventId, retryMs)) controller?.pause();
        }
        break;
      case "server_request":
      case "server_cancelled":
        this.#takeAsked(message);
        break;
      case "foreign":
        metrics.count("policylayer_upstream_frames_dropped_total", message.kind);
        break;
      case "invalid":
        this.#breach(message.reason);
        break;
      default:
        this.#breach(unknownMessage(message));
    }
  }

  /** Whether the stream of a request may hold it. */
  #isOfRevision(method: RelayedNotification): boolean {
    const { stateless } = this.options;
    if (stateless === null || method === "notifications/progress") return true;
    return method === "notifications/message" && stateless.isLogWanted;
  }

  /** Relayed on an event stream that somebody hears, on behalf of a session; else the upstream waits in vain. */
  #takeAsked(message: ServerRequest | ServerCancelled): void {
    const { sink, rights, session, serverRequests, onAsked, metrics } = this.options;
    if (onAsked !== null) onAsked(message);
    else if (sink === null || rights === null || session === null || this.#chunks !== null) {
      metrics.count("policylayer_upstream_frames_dropped_total", message.kind);
    } else if (message.kind === "server_request") serverRequests.take(message, rights, session, sink);
    else serverRequests.cancel(message, rights, session, sink);
  }

  #breach(reason: string): void {
    this.#settle({ kind: "protocol", reason, status: this.#status ?? 0, bytes: this.#bytes });
    this.#abort();
  }

  #onDeadline(): void {
    if (this.#isSettled) return;
    const reason = "total deadline";
    this.#settle(
      this.#controller === null
        ? { kind: "not_sent", reason, mayRetry: false }
        : { kind: "timeout", reason, status: this.#status, bytes: this.#bytes },
    );
    this.#abort();
  }

  #settle(result: UpstreamResult): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#totalTimer);
    this.#chunks = null;
    this.options.onSettled();
    this.#resolve(result);
    if (!this.#isEnded && this.#controller !== null) {
      this.#controller.resume();
      this.#leftoverTimer = setTimeout(() => this.#abort(), LEFTOVER_MS);
    }
  }

  #abort(): void {
    if (!this.#isEnded) this.#controller?.abort(new Error("given up"));
  }
}

/** The type of a `Content-Type`, in lower case; null when it names another character encoding than UTF-8. */
function mediaType(header: string | string[] | undefined): string | null {
  if (header === "application/json" || header === "text/event-stream") return header;
  if (typeof header !== "string") return null;
  const [type = "", ...parameters] = header.toLowerCase().split(";");
  const isUtf8 = parameters.every((parameter) => {
    const [name = "", value = ""] = parameter.trim().split("=");
    return name !== "charset" || value === "utf-8" || value === '"utf-8"';
  });
  return isUtf8 ? type.trim() : null;
}

function unknownMessage(_message: never): string {
  return "a message of an unknown kind";
}
