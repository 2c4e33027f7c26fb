import { alignLists } from "./align-lists";
import { canonicalJson, isJsonFields, isJsonList, type Json, type JsonFields } from "./canonical-json";
import { describeChange } from "./describe-change";
import { type JsonPath, toPointer } from "./json-pointer";

/** One thing that is different between two documents. */
export interface DocumentChange {
  readonly kind: "added" | "removed" | "changed" | "reordered";
  /** RFC 6901: into the newer document, and for what was removed into the older one. */
  readonly pointer: string;
  /** As JSON; null where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
  /** For people: "`/tools/run_procedure/limits/0/max` 10 → 20". */
  readonly sentence: string;
}

/**
 * What a change of a policy's document changed in what it says, in the order of the newer document. The order of fields
 * says nothing, so it is no difference; an item of a list that only moved is said once, for its list. Equal documents have
 * no changes, and only they.
 */
export function diffDocuments(before: Json, after: Json): DocumentChange[] {
  const changes: DocumentChange[] = [];
  diff(before, after, [], changes);
  return changes;
}

function diff(before: Json, after: Json, path: JsonPath, changes: DocumentChange[]): void {
  if (isJsonFields(before) && isJsonFields(after)) {
    diffFields(before, after, path, changes);
  } else if (isJsonList(before) && isJsonList(after)) {
    diffLists(before, after, path, changes);
  } else if (canonicalJson(before) !== canonicalJson(after)) {
    changes.push(change("changed", path, before, after));
  }
}

function diffFields(before: JsonFields, after: JsonFields, path: JsonPath, changes: DocumentChange[]): void {
  for (const [name, value] of Object.entries(after)) {
    const at = [...path, name];
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (old === undefined) changes.push(change("added", at, null, value));
    else diff(old, value, at, changes);
  }
  for (const [name, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, name)) changes.push(change("removed", [...path, name], value, null));
  }
}

function diffLists(before: readonly Json[], after: readonly Json[], path: JsonPath, changes: DocumentChange[]): void {
  const { pairs, removed, isReordered } = alignLists(before, after);
  if (isReordered) changes.push(change("reordered", path, before, after));
  for (const pair of pairs) {
    const value = after[pair.after] ?? null;
    const at = [...path, pair.after];
    if (pair.before === null) changes.push(change("added", at, null, value));
    else diff(before[pair.before] ?? null, value, at, changes);
  }
  for (const position of removed) {
    changes.push(change("removed", [...path, position], before[position] ?? null, null));
  }
}

function change(kind: DocumentChange["kind"], path: JsonPath, before: Json, after: Json): DocumentChange {
  return {
    kind,
    pointer: toPointer(path),
    before: kind === "added" ? null : JSON.stringify(before),
    after: kind === "removed" ? null : JSON.stringify(after),
    sentence: describeChange(kind, path, before, after),
  };
}
