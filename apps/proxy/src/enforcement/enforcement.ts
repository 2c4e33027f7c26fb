import type { Gate, ReserveRequest } from "@policylayer/gate";
import type { Decision } from "@policylayer/policy";
import type { Binding, Grant } from "../grants/grant";
import type { GrantDirectory } from "../grants/grant-directory";
import type { Metrics } from "../metrics";
import type { Caller } from "../sessions/caller";

/** What came of judging a request. What is `decided` is recorded, whatever the decision; in every other case nothing was. */
export type Enforcement =
  | {
      readonly kind: "decided";
      readonly decision: Decision;
      readonly grant: Grant;
      readonly binding: Binding;
      /** What was reserved, for a refund; null for a call that was judged without the store. */
      readonly reserved: ReserveRequest | null;
      /** The approval that let it through: to be given back if nothing is sent. */
      readonly usedApproval?: string;
    }
  /** The grant is no more. */
  | { readonly kind: "gone" }
  /** The grant no longer has this server. */
  | { readonly kind: "no_binding" }
  | { readonly kind: "no_session" }
  | { readonly kind: "backlog" }
  | { readonly kind: "unsettled" };

/** `stale`: the grant has changed since it was read. */
export type EnforcementStep = Enforcement | { readonly kind: "stale" };

export interface JudgeDeps {
  readonly gate: Pick<Gate, "reserve" | "recordDegraded">;
  readonly grants: Pick<GrantDirectory, "reload">;
  readonly metrics: Metrics;
  readonly bootId: string;
  /** For how long a grant may be used without the store, where its organization chose that, since it was last verified. */
  readonly staleGrantMsMax: number;
}

/** What is known of a request that is to be judged. */
export interface JudgedRequest {
  readonly callId: string;
  readonly grant: Grant;
  readonly serverSlug: string;
  readonly caller: Caller;
  readonly requestBytes: number;
  /** Unix ms by which an outcome will have been recorded, if no person keeps the call waiting. */
  readonly deadlineMs: number;
  /** Milliseconds of `performance.now()` at which the request came. */
  readonly startedAt: number;
}
