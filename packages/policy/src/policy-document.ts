import type { LimitScope, LimitWindow } from "./limit-check";
import type { Operator } from "./operators";
import type { RiskClass } from "./risk-class";

export type Scalar = string | number | boolean;

/** One comparison: the value at a path, an operator, and what it is compared with. */
export interface Comparison {
  readonly path: string;
  readonly op: Operator;
  readonly value?: Scalar | readonly Scalar[] | undefined;
}

export type Condition =
  | Comparison
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }
  | { readonly not: Condition };

/** A condition of `require`. */
export type Requirement = Condition & { readonly on_deny?: string | undefined };

export interface DenyClause {
  /** All must hold; none always denies. */
  readonly conditions: readonly Condition[];
  readonly on_deny?: string | undefined;
}

export interface ApproveClause {
  readonly conditions: readonly Condition[];
  readonly reason?: string | undefined;
}

export interface Approval {
  readonly approvers?: string | undefined;
  readonly count?: number | undefined;
  readonly timeout_seconds?: number | undefined;
  readonly wait_seconds?: number | undefined;
}

/** A limit of a saved document. What is absent has its documented default. */
export interface Limit {
  readonly counter: string;
  readonly window: LimitWindow;
  /** Whole number, 0 or more. */
  readonly max: number;
  /** Default `grant`. */
  readonly scope?: LimitScope | undefined;
  /** Path of one argument. */
  readonly per?: string | undefined;
  /** Default 1. */
  readonly cost?: number | { readonly path: string; readonly max: number } | undefined;
  /** Default: `sliding` for windows shorter than a day, `fixed` from a day on. */
  readonly algorithm?: "sliding" | "fixed" | undefined;
  /** Default `deny`. */
  readonly on_store_error?: "deny" | "allow" | undefined;
}

/** A rule of a saved document; `{}` allows. `all_tools` has no `action`. */
export interface Rule {
  readonly action?: "deny" | "hide" | "require_approval" | undefined;
  readonly reason?: string | undefined;
  readonly require?: readonly Requirement[] | undefined;
  readonly deny_if?: readonly DenyClause[] | undefined;
  readonly approve_if?: readonly ApproveClause[] | undefined;
  readonly approval?: Approval | undefined;
  readonly arguments?: "any" | "schema" | undefined;
  readonly limits?: readonly Limit[] | undefined;
}

/** Which resources or prompts may be used. */
export interface Access {
  readonly default: "allow" | "deny";
  readonly allow?: readonly string[] | undefined;
  readonly deny?: readonly string[] | undefined;
}

/** What a server may ask of its client, by method. */
export interface ServerRequests {
  /** Default: the document's. */
  readonly default?: "allow" | "deny" | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly deny?: readonly string[] | undefined;
}

/** A call with what must be decided of it. */
export interface PolicyTest {
  readonly name?: string | undefined;
  readonly call: string;
  readonly args?: Readonly<Record<string, unknown>> | undefined;
  readonly as?:
    | {
        readonly grant?: string | undefined;
        readonly team?: string | undefined;
        readonly time?: string | undefined;
        readonly class?: RiskClass | undefined;
      }
    | undefined;
  readonly expect: "allow" | "deny" | "hide" | "approval_required";
  readonly rule?: string | undefined;
}

/** A policy in its canonical form: the only form that is stored, shown and compiled. */
export interface PolicyDocument {
  readonly version: "1";
  readonly default: "allow" | "deny";
  readonly description?: string | undefined;
  /** Default `enforce`. */
  readonly mode?: "enforce" | "shadow" | undefined;
  /** IANA name; default `UTC`. */
  readonly timezone?: string | undefined;
  readonly hide?: readonly string[] | undefined;
  /** By exact name or glob. May hold a key `__proto__`: read it with `Object.entries` or `Object.hasOwn`. */
  readonly tools?: Readonly<Record<string, Rule>> | undefined;
  readonly classes?: Readonly<Partial<Record<RiskClass, Rule | undefined>>> | undefined;
  readonly all_tools?: Omit<Rule, "action"> | undefined;
  readonly resources?: Access | undefined;
  readonly prompts?: Access | undefined;
  readonly server_requests?: ServerRequests | undefined;
  readonly tests?: readonly PolicyTest[] | undefined;
}
