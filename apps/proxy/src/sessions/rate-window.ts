import { BoundedMap } from "../bounded-map";

/** Counts what happens per key in fixed windows, in this process only. Keys used longest ago are forgotten. */
export class RateWindow {
  readonly #windows: BoundedMap<string, { startedAtMs: number; count: number }>;

  constructor(
    private readonly countMax: number,
    private readonly windowMs: number,
    keysMax: number,
  ) {
    this.#windows = new BoundedMap(keysMax);
  }

  /** False when the key has had its number in this window. */
  take(key: string, nowMs: number): boolean {
    const window = this.#windows.get(key);
    if (window === undefined || nowMs - window.startedAtMs >= this.windowMs) {
      this.#windows.set(key, { startedAtMs: nowMs, count: 1 });
      return true;
    }
    window.count += 1;
    return window.count <= this.countMax;
  }
}
