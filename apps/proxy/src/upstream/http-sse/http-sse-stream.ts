import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { EventFrames } from "../event-frames";
import type { UpstreamResult } from "../upstream-result";
import { endpointPath } from "./endpoint-path";

/** Why a stream is no more. `breach`: it said what no server may say. */
export interface StreamEnd {
  readonly kind: "broken" | "breach" | "closed";
  readonly reason: string;
}

/** What came of opening one. Nothing but the GET itself was sent then. */
export type StreamOpened =
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "failed"; readonly result: Extract<UpstreamResult, { kind: "not_sent" | "status" | "protocol" }> };

export interface StreamHandler {
  onMessage(text: string): void;
  /** Anything came. */
  onSign(): void;
  /** An event of another type. */
  onOther(): void;
  /** Once, and only of a stream that was open. Nothing comes after it. */
  onEnded(end: StreamEnd): void;
}

/**
 * The one event stream of an HTTP+SSE session (MCP 2024-11-05, basic/transports): first the address that takes messages, then
 * whatever the upstream says, until it ends or `close`. An event may have `eventCharsMax` characters, all together any number.
 */
export class HttpSseStream implements Dispatcher.DispatchHandler {
  readonly opened: Promise<StreamOpened>;
  #onOpened: (opened: StreamOpened) => void = () => undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #frames: EventFrames | null = null;
  #state: "opening" | "open" | "over" = "opening";
  readonly #openTimer: NodeJS.Timeout;

  constructor(
    private readonly handler: StreamHandler,
    private readonly upstreamUrl: string,
    private readonly eventCharsMax: number,
    openTimeoutMs: number,
  ) {
    this.opened = new Promise((resolve) => {
      this.#onOpened = resolve;
    });
    this.#openTimer = setTimeout(() => this.#refuse(notSent("no endpoint event in time")), openTimeoutMs);
  }

  close(reason: string): void {
    this.#end({ kind: "closed", reason });
  }

  /** What it says is unfit: it isn't listened to any more. */
  breach(reason: string): void {
    this.#end({ kind: "breach", reason });
  }

  pause(): void {
    if (this.#state === "open") this.#controller?.pause();
  }

  resume(): void {
    if (this.#state === "open") this.#controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#state !== "opening" || this.#controller !== null)
      controller.abort(new Error("over, or sent once already"));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.#state !== "opening") return;
    const type = headers["content-type"];
    if (status !== 200) {
      this.#refuse({ kind: "status", status, bytes: 0 });
    } else if (typeof type !== "string" || !/^text\/event-stream[ \t]*(?:;|$)/i.test(type)) {
      this.#refuse(protocol("an answer that is no event stream"));
    } else if ((headers["content-encoding"] ?? "identity") !== "identity") {
      this.#refuse(protocol("a content encoding nobody asked for"));
    } else {
      this.#frames = this.#readFrames();
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#state === "over" || this.#frames === null) return;
    this.#controller = controller;
    this.handler.onSign();
    const fault = this.#frames.feed(chunk);
    if (fault !== null) this.breach(fault);
  }

  onResponseEnd(): void {
    this.#end({ kind: "broken", reason: "the event stream ended" });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
    if (this.#state === "opening" && this.#controller === null) {
      this.#refuse({ ...notSent(code), mayRetry: code !== "ADDRESS_REFUSED" });
    } else {
      this.#end({ kind: "broken", reason: code });
    }
  }

  #readFrames(): EventFrames {
    return new EventFrames(
      {
        onMessage: (data) => {
          if (this.#state === "open") this.handler.onMessage(data);
          else this.breach("a message before the endpoint");
        },
        onSign: () => undefined,
        onOther: (type, data) => {
          if (type === "endpoint") this.#takeEndpoint(data);
          else if (this.#state === "open") this.handler.onOther();
        },
      },
      this.eventCharsMax,
    );
  }

  #takeEndpoint(data: string): void {
    if (this.#state === "over") return;
    if (this.#state === "open") {
      this.breach("a second endpoint");
      return;
    }
    const path = endpointPath(data, this.upstreamUrl);
    if (path === null) {
      this.breach("an endpoint that is no address of the server's own");
      return;
    }
    clearTimeout(this.#openTimer);
    this.#state = "open";
    this.#onOpened({ kind: "open", path });
  }

  #refuse(result: Extract<StreamOpened, { kind: "failed" }>["result"]): void {
    if (this.#state !== "opening") return;
    this.#state = "over";
    clearTimeout(this.#openTimer);
    this.#onOpened({ kind: "failed", result });
    this.#controller?.abort(new Error("refused"));
  }

  #end(end: StreamEnd): void {
    if (this.#state === "opening") {
      this.#refuse(end.kind === "breach" ? protocol(end.reason) : notSent(end.reason));
      return;
    }
    if (this.#state === "over") return;
    this.#state = "over";
    this.handler.onEnded(end);
    this.#controller?.abort(new Error(end.reason));
  }
}

function notSent(reason: string) {
  return { kind: "not_sent", reason, mayRetry: false } as const;
}

function protocol(reason: string) {
  return { kind: "protocol", reason, status: 200, bytes: 0 } as const;
}
