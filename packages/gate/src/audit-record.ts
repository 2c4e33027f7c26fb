import type { RecordedLimit } from "./recorded-limit";

/** What is known of a call before the upstream sees it. Written to the stream by the reserve script, with the decision. */
export interface CallIntent {
  readonly callId: string;
  readonly organizationId: string;
  readonly teamId: string;
  readonly teamSlug: string;
  readonly grantId: string;
  readonly grantLabel: string;
  readonly serverId: string;
  readonly serverSlug: string;
  readonly method: string;
  readonly tool: string | null;
  readonly policyId: string | null;
  readonly policyVersion: number | null;
  /** Top-level argument names, sorted; never values. */
  readonly argumentKeys: readonly string[];
  readonly sessionId: string | null;
  readonly clientName: string | null;
  readonly protocolVersion: string | null;
  readonly requestBytes: number;
  /** The proxy process, and the moment (Unix ms) by which it will have recorded an outcome. */
  readonly bootId: string;
  readonly deadlineMs: number;
  /** The approval that the call asked for or uses; absent for the many without one. */
  readonly approvalId?: string | undefined;
  /** `recordLimit` of the limits of the plan, in the plan's order. */
  readonly limits: readonly RecordedLimit[];
}

/** What became of a forwarded call; for a refused one only the times and the message. */
export interface CallOutcome {
  readonly callId: string;
  readonly organizationId: string;
  /** null for a refused call. */
  readonly outcome:
    | "ok"
    | "tool_error"
    | "upstream_error"
    | "upstream_protocol"
    | "timeout"
    | "cancelled"
    | "unknown"
    | null;
  readonly message: string | null;
  readonly upstreamStatus: number | null;
  readonly responseBytes: number | null;
  readonly gatewayMs: number;
  readonly upstreamMs: number | null;
}

/** What would have happened to a call that was let through because its policy is in shadow mode. */
export interface WouldDecision {
  readonly decision: string;
  readonly code: string;
}

/** One parsed entry of an audit stream. */
export type AuditRecord =
  | {
      readonly kind: "intent";
      readonly intent: CallIntent;
      /** Number within the partition, without gaps; it jumps ahead when Redis was emptied in between. 0: added again after that. */
      readonly sequence: number;
      readonly decision: string;
      readonly code: string;
      readonly rule: string | null;
      readonly message: string | null;
      readonly retryAfterMs: number | null;
      readonly would: WouldDecision | null;
      /** Judged while Redis was away: nothing was counted, and this record came when Redis was back. */
      readonly degraded: boolean;
    }
  | { readonly kind: "outcome"; readonly outcome: CallOutcome; readonly refunded: boolean };
