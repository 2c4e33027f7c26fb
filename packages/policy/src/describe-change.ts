import { canonicalJson, type Json } from "./canonical-json";
import { type JsonPath, toPointer } from "./json-pointer";

/** Longest value that a sentence quotes. */
const VALUE_CHARS_MAX = 160;

/** Fields that say nothing when they hold this. */
const DEFAULTS: Readonly<Record<string, string>> = {
  mode: '"enforce"',
  timezone: '"UTC"',
  arguments: '"any"',
  "limits.scope": '"grant"',
  "limits.cost": "1",
  "limits.on_store_error": '"deny"',
};

/** A change in one sentence, without a full stop: it ends with a value. */
export function describeChange(
  kind: "added" | "removed" | "changed" | "reordered",
  path: JsonPath,
  before: Json,
  after: Json,
): string {
  const where = path.length === 0 ? "the document" : `\`${toPointer(path)}\``;
  switch (kind) {
    case "added":
      return `${where} added: ${quote(after)}${isDefault(path, after) ? ", which it was by default" : ""}`;
    case "removed":
      return `${where} removed: ${quote(before)}${isDefault(path, before) ? ", which it stays by default" : ""}`;
    case "changed":
      return `${where} ${quote(before)} → ${quote(after)}`;
    case "reordered":
      return `${where} is in another order`;
  }
}

function quote(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= VALUE_CHARS_MAX ? text : `${text.slice(0, VALUE_CHARS_MAX)}…`;
}

function isDefault(path: JsonPath, value: Json): boolean {
  const [name, list] = [path.at(-1), path.at(-3)];
  const isRule = (path[0] === "tools" || path[0] === "classes") && path.length === 3;
  const isRuleOfAll = path[0] === "all_tools" && path.length === 2;
  const field =
    path.length === 1 || isRule || isRuleOfAll
      ? name
      : list === "limits" && path[0] !== "tests"
        ? `limits.${name}`
        : "";
  const fallback = Object.hasOwn(DEFAULTS, String(field)) ? DEFAULTS[String(field)] : undefined;
  return fallback !== undefined && fallback === canonicalJson(value);
}
