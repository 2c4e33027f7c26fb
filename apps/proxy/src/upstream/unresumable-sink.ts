import type { ClientStream } from "./client-stream";
import type { FrameSink } from "./frame-sink";

/**
 * For an answer that may only come from here, as lists are filtered here: without the upstream's ids, nobody can ask for it on
 * another stream. A server that begins its stream with an id means to answer on one, and so is its answer passed on; from any
 * other, what says nothing is not, so that an answer that comes alone stays plain JSON.
 */
export class UnresumableSink implements FrameSink {
  readonly isResumable = false;

  constructor(private readonly stream: ClientStream) {}

  get isHeard(): boolean {
    return this.stream.isHeard;
  }

  relay(text: string, resume: () => void): boolean {
    return this.stream.relay(text, resume);
  }

  /** Once there is a stream, the proxy's own comments keep it alive. */
  keepAlive(eventId?: string): void {
    if (eventId !== undefined) this.stream.open();
  }
}
