import { invalid } from "./errors";

/** The moment, null for never. INVALID at `/expires_at` for one that has passed. */
export function futureOrNever(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || date <= now) throw invalid("/expires_at", "This moment has passed already.");
  return date;
}
