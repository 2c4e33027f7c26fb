import type { Refusal } from "./decision";
import type { LimitCheck } from "./limit-check";

/** What has to happen before a call can be decided: nothing more (refused), or these limits reserved, all or none. */
export type Plan =
  | { readonly kind: "refuse"; readonly refusal: Refusal }
  | {
      readonly kind: "reserve";
      readonly rule: string;
      readonly limits: readonly LimitCheck[];
      /** The tool called, for the sentence an exceeded limit answers with. */
      readonly tool: string;
      /** For each limit, whether other tools draw on its counter too. */
      readonly sharedLimits: readonly boolean[];
    };
