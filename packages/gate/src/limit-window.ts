import type { LimitCheck } from "@policylayer/policy";

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;

const NAMED_MS = {
  second: SECOND_MS,
  minute: 60 * SECOND_MS,
  hour: 3600 * SECOND_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  // A trailing month is the longest one, so that no month ever holds more than the limit.
  month: 31 * DAY_MS,
};

/** How the script counts a window: `s` sliding, `f` fixed and aligned to the epoch, `w` from Monday, `m` by calendar month; all UTC. */
export interface LimitWindowCode {
  readonly mode: "s" | "f" | "w" | "m";
  readonly ms: number;
  /** The window's part of the counter's key. `60` and `"minute"` are one window; a fixed `"week"` and `604800` are not: they start on different days. */
  readonly label: string;
}

/** Throws RangeError when the window is not a positive whole number of seconds: an unchecked limit must not pass for a checked one. */
export function limitWindow({ window, algorithm }: Pick<LimitCheck, "window" | "algorithm">): LimitWindowCode {
  const ms = typeof window === "number" ? window * SECOND_MS : NAMED_MS[window];
  const seconds = ms / SECOND_MS;
  if (!Number.isSafeInteger(seconds) || !Number.isSafeInteger(ms) || ms <= 0) {
    throw new RangeError(
      `limit window \`${String(window)}\` is not a window name or a positive whole number of seconds`,
    );
  }
  switch (algorithm) {
    case "sliding":
      return { mode: "s", ms, label: `${seconds}s:sliding` };
    case "fixed":
      if (window === "week") return { mode: "w", ms, label: "week:fixed" };
      if (window === "month") return { mode: "m", ms, label: "month:fixed" };
      return { mode: "f", ms, label: `${seconds}s:fixed` };
    default:
      throw new RangeError(`limit algorithm \`${String(algorithm satisfies never)}\` is not known`);
  }
}
