import type { CompiledCondition } from "./compile-condition";
import type { CompiledRule } from "./compile-rule";
import { allHold, holds } from "./judge-condition";
import type { Judging } from "./judging";
import type { LimitCheck } from "./limit-check";
import type { RefusePlan, ReservePlan } from "./plan";
import { planLimit } from "./plan-limits";
import {
  refuseByClause,
  refuseByRule,
  refuseBySchema,
  refuseFault,
  refuseHidden,
  refuseInvalidPolicy,
  refuseRequirement,
  refuseWithoutApproval,
  refuseWithoutSchema,
} from "./refusals";

/**
 * What the rule that applies asks of a call. The first refusal decides, in this order: `action`, `require`, `deny_if`,
 * `arguments`, approval, `limits`; in each, what `all_tools` adds comes after the rule's own. An action this version doesn't
 * know refuses: it may have meant to.
 */
export function planByRule(
  rule: CompiledRule,
  judging: Judging,
  isShadow: boolean,
  isApproved: boolean,
): RefusePlan | ReservePlan {
  const { tool } = judging.call;
  const { trace } = judging;
  switch (rule.action) {
    case "hide":
    case "deny":
      trace?.rule("action", rule.pointer, "decides");
      return rule.action === "deny" ? refuseByRule(tool, rule.pointer, rule.reason) : refuseHidden(tool, rule.pointer);
    case "require_approval":
    case undefined:
      break;
    default:
      return refuseUnknownAction(rule.action);
  }
  return (
    planRequirements(rule, judging) ??
    planDenials(rule, judging) ??
    planSchema(rule, judging) ??
    planApproval(rule, judging, isApproved) ??
    planLimits(rule, judging, isShadow)
  );
}

function planRequirements(rule: CompiledRule, judging: Judging): RefusePlan | null {
  const { tool } = judging.call;
  for (const { pointer, condition, message } of rule.require) {
    const isHeld = holds(condition, judging);
    const refusal =
      judging.fault !== null
        ? refuseFault(tool, pointer, judging.fault)
        : isHeld
          ? null
          : refuseRequirement(tool, pointer, pathOf(condition), message);
    judging.trace?.rule("require", pointer, refusal === null ? "applies" : "decides");
    if (refusal !== null) return refusal;
  }
  return null;
}

function planDenials(rule: CompiledRule, judging: Judging): RefusePlan | null {
  const { tool } = judging.call;
  for (const { pointer, conditions, message } of rule.denyIf) {
    const isHeld = allHold(conditions, judging);
    const refusal =
      judging.fault !== null
        ? refuseFault(tool, pointer, judging.fault)
        : isHeld
          ? refuseByClause(tool, pointer, message)
          : null;
    judging.trace?.rule("deny_if", pointer, refusal === null ? "does_not_apply" : "decides");
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Without arguments a call is checked like one with none: `{}`. */
function planSchema({ schemaPointer }: CompiledRule, judging: Judging): RefusePlan | null {
  if (schemaPointer === null) return null;
  const refusal = checkSchema(schemaPointer, judging);
  judging.trace?.rule("arguments", schemaPointer, refusal === null ? "applies" : "decides");
  return refusal;
}

function checkSchema(pointer: string, judging: Judging): RefusePlan | null {
  const { tool, schema } = judging.call;
  if (schema === null || schema.kind === "unusable") return refuseWithoutSchema(tool, pointer);
  if (judging.hasInexactNumber()) {
    judging.fail("unsafe_number", "args");
    if (judging.fault !== null) return refuseFault(tool, pointer, judging.fault);
  }
  const result = schema.check(judging.args ?? {});
  return result === null ? null : refuseBySchema(tool, pointer, result);
}

/** Every item is evaluated before one asks: a call that can't be judged isn't put before a person. */
function planApproval(rule: CompiledRule, judging: Judging, isApproved: boolean): RefusePlan | null {
  const { tool } = judging.call;
  const asksAlways = rule.action === "require_approval";
  if (asksAlways) judging.trace?.rule("action", rule.pointer, "decides");
  let asked: RefusePlan | null = asksAlways
    ? refuseWithoutApproval(tool, rule.pointer, rule.reason, rule.approval)
    : null;
  for (const { pointer, conditions, message, approval } of rule.approveIf) {
    const isHeld = allHold(conditions, judging);
    const isFirst = isHeld && asked === null;
    judging.trace?.rule(
      "approve_if",
      pointer,
      judging.fault !== null || isFirst ? "decides" : isHeld ? "applies" : "does_not_apply",
    );
    if (judging.fault !== null) return refuseFault(tool, pointer, judging.fault);
    if (isFirst) asked = refuseWithoutApproval(tool, pointer, message, approval);
  }
  return isApproved ? null : asked;
}

function planLimits(rule: CompiledRule, judging: Judging, isShadow: boolean): RefusePlan | ReservePlan {
  const { tool } = judging.call;
  if (rule.limits.length === 0) return { kind: "reserve", rule: rule.pointer, limits: NONE, tool, sharedLimits: NONE };
  const limits: LimitCheck[] = [];
  const sharedLimits: boolean[] = [];
  for (let i = 0; i < rule.limits.length; i += 1) {
    const limit = rule.limits[i];
    if (limit === undefined) continue;
    const planned = planLimit(limit, judging, isShadow);
    if (planned !== null && "kind" in planned) {
      judging.trace?.rule("limit", limit.pointer, "decides");
      return planned;
    }
    judging.trace?.rule("limit", limit.pointer, planned === null ? "does_not_apply" : "applies");
    if (planned === null) continue;
    limits.push(planned);
    sharedLimits.push(rule.sharedLimits[i] ?? true);
  }
  return { kind: "reserve", rule: rule.pointer, limits, tool, sharedLimits };
}

const NONE: readonly never[] = [];

/** The path of a single comparison, for the sentence about it. */
function pathOf(condition: CompiledCondition): string | null {
  return condition.kind === "comparison" ? condition.path.text : null;
}

function refuseUnknownAction(_action: never): RefusePlan {
  return refuseInvalidPolicy();
}
