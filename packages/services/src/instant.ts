import { z } from "zod";

/** A moment over the wire, as every view writes it: RFC 3339 in UTC with milliseconds. */
export const instantViewSchema = z.iso.datetime();

/** A moment as a client may write it: RFC 3339 with `Z` or an offset. */
export const instantSchema = z.iso.datetime({ offset: true, error: "must be a time like 2027-01-31T18:00:00Z" });

export function toInstant(date: Date): string {
  return date.toISOString();
}

export function toInstantOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
