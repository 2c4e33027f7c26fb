import type { Rights } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import type { Bridge, ClientSession } from "../sessions/session-directory";
import type { SessionStream } from "../sessions/session-streams";
import { ClientStream } from "../upstream/client-stream";
import { BridgedListening } from "./bridged-listening";
import { lookCurrent } from "./require-current";

/**
 * A session's GET in front of an upstream of revision 2026-07-28. Null once it has ended, or was answered; else the status that
 * the upstream refused it with, 0 without one, and 405 when it has nothing to tell. Rejects with `StoreUnavailable`.
 */
export async function relaySubscriptions(
  runtime: Runtime,
  exchange: Exchange,
  session: ClientSession,
  bridge: Bridge,
  rights: Rights,
): Promise<number | null> {
  if (!hasNews(bridge)) return 405;
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

/** Whether such an upstream tells of anything besides its answers. */
export function hasNews(bridge: Bridge): boolean {
  return Object.values(bridge).includes(true);
}

class BridgedStream implements SessionStream {
  readonly sessionId: string;
  readonly grantId: string;
  readonly #client: ClientStream;
  readonly #listening: BridgedListening;

  constructor(
    private readonly runtime: Runtime,
    private readonly exchange: Exchange,
    private readonly session: ClientSession,
    bridge: Bridge,
    rights: Rights,
  ) {
    this.sessionId = session.sessionId;
    this.grantId = session.grantId;
    const client = new ClientStream(exchange, runtime.settings.clientDrainMs, runtime.openStreams);
    const { traceparent } = exchange.head;
    this.#client = client;
    this.#listening = new BridgedListening(
      { runtime, session, bridge, traceparent, sink: client, isOpen: () => client.isOpen },
      rights,
    );
  }

  async look(): Promise<boolean> {
    const rights = await lookCurrent(this.runtime, this.#listening.rights, this.session);
    if (rights !== null) this.#listening.rights = rights;
    return rights !== null;
  }

  end(): void {
    this.#listening.end();
  }

  resubscribe(): Promise<void> {
    return this.#listening.resubscribe();
  }

  async run(): Promise<number | null> {
    const { runtime, exchange } = this;
    exchange.res.once("close", () => this.end());
    try {
      const refused = await this.#listening.start();
      if (refused !== null || exchange.isClientGone) return refused;
      this.#client.open();
      runtime.metrics.count("policylayer_sessions_total", "stream_opened");
      await this.#listening.ended;
      if (!exchange.isClientGone) this.#client.close();
      return null;
    } finally {
      await this.#listening.close();
    }
  }
}
