import { lineAt, type ReadConfig } from "./config-value";
import { readKey, readValue, setAt, type TomlTable, tableAt } from "./read-toml-value";
import { TomlCursor, TomlMistake } from "./toml-cursor";

/** TOML as far as a client's configuration uses it: everything but the finer rules about what may be defined where. */
export function readTomlConfig(text: string): ReadConfig {
  const cursor = new TomlCursor(text);
  const root: TomlTable = new Map();
  let table = root;
  try {
    for (cursor.skipLines(); !cursor.isAtEnd; cursor.skipLines()) {
      if (cursor.startsWith("[")) table = readHeader(cursor, root);
      else readStatement(cursor, table);
      cursor.requireLineEnd();
    }
  } catch (error) {
    if (!(error instanceof TomlMistake)) throw error;
    return { ok: false, problem: { line: lineAt(text, error.offset), message: error.message } };
  }
  return { ok: true, root };
}

function readHeader(cursor: TomlCursor, root: TomlTable): TomlTable {
  const isList = cursor.take("[[");
  if (!isList) cursor.require("[");
  const key = readKey(cursor);
  cursor.require(isList ? "]]" : "]");
  if (!isList) return tableAt(root, key, cursor);
  const parent = tableAt(root, key.slice(0, -1), cursor);
  const name = key.at(-1) ?? "";
  const before = parent.get(name);
  if (before !== undefined && !Array.isArray(before)) cursor.fail("opens a list where a value already stands");
  const added: TomlTable = new Map();
  parent.set(name, [...(Array.isArray(before) ? before : []), added]);
  return added;
}

function readStatement(cursor: TomlCursor, table: TomlTable): void {
  const key = readKey(cursor);
  cursor.require("=");
  cursor.skipBlanks();
  setAt(table, key, readValue(cursor), cursor);
}
