import { CONFIG_DEPTH_MAX, type ConfigValue } from "./config-value";
import type { TomlCursor } from "./toml-cursor";

export type TomlTable = Map<string, ConfigValue>;

/** `a`, `a.b`, `"a b".c`. */
export function readKey(cursor: TomlCursor): string[] {
  const key: string[] = [];
  do {
    cursor.skipBlanks();
    const quoted = cursor.startsWith('"') || cursor.startsWith("'");
    const part = quoted ? readText(cursor) : cursor.takeMatch(/[A-Za-z0-9_-]+/y);
    if (part === null) cursor.fail("needs a name here");
    key.push(part);
    cursor.skipBlanks();
  } while (cursor.take("."));
  return key;
}

export function readValue(cursor: TomlCursor, depth = 0): ConfigValue {
  if (depth > CONFIG_DEPTH_MAX) cursor.fail(`is nested more than ${CONFIG_DEPTH_MAX} levels deep`);
  if (cursor.startsWith('"') || cursor.startsWith("'")) return readText(cursor);
  if (cursor.take("[")) return readArray(cursor, depth);
  if (cursor.take("{")) return readInlineTable(cursor, depth);
  const plain = cursor.takeMatch(/[A-Za-z0-9_+.:-]+(?: [0-9][0-9:.]+(?:Z|[+-][0-9:]+)?)?/y);
  if (plain === null) cursor.fail("needs a value here");
  if (plain === "true" || plain === "false") return plain === "true";
  const number = Number(plain.replaceAll("_", ""));
  if (!Number.isNaN(number)) return number;
  // Dates, `inf` and `nan` say nothing about a server; anything else isn't TOML.
  if (!/^[0-9]{2}|^[+-]?(inf|nan)$/.test(plain)) cursor.fail("needs quotes around this value");
  return null;
}

/** Sets a dotted key in nested tables; a name that already holds something else is a mistake. */
export function setAt(root: TomlTable, key: readonly string[], value: ConfigValue, cursor: TomlCursor): void {
  const parent = tableAt(root, key.slice(0, -1), cursor);
  const last = key.at(-1) ?? "";
  if (parent.has(last)) cursor.fail("gives a name twice in this table");
  parent.set(last, value);
}

/** The table under a dotted key, made where there is none; of an array of tables the last. */
export function tableAt(root: TomlTable, key: readonly string[], cursor: TomlCursor): TomlTable {
  if (key.length > CONFIG_DEPTH_MAX) cursor.fail(`is nested more than ${CONFIG_DEPTH_MAX} levels deep`);
  let table = root;
  for (const name of key) {
    const found = table.get(name);
    const next: ConfigValue = found === undefined ? new Map() : Array.isArray(found) ? (found.at(-1) ?? null) : found;
    if (!(next instanceof Map)) cursor.fail("opens a table where a value already stands");
    if (found === undefined) table.set(name, next);
    table = next;
  }
  return table;
}

function readArray(cursor: TomlCursor, depth: number): ConfigValue[] {
  const values: ConfigValue[] = [];
  for (cursor.skipLines(); !cursor.take("]"); cursor.skipLines()) {
    values.push(readValue(cursor, depth + 1));
    cursor.skipLines();
    if (cursor.take(",")) continue;
    cursor.require("]");
    break;
  }
  return values;
}

/** Line breaks are let through, as TOML 1.1 does. */
function readInlineTable(cursor: TomlCursor, depth: number): TomlTable {
  const table: TomlTable = new Map();
  for (cursor.skipLines(); !cursor.take("}"); cursor.skipLines()) {
    const key = readKey(cursor);
    cursor.require("=");
    cursor.skipBlanks();
    setAt(table, key, readValue(cursor, depth + 1), cursor);
    cursor.skipLines();
    if (cursor.take(",")) continue;
    cursor.require("}");
    break;
  }
  return table;
}

function readText(cursor: TomlCursor): string {
  if (cursor.take('"""'))
    return withoutEscapes(between(cursor, '"""', /(?:\\[\s\S]|(?!""")[^\\])*"{0,2}(?=""")/y), cursor);
  if (cursor.take("'''")) return between(cursor, "'''", /(?:(?!''')[\s\S])*'{0,2}(?=''')/y).replace(/^\r?\n/, "");
  if (cursor.take('"')) return withoutEscapes(between(cursor, '"', /(?:\\.|[^"\\\n])*/y), cursor);
  cursor.require("'");
  return between(cursor, "'", /[^'\n]*/y);
}

function between(cursor: TomlCursor, end: string, pattern: RegExp): string {
  const text = cursor.takeMatch(pattern) ?? "";
  if (!cursor.take(end)) cursor.fail("has a text without its closing quote");
  return text;
}

const ESCAPES = new Map(Object.entries({ b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", e: "\u001b" }));

function withoutEscapes(text: string, cursor: TomlCursor): string {
  return text
    .replace(/^\r?\n/, "")
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|[ \t]*\r?\n\s*|([\s\S]))/g,
      (_, u, U, x, one) => {
        const code = u ?? U ?? x;
        if (typeof code === "string") {
          const point = Number.parseInt(code, 16);
          return point > 0x10ffff ? cursor.fail("has an escape that is no character") : String.fromCodePoint(point);
        }
        if (typeof one !== "string") return "";
        if (one === '"' || one === "\\") return one;
        return ESCAPES.get(one) ?? cursor.fail("has an escape that TOML doesn't know");
      },
    );
}
