import { type buildConnector, Pool } from "undici";
import { BoundedMap } from "../bounded-map";
import type { UpstreamAddress } from "../grants/grant";

const POOLS_MAX = 1_000;
/** Undici's own guard against a connection that the upstream closes while it is used again. */
const KEEP_ALIVE_MS = 4_000;

/** The connections to one upstream, and how many exchanges use or wait for one. */
export interface UpstreamPool {
  readonly pool: Pool;
  inFlight: number;
}

export interface PoolSettings {
  readonly connectionsMax: number;
  readonly firstByteTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** The guarded connector, with its own time limit. */
  readonly connect: buildConnector.connector;
}

/** One pool per server, so that a slow upstream of one organization takes no connection of another's. */
export class UpstreamPools {
  readonly #pools = new BoundedMap<string, UpstreamPool>(POOLS_MAX, ({ pool }) => void pool.close());

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
      upstream = { pool, inFlight: 0 };
      this.#pools.set(key, upstream);
    }
    return upstream;
  }

  /** Closes everything, at once. */
  async destroy(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.destroy()));
  }
}
