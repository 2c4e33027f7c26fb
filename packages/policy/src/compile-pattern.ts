import { RE2JS, RE2JSException } from "re2js";

/** A regular expression whose time is linear in the text, whatever the text. Unanchored; no flags but those inside it. */
export interface Pattern {
  matches(text: string): boolean;
  /** Instructions of the compiled program: what its time and memory grow with. */
  readonly size: number;
}

export const patternLengthMax = 512;
/** `x{1000}` has a thousand instructions and more, and each may be tried at each character of a text. */
const PROGRAM_SIZE_MAX = 1000;

/**
 * Compiles RE2 syntax, or says why not, as the end of a sentence that begins with the field's name. Look-around,
 * back-references and repetitions that multiply are refused: none of them is linear.
 */
export function compilePattern(text: string): Pattern | string {
  if (text.length === 0 || text.length > patternLengthMax) {
    return `must be a regular expression of 1 to ${patternLengthMax} characters`;
  }
  const compiled = compile(text);
  if (typeof compiled === "string") return compiled;
  const size = compiled.programSize();
  if (size > PROGRAM_SIZE_MAX) {
    return "must have smaller repetitions: written out, this pattern is too large; use `length_lte` to limit a length";
  }
  return { size, matches: (input) => compiled.test(input) };
}

function compile(text: string): RE2JS | string {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    if (error instanceof RE2JSException) {
      return unsupportedIn(text) ?? `must be a regular expression in RE2 syntax (${reasonOf(error)})`;
    }
    throw error;
  }
}

/** What the library says, without its preamble. */
function reasonOf(error: RE2JSException): string {
  return error.message.replace(/^error parsing regexp: /, "").replaceAll("`", "");
}

/** Of a pattern that was refused: the two things people miss most get their own words. */
function unsupportedIn(text: string): string | null {
  if (/(?<!\\)(?:\\\\)*\(\?(?:=|!|<=|<!)/.test(text)) {
    return "must do without look-around, which RE2 doesn't have; use two conditions, or `not`";
  }
  if (/(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/.test(text)) {
    return "must do without back-references, which RE2 doesn't have";
  }
  return null;
}
