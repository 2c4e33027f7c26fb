import { canonicalJson, isJsonFields, type Json } from "./canonical-json";

/** Which item of the older list is which of the newer one. */
export interface AlignedLists {
  /** By position in the newer list. `before` null: it is new. */
  readonly pairs: readonly { readonly before: number | null; readonly after: number }[];
  /** Positions in the older list of what is gone. */
  readonly removed: readonly number[];
  /** What stayed stands in another order. */
  readonly isReordered: boolean;
}

/**
 * Equal items are the same item, wherever they stand; then those that are about the same thing (a limit on the same
 * counter, a condition on the same path). What is left was added or removed.
 */
export function alignLists(before: readonly Json[], after: readonly Json[]): AlignedLists {
  const matches = new Array<number | null>(after.length).fill(null);
  const taken = new Set<number>();
  const rounds: ((item: Json) => string | null)[] = [canonicalJson, identityOf, topicOf];
  for (const keyOf of rounds) {
    const waiting = new Map<string, number[]>();
    before.forEach((item, position) => {
      const key = taken.has(position) ? null : keyOf(item);
      if (key === null) return;
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [position]);
      else others.push(position);
    });
    // The first is taken first: a queue read from its end.
    for (const positions of waiting.values()) positions.reverse();
    after.forEach((item, position) => {
      if (matches[position] !== null) return;
      const key = keyOf(item);
      const found = key === null ? undefined : waiting.get(key)?.pop();
      if (found === undefined) return;
      matches[position] = found;
      taken.add(found);
    });
  }
  const stayed = matches.filter((match) => match !== null);
  return {
    pairs: matches.map((match, position) => ({ before: match, after: position })),
    removed: before.map((_, position) => position).filter((position) => !taken.has(position)),
    isReordered: stayed.some((match, n) => n > 0 && match < (stayed[n - 1] ?? 0)),
  };
}

/** What makes an item of a policy's lists the one it is; null for a plain value, which is only ever itself. */
function identityOf(item: Json): string | null {
  if (!isJsonFields(item)) return null;
  const { counter, scope, window, per, path, op, name, call } = item;
  if (counter !== undefined) return canonicalJson(["limit", counter, scope ?? "grant", window ?? null, per ?? null]);
  if (path !== undefined) return canonicalJson(["condition", path, op ?? null]);
  if (call !== undefined) return name === undefined ? null : canonicalJson(["test", name]);
  return null;
}

/** The same, less strictly. */
function topicOf(item: Json): string | null {
  if (!isJsonFields(item)) return null;
  for (const field of ["counter", "path", "call"]) {
    const value = item[field];
    if (Object.hasOwn(item, field) && value !== undefined) return canonicalJson([field, value]);
  }
  return ["conditions", "any", "all", "not"].find((field) => Object.hasOwn(item, field)) ?? null;
}
