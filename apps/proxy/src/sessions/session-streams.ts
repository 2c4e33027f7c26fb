import type { Rights } from "../grants/grant";
import type { Settings } from "../settings";
import type { StatelessCaller } from "./caller";
import type { ClientSession } from "./session-directory";

/** A client of a revision without sessions, while it listens. */
export interface ListeningCaller extends StatelessCaller {
  readonly grantId: string;
}

/** A stream on which a session listens, or a client that has none. */
export interface SessionStream {
  readonly session: ClientSession | ListeningCaller;
  /** By which its messages are judged; replaced when the grant has changed. */
  rights: Rights;
  /** Ends it, soon. May be called again. */
  end(): void;
  /** Goes by what the session is subscribed to now. Only of a stream for which the gateway keeps that. Never rejects. */
  resubscribe?(): Promise<void>;
}

export interface SessionStreamsDeps {
  readonly settings: Pick<Settings, "streamsPerSessionMax" | "streamsPerGrantMax" | "streamsMax">;
  /** The rights as they are now; null when grant, binding or session is no more. Rejects when nobody can say. */
  readonly look: (stream: Pick<SessionStream, "rights" | "session">) => Promise<Rights | null>;
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
    for (const { session } of this.#streams) {
      if (session.grantId !== stream.session.grantId) continue;
      ofGrant += 1;
      if (session.sessionId !== null && session.sessionId === stream.session.sessionId) ofSession += 1;
    }
    if (ofGrant >= streamsPerGrantMax || ofSession >= streamsPerSessionMax) return false;
    this.#streams.add(stream);
    return true;
  }

  delete(stream: SessionStream): void {
    this.#streams.delete(stream);
  }

  endOf(sessionId: string): void {
    for (const stream of [...this.#streams]) if (stream.session.sessionId === sessionId) stream.end();
  }

  /** What a session is subscribed to has changed. Resolves when the streams of this process go by it; never rejects. */
  async resubscribe(sessionId: string): Promise<void> {
    const own = [...this.#streams].filter(({ session }) => session.sessionId === sessionId);
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
    let rights: Rights | null = null;
    try {
      rights = await this.deps.look(stream);
    } finally {
      if (rights === null) stream.end();
      else stream.rights = rights;
    }
    // Another proxy may have changed it.
    await stream.resubscribe?.();
  }
}
