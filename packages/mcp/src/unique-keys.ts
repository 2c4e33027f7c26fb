/** Up to this many keys a comparison with each is cheaper than a Set. */
const LINEAR_MAX = 8;

/**
 * The keys of the objects that are open while a text is scanned, innermost last. One flat array serves them all; an object
 * gets a Set of its own only when it outgrows `LINEAR_MAX`, so that ordinary messages allocate nothing per object and a
 * message of many keys is still linear.
 */
export class UniqueKeys {
  readonly #keys: string[] = [];
  readonly #starts: number[] = [];
  readonly #sets: (Set<string> | null)[] = [];

  open(): void {
    this.#starts.push(this.#keys.length);
    this.#sets.push(null);
  }

  close(): void {
    this.#keys.length = this.#starts.pop() ?? 0;
    this.#sets.pop();
  }

  /** False when the innermost open object already has this key. */
  add(key: string): boolean {
    const top = this.#starts.length - 1;
    const set = this.#sets[top] ?? null;
    if (set !== null) {
      if (set.has(key)) return false;
      set.add(key);
      return true;
    }
    const keys = this.#keys;
    const start = this.#starts[top] ?? 0;
    for (let index = start; index < keys.length; index += 1) {
      if (keys[index] === key) return false;
    }
    keys.push(key);
    if (keys.length - start > LINEAR_MAX) this.#sets[top] = new Set(keys.slice(start));
    return true;
  }
}
