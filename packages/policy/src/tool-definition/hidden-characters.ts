/** A stretch of text as people would see it, or characters in it that they wouldn't. */
export interface TextPart {
  readonly text: string;
  readonly isHidden: boolean;
}

/** What doesn't show, or changes how the rest shows. Tab and line breaks are ordinary. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u{FFF9}-\u{FFFB}\u{E0000}-\u{E0FFF}]/u;
const ORDINARY = /[\t\n\r]/;
/** Most texts are nothing but this, and needn't be looked at character by character. */
const PLAIN = /^[\t\n\r\x20-\x7e]+$/;
/** Scripts whose spelling needs the joiners. */
const JOINED_SCRIPT =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}\p{Script=Syriac}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}0-9#*\u{1F1E6}-\u{1F1FF}]/u;

/**
 * The text in parts. Joiners inside an emoji or a word of a script that is spelt with them, and the selector that makes a
 * sign an emoji, are part of ordinary writing; everything else that doesn't show is hidden.
 */
export function splitHidden(text: string): TextPart[] {
  if (PLAIN.test(text)) return [{ text, isHidden: false }];
  const parts: { text: string; isHidden: boolean }[] = [];
  const characters = [...text];
  characters.forEach((character, n) => {
    const isHidden = HIDDEN.test(character) && !isOrdinary(characters, n, character);
    const last = parts.at(-1);
    if (last?.isHidden === isHidden) last.text += character;
    else parts.push({ text: character, isHidden });
  });
  return parts;
}

function isOrdinary(characters: readonly string[], n: number, character: string): boolean {
  if (ORDINARY.test(character)) return true;
  const [before = "", after = ""] = [characters[n - 1], characters[n + 1]];
  if (character === "\u{FE0F}") return EMOJI.test(before);
  if (character === "\u{200D}" && (EMOJI.test(before) || before === "\u{FE0F}")) return EMOJI.test(after);
  return (
    (character === "\u{200C}" || character === "\u{200D}") && JOINED_SCRIPT.test(before) && JOINED_SCRIPT.test(after)
  );
}

/** The text with every hidden character written out: `⟨U+200B⟩`. */
export function revealHidden(text: string): string {
  return splitHidden(text)
    .map((part) => (part.isHidden ? [...part.text].map((one) => `⟨${codePoint(one)}⟩`).join("") : part.text))
    .join("");
}

/** `U+200B` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text without its hidden characters, in the form in which letters compare: what it reads as. */
export function readsAs(text: string): string {
  if (PLAIN.test(text)) return text;
  return splitHidden(text)
    .filter((part) => !part.isHidden)
    .map((part) => part.text)
    .join("")
    .normalize("NFKC");
}

/** What kinds of hidden characters these are, in words. */
export function hiddenKinds(text: string): string[] {
  return [...new Set([...text].map(kindOf))];
}

function kindOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xe0000 && code <= 0xe007f) return "tag characters, which spell out text that only a model reads";
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return "variation selectors";
  if (code === 0x061c || code === 0x200e || code === 0x200f || (code >= 0x202a && code <= 0x202e)) return BIDI;
  if (code >= 0x2066 && code <= 0x2069) return BIDI;
  if (code < 0xa0) return "control characters";
  if (code >= 0x200b && code <= 0x200d) return "zero-width characters";
  if (code === 0x2060 || code === 0xfeff) return "zero-width characters";
  return "invisible characters";
}

const BIDI = "characters that turn the direction of writing";

/** The text that tag characters spell, "" without any. */
export function taggedText(text: string): string {
  if (PLAIN.test(text)) return "";
  return [...text]
    .map((character) => (character.codePointAt(0) ?? 0) - 0xe0000)
    .filter((code) => code >= 0x20 && code < 0x7f)
    .map((code) => String.fromCharCode(code))
    .join("");
}
