/** When a grant in memory was last known to be the one in force. Times are of `performance.now()`, which never goes back. */
export class Freshness {
  #verifiedAtMs: number;
  #isOutdated = false;

  constructor(verifiedAtMs: number) {
    this.#verifiedAtMs = verifiedAtMs;
  }

  /** Redis called the grant's epoch current, in an answer to something asked at this moment or later. */
  verified(atMs: number): void {
    if (atMs > this.#verifiedAtMs) this.#verifiedAtMs = atMs;
  }

  /** It is known to have changed. For good: what replaces it has a freshness of its own. */
  outdated(): void {
    this.#isOutdated = true;
  }

  isFresh(nowMs: number, msMax: number): boolean {
    return !this.#isOutdated && nowMs - this.#verifiedAtMs <= msMax;
  }
}
