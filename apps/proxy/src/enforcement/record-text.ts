/** Longest sentence recorded. */
export const MESSAGE_CHARS_MAX = 1024;

/**
 * A text somebody else chose, fit for a record: bounded, and without NUL, which Postgres can't hold in a text. The judged
 * and the answered text stay as they are.
 */
export function toRecordText(text: string, charsMax: number): string {
  const bounded = text.length > charsMax ? text.slice(0, charsMax) : text;
  return bounded.includes("\0") ? bounded.replaceAll("\0", "\ufffd") : bounded;
}
