import type { LimitCheck, LimitWindow } from "@policylayer/policy";
import { expect } from "vitest";

const WINDOW_MS = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_678_400_000,
};

export interface Consumed {
  readonly at: number;
  readonly cost: number;
}

/** An exact log of one counter, on a clock that never goes back. */
export class ExactLog {
  readonly entries: Consumed[] = [];
  #newest = Number.NEGATIVE_INFINITY;

  constructor(readonly limit: LimitCheck) {}

  clock(now: number): number {
    return Math.max(now, this.#newest);
  }

  consume(now: number, cost: number): Consumed {
    const entry = { at: this.clock(now), cost };
    this.#newest = entry.at;
    this.entries.push(entry);
    return entry;
  }

  /** What was given back is as if it had never been, but for the time. */
  giveBack(entry: Consumed): void {
    this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** What is used of the limit at the moment: exactly for a fixed window, at least and at most for a sliding one. */
  used(now: number): { readonly atLeast: number; readonly atMost: number } {
    const at = this.clock(now);
    if (this.limit.algorithm === "fixed") {
      const start = windowStart(this.limit.window, at);
      const used = this.#sum((entry) => windowStart(this.limit.window, entry.at) === start);
      return { atLeast: used, atMost: used };
    }
    const window = windowMs(this.limit.window);
    // The oldest of 60 buckets counts whole; a clock that went back stands at the start of the newest.
    const slack = Math.ceil(window / 60) * (now < at ? 2 : 1);
    return {
      atLeast: this.#sum((entry) => entry.at > at - window),
      atMost: this.#sum((entry) => entry.at > at - window - slack),
    };
  }

  #sum(counts: (entry: Consumed) => boolean): number {
    return this.entries.filter(counts).reduce((sum, { cost }) => sum + cost, 0);
  }
}

export function windowMs(window: LimitWindow): number {
  return typeof window === "number" ? window * 1000 : WINDOW_MS[window];
}

function windowStart(window: LimitWindow, at: number): number {
  const date = new Date(at);
  if (window === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  if (window === "week") {
    const daysSinceMonday = (date.getUTCDay() + 6) % 7;
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - daysSinceMonday);
  }
  return Math.floor(at / windowMs(window)) * windowMs(window);
}

/** Looks at every window that ends with a consumed call: the fullest are among them. */
export function expectNeverOver({ limit: { window, algorithm, max }, entries }: ExactLog): void {
  for (const last of entries) {
    const inWindow = entries.filter(({ at }) =>
      algorithm === "fixed"
        ? windowStart(window, at) === windowStart(window, last.at)
        : at <= last.at && at > last.at - windowMs(window),
    );
    expect(inWindow.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(max);
  }
}
