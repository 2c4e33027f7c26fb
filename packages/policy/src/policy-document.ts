import type { LimitWindow } from "./limit-check";

/** A limit of a saved document. What is absent has its documented default. */
export interface Limit {
  readonly counter: string;
  readonly window: LimitWindow;
  /** Whole number, 0 or more. */
  readonly max: number;
  /** Default `grant`. */
  readonly scope?: "grant" | undefined;
  /** Default 1. */
  readonly cost?: 1 | undefined;
  /** Default: `sliding` for windows shorter than a day, `fixed` from a day on. */
  readonly algorithm?: "sliding" | "fixed" | undefined;
}

/** A rule of a saved document; `{}` allows. */
export interface Rule {
  readonly action?: "deny" | "hide" | "require_approval" | undefined;
  readonly reason?: string | undefined;
  readonly limits?: readonly Limit[] | undefined;
}

/** A policy in its canonical form: the only form that is stored, shown and compiled. */
export interface PolicyDocument {
  readonly version: "1";
  readonly default: "allow" | "deny";
  readonly description?: string | undefined;
  readonly hide?: readonly string[] | undefined;
  /** By exact name or glob. May hold a key `__proto__`: read it with `Object.entries` or `Object.hasOwn`. */
  readonly tools?: Readonly<Record<string, Rule>> | undefined;
}
