/** One generation lasts so long; two are kept. */
const GENERATION_MS = 60_000;
const RECORDS_MAX = 20_000;
/** Characters of the bodies of a generation: as many records of an ordinary size. */
const CHARS_MAX = 20_000_000;

/** A record that this process wrote, or is about to, as much as it takes to write it again. */
export interface RecentRecord {
  readonly partition: number;
  readonly kind: "intent" | "outcome" | "refund";
  readonly body: string;
  /** Of an intent that was charged: the bucket of each counter. */
  readonly buckets: readonly number[];
  /** Of an intent that a limit refused. */
  readonly exceeded: { readonly pointer: string; readonly retryAfterMs: number } | null;
}

/**
 * What this process recorded in the last minute or two, for the case that Redis loses it before the worker has read it.
 * Kept as whole generations, so that keeping costs a call a reference and forgetting costs nothing. Bounded: beyond 20,000
 * records the older generation goes early.
 */
export class RecentRecords {
  #current: RecentRecord[] = [];
  #previous: RecentRecord[] = [];
  #chars = 0;
  #since = 0;

  push(record: RecentRecord): void {
    this.#current.push(record);
    this.#chars += record.body.length;
    if (this.#current.length >= RECORDS_MAX || this.#chars >= CHARS_MAX) this.#turn();
  }

  /** To be told the time now and then; any clock that doesn't go back. */
  forgetOld(nowMs: number): void {
    if (nowMs - this.#since < GENERATION_MS) return;
    this.#since = nowMs;
    this.#turn();
  }

  /** The latest first: what a stream lost before it was read is mostly the latest. */
  ofPartition(partition: number): RecentRecord[] {
    return [...this.#previous, ...this.#current].filter((record) => record.partition === partition).reverse();
  }

  #turn(): void {
    this.#previous = this.#current;
    this.#current = [];
    this.#chars = 0;
  }
}
