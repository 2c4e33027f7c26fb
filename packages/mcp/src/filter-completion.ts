import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";

/**
 * A `completion/complete` result with those values alone for which `keep` is true, and then without their number, which would
 * tell how many there are besides; the same object when all are kept. null for a result of an odd shape: what can't be read
 * can't be filtered.
 */
export function filterCompletion(result: JsonValue, keep: (value: string) => boolean): JsonObject | null {
  const completion = isJsonObject(result) ? ownMember(result, "completion") : undefined;
  const values = isJsonObject(completion) ? ownMember(completion, "values") : undefined;
  if (!isJsonObject(result) || !isJsonObject(completion) || !Array.isArray(values)) return null;
  const listed: readonly JsonValue[] = values;
  if (!listed.every((value) => typeof value === "string")) return null;
  const kept = listed.filter((value) => keep(value));
  if (kept.length === listed.length) return result;
  const others = Object.entries(completion).filter(([key]) => key !== "total" && key !== "values");
  return { ...result, completion: { ...Object.fromEntries(others), values: kept } };
}
