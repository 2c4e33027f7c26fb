import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { AUDIT_FIELDS } from "./audit-stream";
import {
  addedCallsKey,
  auditStreamKey,
  bootMarkerKey,
  countedCallsKey,
  PARTITION_COUNT,
  partitionBootKey,
} from "./keys";
import { limitWindow } from "./limit-window";
import { parseAuditEntry } from "./parse-audit-entry";
import type { RecentRecord, RecentRecords } from "./recent-records";
import { chargeKey, chargesOf } from "./recorded-limit";
import { counterEnds } from "./restored-counter";
import { answerOf, StoreUnavailable } from "./store-unavailable";

/** Records of a partition written again at a time, and how many partitions at once: a few milliseconds of Redis time. */
const BATCH = 25;
const BATCHES_AT_ONCE = 4;
/** After this nobody comes late any more with what a lost stream held. */
export const LATE_MS = 600_000;

const BOOT_KEYS = Array.from({ length: PARTITION_COUNT }, (_, partition) => partitionBootKey(partition));

/** A name for a boot: part of every stamp, so short; it must only never come back. */
export function newBootName(): string {
  return randomBytes(6).toString("base64url");
}

/**
 * Notices that Redis has lost a partition, and writes again what this process recorded there lately, before it relies on
 * anything in the new boot. Several processes do so at the same time, in any order and repeatedly: a record counts by its
 * call id.
 */
export class BootWatch {
  /** The boot to which a partition's records were added, or in which they were made. */
  readonly #known = new Map<number, string>();
  readonly #adding = new Map<string, Promise<void>>();
  /** Partitions take turns, so that the latest records of each come before the older ones of any. */
  readonly #turns = new Turns(BATCHES_AT_ONCE);
  #isLooking = false;

  constructor(
    private readonly redis: Redis,
    private readonly records: RecentRecords,
    private readonly onLoss: (partition: number, recordsAdded: number) => void,
  ) {}

  /** Resolves when nothing this process knows is missing in this boot. Rejects with `StoreUnavailable`. */
  notice(partition: number, boot: string): Promise<void> {
    const known = this.#known.get(partition);
    if (known === boot) return DONE;
    // A stamp is read before anything is recorded: without a boot there are no records.
    if (known === undefined) {
      this.#known.set(partition, boot);
      return DONE;
    }
    const name = `${partition} ${boot}`;
    let adding = this.#adding.get(name);
    if (adding === undefined) {
      adding = this.#addAgain(partition, boot).finally(() => this.#adding.delete(name));
      this.#adding.set(name, adding);
    }
    return adding;
  }

  /**
   * Looks whether Redis has lost anything: to be called every few hundred milliseconds, so that a process without calls
   * adds its records in time as well. Never rejects: what fails is done at the next look.
   */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.records.forgetOld(performance.now());
    try {
      const boots = await this.#boots();
      await Promise.all(boots.map((boot, partition) => (boot === null ? DONE : this.notice(partition, boot))));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    } finally {
      this.#isLooking = false;
    }
  }

  /** Of every partition. One command: on a Redis Cluster it has to be one per slot. */
  async #boots(): Promise<(string | null)[]> {
    const found = await answerOf(this.redis.mget(BOOT_KEYS));
    const missing = BOOT_KEYS.filter((_, partition) => found[partition] === null);
    if (missing.length === 0) return found;
    const [seconds, microseconds] = await answerOf(this.redis.time());
    const ms = Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
    await Promise.all(missing.map((key) => answerOf(this.redis.set(key, `${newBootName()}@${ms}`, "NX"))));
    return answerOf(this.redis.mget(BOOT_KEYS));
  }

  async #addAgain(partition: number, boot: string): Promise<void> {
    // The answers that came before the news of the loss are taken in first: their records belong to these.
    await new Promise((resolve) => setImmediate(resolve));
    const records = this.records.ofPartition(partition);
    const refunded = new Set<string>();
    for (let from = 0; from < records.length; from += BATCH) {
      const batch = records.slice(from, from + BATCH);
      const added = this.#turns.take(() => Promise.all(batch.map((record) => this.#add(record, boot, refunded))));
      for (const answer of await added) {
        if (answer !== 0) throw new StoreUnavailable("Redis was emptied again");
      }
    }
    this.#known.set(partition, boot);
    this.onLoss(partition, records.length);
  }

  /** A refund comes before its intent, since the latest are first; such a charge is not added to any counter. */
  #add(record: RecentRecord, boot: string, refunded: Set<string>): Promise<unknown> {
    const { partition } = record;
    const fields = entryOf(record);
    const entry = parseAuditEntry(fields);
    const keys = [partitionBootKey(partition), auditStreamKey(partition)];
    const args: (string | number)[] = [fields.length, ...fields];
    let callId = "";
    let organizationId = "";
    const counters: string[] = [];
    if (entry?.kind === "outcome") {
      ({ callId, organizationId } = entry.outcome);
      if (entry.refunded) refunded.add(callId);
    } else if (entry?.kind === "intent") {
      ({ callId, organizationId } = entry.intent);
      for (const charge of refunded.has(callId) ? [] : chargesOf(entry.intent)) {
        counters.push(chargeKey(partition, organizationId, charge));
        args.push(charge.bucket, charge.cost, counterEnds(limitWindow(charge), charge.bucket));
      }
    }
    keys.push(
      bootMarkerKey(partition, organizationId),
      countedCallsKey(partition, organizationId),
      addedCallsKey(partition, organizationId),
      ...counters,
    );
    return answerOf(this.redis.gateAddAgain(keys.length, ...keys, boot, callId, LATE_MS, ...args));
  }
}

const DONE = Promise.resolve();

/** Lets so many work at a time, in the order they asked. */
class Turns {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Handed on, so that nobody who asks meanwhile goes first.
      const next = this.#waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}

/** The entry as the stream had it. 0 is no number of its own: the gap that the loss left stays visible. */
function entryOf({ kind, body, numbers, rule }: RecentRecord): string[] {
  const { sequence, intent, exceededRule, retryAfterMs, buckets, outcome, refunded } = AUDIT_FIELDS;
  if (kind === "outcome") return [outcome, body];
  if (kind === "refund") return [outcome, body, refunded, "1"];
  const entry = [sequence, "0", intent, body];
  if (kind === "exceeded") entry.push(exceededRule, rule, retryAfterMs, String(numbers[0] ?? 0));
  else if (numbers.length > 0) entry.push(buckets, numbers.join(","));
  return entry;
}
