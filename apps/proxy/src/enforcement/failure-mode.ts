import { LimitsRestoring, StoreUnavailable } from "@policylayer/gate";
import { errorReply, type JsonRpcId, mcpErrorCodes } from "@policylayer/mcp";
import { DirectoryUnavailable } from "../grants/directory-unavailable";
import type { Exchange } from "../http/exchange";
import type { Metrics } from "../metrics";

/**
 * What a call gets when something this proxy depends on is down. Always a refusal: HTTP 503 with a JSON-RPC error that says
 * it may be retried, because nothing was forwarded. The one exception, calls that may pass without the counter store, is
 * decided before it comes to this: see `judge-without-store.ts`.
 */
const FAILURES = {
  /** Redis gave no usable answer: nobody knows what is allowed or whether it was counted. */
  store_unavailable: { retryAfterSeconds: 1, message: "The gateway's counter store is unavailable. Try again." },
  /** The audit stream is full: what can't be recorded doesn't pass. */
  audit_unavailable: { retryAfterSeconds: 5, message: "The gateway can't record calls at the moment. Try again." },
  /** Redis lost its data, and this organization's counters are not restored yet: they must not start from zero. */
  limits_restoring: {
    retryAfterSeconds: 2,
    message: "The gateway is restoring the counts of this organization's limits. Try again.",
  },
  /** Postgres did not answer for a grant that isn't cached, or that changed, or for counters that Redis lost. */
  directory_unavailable: { retryAfterSeconds: 2, message: "The gateway's directory is unavailable. Try again." },
  /** The grant has as much in flight in this process as it may. */
  grant_busy: { retryAfterSeconds: 1, message: "This grant has too many requests in flight. Try again." },
  /** This process is about to end; another one answers. */
  shutting_down: { retryAfterSeconds: 1, message: "The gateway is restarting. Try again." },
} as const;

export type Failure = keyof typeof FAILURES;

/** Which dependency an error tells of; null for a bug. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof StoreUnavailable) return "store_unavailable";
  if (error instanceof LimitsRestoring) return "limits_restoring";
  if (error instanceof DirectoryUnavailable) return "directory_unavailable";
  return null;
}

/** What a client is told of it. */
export function failureMessage(failure: Failure): string {
  return FAILURES[failure].message;
}

/** Answers the request, and counts. `id` and `callId` are null where the failure came before they were known. */
export function answerFailure(
  exchange: Exchange,
  metrics: Metrics,
  failure: Failure,
  id: JsonRpcId | null,
  callId: string | null,
): void {
  const { retryAfterSeconds, message } = FAILURES[failure];
  const data = { code: failure, retryable: true, ...(callId === null ? {} : { call_id: callId }) };
  metrics.count("policylayer_faults_total", failure);
  const body = errorReply(id, mcpErrorCodes.internalError.code, message, data);
  exchange.json(mcpErrorCodes.internalError.httpStatus, body, "Retry-After", String(retryAfterSeconds));
}
