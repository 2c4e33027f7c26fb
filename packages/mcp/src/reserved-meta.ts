import type { JsonObject } from "./json-value";

/** `_meta` keys under this prefix are said by the gateway alone, in any letter case. */
const RESERVED_PREFIX = "policylayer/";

/** Whether this `_meta` object uses a key that only the gateway may set. */
export function hasReservedMeta(meta: JsonObject): boolean {
  for (const key of Object.keys(meta)) {
    if (isReservedMeta(key)) return true;
  }
  return false;
}

/** A `_meta` object without reserved keys, or null when nothing is left. */
export function withoutReservedMeta(meta: JsonObject): JsonObject | null {
  // `fromEntries` defines properties and runs no setter, so that a `__proto__` key stays data.
  const left = hasReservedMeta(meta)
    ? Object.fromEntries(Object.entries(meta).filter(([key]) => !isReservedMeta(key)))
    : meta;
  return Object.keys(left).length === 0 ? null : left;
}

/** Whether a `_meta` key is one that only the gateway may set. */
export function isReservedMeta(key: string): boolean {
  return key.length >= RESERVED_PREFIX.length && key.slice(0, RESERVED_PREFIX.length).toLowerCase() === RESERVED_PREFIX;
}
