import { type CallOutcome, type ReserveRequest, StoreUnavailable } from "@policylayer/gate";
import type { Grant } from "../grants/grant";
import type { Exchange } from "../http/exchange";
import type { Runtime } from "../runtime";
import { MESSAGE_CHARS_MAX, toRecordText } from "./record-text";

/** What became of a call. */
export interface OutcomeFacts {
  /** null for a refused call. */
  readonly outcome: CallOutcome["outcome"];
  readonly message: string | null;
  readonly status?: number | null;
  readonly bytes?: number | null;
  /** Time spent on the upstream; null when it was not asked. */
  readonly upstreamMs: number | null;
  /** Time that people took, which is neither the gateway's nor the upstream's. */
  readonly heldMs?: number;
}

/** Appends the outcome to the stream. Not awaited: the gate retries, and a lost outcome is `unknown` later. */
export function recordOutcome(
  runtime: Runtime,
  exchange: Exchange,
  grant: Grant,
  callId: string,
  facts: OutcomeFacts,
): void {
  runtime.gate.appendOutcome(grant.partition, toOutcome(runtime, exchange, grant, callId, facts));
}

/** The same for a call of which nothing left: its limits get back what it took. */
export async function recordRefund(
  runtime: Runtime,
  exchange: Exchange,
  grant: Grant,
  callId: string,
  reserved: ReserveRequest,
  facts: OutcomeFacts,
): Promise<void> {
  try {
    await runtime.gate.refund(reserved, toOutcome(runtime, exchange, grant, callId, facts));
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    // The outcome is in the gate's queue; the counter stays one too high, never too low.
    runtime.metrics.count("policylayer_outcomes_total", "refund_failed");
  }
}

function toOutcome(
  runtime: Runtime,
  exchange: Exchange,
  grant: Grant,
  callId: string,
  { outcome, message, status = null, bytes = null, upstreamMs, heldMs = 0 }: OutcomeFacts,
): CallOutcome {
  if (outcome !== null) runtime.metrics.count("policylayer_outcomes_total", outcome);
  const totalMs = performance.now() - exchange.startedAt;
  return {
    callId,
    organizationId: grant.organizationId,
    outcome,
    message: message === null ? null : toRecordText(message, MESSAGE_CHARS_MAX),
    upstreamStatus: status,
    responseBytes: bytes,
    gatewayMs: toMicroseconds(totalMs - (upstreamMs ?? 0) - heldMs),
    upstreamMs: upstreamMs === null ? null : toMicroseconds(upstreamMs),
  };
}

/** Milliseconds with three decimals: a clock's noise is not worth a column's width. */
function toMicroseconds(ms: number): number {
  return Math.round(Math.max(0, ms) * 1000) / 1000;
}
