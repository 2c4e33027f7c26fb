import type { LimitCheck, LimitWindow } from "./limit-check";

/**
 * What an agent is told of an exceeded limit, e.g. "run_procedure is limited to 10 calls a minute. Try again in 23
 * seconds." A budget that other tools draw on says so, since this tool alone may not have used it up.
 */
export function describeExceeded(tool: string, check: LimitCheck, isShared: boolean, retryAfterMs: number): string {
  const rate = `${describeMax(check)} ${describeWindow(check.window)}${describeScope(check)}`;
  if (check.max === 0) return `${tool} is limited to ${rate}, so it can't be called.`;
  const limit = isShared ? `${tool} shares a limit of ${rate} with other tools.` : `${tool} is limited to ${rate}.`;
  if (check.cost > check.max) return `${limit} This call counts ${check.cost}, which is more than that.`;
  const counted = check.cost === 1 && check.costPath === null ? "" : ` This call counts ${check.cost}.`;
  return `${limit}${counted} Try again in ${describeWait(retryAfterMs)}.`;
}

/** Calls, or a sum of what each call counts. */
function describeMax({ max, cost, costPath }: LimitCheck): string {
  if (costPath !== null) return `${max} of \`${costPath}\``;
  return cost === 1 ? count(max, "call") : count(max, "unit");
}

/** Nothing for a grant: the one who reads it is the one who is counted. */
function describeScope({ scope, perPath }: LimitCheck): string {
  const per = perPath === null ? "" : ` for each \`${perPath}\``;
  switch (scope) {
    case "session":
      return `${per} in one session`;
    case "team":
      return `${per} for the whole team`;
    case "server":
      return `${per} for everyone who uses this server`;
    case "organization":
      return `${per} for the whole organization`;
    default:
      return per;
  }
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
