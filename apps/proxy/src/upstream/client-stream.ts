import { encodeSseEvent } from "@policylayer/mcp";
import type { Exchange } from "../http/exchange";
import type { FrameSink } from "./frame-sink";

/**
 * The client's side of an answer that comes as an event stream. It opens with the first thing there is to say, writes every
 * frame at once, and holds the upstream back while the client is slow. A client that takes nothing for `drainMs` is dropped.
 *
 * A client that leaves doesn't end the call: in the `initialize` era a broken connection is not a cancellation (MCP
 * 2025-11-25, basic/transports), and the record shall tell what really became of it. The rest of the answer is read unheard.
 */
export class ClientStream implements FrameSink {
  #resume: (() => void) | null = null;
  #dropTimer: NodeJS.Timeout | null = null;
  #lastWriteAt = 0;
  /** To a client that leaves. */
  #isListening = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly drainMs: number,
    /** Streams that get a comment from time to time. */
    private readonly openStreams: Set<ClientStream>,
  ) {}

  get isOpen(): boolean {
    return this.exchange.res.headersSent;
  }

  get isResumable(): boolean {
    return true;
  }

  get isHeard(): boolean {
    return !this.exchange.isClientGone && !this.exchange.res.writableEnded;
  }

  /** Opens before there is anything to say. */
  open(): void {
    if (this.isOpen || this.exchange.isClientGone) return;
    this.exchange.openEventStream();
    this.exchange.res.flushHeaders();
    this.openStreams.add(this);
  }

  relay(text: string, resume: () => void, eventId?: string, retryMs?: number): boolean {
    return this.#write(encodeEvent(text, eventId, retryMs), resume);
  }

  keepAlive(eventId?: string, retryMs?: number): void {
    if (eventId !== undefined || retryMs !== undefined) {
      this.#write(encodeEvent("", eventId, retryMs), () => undefined);
    } else if (this.#resume === null) {
      this.#write(":\n\n", () => undefined);
    }
  }

  /** A comment when nothing was said for `silenceMs`, so that nothing in between takes the connection for dead. */
  keepAliveAfter(silenceMs: number): void {
    if (this.isOpen && performance.now() - this.#lastWriteAt >= silenceMs) this.keepAlive();
  }

  /** The last message: an event on an open stream, else a plain JSON answer with `status`. */
  end(text: string | Buffer, eventId?: string, status = 200): void {
    const { exchange } = this;
    this.#release();
    this.openStreams.delete(this);
    if (exchange.res.headersSent) exchange.res.end(encodeEvent(text.toString(), eventId, undefined));
    else exchange.json(status, text);
    this.#dropIfStuck();
  }

  /** The end of a stream that has no last message; an empty one if it wasn't open. */
  close(): void {
    this.open();
    this.#release();
    this.openStreams.delete(this);
    this.exchange.res.end();
    this.#dropIfStuck();
  }

  #dropIfStuck(): void {
    const { res, req } = this.exchange;
    const { drainMs } = this;
    if (res.writableLength > 0 && !res.writableFinished) {
      // The kernel did not take it whole. Node tells progress from standstill here and calls back for the latter only.
      req.socket.setTimeout(drainMs, () => {
        if (!res.writableFinished) req.socket.destroy();
      });
    }
  }

  #write(event: string, resume: () => void): boolean {
    const { exchange } = this;
    const { res } = exchange;
    if (exchange.isClientGone || res.writableEnded) return true;
    if (!res.headersSent) {
      exchange.openEventStream();
      this.openStreams.add(this);
    }
    this.#lastWriteAt = performance.now();
    if (res.write(event)) return true;
    if (this.#resume !== null) return false;
    this.#resume = resume;
    res.once("drain", () => this.#release());
    if (!this.#isListening) exchange.onClientGone(() => this.#release());
    this.#isListening = true;
    this.#dropTimer = setTimeout(() => exchange.req.socket.destroy(), this.drainMs);
    return false;
  }

  #release(): void {
    const resume = this.#resume;
    this.#resume = null;
    if (this.#dropTimer !== null) clearTimeout(this.#dropTimer);
    this.#dropTimer = null;
    resume?.();
  }
}

function encodeEvent(data: string, id: string | undefined, retryMs: number | undefined): string {
  if (id === undefined && retryMs === undefined) return encodeSseEvent({ data });
  return encodeSseEvent({ data, ...(id === undefined ? {} : { id }), ...(retryMs === undefined ? {} : { retryMs }) });
}
