/** The window of a limit: "a minute", "an hour", "in 90 seconds". */
export function windowInWords(window: string | number): string {
  if (typeof window === "number") return window === 1 ? "a second" : `in ${window} seconds`;
  return window === "hour" ? "an hour" : `a ${window}`;
}
