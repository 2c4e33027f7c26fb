/** Longest part of a foreign name repeated in a message. */
const QUOTED_CHARS_MAX = 64;

/**
 * A name the client chose, in double quotes, fit for an error message: bounded, and with every character outside
 * printable ASCII escaped, so that an invisible or look-alike character shows instead of hiding.
 */
export function quoteName(name: string): string {
  let quoted = '"';
  const end = Math.min(name.length, QUOTED_CHARS_MAX);
  for (let at = 0; at < end; at += 1) {
    const code = name.charCodeAt(at);
    if (code === 0x22 || code === 0x5c) quoted += `\\${name[at]}`;
    else if (code >= 0x20 && code <= 0x7e) quoted += name[at];
    else quoted += `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return `${quoted}${name.length > end ? "…" : ""}"`;
}
