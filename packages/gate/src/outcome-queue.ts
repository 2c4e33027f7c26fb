import type { Redis } from "ioredis";

/** Entries sent at a time: a few milliseconds of Redis time. */
const BATCH_MAX = 500;
/** Outcomes of this time travel together: at a thousand calls a second that spares most of the writes to Redis. */
const LINGER_MS = 10;
const BACK_OFF_MS = { first: 50, max: 2000 };

interface Entry {
  readonly number: number;
  readonly stream: string;
  /** Of an intent, which is numbered when Redis takes it; null for an outcome. */
  readonly sequenceKey: string | null;
  readonly body: string;
}

/**
 * Outcomes on their way to the stream, a few milliseconds behind their calls so that several travel together (a process
 * killed in between leaves them `unknown`). What Redis did not take is tried again with growing pauses, so an entry may arrive twice (the reader goes by call id) and out of order.
 * Bounded: over `entriesMax` the oldest is dropped and counted, and its call ends as `unknown`.
 */
export class OutcomeQueue {
  #entries: Entry[] = [];
  #sending: readonly Entry[] = [];
  #isRunning = false;
  #linger: NodeJS.Timeout | null = null;
  #nextNumber = 0;
  #dropped = 0;
  #waiters: { readonly before: number; readonly resolve: () => void }[] = [];

  constructor(
    private readonly redis: Redis,
    private readonly entriesMax: number,
  ) {}

  get dropped(): number {
    return this.#dropped;
  }

  push(stream: string, body: string): void {
    this.#add({ number: this.#nextNumber++, stream, sequenceKey: null, body });
  }

  /**
   * The intent of a call that goes on without Redis. False, and not taken, when the queue is half full: each such call has
   * an outcome to come, and what can't be kept must not pass.
   */
  pushIntent(stream: string, sequenceKey: string, body: string): boolean {
    if (this.#entries.length + this.#sending.length >= this.entriesMax / 2) return false;
    this.#add({ number: this.#nextNumber++, stream, sequenceKey, body });
    return true;
  }

  #add(entry: Entry): void {
    this.#entries.push(entry);
    this.#dropOverflow();
    if (this.#isRunning || this.#linger !== null) return;
    this.#linger = setTimeout(() => this.#start(), LINGER_MS);
  }

  /** Resolves when every entry pushed so far is in the stream or was dropped. As long as Redis is down it waits. */
  flush(): Promise<void> {
    this.#start();
    return new Promise((resolve) => {
      this.#waiters.push({ before: this.#nextNumber, resolve });
      this.#settleWaiters();
    });
  }

  #start(): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#linger = null;
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    let backOffMs = BACK_OFF_MS.first;
    while (this.#entries.length > 0) {
      this.#sending = this.#entries.splice(0, BATCH_MAX);
      const failed = await send(this.redis, this.#sending);
      this.#sending = [];
      // At the end, so that entries of a stream that refuses them don't hold up the others.
      this.#entries.push(...failed);
      this.#dropOverflow();
      if (failed.length > 0 && this.redis.status === "end") this.#dropAll();
      this.#settleWaiters();
      if (failed.length > 0 && this.#entries.length > 0) {
        await pause(backOffMs);
        backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS.max);
      } else {
        backOffMs = BACK_OFF_MS.first;
        if (this.#entries.length > 0 && this.#entries.length < BATCH_MAX) await pause(LINGER_MS);
      }
    }
    this.#isRunning = false;
  }

  #dropOverflow(): void {
    const excess = this.#entries.length - this.entriesMax;
    if (excess <= 0) return;
    this.#entries.sort((a, b) => a.number - b.number);
    this.#entries.splice(0, excess);
    this.#dropped += excess;
  }

  /** The client was closed for good: nothing will ever be taken. */
  #dropAll(): void {
    this.#dropped += this.#entries.length;
    this.#entries = [];
  }

  #settleWaiters(): void {
    if (this.#waiters.length === 0) return;
    let oldest = this.#nextNumber;
    for (const { number } of [...this.#sending, ...this.#entries]) oldest = Math.min(oldest, number);
    const waiters = this.#waiters;
    this.#waiters = waiters.filter(({ before }) => before > oldest);
    for (const { before, resolve } of waiters) if (before <= oldest) resolve();
  }
}

/** The entries that Redis did not confirm: one command a stream and kind, which takes all of its entries or none. */
async function send(redis: Redis, batch: readonly Entry[]): Promise<Entry[]> {
  const byStream = new Map<string, Entry[]>();
  for (const entry of batch) {
    const key = `${entry.sequenceKey === null ? "outcomes" : "intents"} ${entry.stream}`;
    const others = byStream.get(key);
    if (others === undefined) byStream.set(key, [entry]);
    else others.push(entry);
  }
  const failed = await Promise.all(
    [...byStream.values()].map((entries) =>
      append(redis, entries).then(
        () => [],
        () => entries,
      ),
    ),
  );
  return failed.flat();
}

/** Entries of one stream and kind. */
async function append(redis: Redis, entries: readonly Entry[]): Promise<unknown> {
  const [first] = entries;
  if (first === undefined) return null;
  const bodies = entries.map((entry) => entry.body);
  return first.sequenceKey === null
    ? redis.gateAppend(1, first.stream, ...bodies)
    : redis.gateAppendIntents(2, first.stream, first.sequenceKey, ...bodies);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
