/** The calls that this process holds open for a person. Bounded, so that waiting can't use up what other calls need. */
export class HeldCalls {
  readonly #ends = new Set<() => void>();
  #isOver = false;

  constructor(private readonly callsMax: number) {}

  /**
   * Takes a call in; `end` is called when it must not wait any longer. Null when there is no room, or the process is about to
   * stop: the call is answered at once. The returned function lets it go.
   */
  hold(end: () => void): (() => void) | null {
    if (this.#isOver || this.#ends.size >= this.callsMax) return null;
    this.#ends.add(end);
    return () => this.#ends.delete(end);
  }

  /** Ends every wait, and takes nothing in any more. What was asked stays asked. */
  endAll(): void {
    this.#isOver = true;
    for (const end of [...this.#ends]) end();
  }
}
