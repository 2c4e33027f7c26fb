import type { Refusal } from "./decision";
import type { LimitCheck } from "./limit-check";

export interface RefusePlan {
  readonly kind: "refuse";
  readonly refusal: Refusal;
}

/** These limits are to be reserved, all or none. */
export interface ReservePlan {
  readonly kind: "reserve";
  /** Pointer of the entry that let the call through. */
  readonly rule: string;
  readonly limits: readonly LimitCheck[];
  /** What was called, for the sentence an exceeded limit answers with. */
  readonly tool: string;
  /** For each limit, whether other tools draw on its counter too. */
  readonly sharedLimits: readonly boolean[];
}

/**
 * What has to happen before a call can be decided: nothing more (refused), these limits reserved, or, in shadow mode, the
 * same without being in the call's way. The limits of a shadow plan have `isShadow`: an exceeded one consumes nothing and
 * stops nothing.
 */
export type Plan = RefusePlan | ReservePlan | { readonly kind: "shadow"; readonly would: RefusePlan | ReservePlan };
