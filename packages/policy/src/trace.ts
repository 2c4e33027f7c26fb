/** One condition that was evaluated, for people. */
export interface ExplainedCondition {
  readonly pointer: string;
  readonly path: string;
  readonly op: string;
  /** What it was compared with, as JSON; null for `exists` without a value. */
  readonly wanted: string | null;
  /** The values at the path, at most three, as JSON of at most 200 characters each; none is a missing value. */
  readonly found: readonly { readonly type: string; readonly value: string }[];
  /** Null when the value couldn't be judged. */
  readonly holds: boolean | null;
}

export interface ExplainedRule {
  readonly pointer: string;
  /** What was looked at: an entry of `hide`, of `tools`, an item of `deny_if` … */
  readonly kind:
    | "hide"
    | "tool"
    | "class"
    | "default"
    | "action"
    | "require"
    | "deny_if"
    | "arguments"
    | "approve_if"
    | "limit"
    | "allow"
    | "deny";
  /** `applies`: it is about this call (a limit: it counts it); `decides`: it made the decision. */
  readonly outcome: "does_not_apply" | "applies" | "decides";
  readonly conditions: readonly ExplainedCondition[];
}

/** Collects what was looked at, in order. Judging without explaining has none, and pays a comparison with null. */
export class Trace {
  readonly rules: ExplainedRule[] = [];
  #conditions: ExplainedCondition[] = [];

  condition(condition: ExplainedCondition): void {
    this.#conditions.push(condition);
  }

  /** A rule was looked at; the conditions since the last one were its own. */
  rule(kind: ExplainedRule["kind"], pointer: string, outcome: ExplainedRule["outcome"]): void {
    this.rules.push({ pointer, kind, outcome, conditions: this.#conditions });
    this.#conditions = [];
  }
}
