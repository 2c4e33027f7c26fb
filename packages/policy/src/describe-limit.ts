import type { LimitCheck, LimitWindow } from "./limit-check";

/**
 * What an agent is told of an exceeded limit, e.g. "run_procedure is limited to 10 calls a minute. Try again in 23
 * seconds." A budget that other tools draw on says so, since this tool alone may not have used it up.
 */
export function describeExceeded(tool: string, check: LimitCheck, isShared: boolean, retryAfterMs: number): string {
  const rate = `${count(check.max, "call")} ${describeWindow(check.window)}`;
  if (check.max === 0) return `${tool} is limited to ${rate}, so it can't be called.`;
  const limit = isShared ? `${tool} shares a limit of ${rate} with other tools.` : `${tool} is limited to ${rate}.`;
  return `${limit} Try again in ${describeWait(retryAfterMs)}.`;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Seconds up to two minutes, then minutes, hours and days: always rounded up, so that waiting this long is enough. */
function describeWait(retryAfterMs: number): string {
  const seconds = Math.ceil(retryAfterMs / 1000);
  if (seconds < 2 * MINUTE) return count(seconds, "second");
  if (seconds < 2 * HOUR) return count(Math.ceil(seconds / MINUTE), "minute");
  if (seconds < 2 * DAY) return count(Math.ceil(seconds / HOUR), "hour");
  return count(Math.ceil(seconds / DAY), "day");
}

function describeWindow(window: LimitWindow): string {
  if (typeof window === "string") return window === "hour" ? "an hour" : `a ${window}`;
  if (window % DAY === 0) return `every ${count(window / DAY, "day")}`;
  if (window % HOUR === 0) return `every ${count(window / HOUR, "hour")}`;
  if (window % MINUTE === 0) return `every ${count(window / MINUTE, "minute")}`;
  return `every ${count(window, "second")}`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
