import { AUDIT_GROUP, auditStreamKeys, buildControlClient } from "@policylayer/gate";
import type { Redis } from "ioredis";
import { readClaimReply, readStreamsReply, type StreamEntry } from "./stream-entry";

/** Entries of one stream in one read. A read that returns as many has more behind it. */
export const READ_COUNT = 1_000;
/** Unreadable entries kept per stream; the oldest go first. */
const DEAD_LETTERS_MAX = 10_000;
/** A read that isn't answered this long after its own wait: the connection is given up and made again. */
const READ_GRACE_MS = 10_000;

export interface AuditConsumerOptions {
  readonly redisUrl: string;
  /** For everything that doesn't block. */
  readonly redis: Redis;
  /** What a killed worker had read is resumed by the next one of its name. Two at a time may share one. */
  readonly name: string;
  /** An entry read this long ago and not settled is taken over. */
  readonly claimIdleMs: number;
  /** Told of every connection error of the reader. */
  readonly onError: (error: Error) => void;
}

/** Where unreadable entries of a stream are kept, in the same Redis Cluster slot. */
export function deadLetterKey(stream: string): string {
  return `${stream}:dead`;
}

/**
 * One consumer of the group that drains all the audit streams. Every method rejects when Redis gives no usable answer. What was
 * read and not settled comes again, here or at another worker, after `claimIdleMs`.
 */
export class AuditConsumer {
  readonly #reader: Redis;
  readonly #streams = auditStreamKeys();

  constructor(private readonly options: AuditConsumerOptions) {
    // A blocking read holds its connection, so it has one of its own.
    this.#reader = buildControlClient(options.redisUrl, { onError: options.onError });
  }

  /** New entries of every stream, oldest first within each; empty when none came within `blockMs` (0: don't wait). */
  async read(blockMs: number): Promise<StreamEntry[]> {
    const group = ["GROUP", AUDIT_GROUP, this.options.name, "COUNT", READ_COUNT] as const;
    const from = ["STREAMS", ...this.#streams, ...this.#streams.map(() => ">")] as const;
    const reply =
      blockMs === 0
        ? this.#reader.call("XREADGROUP", ...group, ...from)
        : this.#reader.call("XREADGROUP", ...group, "BLOCK", blockMs, ...from);
    return readStreamsReply(await this.#recreatingGroups(() => this.#answered(reply, blockMs)));
  }

  /** Entries that a consumer of this name has read and not settled: those that it was killed with. */
  async resume(): Promise<StreamEntry[]> {
    const found: StreamEntry[] = [];
    const after = new Map(this.#streams.map((stream) => [stream, "0"]));
    for (;;) {
      const reply = this.options.redis.call(
        ...["XREADGROUP", "GROUP", AUDIT_GROUP, this.options.name, "COUNT", READ_COUNT, "STREAMS"],
        ...after.keys(),
        ...after.values(),
      );
      const entries = readStreamsReply(await this.#recreatingGroups(() => reply));
      if (entries.length === 0) return found;
      found.push(...entries);
      for (const { stream, id } of entries) after.set(stream, id);
    }
  }

  /** Entries that another consumer, or this one, read and left. They count as read by this one from now on. */
  async takeOver(): Promise<StreamEntry[]> {
    const found: StreamEntry[] = [];
    let streams: { key: string; start: string }[] = this.#streams.map((key) => ({ key, start: "0-0" }));
    while (streams.length > 0) {
      const pipeline = this.options.redis.pipeline();
      for (const { key, start } of streams) {
        pipeline.xautoclaim(key, AUDIT_GROUP, this.options.name, this.options.claimIdleMs, start, "COUNT", READ_COUNT);
      }
      const replies = await this.#recreatingGroups(() => results(pipeline.exec()));
      if (replies === null) return found;
      streams = streams.flatMap(({ key }, index) => {
        const { entries, next } = readClaimReply(key, replies[index]);
        found.push(...entries);
        return next === null ? [] : [{ key, start: next }];
      });
    }
    return found;
  }

  /**
   * Removes entries that are in Postgres. Deleted first, then acknowledged: cut off in between, an id without an entry is
   * left, which the next take-over drops; the other way round an entry would stay for ever.
   */
  async settle(entries: readonly StreamEntry[]): Promise<void> {
    const pipeline = this.options.redis.pipeline();
    for (const [stream, ids] of idsByStream(entries)) {
      pipeline.xdel(stream, ...ids);
      pipeline.xack(stream, AUDIT_GROUP, ...ids);
    }
    await results(pipeline.exec());
  }

  /** Moves one entry to its stream's dead letters, whole and with the reason. */
  async bury({ stream, id, fields }: StreamEntry, reason: string): Promise<void> {
    const moved = this.options.redis
      .multi()
      .xadd(
        deadLetterKey(stream),
        "MAXLEN",
        "~",
        DEAD_LETTERS_MAX,
        "*",
        "dead_id",
        id,
        "dead_reason",
        reason,
        ...fields,
      )
      .xdel(stream, id)
      .xack(stream, AUDIT_GROUP, id);
    await results(moved.exec());
  }

  close(): void {
    this.#reader.disconnect();
  }

  async #answered<T>(reply: Promise<T>, blockMs: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#reader.disconnect(true);
        reject(new Error("Redis does not answer a read"));
      }, blockMs + READ_GRACE_MS);
    });
    try {
      return await Promise.race([reply, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A Redis that is new, or was emptied, has no groups: they start at the first entry there is. */
  async #recreatingGroups<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && /^(NOGROUP|UNBLOCKED)/.test(error.message))) throw error;
      const pipeline = this.options.redis.pipeline();
      for (const stream of this.#streams) pipeline.xgroup("CREATE", stream, AUDIT_GROUP, "0", "MKSTREAM");
      const replies = await pipeline.exec();
      // BUSYGROUP: this one was there already.
      const failed = replies?.find(([fault]) => fault !== null && !fault.message.includes("BUSYGROUP"));
      if (failed?.[0]) throw failed[0];
      return null;
    }
  }
}

function idsByStream(entries: readonly StreamEntry[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { stream, id } of entries) {
    const known = ids.get(stream);
    if (known === undefined) ids.set(stream, [id]);
    else known.push(id);
  }
  return ids;
}

/** The replies in order. Rejects with the first error among them: a pipeline resolves also when its commands failed. */
async function results(execution: Promise<[error: Error | null, result: unknown][] | null>): Promise<unknown[]> {
  const replies = await execution;
  if (replies === null) throw new Error("Redis gave up a transaction");
  return replies.map(([error, result]) => {
    if (error !== null) throw error;
    return result;
  });
}
