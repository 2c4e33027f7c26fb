import type { CallOutcome, Gate, ServerAsk } from "@policylayer/gate";
import type { Grant } from "../grants/grant";

/** The end of what a server asked its client: how it was answered, and how long that took. Nothing for what has no row. */
export function recordAnswered(
  gate: Pick<Gate, "appendOutcome">,
  { partition, organizationId }: Grant,
  { callId, askedAtMs }: ServerAsk,
  nowMs: number,
  outcome: CallOutcome["outcome"],
  message: string | null,
): void {
  if (callId === null) return;
  gate.appendOutcome(partition, {
    callId,
    organizationId,
    outcome,
    message,
    upstreamStatus: null,
    responseBytes: null,
    gatewayMs: 0,
    upstreamMs: outcome === null ? null : Math.max(0, nowMs - askedAtMs),
  });
}
