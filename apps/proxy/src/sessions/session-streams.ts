import type { Settings } from "../settings";

/** A stream on which a session listens, or a client that has none. */
export interface SessionStream {
  /** null: the client has none. */
  readonly sessionId: string | null;
  readonly grantId: string;
  /** Judges its messages by the rights in force from here on; false when grant or session is no more. Rejects when nobody can say. */
  look(): Promise<boolean>;
  /** Ends it, soon. May be called again. */
  end(): void;
  /** Goes by what the session is subscribed to now. Only of a stream for which the gateway keeps that. Never rejects. */
  resubscribe?(): Promise<void>;
}

export interface SessionStreamsDeps {
  readonly settings: Pick<Settings, "streamsPerSessionMax" | "streamsPerGrantMax" | "streamsMax">;
}

/** The streams that are open in this process. Bounded, and looked at from time to time: none outlives its grant for long. */
export class SessionStreams {
  readonly #streams = new Set<SessionStream>();
  #isOver = false;

  constructor(private readonly deps: SessionStreamsDeps) {}

  get size(): number {
    return this.#streams.size;
  }

  /** False when its session, its grant or this process has as many as it may. */
  add(stream: SessionStream): boolean {
    const { streamsMax, streamsPerGrantMax, streamsPerSessionMax } = this.deps.settings;
    if (this.#isOver || this.#streams.size >= streamsMax) return false;
    let ofGrant = 0;
    let ofSession = 0;
    for (const { sessionId, grantId } of this.#streams) {
      if (grantId !== stream.grantId) continue;
      ofGrant += 1;
      if (sessionId !== null && sessionId === stream.sessionId) ofSession += 1;
    }
    if (ofGrant >= streamsPerGrantMax || ofSession >= streamsPerSessionMax) return false;
    this.#streams.add(stream);
    return true;
  }

  delete(stream: SessionStream): void {
    this.#streams.delete(stream);
  }

  endOf(sessionId: string): void {
    for (const stream of [...this.#streams]) if (stream.sessionId === sessionId) stream.end();
  }

  /** What a session is subscribed to has changed. Resolves when the streams of this process go by it; never rejects. */
  async resubscribe(sessionId: string): Promise<void> {
    const own = [...this.#streams].filter((stream) => stream.sessionId === sessionId);
    await Promise.all(own.map((stream) => stream.resubscribe?.()));
  }

  /** For good: nothing is added any more. */
  endAll(): void {
    this.#isOver = true;
    for (const stream of [...this.#streams]) stream.end();
  }

  /**
   * Ends the streams whose grant or session is no more, and those of which nobody can say so: the client comes again when
   * there is an answer.
   */
  async sweep(): Promise<void> {
    await Promise.all([...this.#streams].map((stream) => this.#check(stream)));
  }

  async #check(stream: SessionStream): Promise<void> {
    let lives = false;
    try {
      lives = await stream.look();
    } finally {
      if (!lives) stream.end();
    }
    // Another proxy may have changed it.
    await stream.resubscribe?.();
  }
}
