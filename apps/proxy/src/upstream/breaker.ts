import type { UpstreamResult } from "./upstream-result";

/** Failures in a row after which an upstream is left alone. */
const FAILURES_MAX = 5;
/** How long at first: an upstream that was only restarted is found again within a second. */
const OPEN_MS_MIN = 500;
const OPEN_MS_MAX = 30_000;

/** Why nothing was sent, when that is no fault of the upstream. */
const OUR_REASONS = new Set(["cancelled", "shutting_down", "headers_unreadable", "upstream_busy"]);

export type BreakerState = "closed" | "half_open" | "open";

/**
 * Keeps calls from an upstream that can't be reached or doesn't answer in time. After `FAILURES_MAX` such failures in a row it
 * opens; when its time is over one exchange may try, and the others wait for what comes of it. Each failed try doubles the
 * time. Whatever an upstream answers, an error too, closes it. Times are of `performance.now()`.
 */
export class Breaker {
  #failures = 0;
  #openUntilMs = 0;
  #openMs = OPEN_MS_MIN;
  /** While one exchange tries; 0 when none does. One that takes longer doesn't keep the next one from trying. */
  #probeUntilMs = 0;

  state(nowMs: number): BreakerState {
    if (this.#failures < FAILURES_MAX) return "closed";
    return nowMs < this.#openUntilMs ? "open" : "half_open";
  }

  /** 0: it may be asked now. Else the milliseconds until it may. Whoever gets 0 must report what came of it. */
  admit(nowMs: number): number {
    if (this.#failures < FAILURES_MAX) return 0;
    if (nowMs < this.#openUntilMs) return Math.ceil(this.#openUntilMs - nowMs);
    if (nowMs < this.#probeUntilMs) return Math.ceil(this.#probeUntilMs - nowMs);
    this.#probeUntilMs = nowMs + OPEN_MS_MIN;
    return 0;
  }

  report(result: UpstreamResult, nowMs: number): void {
    const isProbe = this.#probeUntilMs > 0;
    this.#probeUntilMs = 0;
    if (isNeither(result)) return;
    if (!isFailure(result)) {
      this.#failures = 0;
      this.#openMs = OPEN_MS_MIN;
      return;
    }
    this.#failures += 1;
    if (this.#failures < FAILURES_MAX) return;
    if (isProbe) this.#openMs = Math.min(OPEN_MS_MAX, this.#openMs * 2);
    this.#openUntilMs = nowMs + this.#openMs;
  }
}

/** No connection, or no answer in time. */
function isFailure(result: UpstreamResult): boolean {
  return result.kind === "not_sent" || result.kind === "timeout";
}

/** What this side ended says nothing of the other. */
function isNeither(result: UpstreamResult): boolean {
  if (result.kind === "given_up" || result.kind === "detached") return true;
  return result.kind === "not_sent" && OUR_REASONS.has(result.reason);
}
