import type { LimitWindow } from "./limit-check";

const NAMED_SECONDS = new Map<LimitWindow, LimitWindow>([
  [1, "second"],
  [60, "minute"],
  [3600, "hour"],
  [86_400, "day"],
  [604_800, "week"],
]);

/** Seconds that have a name get it; others stay as they are, never rounded. A month is a calendar month: no seconds are it. */
export function canonicalWindow(window: LimitWindow): LimitWindow {
  return NAMED_SECONDS.get(window) ?? window;
}

/**
 * How a limit counts when its document doesn't say. Sliding windows never let more than `max` through in any trailing
 * window; from a day on, where people expect a quota that starts anew at midnight, windows are aligned to UTC.
 */
export function defaultAlgorithm(window: LimitWindow): "sliding" | "fixed" {
  if (typeof window === "number") return window < 86_400 ? "sliding" : "fixed";
  return window === "second" || window === "minute" || window === "hour" ? "sliding" : "fixed";
}
