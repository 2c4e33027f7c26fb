import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";

export type FilteredToolList =
  | {
      readonly kind: "list";
      /** Every other field as it came, `nextCursor` and `_meta` among them. */
      readonly result: JsonObject;
      /** Names listed more than once by the upstream and therefore left out. */
      readonly doubled: readonly string[];
    }
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * One page of an upstream's tools, with those alone for which `keep` is true. A list of an odd shape is invalid as a whole:
 * what can't be read can't be filtered. A name listed twice is left out entirely, since nobody can say which of its
 * definitions a call would meet; the other tools stay usable. `keep` must not throw.
 */
export function filterToolList(result: JsonValue, keep: (name: string, tool: JsonObject) => boolean): FilteredToolList {
  if (!isJsonObject(result)) return { kind: "invalid", reason: "result is not an object" };
  const tools = ownMember(result, "tools");
  if (!Array.isArray(tools)) return { kind: "invalid", reason: "tools is not an array" };
  const nextCursor = ownMember(result, "nextCursor");
  if (nextCursor !== undefined && typeof nextCursor !== "string") {
    return { kind: "invalid", reason: "nextCursor is not a string" };
  }

  const byName = new Map<string, JsonObject>();
  const doubled = new Set<string>();
  const listed: readonly JsonValue[] = tools;
  for (const tool of listed) {
    const name = isJsonObject(tool) ? ownMember(tool, "name") : undefined;
    if (!isJsonObject(tool) || typeof name !== "string")
      return { kind: "invalid", reason: "a tool has no string name" };
    if (byName.has(name)) doubled.add(name);
    else byName.set(name, tool);
  }
  const kept: JsonObject[] = [];
  for (const [name, tool] of byName) {
    if (!doubled.has(name) && keep(name, tool)) kept.push(tool);
  }
  // Spread defines properties and runs no setter, so that a `__proto__` key stays data.
  return { kind: "list", result: { ...result, tools: kept }, doubled: [...doubled] };
}
