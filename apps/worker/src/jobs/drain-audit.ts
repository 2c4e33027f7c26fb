import { announceCalls } from "@policylayer/gate";
import type { Redis } from "ioredis";
import { type AuditConsumer, READ_COUNT } from "../audit/audit-consumer";
import { type JoinedCall, joinEntries } from "../audit/join-entries";
import { noteArrivals } from "../audit/note-arrivals";
import type { OpenCalls } from "../audit/open-calls";
import { type StreamEntry, writtenAt } from "../audit/stream-entry";
import type { GrantTouches } from "../audit/touch-grants";
import { upsertCalls } from "../audit/upsert-calls";
import { isDataFault } from "../is-data-fault";
import type { Log } from "../log";
import type { Outages } from "../outages";
import { backOffMs, pause } from "../pause";
import type { System } from "../watched-system";

/** Rows in one statement. */
const BATCH = 500;
/** How long a read waits for the first entry; also the longest that a stop waits for a read. */
const BLOCK_MS = 1_000;
/** After a first entry, the time for the outcome to join its intent, and for calls to share a transaction. */
const GATHER_MS = 100;
const TAKE_OVER_EVERY_MS = 5_000;
const KEEPING_DEAD_LETTERS = "keeping unreadable audit entries";

export interface DrainAuditOptions {
  readonly system: System;
  readonly redis: Redis;
  readonly consumer: AuditConsumer;
  readonly openCalls: OpenCalls;
  readonly grantTouches: GrantTouches;
  readonly outages: Outages;
  readonly log: Log;
  readonly nowMs?: () => number;
}

/** Brings the audit streams into `calls`. */
export class DrainAudit {
  /** When the loop last came round, when it last wrote rows, and how many; Unix ms. */
  lastTurnMs = 0;
  lastDrainMs: number | null = null;
  rowsWritten = 0;
  deadLetters = 0;
  #oldestAtHandMs: number | null = null;
  readonly #nowMs: () => number;

  constructor(private readonly options: DrainAuditOptions) {
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /** Age of the oldest entry read and not yet in Postgres, in ms; 0 when there is none. */
  get lagMs(): number {
    return this.#oldestAtHandMs === null ? 0 : Math.max(0, this.#nowMs() - this.#oldestAtHandMs);
  }

  /**
   * Until `stop` aborts. An entry is settled only after the commit that holds its row, so that a worker killed at any moment
   * loses nothing: what it had read comes again, and a repetition changes nothing. Never rejects.
   */
  async run(stop: AbortSignal): Promise<void> {
    const { consumer, outages } = this.options;
    let takeOverAt = 0;
    let failures = 0;
    let isResumed = false;
    while (!stop.aborted) {
      try {
        let entries: StreamEntry[] = [];
        if (!isResumed) {
          entries = await consumer.resume();
          isResumed = true;
        } else if (this.#nowMs() >= takeOverAt) {
          entries = await consumer.takeOver();
          takeOverAt = this.#nowMs() + TAKE_OVER_EVERY_MS;
        }
        if (entries.length === 0) entries = await this.#read(stop);
        failures = 0;
        outages.ended("Redis");
        this.lastTurnMs = this.#nowMs();
        if (entries.length > 0) await this.#drain(entries, stop);
      } catch (error) {
        outages.began("Redis", error);
        await pause(backOffMs(++failures), stop);
      }
    }
  }

  async #read(stop: AbortSignal): Promise<StreamEntry[]> {
    const { consumer } = this.options;
    const first = await consumer.read(BLOCK_MS);
    if (first.length === 0 || first.length >= READ_COUNT) return first;
    await pause(GATHER_MS, stop);
    // What was read first is at hand already: a failing second read must not lose it.
    const more = await consumer.read(0).catch(() => []);
    return [...first, ...more];
  }

  /** Rejects only when Redis does, and then what is in Postgres but not settled comes again. */
  async #drain(entries: readonly StreamEntry[], stop: AbortSignal): Promise<void> {
    this.#oldestAtHandMs = entries.reduce(
      (oldest, entry) => Math.min(oldest, writtenAt(entry)),
      Number.POSITIVE_INFINITY,
    );
    const { calls, unreadable } = joinEntries(entries);
    for (let from = 0; from < calls.length; from += BATCH) {
      if (!(await this.#store(calls.slice(from, from + BATCH), stop))) return;
    }
    for (const entry of unreadable) await this.#bury(entry, "unreadable");
    this.#oldestAtHandMs = null;
  }

  /** Tries until Postgres has the rows; false when told to stop before that, and then they are left for the next worker. */
  async #store(calls: readonly JoinedCall[], stop: AbortSignal): Promise<boolean> {
    const { system, consumer, openCalls } = this.options;
    const rows = calls.map(({ row }) => row);
    const entries = calls.flatMap((call) => call.entries);
    for (let failures = 0; ; ) {
      try {
        await system("audit-drain", async (tx) => {
          await upsertCalls(tx, rows);
          await noteArrivals(tx, entries);
        });
        break;
      } catch (error) {
        if (isDataFault(error)) return this.#storeApart(calls, error, stop);
        if (stop.aborted) return false;
        await pause(backOffMs(++failures), stop);
      }
    }
    this.lastDrainMs = this.#nowMs();
    this.rowsWritten += rows.length;
    openCalls.written(rows);
    await consumer.settle(entries);
    await this.#tell(calls);
    return true;
  }

  /** One row that Postgres refuses must not keep the others out: halves, until it stands alone. */
  async #storeApart(calls: readonly JoinedCall[], error: unknown, stop: AbortSignal): Promise<boolean> {
    if (calls.length === 1) {
      const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : undefined;
      for (const entry of calls.flatMap(({ entries }) => entries)) await this.#bury(entry, reason ?? "refused");
      return true;
    }
    const middle = Math.ceil(calls.length / 2);
    return (await this.#store(calls.slice(0, middle), stop)) && (await this.#store(calls.slice(middle), stop));
  }

  async #bury(entry: StreamEntry, reason: string): Promise<void> {
    const { system, consumer, outages, log } = this.options;
    const { stream, id } = entry;
    try {
      await system("audit-drain", (tx) => noteArrivals(tx, [entry]));
      await consumer.bury(entry, reason);
    } catch (error) {
      // It stays where it is and comes again; the others go on.
      outages.began(KEEPING_DEAD_LETTERS, error);
      return;
    }
    outages.ended(KEEPING_DEAD_LETTERS);
    this.deadLetters++;
    log.error({ stream, id, reason }, "an audit entry can't be stored; it is kept in the stream's dead letters");
  }

  /** What follows from the rows being there. None of it is worth repeating: the next calls do it again. */
  async #tell(calls: readonly JoinedCall[]): Promise<void> {
    const { redis, grantTouches, log } = this.options;
    const organizations = new Set(calls.map(({ row }) => row.organization_id));
    const results = await Promise.allSettled([
      grantTouches.touch(calls.map(({ row }) => row)),
      ...[...organizations].map((organizationId) => announceCalls(redis, organizationId)),
    ]);
    for (const result of results) {
      if (result.status === "rejected") log.debug({ reason: String(result.reason) }, "an announcement was lost");
    }
  }
}
