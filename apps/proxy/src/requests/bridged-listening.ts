import type { StatelessEnvelope, SubscriptionFilter } from "@policylayer/mcp";
import { failureOf } from "../enforcement/failure-mode";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { Bridge, ClientSession } from "../sessions/session-directory";
import type { FrameSink } from "../upstream/frame-sink";
import { TRACEPARENT } from "../upstream/headers";
import { type Change, UpstreamSubscription } from "../upstream/upstream-subscription";

export interface BridgedListeningOptions {
  readonly runtime: Runtime;
  readonly session: ClientSession;
  readonly bridge: Bridge;
  /** As the client sent it; null: there is none, or it is another request's business. */
  readonly traceparent: string | null;
  readonly sink: FrameSink;
  /** Whether the client hears anything yet. */
  readonly isOpen: () => boolean;
}

/**
 * What a `subscriptions/listen` at an upstream of revision 2026-07-28 tells of changed lists, and of the resources that a session
 * is subscribed to, as a client of the `initialize` era hears it.
 */
export class BridgedListening {
  /** Once it is over, for whatever reason. */
  readonly ended: Promise<void>;
  #onEnded: () => void = () => undefined;
  /** What is listened to now; null while there is nothing. */
  #current: { readonly asked: string; readonly subscription: UpstreamSubscription } | null = null;
  /** Changes of what is listened to, one after the other. */
  #changing: Promise<number | null> = Promise.resolve(null);

  constructor(
    private readonly options: BridgedListeningOptions,
    /** By which it is judged what is heard; replaced when the grant has changed. */
    public rights: Rights,
  ) {
    this.ended = new Promise((resolve) => {
      this.#onEnded = resolve;
    });
  }

  /** Null when the upstream is listened to; else the status it refused that with, 0 without one. Rejects with `StoreUnavailable`. */
  start(): Promise<number | null> {
    return this.#change();
  }

  end(): void {
    this.#onEnded();
  }

  /** Ends it, and waits until nothing of it is left. */
  async close(): Promise<void> {
    // Whatever is about to be listened to finds the stream ended.
    this.end();
    await this.#changing.catch(() => null);
    this.#current?.subscription.close();
  }

  /** Goes by what the session is subscribed to now. Never rejects. */
  async resubscribe(): Promise<void> {
    try {
      // What can't be listened to any more ends the stream: the client comes again, and is told why.
      if ((await this.#change()) !== null) this.end();
    } catch (error) {
      if (failureOf(error) === null) throw error;
      this.end();
    }
  }

  #change(): Promise<number | null> {
    this.#changing = this.#changing.catch(() => null).then(() => this.#listenAnew());
    return this.#changing;
  }

  /** Null when the upstream is listened to as the session has it; else the status it refused that with. */
  async #listenAnew(): Promise<number | null> {
    const filter = await this.#filter();
    const asked = JSON.stringify(filter);
    if (this.#current?.asked === asked) return null;
    const former = this.#current;
    if (Object.keys(filter).length === 0) {
      this.#current = null;
      former?.subscription.close();
      return null;
    }
    const { runtime } = this.options;
    const subscription = new UpstreamSubscription(
      runtime.forward,
      this.rights.binding.upstream,
      filter,
      this.#envelope(),
      {
        onChange: (change, resume) => this.#tell(change, resume),
        onDrop: (kind) => runtime.metrics.count("policylayer_upstream_frames_dropped_total", kind),
        onSign: () => {
          if (this.options.isOpen()) this.options.sink.keepAlive();
        },
      },
    );
    void this.ended.then(() => subscription.close());
    const opened = await subscription.opened;
    if (opened.kind !== "open") return opened.kind === "status" ? opened.status : 0;
    // The former one is heard until now, so that nothing is missed in between.
    this.#current = { asked, subscription };
    former?.subscription.close();
    void subscription.ended.then(() => {
      if (this.#current?.subscription === subscription) this.end();
    });
    return null;
  }

  async #filter(): Promise<SubscriptionFilter> {
    const { runtime, session, bridge } = this.options;
    const { rights } = this;
    const { subscriptions } = await runtime.sessions.settings(rights.grant, rights.binding, session.sessionId);
    const shown = bridge.subscribe ? subscriptions.filter((uri) => isResourceShown(rights, uri)) : [];
    return {
      ...(bridge.toolsListChanged ? { toolsListChanged: true } : {}),
      ...(bridge.promptsListChanged ? { promptsListChanged: true } : {}),
      ...(bridge.resourcesListChanged ? { resourcesListChanged: true } : {}),
      ...(shown.length === 0 ? {} : { resourceSubscriptions: shown }),
    };
  }

  #envelope(): StatelessEnvelope {
    const { clientName, clientVersion } = this.options.session;
    const { traceparent } = this.options;
    return {
      clientInfo: clientName === null ? null : { name: clientName, version: clientVersion },
      clientCapabilities: {},
      logLevel: null,
      progressToken: null,
      traceparent: traceparent !== null && TRACEPARENT.test(traceparent) ? traceparent : null,
    };
  }

  #tell(change: Change, resume: () => void): boolean {
    if (change.kind === "list_changed") {
      return this.options.sink.relay(JSON.stringify({ jsonrpc: "2.0", method: change.method }), resume);
    }
    const { uri } = change;
    if (!isResourceShown(this.rights, uri)) {
      this.options.runtime.metrics.count("policylayer_upstream_frames_dropped_total", "foreign");
      return true;
    }
    const message = { jsonrpc: "2.0", method: "notifications/resources/updated", params: { uri } };
    return this.options.sink.relay(JSON.stringify(message), resume);
  }
}
