import { encodeHeaderValue } from "./header-value";
import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "./json-value";

const ANNOTATION = "x-mcp-header";
/** RFC 9110, 5.1. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const TYPES = ["string", "integer", "boolean"] as const;
/** Schemas nest a few levels. A deeper one is not searched, and counts as invalid. */
const DEPTH_MAX = 64;

/** An argument that a call repeats in the header `mcp-param-{name}`. */
export interface HeaderParam {
  /** Lower case. */
  readonly name: string;
  /** From the arguments down. */
  readonly path: readonly string[];
  readonly type: (typeof TYPES)[number];
}

export type HeaderParams =
  | { readonly kind: "valid"; readonly params: readonly HeaderParam[] }
  /** Such a tool must neither be listed nor called over HTTP (MCP 2026-07-28, server/tools, x-mcp-header). */
  | { readonly kind: "invalid"; readonly reason: string };

/** Keywords that hold one schema or a list of them, through which no annotation may be reached. */
const SCHEMA_KEYWORDS = [
  "items",
  "additionalItems",
  "prefixItems",
  "contains",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "propertyNames",
  "contentSchema",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
];
/** The same, with schemas by name. */
const MAP_KEYWORDS = ["patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"];

/**
 * The arguments that a tool wants repeated as headers, read from its input schema. Never throws. Invalid: an annotation that is
 * no header name, stands twice, is on something else than a string, an integer or a boolean, or is reached otherwise than
 * through `properties`.
 */
export function readHeaderParams(inputSchema: unknown): HeaderParams {
  const params: HeaderParam[] = [];
  const reason = search(inputSchema, [], true, 0, params);
  return reason === null ? { kind: "valid", params } : { kind: "invalid", reason };
}

/** The headers of one call, as name, value, name, value. What the call doesn't have, or has as null, has no header. */
export function paramHeaders(params: readonly HeaderParam[], args: JsonObject | null): string[] {
  const headers: string[] = [];
  for (const { name, path } of params) {
    const text = toText(valueAt(args, path));
    if (text !== null) headers.push(`mcp-param-${name}`, encodeHeaderValue(text));
  }
  return headers;
}

/** The value of an argument by its path; undefined where there is none. */
export function valueAt(args: JsonObject | null, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = args ?? undefined;
  for (const key of path) value = isJsonObject(value) ? ownMember(value, key) : undefined;
  return value;
}

/** What is wrong, or null. */
function search(
  schema: unknown,
  path: readonly string[],
  isReachable: boolean,
  depth: number,
  params: HeaderParam[],
): string | null {
  if (!isSchema(schema)) return null;
  if (depth > DEPTH_MAX) return "the schema is nested too deep";
  const fault = Object.hasOwn(schema, ANNOTATION) ? readAnnotation(schema, path, isReachable, params) : null;
  if (fault !== null) return fault;
  for (const [key, child] of membersOf(partOf(schema, "properties"))) {
    const found = search(child, [...path, key], isReachable, depth + 1, params);
    if (found !== null) return found;
  }
  for (const child of otherSchemas(schema)) {
    const found = search(child, path, false, depth + 1, params);
    if (found !== null) return found;
  }
  return null;
}

function readAnnotation(
  schema: Schema,
  path: readonly string[],
  isReachable: boolean,
  params: HeaderParam[],
): string | null {
  if (!isReachable || path.length === 0) return `${ANNOTATION} where no argument is reached through properties alone`;
  const header = partOf(schema, ANNOTATION);
  if (typeof header !== "string" || !TOKEN.test(header)) return `${ANNOTATION} that is no header name`;
  const type = TYPES.find((known) => known === partOf(schema, "type"));
  if (type === undefined) return `${ANNOTATION} on something else than a string, an integer or a boolean`;
  const name = header.toLowerCase();
  if (params.some((param) => param.name === name)) return `${ANNOTATION} with a name that stands twice`;
  params.push({ name, path, type });
  return null;
}

function otherSchemas(schema: Schema): unknown[] {
  const found: unknown[] = [];
  for (const keyword of SCHEMA_KEYWORDS) {
    const value = partOf(schema, keyword);
    if (Array.isArray(value)) found.push(...value);
    else if (value !== undefined) found.push(value);
  }
  for (const keyword of MAP_KEYWORDS) found.push(...membersOf(partOf(schema, keyword)).map(([, child]) => child));
  return found;
}

function membersOf(value: unknown): [string, unknown][] {
  return isSchema(value) ? Object.entries(value) : [];
}

/** Pinned definitions come as they are stored, of no type. */
type Schema = Readonly<Record<string, unknown>>;

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function partOf(schema: Schema, key: string): unknown {
  return Object.hasOwn(schema, key) ? schema[key] : undefined;
}

/** A number that a double may not hold as it was written has no header: it could name another one. */
function toText(value: JsonValue | undefined): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : null;
}
