import { createParser, type EventSourceParser } from "eventsource-parser";

/** What an event stream held. */
export interface EventFrameHandler {
  /** The data of one event of type `message`, its id, and the reconnection time in ms that came before it. */
  onMessage(data: string, id: string | undefined, retryMs: number | undefined): void;
  /** A comment, or an event without data, which may give an id to resume from: the upstream is alive. */
  onSign(id: string | undefined, retryMs: number | undefined): void;
  /** An event of another type, which MCP doesn't know. */
  onOther(type: string, data: string): void;
}

/** What comes back in `Last-Event-ID` must be fit for a header. Another id is as good as none. */
const EVENT_ID = /^[\x20-\x7e]{1,1024}$/;

/** Reads server-sent events from bytes as they come. `feed` and `end` answer why the stream is unreadable, or null. */
export class EventFrames {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #parser: EventSourceParser;
  #fault: string | null = null;
  #retryMs: number | undefined = undefined;
  #isFirst = true;

  constructor(handler: EventFrameHandler, bufferCharsMax: number) {
    this.#parser = createParser({
      maxBufferSize: bufferCharsMax,
      onEvent: ({ event, data, id }) => {
        const retryMs = this.#retryMs;
        this.#retryMs = undefined;
        const fitId = id !== undefined && EVENT_ID.test(id) ? id : undefined;
        if (event !== undefined && event !== "" && event !== "message") handler.onOther(event, data);
        else if (data === "") handler.onSign(fitId, retryMs);
        else handler.onMessage(data, fitId, retryMs);
      },
      onRetry: (retryMs) => {
        this.#retryMs = retryMs;
      },
      onComment: () => handler.onSign(undefined, undefined),
      onError: (error) => {
        // Unknown fields are ignored by the format's own rule (WHATWG HTML, 9.2.6).
        if (error.type === "max-buffer-size-exceeded") this.#fault = "an event is too large";
      },
    });
  }

  /** A reconnection time that no event came after. */
  get retryMs(): number | undefined {
    return this.#retryMs;
  }

  feed(chunk: Uint8Array): string | null {
    let text: string;
    try {
      text = this.#decoder.decode(chunk, { stream: true });
    } catch {
      return "the event stream is not well-formed UTF-8";
    }
    if (this.#isFirst && text !== "") {
      this.#isFirst = false;
      if (text.charCodeAt(0) === 0xfeff) return "the event stream starts with a byte order mark";
    }
    this.#parser.feed(text);
    return this.#fault;
  }
}
