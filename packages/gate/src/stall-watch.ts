import type { Redis } from "ioredis";

/** Failures for this long without one answer, and the connection is given up. */
const STALL_MS = 2000;

/**
 * Gives up a connection on which Redis no longer answers. A peer that vanished without a word (a failover, a firewall)
 * leaves a socket that looks alive for as long as TCP retransmits, some fifteen minutes; every call would fail that long.
 */
export class StallWatch {
  #failingSince: number | undefined;

  constructor(private readonly redis: Redis) {}

  answered(): void {
    this.#failingSince = undefined;
  }

  failed(): void {
    const now = performance.now();
    this.#failingSince ??= now;
    if (this.redis.status !== "ready" || now - this.#failingSince < STALL_MS) return;
    this.#failingSince = undefined;
    this.redis.disconnect(true);
  }
}
