import { createParser, type EventSourceParser } from "eventsource-parser";

/** What an event stream held. */
export interface EventFrameHandler {
  /** The data of one event of type `message`. */
  onMessage(data: string): void;
  /** A comment, or an event without data: the upstream is alive. */
  onSign(): void;
  /** An event of another type, which MCP doesn't know. */
  onOther(): void;
}

/** Reads server-sent events from bytes as they come. `feed` and `end` answer why the stream is unreadable, or null. */
export class EventFrames {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #parser: EventSourceParser;
  #fault: string | null = null;
  #isFirst = true;

  constructor(handler: EventFrameHandler, bufferCharsMax: number) {
    this.#parser = createParser({
      maxBufferSize: bufferCharsMax,
      onEvent: ({ event, data }) => {
        if (event !== undefined && event !== "" && event !== "message") handler.onOther();
        else if (data === "") handler.onSign();
        else handler.onMessage(data);
      },
      onComment: () => handler.onSign(),
      onError: (error) => {
        // Unknown fields are ignored by the format's own rule (WHATWG HTML, 9.2.6).
        if (error.type === "max-buffer-size-exceeded") this.#fault = "an event is too large";
      },
    });
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
