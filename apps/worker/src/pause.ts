/** Waits, or less when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}

/** Milliseconds before the next attempt: doubling from 100, 5 seconds at the most. */
export function backOffMs(failures: number): number {
  return Math.min(100 * 2 ** Math.min(failures - 1, 10), 5_000);
}
