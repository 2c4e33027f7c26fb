import type { LimitWindow } from "./limit-check";

/** Why a call was decided as it was. Stable: clients, rows and docs quote these. */
export type ReasonCode =
  | "allowed"
  | "hidden"
  | "unknown_tool"
  | "no_policy"
  | "policy_invalid"
  | "default_deny"
  | "rule_deny"
  | "approval_required"
  | "limit_exceeded";

/** A decision that needed no counter. */
export interface Refusal {
  readonly decision: "deny" | "hide" | "approval_required";
  readonly code: Exclude<ReasonCode, "allowed" | "limit_exceeded">;
  /** RFC 6901 pointer into the canonical document of the rule that decided; null when no document did. */
  readonly rule: string | null;
  /** One sentence for the agent, without the `[POLICY DENIED]` prefix. */
  readonly message: string;
}

/** A decision of a limit. */
export interface LimitRefusal {
  readonly decision: "rate_limited";
  readonly code: "limit_exceeded";
  readonly rule: string;
  readonly message: string;
  /** Milliseconds until the same call would fit again, at least 1. */
  readonly retryAfterMs: number;
  readonly limit: {
    readonly counter: string;
    readonly max: number;
    readonly window: LimitWindow;
    readonly remaining: number;
  };
}

export interface Allowance {
  readonly decision: "allow";
  readonly code: "allowed";
  /** Pointer of the entry that allowed it: `/tools/<name>` or `/default`. */
  readonly rule: string;
}

export type Decision = Allowance | Refusal | LimitRefusal;
