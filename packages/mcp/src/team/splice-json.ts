/** Strings to put in the place of others: by key or index, down to the string itself. */
export type Edits = Map<string | number, Edits | string>;

/** Adds one replacement. `path` must not be empty. */
export function addEdit(edits: Edits, path: readonly (string | number)[], replacement: string): void {
  let at = edits;
  for (const step of path.slice(0, -1)) {
    const known = at.get(step);
    const next: Edits = known instanceof Map ? known : new Map();
    at.set(step, next);
    at = next;
  }
  const last = path.at(-1);
  if (last !== undefined) at.set(last, replacement);
}

/**
 * A JSON text with some of its values replaced and everything else as it was written, so that no number changes. `text` must
 * have passed `scanJson`: it is walked, not checked. A path that isn't there changes nothing.
 */
export function spliceJson(text: string, edits: Edits): string {
  return edits.size === 0 ? text : new Splicer(text).run(edits);
}

class Splicer {
  #at = 0;
  #copied = 0;
  #spliced = "";

  constructor(private readonly text: string) {}

  run(edits: Edits): string {
    this.#value(edits);
    return this.#spliced + this.text.slice(this.#copied);
  }

  #value(edit: Edits | string | undefined): void {
    this.#skipSpace();
    const start = this.#at;
    const first = this.text[start];
    if (edit instanceof Map && first === "{") this.#object(edit);
    else if (edit instanceof Map && first === "[") this.#array(edit);
    else {
      this.#skipValue();
      if (typeof edit !== "string") return;
      this.#spliced += this.text.slice(this.#copied, start) + JSON.stringify(edit);
      this.#copied = this.#at;
    }
  }

  #object(edits: Edits): void {
    this.#at += 1;
    while (!this.#isAtEnd("}")) {
      const start = this.#at;
      this.#skipString();
      const key: unknown = JSON.parse(this.text.slice(start, this.#at));
      this.#skipSpace();
      this.#at += 1;
      this.#value(typeof key === "string" ? edits.get(key) : undefined);
    }
  }

  #array(edits: Edits): void {
    this.#at += 1;
    for (let index = 0; !this.#isAtEnd("]"); index += 1) this.#value(edits.get(index));
  }

  /** Steps over a comma, or the end. */
  #isAtEnd(end: string): boolean {
    this.#skipSpace();
    if (this.text[this.#at] === ",") this.#at += 1;
    this.#skipSpace();
    const isEnd = this.text[this.#at] === end || this.#at >= this.text.length;
    if (isEnd) this.#at += 1;
    return isEnd;
  }

  #skipValue(): void {
    let depth = 0;
    do {
      const char = this.text[this.#at];
      if (char === '"') this.#skipString();
      else {
        if (char === "{" || char === "[") depth += 1;
        else if (char === "}" || char === "]") depth -= 1;
        else if (depth === 0) {
          this.#skipScalar();
          return;
        }
        this.#at += 1;
      }
    } while (depth > 0 && this.#at < this.text.length);
  }

  #skipScalar(): void {
    while (this.#at < this.text.length && !/[\s,\]}]/.test(this.text.charAt(this.#at))) this.#at += 1;
  }

  #skipString(): void {
    this.#at += 1;
    while (this.#at < this.text.length && this.text[this.#at] !== '"') this.#at += this.text[this.#at] === "\\" ? 2 : 1;
    this.#at += 1;
  }

  #skipSpace(): void {
    while (/[ \t\n\r]/.test(this.text.charAt(this.#at))) this.#at += 1;
  }
}
