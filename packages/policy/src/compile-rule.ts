import { type CompiledCondition, compileCondition, compileConditions } from "./compile-condition";
import { type CompiledLimit, compileLimit, isSharedBudget } from "./compile-limit";
import type { ApprovalSettings } from "./decision";
import type { Approval, Rule } from "./policy-document";

/** A condition of `require`. */
export interface CompiledRequirement {
  readonly pointer: string;
  readonly condition: CompiledCondition;
  readonly message: string | null;
}

/** An item of `deny_if` or `approve_if`. */
export interface CompiledClause {
  readonly pointer: string;
  readonly conditions: readonly CompiledCondition[];
  readonly message: string | null;
  readonly approval: ApprovalSettings;
}

/** A rule with everything that doesn't depend on the call worked out, and with `all_tools` added to it. */
export interface CompiledRule {
  readonly pointer: string;
  readonly kind: "tool" | "class" | "default";
  readonly action: Rule["action"];
  readonly reason: string | null;
  readonly approval: ApprovalSettings;
  readonly require: readonly CompiledRequirement[];
  readonly denyIf: readonly CompiledClause[];
  readonly approveIf: readonly CompiledClause[];
  /** Pointer of the `arguments: "schema"` that applies; null when arguments aren't checked. */
  readonly schemaPointer: string | null;
  readonly limits: readonly CompiledLimit[];
  readonly sharedLimits: readonly boolean[];
}

/** The part of a rule that may come from `all_tools`. */
export type RulePart = Pick<
  CompiledRule,
  "require" | "denyIf" | "approveIf" | "schemaPointer" | "limits" | "sharedLimits"
>;

/** `isShared`: whether the rule stands for several tools, which then draw on one budget; `users` counts each budget's limits. */
export function compileRulePart(
  rule: Rule,
  pointer: string,
  isShared: boolean,
  users: ReadonlyMap<string, number>,
): RulePart {
  const approval = compileApproval(rule.approval);
  const fallback = rule.reason ?? null;
  const limits = rule.limits ?? [];
  return {
    require: (rule.require ?? []).map((requirement, index) => {
      const at = `${pointer}/require/${index}`;
      return { pointer: at, condition: compileCondition(requirement, at), message: requirement.on_deny ?? fallback };
    }),
    denyIf: (rule.deny_if ?? []).map(({ conditions, on_deny }, index) => {
      const at = `${pointer}/deny_if/${index}`;
      const compiled = compileConditions(conditions, `${at}/conditions`);
      return { pointer: at, conditions: compiled, message: on_deny ?? fallback, approval };
    }),
    approveIf: (rule.approve_if ?? []).map(({ conditions, reason }, index) => {
      const at = `${pointer}/approve_if/${index}`;
      const compiled = compileConditions(conditions, `${at}/conditions`);
      return { pointer: at, conditions: compiled, message: reason ?? fallback, approval };
    }),
    schemaPointer: rule.arguments === "schema" ? `${pointer}/arguments` : null,
    limits: limits.map((limit, index) => compileLimit(limit, `${pointer}/limits/${index}`)),
    sharedLimits: limits.map((limit) => isShared || isSharedBudget(limit, users)),
  };
}

/** The rule of one entry, its own parts before those of `all_tools`. */
export function joinRule(
  rule: Rule,
  { pointer, kind }: Pick<CompiledRule, "pointer" | "kind">,
  own: RulePart,
  all: RulePart,
): CompiledRule {
  return {
    pointer,
    kind,
    action: rule.action,
    reason: rule.reason ?? null,
    approval: compileApproval(rule.approval),
    require: joined(own.require, all.require),
    denyIf: joined(own.denyIf, all.denyIf),
    approveIf: joined(own.approveIf, all.approveIf),
    schemaPointer: own.schemaPointer ?? all.schemaPointer,
    limits: joined(own.limits, all.limits),
    sharedLimits: joined(own.sharedLimits, all.sharedLimits),
  };
}

function compileApproval(approval: Approval | undefined): ApprovalSettings {
  return {
    approvers: approval?.approvers === undefined ? "policy_manager" : approversOf(approval.approvers),
    count: approval?.count ?? 1,
    timeoutSeconds: approval?.timeout_seconds ?? 3600,
    waitSeconds: approval?.wait_seconds ?? 0,
  };
}

/** A bare name that isn't a role's is a team's slug; spelt out, so that nobody has to guess again. */
function approversOf(written: string): string {
  return written === "admin" || written === "policy_manager" || written.startsWith("team:")
    ? written
    : `team:${written}`;
}

function joined<Item>(own: readonly Item[], all: readonly Item[]): readonly Item[] {
  if (all.length === 0) return own;
  return own.length === 0 ? all : [...own, ...all];
}
