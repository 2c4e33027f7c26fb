/** A Map that forgets what was used longest ago once it holds more than `entriesMax`. Whatever is forgotten can be loaded again. */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();

  constructor(
    private readonly entriesMax: number,
    /** Told of each entry that had to go, not of deleted ones. */
    private readonly onForgotten?: (value: V) => void,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    // To the end: the order of a Map is the order of insertion, so the first is the one used longest ago. While the map is
    // half empty nothing is about to be forgotten, and moving an entry on every call would cost more than finding it.
    if (value !== undefined && this.#entries.size * 2 > this.entriesMax) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.entriesMax) return;
    for (const [oldest, forgotten] of this.#entries) {
      this.#entries.delete(oldest);
      this.onForgotten?.(forgotten);
      return;
    }
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  values(): IterableIterator<V> {
    return this.#entries.values();
  }
}
