/** Where the frames of an upstream's event stream go as they come. */
export interface FrameSink {
  /** False once nobody hears what is relayed. */
  readonly isHeard: boolean;
  /** Whether whoever listens gets the ids it could ask for the rest by: then a stream may end before its answer. */
  readonly isResumable: boolean;
  /**
   * Relays one message at once. False: the client is slow, and `resume` is called once when it has caught up or nobody
   * listens any more. A client that left takes everything, unread. The id and the reconnection time (ms) of the upstream's
   * event go with it as they are.
   */
  relay(text: string, resume: () => void, eventId?: string, retryMs?: number): boolean;
  /** The upstream is alive without having said anything, but perhaps an id to resume from. */
  keepAlive(eventId?: string, retryMs?: number): void;
}
