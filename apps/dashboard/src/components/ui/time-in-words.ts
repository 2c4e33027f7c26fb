const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "just now", "12 min ago", "in 3 days"; from 30 days on, the date. */
export function ageInWords(iso: string, nowMs: number): string {
  const difference = nowMs - Date.parse(iso);
  const size = Math.abs(difference);
  if (size < 45_000) return difference >= 0 ? "just now" : "in a moment";
  if (size >= 30 * DAY) return exactTimeUtc(iso).slice(0, 10);
  const [amount, unit] =
    size < HOUR
      ? [size / MINUTE, "min"]
      : size < DAY
        ? [size / HOUR, "h"]
        : [size / DAY, size < 1.5 * DAY ? "day" : "days"];
  const words = `${Math.max(1, Math.round(amount))} ${unit}`;
  return difference >= 0 ? `${words} ago` : `in ${words}`;
}

/** Date and time to the second in the reader's zone. */
export function exactTime(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(new Date(iso));
}

/** "2026-11-22 13:06:05 UTC" */
export function exactTimeUtc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "13:06:05" for today, "21 Nov, 13:06" for another day, both in the reader's zone. */
export function clockTime(iso: string, now: Date): string {
  const date = new Date(iso);
  if (date.toDateString() === now.toDateString()) return date.toLocaleTimeString("en-GB");
  return new Intl.DateTimeFormat("en-GB", {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(date);
}
