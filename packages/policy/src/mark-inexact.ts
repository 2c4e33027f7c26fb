import { isExactNumber, plainLengthMax } from "./exact-number";
import type { JsonObject } from "./tool-call";

/** Arguments in which each number that a double can't hold is replaced by the text `mark`. */
export interface MarkedArguments {
  readonly args: JsonObject;
  readonly mark: string;
}

/**
 * Looks through the text of the arguments once, and returns null when every number in it is exact: almost always. Else the
 * arguments are parsed again with a mark in place of each inexact number. The mark is a text that doesn't stand in the
 * arguments; one spelt with escapes would be taken for an inexact number, which denies. "unreadable" when the text isn't
 * JSON: whoever passed it must deny.
 */
export function markInexactNumbers(text: string): MarkedArguments | null | "unreadable" {
  const found = inexactNumbersIn(text);
  if (found.length === 0) return null;
  const mark = unusedMark(text);
  let marked = "";
  let from = 0;
  for (const [start, end] of found) {
    marked += `${text.slice(from, start)}${JSON.stringify(mark)}`;
    from = end;
  }
  const args = parseObject(marked + text.slice(from));
  return args === null ? "unreadable" : { args, mark };
}

const QUOTE = 34;
const MINUS = 45;
const BACKSLASH = 92;

/** Start and end of each. The text is JSON, so a digit or minus outside of a text begins a number. */
function inexactNumbersIn(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfText(text, at);
    else if (isDigit(unit) || unit === MINUS) {
      const end = endOfNumber(text, at);
      if (!isPlainlyExact(text, at, end) && !isExactNumber(text.slice(at, end))) found.push([at, end]);
      at = end - 1;
    }
  }
  return found;
}

/** The position of the closing quote. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isNumberUnit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Most numbers are short and have no exponent, and no text has to be made of them to know that a double holds them. */
function isPlainlyExact(text: string, start: number, end: number): boolean {
  if (end - start > plainLengthMax) return false;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 101 || unit === 69) return false;
  }
  return true;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Digits, point, e, E, plus and minus. */
function isNumberUnit(unit: number): boolean {
  return isDigit(unit) || unit === 46 || unit === 101 || unit === 69 || unit === 43 || unit === MINUS;
}

function unusedMark(text: string): string {
  let mark = "inexact number";
  for (let i = 0; text.includes(mark); i += 1) mark = `inexact number ${i}`;
  return mark;
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
