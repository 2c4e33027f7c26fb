import type { StatelessEnvelope, SubscriptionFilter } from "@policylayer/mcp";
import { failureOf } from "../enforcement/failure-mode";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { Bridge, ClientSession } from "../sessions/session-directory";
import type { SessionStream } from "../sessions/session-streams";
import { ClientStream } from "../upstream/client-stream";
import { TRACEPARENT } from "../upstream/headers";
import { type Change, UpstreamSubscription } from "../upstream/upstream-subscription";

/**
 * A session's GET in front of an upstream of revision 2026-07-28: what a `subscriptions/listen` there tells of changed lists, and
 * of the resources that the session is subscribed to. Null once it has ended, or was answered; else the status that the upstream
 * refused it with, 0 without one, and 405 when it has nothing to tell. Rejects with `StoreUnavailable`.
 */
export async function relaySubscriptions(
  runtime: Runtime,
  exchange: Exchange,
  session: ClientSession,
  bridge: Bridge,
  rights: Rights,
): Promise<number | null> {
  if (!Object.values(bridge).includes(true)) return 405;
  const stream = new BridgedStream(runtime, exchange, session, bridge, rights);
  if (!runtime.streams.add(stream)) {
    exchange.problem("too_many_streams", "Retry-After", "5");
    return null;
  }
  try {
    const refused = await stream.run();
    // It knows of no such stream.
    return refused === 404 ? 405 : refused;
  } finally {
    runtime.streams.delete(stream);
  }
}

class BridgedStream implements SessionStream {
  readonly #client: ClientStream;
  readonly #ended: Promise<void>;
  #onEnded: () => void = () => undefined;
  /** What is listened to now; null while there is nothing. */
  #current: { readonly asked: string; readonly subscription: UpstreamSubscription } | null = null;
  /** Changes of what is listened to, one after the other. */
  #changing: Promise<number | null> = Promise.resolve(null);

  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    readonly session: ClientSession,
    private readonly bridge: Bridge,
    public rights: Rights,
  ) {
    this.#client = new ClientStream(exchange, runtime.settings.clientDrainMs, runtime.openStreams);
    this.#ended = new Promise((resolve) => {
      this.#onEnded = resolve;
    });
  }

  end(): void {
    this.#onEnded();
  }

  async resubscribe(): Promise<void> {
    try {
      // What can't be listened to any more ends the stream: the client comes again, and is told why.
      if ((await this.#change()) !== null) this.end();
    } catch (error) {
      if (failureOf(error) === null) throw error;
      this.end();
    }
  }

  async run(): Promise<number | null> {
    const { runtime, exchange } = this;
    exchange.res.once("close", () => this.end());
    try {
      const refused = await this.#change();
      if (refused !== null || exchange.isClientGone) return refused;
      this.#client.open();
      runtime.metrics.count("policylayer_sessions_total", "stream_opened");
      await this.#ended;
      if (!exchange.isClientGone) this.#client.close();
      return null;
    } finally {
      // Whatever is about to be listened to finds the stream ended.
      this.end();
      await this.#changing.catch(() => null);
      this.#current?.subscription.close();
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
    const { runtime } = this;
    const subscription = new UpstreamSubscription(
      runtime.forward,
      this.rights.binding.upstream,
      filter,
      this.#envelope(),
      {
        onChange: (change, resume) => this.#tell(change, resume),
        onDrop: (kind) => runtime.metrics.count("policylayer_upstream_frames_dropped_total", kind),
        onSign: () => {
          if (this.#client.isOpen) this.#client.keepAlive();
        },
      },
    );
    void this.#ended.then(() => subscription.close());
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
    const { runtime, rights, session, bridge } = this;
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
    const { clientName, clientVersion } = this.session;
    const { traceparent } = this.exchange.head;
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
      return this.#client.relay(JSON.stringify({ jsonrpc: "2.0", method: change.method }), resume);
    }
    const { uri } = change;
    if (!isResourceShown(this.rights, uri)) {
      this.runtime.metrics.count("policylayer_upstream_frames_dropped_total", "foreign");
      return true;
    }
    const message = { jsonrpc: "2.0", method: "notifications/resources/updated", params: { uri } };
    return this.#client.relay(JSON.stringify(message), resume);
  }
}
