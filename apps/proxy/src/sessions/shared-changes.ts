import { readSharedNotification, readUpstreamAnswer, type UpstreamChange } from "@policylayer/mcp";
import type { Metrics } from "../metrics";
import type { ServerRequest } from "../requests/server-requests";
import { repeatsCredential } from "../upstream/credentials";
import { UpstreamListener } from "../upstream/upstream-listener";

export interface ChangeListener {
  onChange(change: UpstreamChange): void;
  /** Nothing is told any more. */
  onEnd(): void;
}

export interface SharedChangesDeps {
  readonly metrics: Metrics;
  readonly eventCharsMax: number;
  /** Begins to listen; answers what no message may repeat, or null when nothing could be sent. */
  readonly listen: (listener: UpstreamListener) => { readonly credentials: readonly string[] | null } | null;
  readonly onAsked: (asked: ServerRequest) => void;
}

const DEAF = { progressToken: null, logLevel: null };

/**
 * What an upstream tells in a session that several clients share, besides its answers. Listened to on one stream while anybody
 * wants to know, because upstreams of the `initialize` era commonly allow a session no second one.
 */
export class SharedChanges {
  readonly #listeners = new Set<ChangeListener>();
  /** How many want to hear of a resource. */
  readonly #watched = new Map<string, number>();
  #stream: { readonly listener: UpstreamListener; readonly refused: Promise<number | null> } | null = null;

  constructor(private readonly deps: SharedChangesDeps) {}

  /** Null when it is listened to; else the status that the upstream refused that with, 0 without one. Never rejects. */
  async join(listener: ChangeListener): Promise<number | null> {
    this.#listeners.add(listener);
    this.#stream ??= this.#open();
    const refused = await this.#stream.refused;
    if (refused !== null) this.leave(listener);
    return refused;
  }

  leave(listener: ChangeListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#close();
  }

  /** Something that came with an answer, or on the stream. */
  tell(change: UpstreamChange): void {
    for (const listener of [...this.#listeners]) listener.onChange(change);
  }

  /** True for the first one: the upstream is to be told. */
  watch(uri: string): boolean {
    const count = this.#watched.get(uri) ?? 0;
    this.#watched.set(uri, count + 1);
    return count === 0;
  }

  /** True for the last one. */
  unwatch(uri: string): boolean {
    const count = this.#watched.get(uri) ?? 0;
    if (count > 1) this.#watched.set(uri, count - 1);
    else this.#watched.delete(uri);
    return count === 1;
  }

  /** The session is no more. */
  end(): void {
    this.#close();
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener.onEnd();
  }

  #open(): { readonly listener: UpstreamListener; readonly refused: Promise<number | null> } {
    const { metrics, eventCharsMax } = this.deps;
    let credentials: readonly string[] | null = null;
    const listener = new UpstreamListener(
      {
        onMessage: (text) => {
          this.#take(text, credentials);
          return true;
        },
        onSign: () => undefined,
        onOther: () => metrics.count("policylayer_upstream_frames_dropped_total", "event_type"),
      },
      eventCharsMax,
    );
    credentials = this.deps.listen(listener)?.credentials ?? null;
    void listener.ended.then(() => {
      if (this.#stream?.listener === listener) this.end();
    });
    const refused = listener.opened.then((opened) =>
      opened.kind === "open" ? null : opened.kind === "status" ? opened.status : 0,
    );
    return { listener, refused };
  }

  #close(): void {
    const stream = this.#stream;
    this.#stream = null;
    stream?.listener.close();
  }

  #take(text: string, credentials: readonly string[] | null): void {
    const { metrics } = this.deps;
    const message = repeatsCredential(text, credentials) ? null : readUpstreamAnswer(text, null);
    if (message?.kind === "server_request") {
      this.deps.onAsked(message);
      return;
    }
    const heard = message?.kind === "notification" ? readSharedNotification(message.text, DEAF) : null;
    if (typeof heard === "object" && heard !== null) this.tell(heard);
    else metrics.count("policylayer_upstream_frames_dropped_total", message?.kind ?? "credential");
    if (message === null || message.kind === "invalid") this.end();
  }
}
