import { type JsonObject, LIST_ITEMS, type ListMethod, namespaceListed, type Unavailable } from "@policylayer/mcp";
import { ITEMS_MAX, type ServerList } from "./collect-lists";
import type { TeamPosition } from "./team-cursor";

/** Names of left out things that are told of; a server with more of them is broken in a way that these show. */
const LEFT_OUT_MAX = 50;
const NAME_CHARS_MAX = 128;

export interface MergedList {
  readonly result: JsonObject;
  /** Where the next answer goes on; null when this was the last. */
  readonly next: TeamPosition | null;
}

/**
 * One answer from what the servers listed, in their order and each one's own. Pages of a server are kept whole: it ends after the
 * page that makes it `ITEMS_MAX` items or `bytesMax` bytes. Says in `_meta` which servers are missing, and what was left out
 * because no client could name it.
 */
export function mergeLists(method: ListMethod, lists: readonly ServerList[], bytesMax: number): MergedList {
  const merge = new Merge(method, bytesMax);
  let next: TeamPosition | null = null;
  for (const list of lists) {
    next = merge.add(list);
    if (next !== null) break;
  }
  const unavailable = lists.flatMap((list) => (list.unavailable === null ? [] : [list.unavailable]));
  return { result: merge.result(unavailable), next };
}

class Merge {
  readonly #items: JsonObject[] = [];
  readonly #leftOut: JsonObject[] = [];
  readonly #seen = new Set<string>();
  #bytes = 0;

  constructor(
    private readonly method: ListMethod,
    private readonly bytesMax: number,
  ) {}

  /** Where this answer is full, or the server has more to say; null to go on with the next server. */
  add({ server, pages, next, unavailable }: ServerList): TeamPosition | null {
    for (const { from, items, bytes } of pages) {
      if (this.#isFull) return from;
      this.#bytes += bytes;
      for (const item of items) this.#addItem(server, item);
    }
    if (unavailable !== null) return null;
    return next;
  }

  result(unavailable: readonly Unavailable[]): JsonObject {
    const meta = {
      ...(unavailable.length === 0
        ? {}
        : { "policylayer/unavailable": unavailable.map(({ server, reason }) => ({ server, reason })) }),
      ...(this.#leftOut.length === 0 ? {} : { "policylayer/left_out": this.#leftOut }),
    };
    const items = { [LIST_ITEMS[this.method]]: this.#items };
    return Object.keys(meta).length === 0 ? items : { ...items, _meta: meta };
  }

  get #isFull(): boolean {
    return this.#items.length >= ITEMS_MAX || this.#bytes >= this.bytesMax;
  }

  #addItem(server: string, item: JsonObject): void {
    const listed = namespaceListed(this.method, server, item);
    if (listed.kind === "unfit") {
      this.#leaveOut(server, listed.name, "no client can use it under this name");
      // The policy has let it through by this very name, so that a second one is the same thing on a later page.
    } else if (!this.#seen.has(listed.key)) {
      this.#seen.add(listed.key);
      this.#items.push(listed.item);
    }
  }

  #leaveOut(server: string, name: string, reason: string): void {
    if (this.#leftOut.length < LEFT_OUT_MAX) {
      this.#leftOut.push({ server, name: JSON.stringify(name.slice(0, NAME_CHARS_MAX)).slice(1, -1), reason });
    }
  }
}
