import { revealHidden } from "@policylayer/policy";

const WHITE_SPACE = /[ \t\r\n]+/g;
/** Postgres stores neither U+0000 nor half a surrogate pair; what is left of the hidden ones is written out. */
const UNSTORABLE = /\p{Cs}/gu;

/**
 * Somebody else's text, harmless to store and to show: cut to `lengthMax` characters before anything looks at it, hidden
 * characters written out as `⟨U+200B⟩`, white space as one space. null for what isn't text, or holds nothing.
 */
export function cleanText(value: unknown, lengthMax: number): string | null {
  if (typeof value !== "string") return null;
  const bounded = cut(
    value
      .slice(0, 4 * lengthMax)
      .replaceAll(UNSTORABLE, "\uFFFD")
      .replaceAll(WHITE_SPACE, " "),
    lengthMax,
  );
  const text = cut(revealHidden(bounded.trim()), lengthMax);
  return text === "" ? null : text;
}

/** Not through a surrogate pair. */
function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const code = text.charCodeAt(lengthMax - 2);
  const end = code >= 0xd800 && code <= 0xdbff ? lengthMax - 2 : lengthMax - 1;
  return `${text.slice(0, end)}…`;
}

/** An address that a page may link to: http or https, without a space, a quote or a control character. */
export function cleanUrl(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 500) return null;
  return /^https?:\/\/[^\s"'<>\\\p{C}]+$/iu.test(value) ? value : null;
}
