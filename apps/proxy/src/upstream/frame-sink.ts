/** Where the frames of an upstream's event stream go as they come. */
export interface FrameSink {
  /**
   * Relays one message at once. False: the client is slow, and `resume` is called once when it has caught up or nobody
   * listens any more. A client that left takes everything, unread.
   */
  relay(text: string, resume: () => void): boolean;
  /** The upstream is alive without having said anything. */
  keepAlive(): void;
}
