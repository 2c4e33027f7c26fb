import { describe, expect, it } from "vitest";
import { compileArgumentSchema } from "./argument-schema";
import { verdict } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";

/** The code a call is decided with when its arguments are checked by a schema. */
function codeFor(schema: unknown, args: string): string {
  const call = callWithText(args, { schema: compileArgumentSchema(schema) });
  return verdict({ arguments: "schema" }, call)[0];
}

function problemOf(schema: unknown): string | null {
  const compiled = compileArgumentSchema(schema);
  return compiled.kind === "unusable" ? compiled.problem : null;
}

const refund = {
  type: "object",
  properties: {
    amount: { type: "integer", maximum: 100 },
    currency: { enum: ["eur", "usd"] },
    note: { type: "string", pattern: "^[a-z]+$" },
    to: { $ref: "#/$defs/person" },
  },
  required: ["amount"],
  $defs: { person: { type: "object", properties: { mail: { type: "string" } } } },
};

describe("arguments that are checked by the tool's schema", () => {
  it.each([
    ['{"amount": 5}', "allowed"],
    ['{"amount": 5.0, "currency": "eur", "note": "abc", "to": {"mail": "x", "more": 1}}', "allowed"],
    ["{}", "schema_mismatch"],
    ['{"amount": 101}', "schema_mismatch"],
    ['{"amount": "5"}', "schema_mismatch"],
    ['{"amount": 5.5}', "schema_mismatch"],
    ['{"amount": 5, "currency": "EUR"}', "schema_mismatch"],
    ['{"amount": 5, "note": "a b"}', "schema_mismatch"],
    ['{"amount": 5, "to": {"mail": 5}}', "schema_mismatch"],
    ['{"amount": 5, "other": 1}', "schema_mismatch"],
    ['{"amount": 5, "__proto__": {}}', "schema_mismatch"],
    ['{"amount": 5, "toString": 1}', "schema_mismatch"],
    ['{"amount": 100.00000000000000001}', "unsafe_number"],
  ])("%s: %s", (args, code) => {
    expect(codeFor(refund, args)).toBe(code);
  });

  it("may be none", () => {
    const schema = compileArgumentSchema({ type: "object", properties: { a: {} } });
    expect(verdict({ arguments: "schema" }, toolCall({ schema }))[0]).toBe("allowed");
  });

  it.each([
    [{ type: "object" }, '{"a": 1}', "schema_mismatch"],
    [{ type: "object", additionalProperties: true, properties: { a: {} } }, '{"a": 1, "b": 1}', "schema_mismatch"],
    [
      { allOf: [{ properties: { a: {} } }, { $ref: "#/$defs/b" }], $defs: { b: { properties: { b: {} } } } },
      '{"a": 1, "b": 1}',
      "allowed",
    ],
    [{ anyOf: [{ properties: { a: { type: "string" } } }, { properties: { b: {} } }] }, '{"a": 1, "b": 1}', "allowed"],
    [
      JSON.parse(
        '{"if": {"properties": {"a": {}}}, "then": {"properties": {"b": {}}}, "else": {"properties": {"c": {}}}}',
      ),
      '{"c": 1}',
      "allowed",
    ],
    [{ patternProperties: { "^x-": { type: "string" } } }, '{"x-a": "1"}', "allowed"],
    [{ patternProperties: { "^x-": { type: "string" } } }, '{"x-a": 1}', "schema_mismatch"],
    [{ patternProperties: { "^x-": { type: "string" } } }, '{"y": "1"}', "schema_mismatch"],
    [{ dependentSchemas: { a: { properties: { b: {} } } }, properties: { a: {} } }, '{"b": 1}', "allowed"],
  ])("are those it names: %j with %s is %s", (schema, args, code) => {
    expect(codeFor(schema, args)).toBe(code);
  });

  it("two patterns are two", () => {
    const schema = { properties: { a: { pattern: "^a$" }, b: { pattern: "^b$" } } };
    expect(codeFor(schema, '{"a": "a", "b": "b"}')).toBe("allowed");
    expect(codeFor(schema, '{"a": "a", "b": "a"}')).toBe("schema_mismatch");
    expect(codeFor(schema, '{"a": "b", "b": "b"}')).toBe("schema_mismatch");
  });

  it("are told what doesn't fit, without their values", () => {
    const call = callWithText('{"amount": 100000, "note": "secret"}', { schema: compileArgumentSchema(refund) });
    const check = call.schema?.kind === "usable" ? call.schema.check(call.args ?? {}) : null;
    expect(check).toEqual({ code: "schema_mismatch", detail: "`amount` must be <= 100" });
  });

  it("follow the dialect that the schema names", () => {
    const tuple = { properties: { a: { items: [{ type: "string" }], additionalItems: false } } };
    const prefix = { properties: { a: { prefixItems: [{ type: "string" }], items: false } } };
    const old = { $schema: "http://json-schema.org/draft-07/schema#", ...tuple };
    const current = { $schema: "https://json-schema.org/draft/2020-12/schema", ...prefix };
    for (const schema of [old, current, prefix]) {
      expect(codeFor(schema, '{"a": ["x"]}')).toBe("allowed");
      expect(codeFor(schema, '{"a": [5]}')).toBe("schema_mismatch");
      expect(codeFor(schema, '{"a": ["x", "y"]}')).toBe("schema_mismatch");
    }
  });

  it.each([
    ["too much for a pattern", { properties: { a: { pattern: "x" } } }, `{"a": "${"a".repeat(65_537)}"}`],
    [
      "too much for a pattern behind a not",
      { properties: { a: { not: { pattern: "x" } } } },
      `{"a": "${"a".repeat(65_537)}"}`,
    ],
    ["a list too long", { properties: { a: { items: {} } } }, `{"a": [${"1,".repeat(10_000)}1]}`],
    ["a list too long to be unique", { properties: { a: { uniqueItems: true } } }, `{"a": [${"1,".repeat(500)}1]}`],
  ])("are denied with %s", (_, schema, args) => {
    expect(codeFor(schema, args)).toBe("argument_too_long");
  });

  it("nested without end are denied, not thrown at", () => {
    const args = { a: JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) };
    const schema = compileArgumentSchema({ properties: { a: {} } });
    expect(schema.kind === "usable" && schema.check(args)).toMatchObject({ code: "argument_too_long" });
  });
});

describe("a schema is unusable that", () => {
  it.each([
    ["isn't there", null],
    ["isn't an object", true],
    ["isn't a schema", { type: "strange" }],
    ["has a minimum that is text", { properties: { a: { minimum: "5" } } }],
    ["refers elsewhere", { $ref: "https://example.com/schema" }],
    ["refers to a file", { properties: { a: { $ref: "other.json#/a" } } }],
    ["refers to nothing", { properties: { a: { $ref: "#/$defs/gone" } } }],
    ["refers dynamically", { $dynamicRef: "#x" }],
    ["refers to itself", { properties: { a: { $ref: "#" } } }],
    [
      "refers to itself in a circle",
      { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
    ],
    ["has parts with addresses", { properties: { a: { $id: "https://example.com/a" } } }],
    ["is of another dialect", { $schema: "http://json-schema.org/draft-04/schema#" }],
    ["has a pattern with look-around", { properties: { a: { pattern: "^(?!x)" } } }],
    ["has a pattern that isn't one", { properties: { a: { pattern: "(" } } }],
    ["has a pattern of names that isn't one", { patternProperties: { "(": {} } }],
    ["names __proto__", JSON.parse('{"properties": {"__proto__": {"type": "string"}}}')],
    ["is too large", { anyOf: Array.from({ length: 20_000 }, () => ({})) }],
    ["is too deep", nested(100)],
    ["is deeper than the stack", nested(100_000)],
    ["doubles with each reference", doubling(40)],
  ])("%s", (_, schema) => {
    expect(problemOf(schema)).toMatch(/^[A-Z].*\.$/);
    expect(codeFor(schema, "{}")).toBe("schema_unusable");
  });

  it("isn't there at all", () => {
    expect(verdict({ arguments: "schema" }, toolCall())).toEqual(["schema_unusable", "/tools/run/arguments"]);
  });

  it("has an id of its own is usable, twice", () => {
    const schema = { $id: "https://example.com/tool", properties: { a: { type: "string" } } };
    expect(problemOf(schema)).toBeNull();
    expect(problemOf({ ...schema, properties: {} })).toBeNull();
  });
});

function nested(depth: number): unknown {
  let schema: unknown = {};
  for (let i = 0; i < depth; i += 1) schema = { not: schema };
  return schema;
}

/** 2^depth subschemas, with references written out. */
function doubling(depth: number): unknown {
  const $defs = Object.fromEntries(
    Array.from({ length: depth }, (_, i) => {
      const next = { $ref: `#/$defs/d${i + 1}` };
      return [`d${i}`, { anyOf: [next, next] }];
    }),
  );
  return { $ref: "#/$defs/d0", $defs: { ...$defs, [`d${depth}`]: {} } };
}
