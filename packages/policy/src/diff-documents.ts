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
  diff(before, after, { before: [], after: [] }, changes);
  return changes;
}

/** Where something stands in the older and in the newer document: an item of a list may have moved. */
interface Places {
  readonly before: JsonPath;
  readonly after: JsonPath;
}

function diff(before: Json, after: Json, places: Places, changes: DocumentChange[]): void {
  if (isJsonFields(before) && isJsonFields(after)) {
    diffFields(before, after, places, changes);
  } else if (isJsonList(before) && isJsonList(after)) {
    diffLists(before, after, places, changes);
  } else if (canonicalJson(before) !== canonicalJson(after)) {
    changes.push(change("changed", places.after, before, after));
  }
}

function diffFields(before: JsonFields, after: JsonFields, places: Places, changes: DocumentChange[]): void {
  for (const [name, value] of Object.entries(after)) {
    const at = [...places.after, name];
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (old === undefined) changes.push(change("added", at, null, value));
    else diff(old, value, { before: [...places.before, name], after: at }, changes);
  }
  for (const [name, value] of Object.entries(before)) {
    if (!Object.hasOwn(after, name)) changes.push(change("removed", [...places.before, name], value, null));
  }
}

function diffLists(before: readonly Json[], after: readonly Json[], places: Places, changes: DocumentChange[]): void {
  const { pairs, removed, isReordered } = alignLists(before, after);
  if (isReordered) changes.push(change("reordered", places.after, before, after));
  for (const pair of pairs) {
    const value = after[pair.after] ?? null;
    const at = [...places.after, pair.after];
    if (pair.before === null) changes.push(change("added", at, null, value));
    else diff(before[pair.before] ?? null, value, { before: [...places.before, pair.before], after: at }, changes);
  }
  for (const position of removed) {
    changes.push(change("removed", [...places.before, position], before[position] ?? null, null));
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
