/** Where a value stands in a text: from `start` up to but not with `end`, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type ScannedJson =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** The members of the outermost object; empty when it is something else. */
      readonly members: ReadonlyMap<string, TextRange>;
    }
  | { readonly ok: false; readonly detail: string; readonly line: number; readonly column: number };

const DEPTH_MAX = 64;

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them unescaped.
const TEXT = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Fault extends Error {
  constructor(
    readonly detail: string,
    readonly at: number,
  ) {
    super(detail);
  }
}

/**
 * JSON (RFC 8259) with what JSON.parse doesn't tell: where it breaks, by line and column, where the members stand, and
 * names that occur twice, which are refused because readers differ in which one they take.
 */
export function scanJson(text: string): ScannedJson {
  try {
    const members = new Map<string, TextRange>();
    const end = skipSpace(text, scanValue(text, skipSpace(text, 0), 0, members));
    if (end < text.length) throw new Fault("there is more after the end of the JSON value", end);
    return { ok: true, value: JSON.parse(text), members };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split("\n");
    return { ok: false, detail: error.detail, line: before.length, column: (before.at(-1) ?? "").length + 1 };
  }
}

/** The end of the value that starts at `start`. */
function scanValue(text: string, start: number, depth: number, members: Map<string, TextRange> | null): number {
  if (depth > DEPTH_MAX) throw new Fault(`the JSON is nested deeper than ${DEPTH_MAX} levels`, start);
  switch (text[start]) {
    case "{":
      return scanObject(text, start, depth, members);
    case "[":
      return scanArray(text, start, depth);
    case '"':
      return match(TEXT, text, start, "this string doesn't end, or holds a character that must be escaped");
    case undefined:
      throw new Fault("the JSON ends too early", start);
    default:
      return match(SCALAR, text, start, "a JSON value is expected here");
  }
}

function scanObject(text: string, start: number, depth: number, members: Map<string, TextRange> | null): number {
  const seen = new Set<string>();
  let at = skipSpace(text, start + 1);
  if (text[at] === "}") return at + 1;
  for (;;) {
    if (text[at] !== '"') throw new Fault('a name in "double quotes" is expected here', at);
    const nameEnd = match(TEXT, text, at, "this name doesn't end");
    const name: string = JSON.parse(text.slice(at, nameEnd));
    if (seen.has(name)) throw new Fault("this name occurs twice in the same object", at);
    seen.add(name);
    const valueStart = skipSpace(text, expect(text, skipSpace(text, nameEnd), ":"));
    const valueEnd = scanValue(text, valueStart, depth + 1, null);
    members?.set(name, { start: valueStart, end: valueEnd });
    at = skipSpace(text, valueEnd);
    if (text[at] === "}") return at + 1;
    at = skipSpace(text, expect(text, at, ",", 'a comma or "}" is expected here'));
  }
}

function scanArray(text: string, start: number, depth: number): number {
  let at = skipSpace(text, start + 1);
  if (text[at] === "]") return at + 1;
  for (;;) {
    at = skipSpace(text, scanValue(text, at, depth + 1, null));
    if (text[at] === "]") return at + 1;
    at = skipSpace(text, expect(text, at, ",", 'a comma or "]" is expected here'));
  }
}

function expect(text: string, at: number, character: string, detail = `"${character}" is expected here`): number {
  if (text[at] === character) return at + 1;
  throw new Fault(at >= text.length ? "the JSON ends too early" : detail, at);
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

function match(pattern: RegExp, text: string, at: number, detail: string): number {
  pattern.lastIndex = at;
  if (!pattern.test(text)) throw new Fault(detail, at);
  return pattern.lastIndex;
}
