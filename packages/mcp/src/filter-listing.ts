import type { Listing } from "./classified";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";

export type FilteredListing =
  /** Every other field as it came, `nextCursor` and `_meta` among them. */
  { readonly kind: "list"; readonly result: JsonObject } | { readonly kind: "invalid"; readonly reason: string };

/** Where a list has its items, and what an item is known by. */
const SHAPES = {
  "prompts/list": { items: "prompts", key: "name" },
  "resources/list": { items: "resources", key: "uri" },
  "resources/templates/list": { items: "resourceTemplates", key: "uriTemplate" },
} as const;

/**
 * One page of an upstream's prompts, resources or templates, with those alone for whose name or URI `keep` is true. A list of
 * an odd shape is invalid as a whole: what can't be read can't be filtered. `keep` must not throw.
 */
export function filterListing(
  kind: Listing["kind"],
  result: JsonValue,
  keep: (key: string) => boolean,
): FilteredListing {
  const { items, key } = SHAPES[kind];
  if (!isJsonObject(result)) return { kind: "invalid", reason: "result is not an object" };
  const listed = ownMember(result, items);
  if (!Array.isArray(listed)) return { kind: "invalid", reason: `${items} is not an array` };
  const nextCursor = ownMember(result, "nextCursor");
  if (nextCursor !== undefined && typeof nextCursor !== "string") {
    return { kind: "invalid", reason: "nextCursor is not a string" };
  }
  const kept: JsonValue[] = [];
  const candidates: readonly JsonValue[] = listed;
  for (const item of candidates) {
    const name = isJsonObject(item) ? ownMember(item, key) : undefined;
    if (typeof name !== "string") return { kind: "invalid", reason: `an item has no string ${key}` };
    if (keep(name)) kept.push(item);
  }
  // Spread defines properties and runs no setter, so that a `__proto__` key stays data.
  return { kind: "list", result: { ...result, [items]: kept } };
}
