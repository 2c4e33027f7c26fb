import type { Redis } from "ioredis";
import { type BootWatch, newBootName } from "./boot-watch";
import type { ReadStoredCharges } from "./charge-store";
import { newEpoch } from "./epoch";
import { bootMarkerKey, epochKey, partitionBootKey } from "./keys";
import { LimitsRestoring } from "./limits-restoring";
import type { RestoreCounters, Restored } from "./restore-counters";
import { answerOf } from "./store-unavailable";

/** Whose epoch is meant. */
export interface GrantRef {
  readonly partition: number;
  readonly organizationId: string;
  readonly grantId: string;
}

/**
 * Gives out the epochs that grants are stamped with. None is given out while the limits of the grant's organization have to
 * be restored, so that a call with a stamp that holds needs no look at anything else.
 */
export class GrantEpochs {
  /** One restoration of an organization at a time in this process, whoever waits for it. */
  readonly #restoring = new Map<string, Promise<void>>();

  constructor(
    private readonly redis: Redis,
    private readonly boots: BootWatch,
    private readonly counters: RestoreCounters,
    private readonly waitMs: number,
    private readonly onRestored: (restored: Restored) => void,
  ) {}

  async open(grant: GrantRef, stored: ReadStoredCharges): Promise<string> {
    const until = performance.now() + this.waitMs;
    for (;;) {
      const { boot, epoch } = await this.#read(grant);
      await this.boots.notice(grant.partition, boot);
      if (epoch !== null) return epoch;
      await within(until - performance.now(), this.#restore(grant, boot, stored));
    }
  }

  async #read({ partition, organizationId, grantId }: GrantRef): Promise<{ boot: string; epoch: string | null }> {
    const keys = [
      partitionBootKey(partition),
      bootMarkerKey(partition, organizationId),
      epochKey(partition, organizationId, grantId),
    ];
    const reply = await answerOf(this.redis.gateOpenEpoch(keys.length, ...keys, newBootName(), newEpoch()));
    const [boot, epoch = null]: unknown[] = Array.isArray(reply) ? reply : [];
    if (typeof boot !== "string" || (epoch !== null && typeof epoch !== "string")) {
      throw new Error("the script that opens an epoch gave an unknown answer");
    }
    return { boot, epoch };
  }

  #restore({ partition, organizationId }: GrantRef, boot: string, stored: ReadStoredCharges): Promise<void> {
    const running = this.#restoring.get(organizationId);
    if (running !== undefined) return running;
    const restoring = this.counters
      .run({ partition, organizationId }, boot, stored)
      .then((restored) => (restored === null ? undefined : this.onRestored(restored)))
      .finally(() => this.#restoring.delete(organizationId));
    this.#restoring.set(organizationId, restoring);
    return restoring;
  }
}

/** Rejects with `LimitsRestoring` after `ms`; the work goes on. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LimitsRestoring()), Math.max(0, ms));
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
