import type { JsonObject } from "./json-value";

/** `_meta` keys under this prefix are said by the gateway alone, in any letter case. */
const RESERVED_PREFIX = "policylayer/";

/** Whether this `_meta` object uses a key that only the gateway may set. */
export function hasReservedMeta(meta: JsonObject): boolean {
  for (const key of Object.keys(meta)) {
    if (isReserved(key)) return true;
  }
  return false;
}

/**
 * The JSON text of a `_meta` object without reserved keys, or null when nothing is left. Numbers pass through a double,
 * as in any JavaScript reader. Built key by key as text, so that a `__proto__` key stays data.
 */
export function metaText(meta: JsonObject): string | null {
  let text = "";
  for (const key of Object.keys(meta)) {
    if (isReserved(key)) continue;
    text += `${text === "" ? "{" : ","}${JSON.stringify(key)}:${JSON.stringify(meta[key])}`;
  }
  return text === "" ? null : `${text}}`;
}

function isReserved(key: string): boolean {
  return key.length >= RESERVED_PREFIX.length && key.slice(0, RESERVED_PREFIX.length).toLowerCase() === RESERVED_PREFIX;
}
