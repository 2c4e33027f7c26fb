/** Texts below this are scanned fast enough. */
const LONG_TEXT = 16_384;
/** Characters between two quotes on average, from which on long strings are to be expected. */
const CHARS_A_QUOTE = 1_000;
/** So many ordinary characters at a string's beginning, and a regular expression finds the end of them in a third of the time. */
const LONG_RUN = 64;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const SPECIAL = /["\\\u0000-\u001f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const SPECIAL_OR_SURROGATE = /["\\\u0000-\u001f\ud800-\udfff]/g;

/** Whether a text is long and mostly strings that are long themselves: files, images as base64. Looks at a few quotes at most. */
export function hasLongRuns(text: string): boolean {
  if (text.length < LONG_TEXT) return false;
  let left = text.length / CHARS_A_QUOTE;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    left -= 1;
    if (left < 0) return false;
  }
  return true;
}

/**
 * The end of the ordinary characters from `start` on, inside a string, when there are many of them; else `start`. What is there
 * needs a look: a quote, a backslash, a control character, half a surrogate pair where those are not allowed, or nothing more.
 */
export function longRunEnd(text: string, start: number, isLoneSurrogateAllowed: boolean): number {
  const special = isLoneSurrogateAllowed ? SPECIAL : SPECIAL_OR_SURROGATE;
  for (let at = start; at < start + LONG_RUN; at += 1) {
    const code = text.charCodeAt(at);
    // Past the end it is NaN.
    if (!(code >= 0x20) || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff)) return start;
  }
  special.lastIndex = start + LONG_RUN;
  return special.test(text) ? special.lastIndex - 1 : text.length;
}
