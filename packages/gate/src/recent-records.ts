/** One generation lasts so long; two are kept. */
const GENERATION_MS = 60_000;
/** Of one generation: some 12,000 calls with their outcomes. */
const BYTES = 16 * 1_048_576;

const KINDS = ["intent", "exceeded", "outcome", "refund"] as const;

/** A record that this process wrote, as much as it takes to write it again. */
export interface RecentRecord {
  readonly partition: number;
  readonly kind: (typeof KINDS)[number];
  readonly body: string;
  /** Of an intent that was charged: the bucket of each counter. Of one that a limit refused: the retry, in ms. */
  readonly numbers: readonly number[];
  /** Of an intent that a limit refused: the rule. */
  readonly rule: string;
}

/**
 * What this process recorded in the last minute or two, for the case that Redis loses it before the worker has read it.
 * Kept as bytes outside the heap, which costs a call less than half a microsecond where kept strings would cost the
 * garbage collector several times that, and forgotten a generation at a time. Bounded to two generations of 16 MiB: under
 * heavy load that is the last 12,000 calls at least.
 */
export class RecentRecords {
  #current: Generation | null = null;
  #previous: Generation | null = null;
  #since = 0;

  push(
    partition: number,
    kind: RecentRecord["kind"],
    body: string,
    numbers: readonly number[] = NO_NUMBERS,
    rule = "",
  ): void {
    this.#current ??= new Generation(BYTES);
    if (this.#current.append(partition, kind, body, numbers, rule)) return;
    this.#turn();
    // A record that doesn't fit into an empty one either is larger than any request may be.
    this.#current ??= new Generation(BYTES);
    this.#current.append(partition, kind, body, numbers, rule);
  }

  /** To be told the time now and then, of a clock that doesn't go back. */
  forgetOld(nowMs: number): void {
    if (nowMs - this.#since < GENERATION_MS) return;
    this.#since = nowMs;
    this.#turn();
  }

  /** The latest first: what a stream lost before it was read is mostly the latest. */
  ofPartition(partition: number): RecentRecord[] {
    const older = this.#previous?.ofPartition(partition) ?? [];
    return [...older, ...(this.#current?.ofPartition(partition) ?? [])].reverse();
  }

  #turn(): void {
    const oldest = this.#previous;
    this.#previous = this.#current;
    oldest?.clear();
    this.#current = oldest;
  }
}

const NO_NUMBERS: readonly number[] = [];
/** Bytes of a record besides its numbers and texts: three lengths, partition, kind, count of numbers. */
const HEAD_BYTES = 16;
/** UTF-8 has no more for a UTF-16 unit. */
const BYTES_A_UNIT = 3;

class Generation {
  readonly #bytes: Buffer;
  #end = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafeSlow(size);
  }

  /** False when it is full. */
  append(
    partition: number,
    kind: RecentRecord["kind"],
    body: string,
    numbers: readonly number[],
    rule: string,
  ): boolean {
    const bytes = this.#bytes;
    const start = this.#end;
    const needed = HEAD_BYTES + 8 * numbers.length + BYTES_A_UNIT * (rule.length + body.length);
    if (start + needed > bytes.length) return false;
    bytes[start + 12] = partition;
    bytes[start + 13] = KINDS.indexOf(kind);
    bytes.writeUInt16LE(numbers.length, start + 14);
    let at = start + HEAD_BYTES;
    for (const number of numbers) at = bytes.writeDoubleLE(number, at);
    const ruleBytes = rule === "" ? 0 : bytes.write(rule, at);
    const bodyBytes = bytes.write(body, at + ruleBytes);
    this.#end = at + ruleBytes + bodyBytes;
    bytes.writeUInt32LE(this.#end, start);
    bytes.writeUInt32LE(ruleBytes, start + 4);
    bytes.writeUInt32LE(bodyBytes, start + 8);
    return true;
  }

  /** Reads the texts of these alone: after a loss it is asked for every partition in turn. */
  *ofPartition(partition: number): Generator<RecentRecord> {
    const bytes = this.#bytes;
    for (let start = 0; start < this.#end; start = bytes.readUInt32LE(start)) {
      if (bytes[start + 12] !== partition) continue;
      const count = bytes.readUInt16LE(start + 14);
      const numbers = Array.from({ length: count }, (_, i) => bytes.readDoubleLE(start + HEAD_BYTES + 8 * i));
      const rule = start + HEAD_BYTES + 8 * count;
      const body = rule + bytes.readUInt32LE(start + 4);
      yield {
        partition,
        kind: KINDS[bytes[start + 13] ?? 0] ?? "intent",
        body: bytes.toString("utf8", body, body + bytes.readUInt32LE(start + 8)),
        numbers,
        rule: bytes.toString("utf8", rule, body),
      };
    }
  }

  clear(): void {
    this.#end = 0;
  }
}
