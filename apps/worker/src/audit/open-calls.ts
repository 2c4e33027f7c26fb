import type { System } from "../watched-system";
import type { CallRow } from "./call-row";

export interface OpenCall {
  readonly id: string;
  readonly at: string;
  readonly bootId: string | null;
  readonly deadlineMs: number;
}

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 7;

/**
 * The calls known to be under way: written without an outcome, and none seen since. Kept in memory, because finding them in a
 * table of millions would need an index that every call pays for; loaded from the table at the start and
 * now and then, for those that another worker wrote.
 */
export class OpenCalls {
  readonly #calls = new Map<string, OpenCall>();

  get size(): number {
    return this.#calls.size;
  }

  /** After the rows were committed. */
  written(rows: readonly CallRow[]): void {
    for (const { id, at, outcome, boot_id, gateway_ms, deadline } of rows) {
      if (gateway_ms !== null) this.#calls.delete(id);
      else if (outcome === "in_flight" && deadline !== null) {
        this.#calls.set(id, { id, at, bootId: boot_id, deadlineMs: Date.parse(deadline) });
      }
    }
  }

  /** The processes that judged them, each once. */
  bootIds(): string[] {
    const found = new Set<string>();
    for (const { bootId } of this.#calls.values()) if (bootId !== null) found.add(bootId);
    return [...found];
  }

  /** The calls that `isOver` says can't get an outcome from their proxy any more. */
  over(isOver: (call: OpenCall) => boolean): OpenCall[] {
    return [...this.#calls.values()].filter(isOver);
  }

  forget(calls: readonly OpenCall[]): void {
    for (const { id } of calls) this.#calls.delete(id);
  }

  /** Adds what the table has of the last week, a day at a time: each day is a short scan along the key. */
  async load(system: System, nowMs: number): Promise<void> {
    for (let day = 0; day < LOOK_BACK_DAYS; day++) {
      const until = new Date(nowMs - (day - 1) * DAY_MS);
      const from = new Date(nowMs - day * DAY_MS);
      const rows = await system("maintenance", (tx) =>
        tx.call.findMany({
          where: { at: { gte: from, lt: until }, outcome: "in_flight" },
          select: { id: true, at: true, bootId: true, deadline: true },
        }),
      );
      for (const { id, at, bootId, deadline } of rows) {
        const deadlineMs = (deadline ?? at).getTime();
        this.#calls.set(id, { id, at: at.toISOString(), bootId, deadlineMs });
      }
    }
  }
}
