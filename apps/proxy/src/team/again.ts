/** How long until what ended, or could not be had, is asked for again; doubled with each failure in a row. */
const AGAIN_MS_MIN = 1_000;
const AGAIN_MS_MAX = 30_000;
const DOUBLINGS_MAX = 10;

/** When to try once more. One try is awaited at a time. */
export class Again {
  #timer: NodeJS.Timeout | null = null;
  #failures = 0;

  constructor(private readonly tryOnce: () => void) {}

  worked(): void {
    this.#failures = 0;
  }

  /** It had worked, and ended. */
  later(): void {
    this.#failures = 0;
    this.#schedule();
  }

  failed(): void {
    this.#schedule();
    this.#failures = Math.min(this.#failures + 1, DOUBLINGS_MAX);
  }

  /** For good. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    this.stop();
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.tryOnce();
      },
      Math.min(AGAIN_MS_MAX, AGAIN_MS_MIN * 2 ** this.#failures),
    );
    this.#timer.unref();
  }
}
