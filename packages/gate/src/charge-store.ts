import type { CounterCharge } from "./recorded-limit";

/** What a restoration asks of the calls in Postgres, for one organization. Times are Unix ms, of call ids. */
export interface ChargeQuestion {
  /** The clock of Redis, which the limits go by. */
  readonly nowMs: number;
  /** Calls older than this count in no window any more. */
  readonly sinceMs: number;
  /** From here on the ids of charged calls are wanted, those of refunded ones too; null: none. */
  readonly idsSinceMs: number | null;
  /** Calls known from the stream: not to be summed again, but it must be said which of them are refunded. */
  readonly known: readonly string[];
}

export interface StoredCharges {
  /** Ids of the charged calls since `idsSinceMs`. Read before the sums, so that each of them is in there. */
  readonly ids: readonly string[];
  /** Those of the known calls that were refunded. */
  readonly refunded: readonly string[];
  /** Every charge of a call that was not refunded, summed by counter and bucket. */
  readonly sums: readonly CounterCharge[];
}

/**
 * Reads the charges of an organization's recorded calls. Whatever it rejects with, the call that waits for it gets, and
 * nothing passes: a counter that can't be restored must not start from zero.
 */
export type ReadStoredCharges = (question: ChargeQuestion) => Promise<StoredCharges>;
