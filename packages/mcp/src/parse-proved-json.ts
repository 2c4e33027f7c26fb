import type { JsonValue } from "./json-value";

/**
 * The value of a text that `scanJson` has proved. Should the two ever disagree, the answer is null, which every caller
 * refuses: no message is null.
 */
export function parseProvedJson(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
