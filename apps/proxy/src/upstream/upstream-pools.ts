import { type buildConnector, Pool } from "undici";
import { BoundedMap } from "../bounded-map";
import type { UpstreamAddress } from "../grants/grant";
import { Breaker, type BreakerState } from "./breaker";

const POOLS_MAX = 1_000;
/** Undici's own guard against a connection that the upstream closes while it is used again. */
const KEEP_ALIVE_MS = 4_000;

/** The connections to one upstream, and how many exchanges use or wait for one. */
export interface UpstreamPool {
  readonly pool: Pool;
  /** Where clients listen; made when the first one does. Apart, so that listeners take no connection of a call. */
  streams: Pool | null;
  readonly breaker: Breaker;
  inFlight: number;
}

export interface PoolSettings {
  readonly connectionsMax: number;
  readonly streamsMax: number;
  readonly firstByteTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** The guarded connector, with its own time limit. */
  readonly connect: buildConnector.connector;
}

/** One pool per server, so that a slow upstream of one organization takes no connection of another's. */
export class UpstreamPools {
  readonly #pools = new BoundedMap<string, UpstreamPool>(POOLS_MAX, ({ pool, streams }) => {
    void pool.close();
    void streams?.close();
  });

  constructor(private readonly settings: PoolSettings) {}

  of({ serverId, origin }: UpstreamAddress): UpstreamPool {
    const key = `${serverId} ${origin}`;
    let upstream = this.#pools.get(key);
    if (upstream === undefined) {
      const { connectionsMax, firstByteTimeoutMs, idleTimeoutMs, connect } = this.settings;
      const pool = new Pool(origin, {
        connections: connectionsMax,
        pipelining: 1,
        headersTimeout: firstByteTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: 16_384,
        connect,
      });
      upstream = { pool, streams: null, breaker: new Breaker(), inFlight: 0 };
      this.#pools.set(key, upstream);
    }
    return upstream;
  }

  /** The connections on which an upstream is listened to. Silence is no fault there. */
  streamsOf(address: UpstreamAddress): Pool {
    const upstream = this.of(address);
    upstream.streams ??= new Pool(address.origin, {
      connections: this.settings.streamsMax,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16_384,
      connect: this.settings.connect,
    });
    return upstream.streams;
  }

  /** How many upstreams are in each state. Their names are the tenants' business, not a dashboard's. */
  breakers(nowMs: number): Readonly<Record<BreakerState, number>> {
    const counts = { closed: 0, half_open: 0, open: 0 };
    for (const { breaker } of this.#pools.values()) counts[breaker.state(nowMs)] += 1;
    return counts;
  }

  /** Closes everything, at once. */
  async destroy(): Promise<void> {
    const pools = [...this.#pools.values()].flatMap(({ pool, streams }) =>
      streams === null ? [pool] : [pool, streams],
    );
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
}
