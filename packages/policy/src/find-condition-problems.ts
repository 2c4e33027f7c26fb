import { compilePattern } from "./compile-pattern";
import { type ConditionPath, factTypes, parseConditionPath, valuesOfFact } from "./condition-path";
import { isComparable } from "./exact-number";
import type { JsonPath } from "./json-pointer";
import { operandMust, valueTypeNames } from "./operators";
import type { Comparison, Condition } from "./policy-document";
import type { Finding, ProblemCode } from "./policy-problem";
import type { NamedRule } from "./policy-schema";
import { isScalar } from "./value-test";

const DEPTH_MAX = 8;
const CONDITIONS_MAX = 100;
/** Instructions of all patterns of a document together: what compiling and keeping them costs. */
const PATTERN_SIZE_MAX = 50_000;
const LIST_MAX = 1000;
const TEXT_LENGTH_MAX = 4096;
const GLOB_LENGTH_MAX = 256;

/** What is wrong with conditions beyond their shape: paths, operands, patterns, and how many there are and how deep. */
export function findConditionProblems(rules: readonly NamedRule[]): Finding[] {
  const budget: PatternBudget = { left: PATTERN_SIZE_MAX, isTold: false };
  return rules.flatMap((rule) => {
    const findings: Finding[] = [];
    let count = 0;
    for (const { condition, path } of conditionsOf(rule)) {
      count += findIn(condition, path, 1, budget, findings);
    }
    if (count > CONDITIONS_MAX) {
      const message = `This rule has ${count} conditions; it may have ${CONDITIONS_MAX}. Split it, or use \`in\` and \`regex\`.`;
      findings.push({ path: rule.path, at: "value", code: "too_many", message });
    }
    return findings;
  });
}

interface PatternBudget {
  left: number;
  isTold: boolean;
}

function conditionsOf({ path, rule }: NamedRule): { readonly condition: Condition; readonly path: JsonPath }[] {
  const inClauses = (field: "deny_if" | "approve_if") =>
    (rule[field] ?? []).flatMap(({ conditions }, item) =>
      conditions.map((condition, index) => ({ condition, path: [...path, field, item, "conditions", index] })),
    );
  return [
    ...(rule.require ?? []).map((condition, index) => ({ condition, path: [...path, "require", index] })),
    ...inClauses("deny_if"),
    ...inClauses("approve_if"),
  ];
}

/** Returns how many conditions there are, groups included. Beyond the depth that is allowed nothing is looked at. */
function findIn(
  condition: Condition,
  path: JsonPath,
  depth: number,
  budget: PatternBudget,
  findings: Finding[],
): number {
  if (depth > DEPTH_MAX) {
    const message = `Conditions may be nested ${DEPTH_MAX} deep; make this flatter.`;
    findings.push({ path, at: "value", code: "too_deep", message });
    return 1;
  }
  if ("not" in condition) return 1 + findIn(condition.not, [...path, "not"], depth + 1, budget, findings);
  const group = "any" in condition ? "any" : "all" in condition ? "all" : null;
  if (group === null && "path" in condition) {
    findings.push(...findInComparison(condition, path, budget));
    return 1;
  }
  const parts = "any" in condition ? condition.any : "all" in condition ? condition.all : [];
  return parts.reduce(
    (count, part, index) => count + findIn(part, [...path, group ?? "", index], depth + 1, budget, findings),
    1,
  );
}

function findInComparison(comparison: Comparison, at: JsonPath, budget: PatternBudget): Finding[] {
  const path = parseConditionPath(comparison.path);
  if (typeof path === "string") {
    return [found([...at, "path"], "invalid_path", `\`path\` ${path}, not "${clip(comparison.path)}".`)];
  }
  const valueAt = [...at, "value"];
  const operand = operandProblem(comparison);
  if (operand !== null) {
    if (comparison.value === undefined) {
      return [found(at, "missing_field", `\`value\` is missing; with \`${comparison.op}\` it ${operand}.`)];
    }
    return [found(valueAt, "invalid_value", `\`value\` of \`${comparison.op}\` ${operand}.`)];
  }
  const fact = factProblem(path, comparison);
  if (fact !== null) return [found(valueAt, "invalid_value", fact)];
  return comparison.op === "regex" ? findInPattern(String(comparison.value), valueAt, budget) : [];
}

function findInPattern(pattern: string, at: JsonPath, budget: PatternBudget): Finding[] {
  if (budget.left < 0) {
    if (budget.isTold) return [];
    budget.isTold = true;
    return [found(at, "too_many", "The patterns of this policy are too large together; use fewer or simpler ones.")];
  }
  const compiled = compilePattern(pattern);
  if (typeof compiled === "string") return [found(at, "invalid_pattern", `\`value\` of \`regex\` ${compiled}.`)];
  budget.left -= compiled.size;
  return [];
}

/** The end of the sentence "`value` of `op` …", or null. */
function operandProblem({ op, value }: Comparison): string | null {
  const must = operandMust[op];
  switch (op) {
    case "exists":
      return value === undefined || typeof value === "boolean" ? null : must;
    case "in":
    case "not_in":
      if (!Array.isArray(value) || value.length === 0 || value.length > LIST_MAX) return must;
      return value.map(scalarProblem).find((problem) => problem !== null) ?? null;
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return typeof value === "number" || typeof value === "string" ? scalarProblem(value) : must;
    case "length_lte":
    case "length_gte":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? null : must;
    case "type":
      return valueTypeNames.some((name) => name === value) ? null : must;
    case "regex":
      return typeof value === "string" ? null : must;
    case "glob":
      return typeof value === "string" && value.length > 0 && value.length <= GLOB_LENGTH_MAX ? null : must;
    case "starts_with":
    case "ends_with":
      return typeof value === "string" ? scalarProblem(value) : must;
    default:
      return isScalar(value) ? scalarProblem(value) : must;
  }
}

function scalarProblem(value: unknown): string | null {
  if (typeof value === "string" && value.length > TEXT_LENGTH_MAX) {
    return `must have at most ${TEXT_LENGTH_MAX} characters in each text`;
  }
  if (typeof value === "number" && !isComparable(value)) return "must be a number between -(2^53 - 1) and 2^53 - 1";
  return null;
}

/** A comparison with a fact that could never hold, because the fact has another type or other values. A whole sentence, or null. */
function factProblem(path: ConditionPath, { op, value }: Comparison): string | null {
  if (path.kind !== "fact" || op === "exists" || op === "type") return null;
  const type = factTypes[path.fact];
  const isLength = op === "length_lte" || op === "length_gte";
  const wanted = isLength ? [""] : [value].flat();
  if (wanted.some((item) => typeof item !== type) || (type === "number" && isLength)) {
    return `\`${path.fact}\` is ${type === "number" ? "a number" : "text"}, so \`${op}\` can't compare it with this.`;
  }
  const isWhole = op === "eq" || op === "neq" || op === "in" || op === "not_in";
  const values = valuesOfFact(path.fact);
  const known: readonly unknown[] = values ?? [];
  if (isWhole && values !== null && wanted.some((item) => !known.includes(item))) {
    return `\`value\` for \`${path.fact}\` must be ${values.map((name) => `"${name}"`).join(", ")}.`;
  }
  const isOrder = op === "lt" || op === "lte" || op === "gt" || op === "gte";
  if (path.fact === "time.date" && (isWhole || isOrder) && wanted.some((item) => !isDate(String(item)))) {
    return '`value` for `time.date` must be a date like "2026-03-01".';
  }
  if (
    path.fact === "time.hour" &&
    wanted.some((item) => !Number.isInteger(item) || Number(item) < 0 || Number(item) > 24)
  ) {
    return "`value` for `time.hour` must be a whole hour, 0 to 24.";
  }
  return null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function found(path: JsonPath, code: ProblemCode, message: string): Finding {
  return { path, at: "value", code, message };
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
