import type { LimitCheck, Reservation } from "@policylayer/policy";
import type { CallIntent, CallOutcome, WouldDecision } from "./audit-record";
import type { ReadStoredCharges } from "./charge-store";
import type { GrantRef } from "./grant-epochs";
import type { LimitCharge } from "./limit-charges";

export interface ReserveRequest {
  /** The organization's partition, 0..63: the hash tag of every key touched. */
  readonly partition: number;
  /** The epoch the cached grant was stamped with. */
  readonly epoch: string;
  /** Our own session id, whose life the call extends; null when the client has none. */
  readonly sessionId: string | null;
  /**
   * Checked together, consumed together or not at all. Empty for a call already refused. All or none have `isShadow`: an
   * exceeded one is answered and recorded, and the call goes on all the same.
   */
  readonly limits: readonly LimitCheck[];
  readonly intent: CallIntent;
  /** What is recorded when no limit stands in the way (`allow`, or a refusal that needed no counter). */
  readonly verdict: {
    readonly decision: string;
    readonly code: string;
    readonly rule: string | null;
    readonly message: string | null;
    /** What a policy in shadow mode would have decided were it enforced; null for an enforced one. */
    readonly would: WouldDecision | null;
  };
  /**
   * What was reserved for this very object, until it is given back. Written by the gate alone. A WeakMap would leave requests as
   * they are, but each of its entries costs the garbage collector more than the rest of a request.
   */
  charged?: Charged | undefined;
}

/** What a reservation consumed, and in which bucket of each: enough to give it back. */
export interface Charged {
  /** A copy of the request isn't what was reserved. */
  readonly of: ReserveRequest;
  readonly charges: readonly LimitCharge[];
  readonly buckets: readonly number[];
}

/** `stale`: reload the grant and judge again. `no_session`: the session ended. `backlog`: nothing may be recorded now. Nothing was written in these three. */
export type ReserveAnswer =
  | Reservation
  | { readonly kind: "stale" }
  | { readonly kind: "no_session" }
  | { readonly kind: "backlog" };

/** How often a process looks for a loss. Several times in the grace that everybody gets after one. */
export const LOSS_LOOK_MS = 250;

/** The counter store's part of a call. Every method that waits for Redis rejects with `StoreUnavailable` when the answer is unknown. */
export interface Gate {
  /**
   * The epoch to stamp a grant with, made when there is none. Read it BEFORE the grant is read from Postgres: a change in
   * between then leaves an old stamp, and the next call reloads. If Redis has lost the organization's counters, they are
   * restored first; rejects with `LimitsRestoring` when that takes long, or with what reading the charges rejected with.
   */
  openEpoch(grant: GrantRef, stored: ReadStoredCharges): Promise<string>;
  /**
   * Looks whether Redis has lost anything, and writes again what this process recorded lately. To be called every
   * `LOSS_LOOK_MS`: a process that doesn't may come too late with what it knows. Never rejects because of Redis.
   */
  lookForLoss(): Promise<void>;
  /** ONE round trip: epoch, session, limits, audit record. */
  reserve(request: ReserveRequest): Promise<ReserveAnswer>;
  /** The same epoch and session check for requests that are not recorded (`tools/list`, `ping`). */
  check(request: {
    partition: number;
    organizationId: string;
    grantId: string;
    epoch: string;
    sessionId: string | null;
  }): Promise<"current" | "stale" | "no_session">;
  /**
   * Keeps the audit record of a call that is to go on although its reservation was rejected, and appends it once Redis takes
   * it. Kept in memory only: lost with the process. False when there is no room; the call must then be refused.
   */
  recordDegraded(request: Pick<ReserveRequest, "partition" | "intent" | "verdict">): boolean;
  /** Not awaited on the path of a call; retried from a bounded queue. */
  appendOutcome(partition: number, outcome: CallOutcome): void;
  /**
   * Gives back a reservation of a call of which provably no byte left, in the same bucket, and records the outcome. Takes
   * the very object that was reserved, once; throws for any other. When it rejects with `StoreUnavailable` the outcome is
   * already in the queue (not refunded): don't append it again.
   */
  refund(request: ReserveRequest, outcome: CallOutcome): Promise<void>;
  /** Waits until every outcome appended so far is in the stream (or dropped). For shutdown; waits as long as Redis is down, so bound it. */
  flush(): Promise<void>;
  /** Outcomes given up since the start, because the queue was full or the client closed. Their calls end as `unknown`. */
  readonly outcomesDropped: number;
}
