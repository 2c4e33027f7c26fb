import type { CallView } from "@policylayer/services/calls";

/** Rows a page keeps at the most; the rest is behind "Older". */
const ROWS_MAX = 500;

export interface MergedCalls {
  /** Newest first. */
  readonly rows: readonly CallView[];
  /** Those that were not there before. */
  readonly added: readonly CallView[];
}

/**
 * The rows on the screen with the newest page of the log: known rows as they are now (an outcome may have come), new ones
 * above. When the page holds no known row, something between may be missing, so the page alone is shown.
 */
export function mergeCalls(shown: readonly CallView[], fetched: readonly CallView[]): MergedCalls {
  const known = new Set(shown.map(({ id }) => id));
  const added = fetched.filter(({ id }) => !known.has(id));
  if (added.length === fetched.length && shown.length > 0 && fetched.length > 0) return { rows: fetched, added };
  const fresh = new Map(fetched.map((call) => [call.id, call]));
  const rows = [...added, ...shown.map((call) => fresh.get(call.id) ?? call)];
  return { rows: rows.toSorted(newestFirst).slice(0, ROWS_MAX), added };
}

function newestFirst(a: CallView, b: CallView): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** "3 new calls: 2 allowed, 1 denied", for people who don't see the rows arrive. */
export function arrivalsInWords(added: readonly CallView[], wordOf: (decision: string) => string): string {
  const counts = new Map<string, number>();
  for (const { decision } of added) counts.set(decision, (counts.get(decision) ?? 0) + 1);
  const parts = [...counts].map(([decision, count]) => `${count} ${wordOf(decision).toLowerCase()}`);
  return `${added.length} new ${added.length === 1 ? "call" : "calls"}: ${parts.join(", ")}`;
}
