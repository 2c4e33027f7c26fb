/**
 * Redis did not answer, answered with an error, or its answer was lost: nobody knows whether the call was counted.
 * A caller must treat it as "not allowed"; a counter may then stand one too high, never too low.
 */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  readonly code = "store_unavailable";
}

/**
 * Only the message of the client's error is kept: ioredis hangs the command's arguments on it, and those hold session
 * ids and records, which have no place in a log.
 */
export function storeUnavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreUnavailable(`the counter store gave no usable answer: ${reason}`, { cause: new Error(reason) });
}

/** Waits for an answer of Redis; rejects with `StoreUnavailable` for whatever goes wrong. */
export async function answerOf<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw storeUnavailable(error);
  }
}
