import { compilePattern } from "./compile-pattern";
import { isUnstorable } from "./json-tree";
import type { Condition } from "./policy-document";

export interface BoundArguments {
  readonly conditions: readonly Condition[];
  /** The arguments that are bounded. */
  readonly words: readonly string[];
}

const CONDITIONS_MAX = 8;
const PROPERTIES_MAX = 200;
const VALUES_MAX = 50;
const TEXT_MAX = 200;
/** Names that a path writes after a dot. */
const PLAIN = /^[A-Za-z_$][A-Za-z0-9_$-]{0,60}$/;

/** Conditions that say what the top level of a schema says: enumerations, greatest and least values, patterns. */
export function recommendArguments(schema: unknown): BoundArguments {
  if (!isObject(schema) || !isObject(schema.properties)) return { conditions: [], words: [] };
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const conditions: Condition[] = [];
  const words: string[] = [];
  let seen = 0;
  for (const name in schema.properties) {
    seen += 1;
    if (seen > PROPERTIES_MAX || conditions.length >= CONDITIONS_MAX) break;
    const property = schema.properties[name];
    if (!PLAIN.test(name) || !isObject(property)) continue;
    const found = conditionsOf(`args.${name}`, property).slice(0, CONDITIONS_MAX - conditions.length);
    if (found.length === 0) continue;
    words.push(name);
    conditions.push(...found.map((condition) => (required.has(name) ? condition : ifGiven(`args.${name}`, condition))));
  }
  return { conditions, words };
}

/** An argument that may be left out is only judged when it is there. */
function ifGiven(path: string, condition: Condition): Condition {
  return { any: [{ path, op: "exists", value: false }, condition] };
}

function conditionsOf(path: string, property: Readonly<Record<string, unknown>>): Condition[] {
  const { type } = property;
  if (type === "string") {
    const values = Array.isArray(property.enum) ? property.enum : [];
    if (values.length > 0) return allOf(path, values, isShortText);
    const { pattern } = property;
    return typeof pattern === "string" && isUsable(pattern) ? [{ path, op: "regex", value: pattern }] : [];
  }
  if (type !== "number" && type !== "integer") return [];
  const values = Array.isArray(property.enum) ? property.enum : [];
  if (values.length > 0) return allOf(path, values, isPlainNumber);
  const { minimum, maximum } = property;
  // A schema that nothing fits bounds nothing that can be said.
  if (isPlainNumber(minimum) && isPlainNumber(maximum) && minimum > maximum) return [];
  const bounds: Condition[] = [];
  if (isPlainNumber(maximum)) bounds.push({ path, op: "lte", value: maximum });
  if (isPlainNumber(minimum)) bounds.push({ path, op: "gte", value: minimum });
  return bounds;
}

function allOf<Value extends string | number>(
  path: string,
  values: readonly unknown[],
  is: (value: unknown) => value is Value,
): Condition[] {
  const usable = values.filter(is);
  if (usable.length !== values.length || usable.length > VALUES_MAX) return [];
  return [{ path, op: "in", value: [...new Set(usable)] }];
}

function isShortText(value: unknown): value is string {
  return typeof value === "string" && value.length <= TEXT_MAX && !isUnstorable(value);
}

/** One that every reader takes for the same number. */
function isPlainNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 2 ** 53 && !Object.is(value, -0);
}

/** A schema's pattern is JavaScript's; ours are RE2. */
function isUsable(pattern: string): boolean {
  return isShortText(pattern) && typeof compilePattern(pattern) !== "string";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
