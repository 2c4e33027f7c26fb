import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { LATE_MS } from "./boot-watch";
import type { ChargeQuestion, ReadStoredCharges } from "./charge-store";
import {
  addedCallsKey,
  auditStreamKey,
  bootMarkerKey,
  countedCallsKey,
  partitionBootKey,
  restoreLockKey,
} from "./keys";
import { type LimitWindowCode, limitWindow } from "./limit-window";
import { parseAuditEntry } from "./parse-audit-entry";
import { type CounterCharge, chargeKey, chargesOf } from "./recorded-limit";
import { bucketEnds, counterEnds, counterFields } from "./restored-counter";
import { answerOf } from "./store-unavailable";

/** The longest window, the bucket it begins in counted whole, and a day for clocks that disagree. */
const LONGEST_MS = 33 * 86_400_000;
/** Calls before the loss whose records somebody may still have: as long as a process keeps them. */
const RECENT_MS = 180_000;
const PAGE = 500;
const COUNTERS_A_COMMAND = 50;
const IDS_A_COMMAND = 1_000;

export interface RestoreOptions {
  /** Time after a loss in which every process adds what it recorded, before anything is counted. */
  readonly lossGraceMs: number;
  /** Life of the lock after its holder died. */
  readonly lockMs: number;
  /** As `GateOptions.now`. */
  readonly now: (() => number) | undefined;
}

export interface Restored {
  readonly organizationId: string;
  readonly counters: number;
  readonly calls: number;
}

interface Owner {
  readonly partition: number;
  readonly organizationId: string;
}

/**
 * Counts an organization's limits anew after Redis lost them: from the calls in Postgres and the entries still in the stream,
 * each call once. Any process may, one at a time does, under a lock that expires with it; cut off at any moment, the next one
 * begins again and gets the same. No call of the organization passes before the marker is set.
 *
 * What is not counted: calls that were in no process's memory, stream or table any more (a proxy that died within the
 * worker's lag before the loss, or a backlog older than what proxies remember: a minute, or 12,000 calls of each); and until it
 * comes back, what a proxy that stood still during the whole grace had recorded within that lag.
 */
export class RestoreCounters {
  constructor(
    private readonly redis: Redis,
    private readonly options: RestoreOptions,
  ) {}

  /** Resolves when the counters are restored in this boot (null when another process did it) or the boot is over. */
  async run(owner: Owner, boot: string, stored: ReadStoredCharges): Promise<Restored | null> {
    for (;;) {
      const token = randomBytes(12).toString("base64url");
      const [code, value = 0, added = 0] = await this.#begin(owner, boot, token);
      if (code === 2 || code === 3) return null;
      if (code === 1) {
        await pause(value);
        continue;
      }
      const done = await this.#holding(owner, token, () => this.#restore(owner, boot, token, value, added, stored));
      if (done !== null) return done;
    }
  }

  async #begin({ partition, organizationId }: Owner, boot: string, token: string): Promise<number[]> {
    const keys = restoreKeys(partition, organizationId);
    const { lockMs, lossGraceMs } = this.options;
    const reply = await answerOf(this.redis.gateBeginRestore(keys.length, ...keys, boot, token, lockMs, lossGraceMs));
    if (!Array.isArray(reply)) throw new Error("the script that begins a restoration gave an unknown answer");
    return reply.map(Number);
  }

  /** Prolongs the lock while the work goes on, however long Postgres takes, and gives it back when the work fails. */
  async #holding<T>(owner: Owner, token: string, work: () => Promise<T>): Promise<T> {
    const { lockMs } = this.options;
    const lock = restoreLockKey(owner.partition, owner.organizationId);
    const prolong = setInterval(() => {
      // If this doesn't get through, the lock expires, no more is written under it, and the work begins again.
      this.redis.gateWriteCounters(1, lock, token, lockMs).catch(ignore);
    }, lockMs / 3);
    try {
      return await work();
    } catch (error) {
      const keys = restoreKeys(owner.partition, owner.organizationId);
      // If this doesn't get through, the others wait for the lock to expire.
      await this.redis.gateFinishRestore(keys.length, ...keys, "", token, 0).catch(ignore);
      throw error;
    } finally {
      clearInterval(prolong);
    }
  }

  /** null when something happened in between, or the lock was lost. */
  async #restore(
    owner: Owner,
    boot: string,
    token: string,
    redisMs: number,
    addedBefore: number,
    readStored: ReadStoredCharges,
  ): Promise<Restored | null> {
    // The stream first: what leaves it in between is in Postgres by then.
    const stream = await this.#readStream(owner);
    const lostAtMs = Number(boot.slice(boot.lastIndexOf("@") + 1));
    const question: ChargeQuestion = {
      nowMs: redisMs,
      sinceMs: redisMs - LONGEST_MS,
      idsSinceMs: redisMs - lostAtMs < LATE_MS ? lostAtMs - RECENT_MS : null,
      known: [...new Set([...stream.charges.keys(), ...stream.refunded])],
    };
    const stored = await readStored(question);

    const counters = new CounterSums(owner, this.options.now?.() ?? redisMs);
    for (const charge of stored.sums) counters.add(charge);
    const refunded = new Set([...stream.refunded, ...stored.refunded]);
    for (const [id, charges] of stream.charges) {
      if (!refunded.has(id)) for (const charge of charges) counters.add(charge);
    }
    if (!(await this.#write(owner, token, counters))) return null;
    await this.#note(owner, [...stored.ids, ...stream.charges.keys()]);
    const keys = restoreKeys(owner.partition, owner.organizationId);
    const isDone = await answerOf(this.redis.gateFinishRestore(keys.length, ...keys, boot, token, addedBefore));
    if (isDone !== 1) return null;
    return { organizationId: owner.organizationId, counters: counters.size, calls: stream.charges.size };
  }

  async #readStream({ partition, organizationId }: Owner) {
    const charges = new Map<string, readonly CounterCharge[]>();
    const refunded = new Set<string>();
    const mark = JSON.stringify(organizationId);
    for (let from = "-"; ; ) {
      const entries = await answerOf(this.redis.xrange(auditStreamKey(partition), from, "+", "COUNT", PAGE));
      for (const [, fields] of entries) {
        // Most of a backlog is of other organizations: not worth reading to the end.
        if (!fields.some((field) => field.includes(mark))) continue;
        const record = parseAuditEntry(fields);
        if (record?.kind === "outcome") {
          if (record.refunded && record.outcome.organizationId === organizationId) refunded.add(record.outcome.callId);
        } else if (record !== null && record.intent.organizationId === organizationId) {
          const found = chargesOf(record.intent);
          if (found.length > 0) charges.set(record.intent.callId, found);
        }
      }
      const last = entries.at(-1);
      if (last === undefined || entries.length < PAGE) return { charges, refunded };
      from = `(${last[0]}`;
    }
  }

  async #write({ partition, organizationId }: Owner, token: string, counters: CounterSums): Promise<boolean> {
    const lock = restoreLockKey(partition, organizationId);
    const all = counters.entries();
    for (let from = 0; from < all.length; from += COUNTERS_A_COMMAND) {
      const some = all.slice(from, from + COUNTERS_A_COMMAND);
      const keys = [lock, ...some.map(({ key }) => key)];
      const args = some.flatMap(({ endsMs, fields }) => [endsMs, fields.length, ...fields]);
      const written = this.redis.gateWriteCounters(keys.length, ...keys, token, this.options.lockMs, ...args);
      if ((await answerOf(written)) !== 1) return false;
    }
    return true;
  }

  async #note({ partition, organizationId }: Owner, ids: readonly string[]): Promise<void> {
    const key = countedCallsKey(partition, organizationId);
    for (let from = 0; from < ids.length; from += IDS_A_COMMAND) {
      await answerOf(this.redis.sadd(key, ...ids.slice(from, from + IDS_A_COMMAND)));
    }
    if (ids.length > 0) await answerOf(this.redis.pexpire(key, LATE_MS));
  }
}

/** Sums of what still counts at a moment, by counter. */
class CounterSums {
  readonly #counters = new Map<string, { readonly window: LimitWindowCode; readonly buckets: Map<number, number> }>();

  constructor(
    private readonly owner: Owner,
    private readonly nowMs: number,
  ) {}

  get size(): number {
    return this.#counters.size;
  }

  add(charge: CounterCharge): void {
    const window = limitWindow(charge);
    if (bucketEnds(window, charge.bucket) <= this.nowMs) return;
    const key = chargeKey(this.owner.partition, this.owner.organizationId, charge);
    const counter = this.#counters.get(key) ?? { window, buckets: new Map<number, number>() };
    counter.buckets.set(charge.bucket, (counter.buckets.get(charge.bucket) ?? 0) + charge.cost);
    this.#counters.set(key, counter);
  }

  entries(): { key: string; endsMs: number; fields: (string | number)[] }[] {
    return [...this.#counters].map(([key, { window, buckets }]) => ({
      key,
      endsMs: counterEnds(window, Math.max(...buckets.keys())),
      fields: counterFields(window, buckets),
    }));
  }
}

function restoreKeys(partition: number, organizationId: string): string[] {
  return [
    partitionBootKey(partition),
    bootMarkerKey(partition, organizationId),
    restoreLockKey(partition, organizationId),
    addedCallsKey(partition, organizationId),
  ];
}

function ignore(): void {
  // What follows is said where this is given.
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
