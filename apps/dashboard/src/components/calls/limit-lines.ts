import { windowInWords } from "../policy/window-words";

/**
 * The limits a call was held against, each in one line: "run_procedure_rate: 10 a minute". A row may be of any version of
 * the proxy, so what isn't understood is shown as it is.
 */
export function limitLines(limits: unknown): string[] {
  if (!Array.isArray(limits)) return limits === null || limits === undefined ? [] : [JSON.stringify(limits)];
  return limits.map((limit: unknown) => lineOf(limit) ?? JSON.stringify(limit));
}

function lineOf(limit: unknown): string | null {
  if (typeof limit !== "object" || limit === null) return null;
  const { counter, max, window, remaining } = limit as Readonly<Record<string, unknown>>;
  if (typeof counter !== "string" || typeof max !== "number") return null;
  if (typeof window !== "string" && typeof window !== "number") return null;
  const left = typeof remaining === "number" ? `, ${remaining} left` : "";
  return `${counter}: ${max} ${windowInWords(window)}${left}`;
}
