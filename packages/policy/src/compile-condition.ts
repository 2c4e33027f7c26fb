import { type ConditionPath, parseConditionPath } from "./condition-path";
import type { Comparison, Condition } from "./policy-document";
import { compileValueTest, type ValueTest } from "./value-test";

export interface CompiledComparison {
  readonly kind: "comparison";
  readonly pointer: string;
  readonly path: ConditionPath;
  /** What a missing value makes it: true for `neq`, `not_in` and `exists: false`. */
  readonly whenMissing: boolean;
  readonly test: ValueTest;
  /** `exists` looks at no value, so that it takes every type. */
  readonly looksAtValue: boolean;
  /** As written, for `explainCall`. */
  readonly written: Comparison;
}

export type CompiledCondition =
  | CompiledComparison
  | { readonly kind: "any" | "all"; readonly pointer: string; readonly conditions: readonly CompiledCondition[] }
  | { readonly kind: "not"; readonly pointer: string; readonly condition: CompiledCondition }
  /** What isn't a condition of this version: every call it is asked of is denied. */
  | { readonly kind: "invalid"; readonly pointer: string };

export function compileCondition(written: Condition, pointer: string): CompiledCondition {
  if ("any" in written) {
    return { kind: "any", pointer, conditions: compileConditions(written.any, `${pointer}/any`) };
  }
  if ("all" in written) {
    return { kind: "all", pointer, conditions: compileConditions(written.all, `${pointer}/all`) };
  }
  if ("not" in written) return { kind: "not", pointer, condition: compileCondition(written.not, `${pointer}/not`) };
  return compileComparison(written, pointer);
}

export function compileConditions(written: readonly Condition[], pointer: string): CompiledCondition[] {
  return written.map((condition, index) => compileCondition(condition, `${pointer}/${index}`));
}

function compileComparison(written: Comparison, pointer: string): CompiledCondition {
  const path = parseConditionPath(written.path);
  const test = compileValueTest(written);
  if (typeof path === "string" || test === null) return { kind: "invalid", pointer };
  const { op, value } = written;
  const whenMissing = op === "neq" || op === "not_in" || (op === "exists" && value === false);
  return { kind: "comparison", pointer, path, whenMissing, test, looksAtValue: op !== "exists", written };
}
