/** A moment in a time zone. Not a moment at all (not a finite number) has facts of no type, which no operator takes. */
export interface TimeFacts {
  readonly hour: unknown;
  readonly weekday: unknown;
  readonly date: unknown;
}

/** Formats are costly to make, and policies name few zones; bounded, because the names come from documents. */
const FORMATS_MAX = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

const UNKNOWN: TimeFacts = { hour: {}, weekday: {}, date: {} };

/** `timezone` was checked by `isTimezone` when the document was saved. */
export function timeFactsAt(nowMs: number, timezone: string): TimeFacts {
  if (Number.isNaN(new Date(nowMs).getTime()) || !isTimezone(timezone)) return UNKNOWN;
  const parts = new Map(
    formatFor(timezone)
      .formatToParts(nowMs)
      .map(({ type, value }) => [type, value]),
  );
  return {
    hour: Number(parts.get("hour")),
    weekday: parts.get("weekday")?.toLowerCase(),
    date: `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`,
  };
}

/** Whether the runtime knows a time zone of this name. */
export function isTimezone(name: string): boolean {
  try {
    formatFor(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Throws RangeError for a zone that doesn't exist. */
function formatFor(timezone: string): Intl.DateTimeFormat {
  const kept = formats.get(timezone);
  if (kept !== undefined) return kept;
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: timezone,
    hourCycle: "h23",
    hour: "2-digit",
    weekday: "long",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  if (formats.size >= FORMATS_MAX) formats.clear();
  formats.set(timezone, format);
  return format;
}
