import { compileSchemaPattern, type PatternBudget, type SchemaPattern } from "./schema-pattern";
import type { JsonObject } from "./tool-call";

/** What has to be known of an input schema before it is compiled. */
export interface SchemaFindings {
  readonly root: JsonObject;
  /** Every top-level argument that the schema names, also in `allOf`, `anyOf`, `then` and the like. */
  readonly names: ReadonlySet<string>;
  readonly namePatterns: readonly SchemaPattern[];
  readonly hasUniqueItems: boolean;
}

const NODES_MAX = 10_000;
const DEPTH_MAX = 64;
/** Subschemas, counted again at each `$ref` to them: what one value may have to be checked against. */
const EXPANDED_MAX = 10_000;

/** Comparing each item with each other takes time by the square of a list's length. */
export const uniqueListMax = 500;
export const longListMax = 10_000;

/** Findings, or a sentence that says why the schema can't be used. Throws for a pattern that can't be compiled. */
export function surveySchema(inputSchema: unknown, budget: PatternBudget): SchemaFindings | string {
  if (!isObject(inputSchema)) return "The schema is not an object.";
  const count = { nodes: 0 };
  const problem = findUnusable(inputSchema, 0, count);
  if (problem !== null) return problem;
  const expanded = expandedSize(inputSchema, inputSchema, new Map());
  if (expanded > EXPANDED_MAX) return "The schema refers to itself, or is too large with its references written out.";
  const names = new Set<string>();
  const patterns = new Set<string>();
  collectNames(inputSchema, inputSchema, names, patterns);
  const namePatterns = [...patterns].map((pattern) => compileSchemaPattern(pattern, budget));
  return { root: inputSchema, names, namePatterns, hasUniqueItems: holdsKey(inputSchema, "uniqueItems") };
}

function findUnusable(value: unknown, depth: number, count: { nodes: number }): string | null {
  count.nodes += 1;
  if (count.nodes > NODES_MAX) return "The schema is too large.";
  if (depth > DEPTH_MAX) return "The schema is nested too deep.";
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const isReference = key === "$ref" || key === "$dynamicRef" || key === "$recursiveRef";
    if (isReference && typeof item === "string" && (key !== "$ref" || !isLocal(item))) {
      return "The schema refers to something outside of itself, or in a way that can't be bounded.";
    }
    if (key === "__proto__") return "The schema names an argument `__proto__`.";
    if ((key === "$id" || key === "$anchor") && depth > 0 && typeof item === "string") {
      return "A part of the schema has an address of its own.";
    }
    const problem = findUnusable(item, depth + 1, count);
    if (problem !== null) return problem;
  }
  return null;
}

/** `#` and `#/…`; anchors and addresses aren't followed. */
function isLocal(reference: string): boolean {
  return reference === "#" || reference.startsWith("#/");
}

/** Infinity for a reference into itself. `known` keeps what was counted, so that this is linear. */
function expandedSize(value: unknown, root: JsonObject, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  let size = 1;
  for (const [key, item] of Object.entries(value)) {
    size += key === "$ref" && typeof item === "string" ? expandedSize(target(root, item), root, known) : 0;
    size += expandedSize(item, root, known);
  }
  known.set(value, size);
  return size;
}

function target(root: JsonObject, reference: string): unknown {
  let value: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = unescapePart(part);
    value = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : null;
  }
  return value;
}

function unescapePart(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** The schema has no cycles by now. */
function collectNames(schema: unknown, root: JsonObject, names: Set<string>, patterns: Set<string>): void {
  if (!isObject(schema)) return;
  if (isObject(schema.properties)) for (const name of Object.keys(schema.properties)) names.add(name);
  if (isObject(schema.patternProperties)) {
    for (const pattern of Object.keys(schema.patternProperties)) patterns.add(pattern);
  }
  if (typeof schema.$ref === "string") collectNames(target(root, schema.$ref), root, names, patterns);
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    const parts = schema[key];
    if (Array.isArray(parts)) for (const part of parts) collectNames(part, root, names, patterns);
  }
  for (const key of ["if", "then", "else"]) collectNames(schema[key], root, names, patterns);
  if (isObject(schema.dependentSchemas)) {
    for (const part of Object.values(schema.dependentSchemas)) collectNames(part, root, names, patterns);
  }
}

function holdsKey(value: unknown, key: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, item]) => (name === key && item === true) || holdsKey(item, key));
}

/** Bounded by what the front door lets in. */
export function longestListIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let longest = Array.isArray(value) ? value.length : 0;
  for (const item of Object.values(value)) longest = Math.max(longest, longestListIn(item));
  return longest;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
