/** A window as a policy writes it: a name, or whole seconds. */
export type LimitWindow = "second" | "minute" | "hour" | "day" | "week" | "month" | number;

/**
 * One limit to be checked and consumed for a call. A counter's identity is (scope id, server, counter, window, algorithm):
 * the policy's version is not part of it, so that saving a new version resets nothing.
 */
export interface LimitCheck {
  /** RFC 6901 pointer into the canonical document, e.g. `/tools/run_procedure/limits/0`. */
  readonly pointer: string;
  readonly counter: string;
  readonly scope: "grant";
  readonly window: LimitWindow;
  readonly algorithm: "sliding" | "fixed";
  readonly max: number;
  /** Whole number, 1 or more. */
  readonly cost: number;
  readonly onStoreError: "deny" | "allow";
}

/** What the store answered: everything consumed, or nothing and the limit that stands in the way longest. */
export type Reservation =
  | { readonly kind: "reserved"; readonly remaining: readonly number[] }
  | { readonly kind: "exceeded"; readonly index: number; readonly remaining: number; readonly retryAfterMs: number };
