import { compilePattern, type Pattern } from "./compile-pattern";
import { isComparable } from "./exact-number";
import { matchesGlob } from "./glob";
import type { Judging } from "./judging";
import type { Comparison, Scalar } from "./policy-document";

/**
 * Whether a value that is there (not undefined, not null) passes. False with a fault in `judging` when it can't be told:
 * another type than the operator compares, or too long.
 */
export type ValueTest = (value: unknown, judging: Judging, path: string) => boolean;

/** Null for an operand that isn't one of the operator: nothing that was saved. */
export function compileValueTest({ op, value }: Comparison): ValueTest | null {
  switch (op) {
    case "exists":
      return () => value !== false;
    case "eq":
      return isScalar(value) ? equalTo(value, true) : null;
    case "neq":
      return isScalar(value) ? equalTo(value, false) : null;
    case "in":
      return isList(value) ? oneOfThese(value, true) : null;
    case "not_in":
      return isList(value) ? oneOfThese(value, false) : null;
    case "lt":
      return ordered(value, (a, b) => a < b);
    case "lte":
      return ordered(value, (a, b) => a <= b);
    case "gt":
      return ordered(value, (a, b) => a > b);
    case "gte":
      return ordered(value, (a, b) => a >= b);
    case "contains":
      return isScalar(value) ? containing(value) : null;
    case "length_lte":
      return typeof value === "number" ? withLength((length) => length <= value) : null;
    case "length_gte":
      return typeof value === "number" ? withLength((length) => length >= value) : null;
    case "type":
      return typeof value === "string" ? ofType(value) : null;
    default:
      return typeof value === "string" ? compileTextTest(op, value) : null;
  }
}

function compileTextTest(op: Comparison["op"], wanted: string): ValueTest | null {
  switch (op) {
    case "starts_with":
      return text((value) => value.startsWith(wanted));
    case "ends_with":
      return text((value) => value.endsWith(wanted));
    case "glob":
      return text((value, judging, path) => judging.spendPatternText(value.length, path) && matchesGlob(wanted, value));
    case "regex":
      return matching(compilePattern(wanted));
    default:
      return null;
  }
}

function matching(pattern: Pattern | string): ValueTest | null {
  if (typeof pattern === "string") return null;
  return text((value, judging, path) => judging.spendPatternText(value.length, path) && pattern.matches(value));
}

function text(test: (value: string, judging: Judging, path: string) => boolean): ValueTest {
  return (value, judging, path) => {
    return typeof value === "string" ? test(value, judging, path) : mistyped(value, "string", judging, path);
  };
}

function equalTo(wanted: Scalar, answer: boolean): ValueTest {
  const type = typeof wanted;
  return (value, judging, path) => {
    return typeof value === type ? (value === wanted) === answer : mistyped(value, type, judging, path);
  };
}

function oneOfThese(wanted: readonly Scalar[], answer: boolean): ValueTest {
  const values = new Set<unknown>(wanted);
  const types = new Set<string>(wanted.map((item) => typeof item));
  const [firstType = "string"] = types;
  return (value, judging, path) => {
    return types.has(typeof value) ? values.has(value) === answer : mistyped(value, firstType, judging, path);
  };
}

function ordered(wanted: Comparison["value"], compare: (a: string | number, b: string | number) => boolean) {
  if (typeof wanted !== "string" && typeof wanted !== "number") return null;
  const type = typeof wanted;
  const test: ValueTest = (value, judging, path) => {
    if ((typeof value !== "string" && typeof value !== "number") || typeof value !== type) {
      return mistyped(value, type, judging, path);
    }
    return compare(value, wanted);
  };
  return test;
}

/** Items that are null are missing ones; an item of another type could be what an upstream turns into the wanted one. */
function containing(wanted: Scalar): ValueTest {
  const type = typeof wanted;
  return (value, judging, path) => {
    if (!Array.isArray(value)) {
      if (typeof value !== "string" || typeof wanted !== "string") {
        return mistyped(value, type === "string" ? "text or list" : "array", judging, path);
      }
      return value.includes(wanted);
    }
    if (!judging.spendItems(value.length, path)) return false;
    let isContained = false;
    for (const item of value) {
      if (judging.isInexact(item)) return mistyped(item, type, judging, path);
      if (item === null) continue;
      if (typeof item !== type) return mistyped(item, type, judging, path);
      if (typeof item === "number" && !isExact(item, judging, path)) return false;
      if (item === wanted) isContained = true;
    }
    return isContained;
  };
}

/** False when the number can't be compared, or when that isn't known yet and the arguments have to be walked again. */
export function isExact(value: number, judging: Judging, path: string): boolean {
  if (judging.checkNumbers(path)) return false;
  if (isComparable(value)) return true;
  judging.fail("unsafe_number", path);
  return false;
}

function withLength(test: (length: number) => boolean): ValueTest {
  return (value, judging, path) => {
    if (typeof value === "string") return test(codePointsIn(value));
    return Array.isArray(value) ? test(value.length) : mistyped(value, "text or list", judging, path);
  };
}

function codePointsIn(value: string): number {
  let count = value.length;
  for (let i = 0; i < value.length; i += 1) {
    const unit = value.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) count -= 1;
  }
  return count;
}

function ofType(wanted: string): ValueTest {
  return (value) => {
    if (wanted === "integer") return Number.isInteger(value);
    return typeNameOf(value) === wanted;
  };
}

/** The type of a JSON value as conditions name it; "null" for null, which they take for missing. */
export function typeNameOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function mistyped(value: unknown, wanted: string, judging: Judging, path: string): false {
  if (judging.isInexact(value)) judging.fail("unsafe_number", path);
  else judging.fail("argument_type", path, wordOf(wanted), wordOf(typeNameOf(value)));
  return false;
}

/** A type in words an agent can act on. */
export function wordOf(type: string): string {
  return WORDS.get(type) ?? type;
}

const WORDS = new Map([
  ["string", "text"],
  ["number", "a number"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["object", "an object"],
  ["null", "nothing"],
  ["text or list", "text or a list"],
]);

export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isList(value: Comparison["value"]): value is readonly Scalar[] {
  return Array.isArray(value);
}
