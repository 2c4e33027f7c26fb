import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { JsonPath } from "./json-pointer";
import { toPointer } from "./json-pointer";
import { findBadCharacters, findDuplicateKeys } from "./json-tree";
import type { PolicyProblem, ProblemCode } from "./policy-problem";
import { type PositionOf, positionsIn } from "./text-position";

const DOCUMENT_BYTES_MAX = 1_048_576;
const DOCUMENT_DEPTH_MAX = 64;

export type ReadJson =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly root: Node;
      readonly positionOf: PositionOf;
      /** Duplicate names and characters that can't be stored: the value is readable, but not acceptable. */
      readonly problems: readonly PolicyProblem[];
    }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/**
 * Reads a document as RFC 8259 says and not a bit more: no comments, no trailing commas, no byte order mark. Bounded in
 * size before it is scanned, and in depth before anything recurses. A text that isn't JSON yields one problem a line at
 * most, because what follows a mistake on its line is mostly its echo.
 */
export function readJson(text: string): ReadJson {
  const tooLarge = sizeProblem(text);
  if (tooLarge !== null) return { ok: false, problems: [tooLarge] };
  const positionOf = positionsIn(text);
  if (text.startsWith("\uFEFF")) {
    return refuse("syntax", "The text starts with a byte order mark; save it without one.", positionOf(0));
  }
  const tooDeepAt = offsetBelowDepth(text, DOCUMENT_DEPTH_MAX);
  if (tooDeepAt !== null) {
    const message = `This is nested more than ${DOCUMENT_DEPTH_MAX} levels deep; make it flatter.`;
    return refuse("too_deep", message, positionOf(tooDeepAt));
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  if (errors.length > 0 || root === undefined) return { ok: false, problems: syntaxProblems(text, errors, positionOf) };
  const value = parseStrictly(text);
  if (value === undefined) return refuse("syntax", "This is not valid JSON.", positionOf(0));
  const place = (offset: number, path: JsonPath, code: ProblemCode, message: string): PolicyProblem => ({
    pointer: toPointer(path),
    ...positionOf(offset),
    message,
    code,
  });
  const problems = [...findDuplicateKeys(root, place), ...findBadCharacters(root, place)];
  return { ok: true, value, root, positionOf, problems };
}

/** A text over 1 MiB in UTF-8, or null. */
export function sizeProblem(text: string): PolicyProblem | null {
  if (utf8Length(text) <= DOCUMENT_BYTES_MAX) return null;
  const message = "This document is larger than 1 MiB in its saved form; make it smaller.";
  return { pointer: "", line: 1, column: 1, message, code: "too_large" };
}

function refuse(code: ProblemCode, message: string, position: { line: number; column: number }): ReadJson {
  return { ok: false, problems: [{ pointer: "", ...position, message, code }] };
}

/** The second opinion: whatever the tolerant parser might let through, this one doesn't. `undefined` is "not JSON". */
function parseStrictly(text: string): unknown {
  try {
    // Minus zero, which JSON can spell but not say anything by, becomes zero.
    return text.includes("-0") ? JSON.parse(text, (_, value: unknown) => (value === 0 ? 0 : value)) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Counts with the parser's own scanner, which doesn't recurse, so that both see the same brackets. */
function offsetBelowDepth(text: string, depthMax: number): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === "{" || first === "[") depth += 1;
    else if (first === "}" || first === "]") depth -= 1;
    if (depth > depthMax) return scanner.getTokenOffset();
  }
  return null;
}

function syntaxProblems(text: string, errors: readonly ParseError[], positionOf: PositionOf): PolicyProblem[] {
  if (text.trim() === "") {
    const message = 'The document is empty; start with {"version": "1", "default": "deny"}.';
    return [{ pointer: "", line: 1, column: 1, message, code: "syntax" }];
  }
  const firstOfLine = new Map<number, PolicyProblem>();
  let last = "";
  for (const error of errors) {
    const mistake = printParseErrorCode(error.error);
    const isConsequence = mistake === "ValueExpected" || mistake === "PropertyNameExpected";
    // Having skipped a symbol it couldn't read, the parser asks again for what it was, possibly on the next line.
    const isEcho = isConsequence && last === "InvalidSymbol";
    if (!isConsequence) last = mistake;
    const position = positionOf(error.offset);
    if (isEcho || firstOfLine.has(position.line)) continue;
    const message = SYNTAX_MESSAGES.get(mistake) ?? "This is not valid JSON.";
    firstOfLine.set(position.line, { pointer: "", ...position, message, code: "syntax" });
  }
  return [...firstOfLine.values()];
}

const SYNTAX_MESSAGES = new Map([
  ["InvalidSymbol", 'This is not JSON; put names and text in double quotes, like "deny".'],
  ["InvalidNumberFormat", "This is not a complete number; write it like 10."],
  ["UnexpectedEndOfNumber", "This is not a complete number; write it like 10."],
  ["PropertyNameExpected", "A field name in double quotes must follow; remove a comma that has nothing after it."],
  ["ValueExpected", "A value must follow here; add it, or remove a comma that has nothing after it."],
  ["ColonExpected", "A colon is missing between the field name and its value; add it."],
  ["CommaExpected", "A comma is missing before this; add it."],
  ["CloseBraceExpected", "A closing } is missing; add it."],
  ["CloseBracketExpected", "A closing ] is missing; add it."],
  ["EndOfFileExpected", "The document ends before this; remove what follows."],
  ["InvalidCommentToken", "Comments are not allowed; remove this one, or put it in `description`."],
  ["UnexpectedEndOfComment", "Comments are not allowed; remove this one, or put it in `description`."],
  ["UnexpectedEndOfString", "This text has no closing double quote on its line; add it."],
  ["InvalidUnicode", "This \\u escape needs four hex digits."],
  ["InvalidEscapeCharacter", 'This escape is not one JSON knows; use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u.'],
  ["InvalidCharacter", "This text holds a control character; write it as an escape, like \\t."],
]);

function utf8Length(text: string): number {
  if (text.length > DOCUMENT_BYTES_MAX) return text.length;
  let bytes = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return bytes;
}
