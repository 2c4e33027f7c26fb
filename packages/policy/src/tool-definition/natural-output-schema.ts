import { isFields, ownField } from "./fields";

/** Where a wrapped schema stands in its wrapping. */
const WRAPPED_AT = "#/properties/result";

/**
 * An output schema as its author wrote it. MCP up to 2025-11-25 knows only objects there, so that servers of both eras wrap
 * every other schema for clients of that era: `{type: "object", properties: {result: …}, required: ["result"]}` (SEP-2106). The
 * same tool is then the same definition in whichever era it was listed. Every other schema comes back as it is.
 */
export function naturalOutputSchema(schema: unknown): unknown {
  if (!isFields(schema) || ownField(schema, "type") !== "object") return schema;
  const properties = ownField(schema, "properties");
  const required = ownField(schema, "required");
  const isWrapping =
    Object.keys(schema).every((key) => WRAPPING_KEYS.has(key)) &&
    isFields(properties) &&
    Object.keys(properties).length === 1 &&
    Array.isArray(required) &&
    required.length === 1 &&
    required[0] === "result";
  if (!isWrapping) return schema;
  const natural = ownField(properties, "result");
  return isFields(natural) && ownField(natural, "type") !== "object" ? withRefsFromRoot(natural) : schema;
}

const WRAPPING_KEYS: ReadonlySet<string> = new Set(["$schema", "type", "properties", "required"]);

/** References into the document as they were before it was moved. */
function withRefsFromRoot(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withRefsFromRoot);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isMoved = (name === "$ref" || name === "$dynamicRef") && typeof inner === "string" && isWithin(inner);
      return [name, isMoved ? `#${inner.slice(WRAPPED_AT.length)}` : withRefsFromRoot(inner)];
    }),
  );
}

function isWithin(ref: string): boolean {
  return ref === WRAPPED_AT || ref.startsWith(`${WRAPPED_AT}/`);
}
