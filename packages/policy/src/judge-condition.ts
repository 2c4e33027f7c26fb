import type { CompiledComparison, CompiledCondition } from "./compile-condition";
import type { ConditionPath } from "./condition-path";
import { explainComparison } from "./explain-comparison";
import type { Judging } from "./judging";
import { isExact } from "./value-test";
import { type AtValue, walkArguments } from "./walk-arguments";

/**
 * Whether a condition holds for a call. Every part is evaluated, also where the answer is known before: a value that can't
 * be judged leaves a fault in `judging` wherever it stands, so that no `not` and no `any` can hide it. Callers deny on a
 * fault whatever this returns.
 */
export function holds(condition: CompiledCondition, judging: Judging): boolean {
  switch (condition.kind) {
    case "comparison":
      return judgeComparison(condition, judging);
    case "not":
      return !holds(condition.condition, judging);
    case "all":
      return allHold(condition.conditions, judging);
    case "any": {
      let isAny = false;
      for (const part of condition.conditions) if (holds(part, judging)) isAny = true;
      return isAny;
    }
    default:
      judging.fail("policy_invalid", "");
      return false;
  }
}

/** An empty list holds. */
export function allHold(conditions: readonly CompiledCondition[], judging: Judging): boolean {
  let isAll = true;
  for (const condition of conditions) if (!holds(condition, judging)) isAll = false;
  return isAll;
}

function judgeComparison(comparison: CompiledComparison, judging: Judging): boolean {
  const { path } = comparison;
  const args = judging.args;
  let isHeld = judgePath(comparison, path, judging);
  // The first number compared may have shown others to be inexact; from then on they are marked.
  if (judging.args !== args) isHeld = judgePath(comparison, path, judging);
  if (judging.trace !== null) judging.trace.condition(explainComparison(comparison, judging, isHeld));
  return isHeld;
}

function judgePath(comparison: CompiledComparison, path: ConditionPath, judging: Judging): boolean {
  switch (path.kind) {
    case "args":
      return walkArguments(path, judging, judgeValue, comparison);
    case "annotation":
      return judgeValue(ownValue(judging.call.annotations, path.name), judging, comparison);
    default:
      return judgeValue(judging.fact(path.fact), judging, comparison);
  }
}

const judgeValue: AtValue<CompiledComparison> = (value, judging, comparison) => {
  if (value === undefined || value === null) return comparison.whenMissing;
  const path = comparison.path.text;
  if (comparison.looksAtValue) {
    if (judging.isInexact(value)) {
      judging.fail("unsafe_number", path);
      return false;
    }
    if (typeof value === "number" && !isExact(value, judging, path)) return false;
  }
  return comparison.test(value, judging, path);
};

function ownValue(object: object | null, name: string): unknown {
  return object !== null && Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}
