/** A window as a policy writes it: a name, or whole seconds. */
export type LimitWindow = "second" | "minute" | "hour" | "day" | "week" | "month" | number;

/** Whose calls a counter counts together. */
export type LimitScope = "grant" | "session" | "team" | "server" | "organization";

/**
 * One limit to be checked and consumed for a call. A counter's identity is (scope, scope id, server, counter, `per`, window,
 * algorithm, `isShadow`): the policy's version is not part of it, so that saving a new version resets nothing.
 */
export interface LimitCheck {
  /** RFC 6901 pointer into the canonical document, e.g. `/tools/run_procedure/limits/0`. */
  readonly pointer: string;
  readonly counter: string;
  readonly scope: LimitScope;
  /** The id of the grant, session, team, server or organization that the call is counted under. */
  readonly scopeId: string;
  /** The value of the argument that `per` names, as JSON (`"c_1"`, `7`, `true`), so that no two values are one; null without `per`. */
  readonly per: string | null;
  readonly window: LimitWindow;
  readonly algorithm: "sliding" | "fixed";
  readonly max: number;
  /** Whole number, 1 or more. */
  readonly cost: number;
  readonly onStoreError: "deny" | "allow";
  /** Counted apart from enforced limits, and never in a call's way. All checks of a plan agree in it. */
  readonly isShadow: boolean;
  /** For the sentence an exceeded limit answers with: the paths behind `per` and `cost`, null where a call just counts. */
  readonly perPath: string | null;
  readonly costPath: string | null;
}

/** What the store answered: everything consumed, or nothing and the limit that stands in the way longest. */
export type Reservation =
  | { readonly kind: "reserved"; readonly remaining: readonly number[] }
  | { readonly kind: "exceeded"; readonly index: number; readonly remaining: number; readonly retryAfterMs: number };
