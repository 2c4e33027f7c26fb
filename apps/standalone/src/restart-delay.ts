const WINDOW_MS = 60_000;
const DEATHS_MAX = 5;
const FIRST_DELAY_MS = 250;

/**
 * How long to wait before starting again something that died at these times (ms, in order, the last one just now):
 * 250 ms, then twice as long for each further death within a minute. Null at the fifth: it won't get better by itself.
 */
export function restartDelayMs(deathTimes: readonly number[]): number | null {
  const last = deathTimes.at(-1) ?? 0;
  const recent = deathTimes.filter((time) => last - time < WINDOW_MS).length;
  return recent >= DEATHS_MAX ? null : FIRST_DELAY_MS * 2 ** (recent - 1);
}
