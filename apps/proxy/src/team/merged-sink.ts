import type { FrameSink } from "../upstream/frame-sink";

/** Several upstreams on one stream of the client: when it is slow each of them waits, and when it has caught up all go on. */
export class MergedSink implements FrameSink {
  readonly isResumable = false;
  #waiting: (() => void)[] = [];

  constructor(private readonly sink: FrameSink) {}

  get isHeard(): boolean {
    return this.sink.isHeard;
  }

  /** Without ids: none of one upstream's could stand for a place in all of their streams. */
  relay(text: string, resume: () => void): boolean {
    const hasRoom = this.sink.relay(text, () => this.#resumeAll());
    if (!hasRoom) this.#waiting.push(resume);
    return hasRoom;
  }

  keepAlive(): void {
    this.sink.keepAlive();
  }

  #resumeAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
