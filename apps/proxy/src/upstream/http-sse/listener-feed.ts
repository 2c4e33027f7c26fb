import { encodeSseEvent } from "@policylayer/mcp";
import type { Dispatcher } from "undici";
import type { UpstreamListener } from "../upstream-listener";

/**
 * Lets one who listens hear what an HTTP+SSE upstream says to nobody in particular, as though it came on a stream of its own:
 * the listener judges it as it does there.
 */
export class ListenerFeed implements Dispatcher.DispatchController {
  readonly aborted = false;
  readonly paused = false;
  readonly reason = null;

  constructor(
    private readonly listener: UpstreamListener,
    private readonly stream: {
      pause(by: object): void;
      resume(by: object): void;
      unlisten(feed: ListenerFeed): void;
    },
  ) {}

  open(): void {
    this.listener.onRequestStart(this);
    this.listener.onResponseStart(this, 200, { "content-type": "text/event-stream" });
  }

  message(text: string): void {
    this.listener.onResponseData(this, Buffer.from(encodeSseEvent({ data: text })));
  }

  /** The upstream's stream is over. */
  end(): void {
    this.listener.onResponseEnd();
  }

  pause(): void {
    this.stream.pause(this);
  }

  resume(): void {
    this.stream.resume(this);
  }

  abort(): void {
    this.stream.unlisten(this);
  }
}
