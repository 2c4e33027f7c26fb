/** Long enough for the code to be compiled by the time it is measured. */
const WARM_UP_MS = 300;
const ROUNDS = 5;
const ROUND_MS = 150;
/** Quicker operations are timed by the batch: asking for the time takes time too. */
const BATCH_MS = 0.05;

export interface Measured {
  readonly perSecond: number;
  /** Median and 99th percentile: a busy machine moves them less than the mean and the longest. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

type Operation = () => unknown;

/** Both on this thread, in turns, so that what else the machine does falls on both alike. */
export function measureBoth(ours: Operation, base: Operation): { readonly ours: Measured; readonly base: Measured } {
  const timers = [new Timer(base), new Timer(ours)];
  for (let round = 0; round < ROUNDS; round += 1) for (const timer of timers) timer.run(ROUND_MS);
  const [ofBase, ofOurs] = timers.map((timer) => timer.measured);
  if (ofBase === undefined || ofOurs === undefined) throw new Error("two operations are measured");
  return { ours: ofOurs, base: ofBase };
}

/** One operation alone. */
export function measure(operation: Operation): Measured {
  const timer = new Timer(operation);
  timer.run(ROUND_MS);
  return timer.measured;
}

class Timer {
  /** Milliseconds of one operation each. */
  #samples: number[] = [];
  #batch = 1;

  constructor(private readonly operation: Operation) {
    this.run(WARM_UP_MS);
    this.#batch = Math.max(1, Math.floor(BATCH_MS / this.measured.medianMs));
    this.#samples = [];
  }

  run(durationMs: number): void {
    const startedAt = performance.now();
    for (let now = startedAt; now - startedAt < durationMs; ) {
      let kept: unknown;
      for (let n = 0; n < this.#batch; n += 1) kept = this.operation();
      if (kept === undefined) throw new Error("an operation must return what it did");
      const after = performance.now();
      this.#samples.push((after - now) / this.#batch);
      now = after;
    }
  }

  get measured(): Measured {
    const sorted = Float64Array.from(this.#samples).sort();
    const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
    return { perSecond: 1000 / quantile(0.5), medianMs: quantile(0.5), p99Ms: quantile(0.99) };
  }
}
