/** What a `Bag` holds knows its own place there. */
export interface BagItem {
  /** Where the bag holds it; -1 outside. Written by the bag alone. */
  bagIndex: number;
}

/**
 * Things that come and go with every call, in no order. A Set would do but for the garbage collector: V8's hash tables point
 * from an outgrown one to its successor, so that once a table is old, whatever was put into the later ones stays in memory
 * until the next full collection. At thousands of calls a second most of the collector's time went there.
 */
export class Bag<T extends BagItem> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    item.bagIndex = this.#items.length;
    this.#items.push(item);
  }

  /** Its place is taken by the last one. */
  delete(item: T): void {
    const last = this.#items[this.#items.length - 1];
    if (last === undefined || this.#items[item.bagIndex] !== item) return;
    this.#items[item.bagIndex] = last;
    last.bagIndex = item.bagIndex;
    this.#items.pop();
    item.bagIndex = -1;
  }

  /** What is in it now; it may be emptied meanwhile. */
  snapshot(): readonly T[] {
    return [...this.#items];
  }
}
