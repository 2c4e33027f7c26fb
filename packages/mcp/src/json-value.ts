/** What `JSON.parse` returns. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/**
 * A parsed JSON object. A key such as `__proto__` or `constructor` is an ordinary own property here, because `JSON.parse`
 * defines properties and runs no setter. It stays harmless only while nobody assigns it onward: copy with object spread
 * (which defines as well) or key by key into text, never with `Object.assign`, `target[key] = …` or a deep merge.
 */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member, or undefined: nothing inherited is ever read as if the sender had written it. */
export function ownMember(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
