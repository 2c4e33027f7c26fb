import type { LimitWindow } from "./limit-check";
import type { ReasonCode } from "./reason-codes";

/** What a person has to do before the call may go on. Defaults are filled in. */
export interface ApprovalSettings {
  /** A role (`admin`, `policy_manager`), or a team's slug after `team:`. */
  readonly approvers: string;
  readonly count: number;
  readonly timeoutSeconds: number;
  readonly waitSeconds: number;
}

/** A request to a person, once it is stored. */
export interface AskedApproval {
  readonly id: string;
  /** RFC 3339. Until then it can be decided, and an approved one used. */
  readonly expiresAt: string;
}

/** A decision that needed no counter. */
export interface Refusal {
  readonly decision: "deny" | "hide" | "approval_required";
  readonly code: Exclude<ReasonCode, "allowed" | "shadow" | "limit_exceeded">;
  /** RFC 6901 pointer into the canonical document of the rule that decided; null when no document did. */
  readonly rule: string | null;
  /** One sentence for the agent, without the `[POLICY DENIED]` prefix. */
  readonly message: string;
  /** Only, and always, with `approval_required`. */
  readonly approval?: ApprovalSettings | undefined;
  /** What was asked of a person; absent until it is. */
  readonly asked?: AskedApproval | undefined;
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
  /** Pointer of the entry that allowed it: `/tools/<name>`, `/classes/<class>`, `/default` … */
  readonly rule: string;
}

/** A policy in shadow mode lets the call through; `would` is to be recorded with it. */
export interface ShadowAllowance {
  readonly decision: "allow";
  readonly code: "shadow";
  readonly rule: string | null;
  readonly would: EnforcedDecision;
}

export type EnforcedDecision = Allowance | Refusal | LimitRefusal;

export type Decision = EnforcedDecision | ShadowAllowance;
