import type { FrameSink } from "./frame-sink";

/**
 * For an answer that may only come from here, as lists are filtered here: without the upstream's ids, nobody can ask for it on
 * another stream. What says nothing is not passed on, so that an answer that comes alone stays plain JSON.
 */
export class UnresumableSink implements FrameSink {
  readonly isResumable = false;

  constructor(private readonly sink: FrameSink) {}

  get isHeard(): boolean {
    return this.sink.isHeard;
  }

  relay(text: string, resume: () => void): boolean {
    return this.sink.relay(text, resume);
  }

  keepAlive(): void {
    // Once there is a stream, the proxy's own comments keep it alive.
  }
}
