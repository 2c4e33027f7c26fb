import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { EventFrames } from "./event-frames";

/** How an upstream answered to being listened to. */
export type Listening =
  | { readonly kind: "open" }
  | { readonly kind: "status"; readonly status: number }
  /** No connection, or no event stream. */
  | { readonly kind: "failed"; readonly reason: string };

/** What to do with what it says. */
export interface ListenerHandler {
  /** One message. False: go slower; `resume` is called when there is room again. */
  onMessage(text: string, eventId: string | undefined, retryMs: number | undefined, resume: () => void): boolean;
  onSign(eventId: string | undefined, retryMs: number | undefined): void;
  onOther(): void;
}

/**
 * A stream of an upstream that belongs to no request: it lasts until the upstream ends it, or `close`. Silence is no fault; one
 * event may have `eventCharsMax` characters, all together any number. `opened` and `ended` never reject.
 */
export class UpstreamListener implements Dispatcher.DispatchHandler {
  readonly opened: Promise<Listening>;
  readonly ended: Promise<void>;
  #onOpened: (listening: Listening) => void = () => undefined;
  #onEnded: () => void = () => undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #frames: EventFrames | null = null;
  #isClosed = false;

  constructor(
    private readonly handler: ListenerHandler,
    private readonly eventCharsMax: number,
  ) {
    this.opened = new Promise((resolve) => {
      this.#onOpened = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.#onEnded = resolve;
    });
  }

  /** Ends it now, whatever state it is in. Nothing is said after that. */
  close(): void {
    if (this.#isClosed) return;
    this.#end("closed");
    this.#controller?.abort(new Error("closed"));
  }

  /** There is nothing to hear. */
  refuse(listening: Exclude<Listening, { kind: "open" }>): void {
    if (this.#isClosed) return;
    this.#onOpened(listening);
    this.close();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isClosed || this.#controller !== null) controller.abort(new Error("closed, or sent once already"));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.#isClosed) return;
    const type = headers["content-type"];
    const isStream = typeof type === "string" && /^text\/event-stream[ \t]*(?:;|$)/i.test(type);
    if (status !== 200) {
      this.#onOpened({ kind: "status", status });
      this.close();
    } else if (!isStream || (headers["content-encoding"] ?? "identity") !== "identity") {
      this.#end("an answer that is no event stream");
      this.#controller?.abort(new Error("no event stream"));
    } else {
      this.#frames = this.#readFrames();
      this.#onOpened({ kind: "open" });
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isClosed || this.#frames === null) return;
    this.#controller = controller;
    if (this.#frames.feed(chunk) !== null) this.close();
  }

  onResponseEnd(): void {
    const retryMs = this.#frames?.retryMs;
    // A reconnection time at the very end is what a client waits before it comes again.
    if (!this.#isClosed && retryMs !== undefined) this.handler.onSign(undefined, retryMs);
    this.#end("ended");
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end("code" in error && typeof error.code === "string" ? error.code : error.name);
  }

  #readFrames(): EventFrames {
    const resume = () => this.#controller?.resume();
    return new EventFrames(
      {
        onMessage: (text, eventId, retryMs) => {
          if (this.#isClosed) return;
          if (!this.handler.onMessage(text, eventId, retryMs, resume)) this.#controller?.pause();
        },
        onSign: (eventId, retryMs) => {
          if (!this.#isClosed) this.handler.onSign(eventId, retryMs);
        },
        onOther: () => this.handler.onOther(),
      },
      this.eventCharsMax,
    );
  }

  #end(reason: string): void {
    this.#isClosed = true;
    this.#onOpened({ kind: "failed", reason });
    this.#onEnded();
  }
}
