import { describe, expect, it } from "vitest";
import { paramHeaders, readHeaderParams } from "./header-params";
import type { JsonValue } from "./json-value";

const region = { type: "string", "x-mcp-header": "Region" };

describe("annotations of a tool", () => {
  it("are found at any depth of properties", () => {
    const schema = {
      type: "object",
      properties: {
        region,
        plain: { type: "string" },
        at: { type: "object", properties: { day: { type: "integer", "x-mcp-header": "X-Day" } } },
        "x-mcp-header": { type: "boolean", "x-mcp-header": "odd" },
      },
    };
    expect(readHeaderParams(schema)).toEqual({
      kind: "valid",
      params: [
        { name: "region", path: ["region"], type: "string" },
        { name: "x-day", path: ["at", "day"], type: "integer" },
        { name: "odd", path: ["x-mcp-header"], type: "boolean" },
      ],
    });
  });

  it("are no part of what a default or an example holds", () => {
    const schema = { properties: { a: { type: "object", default: { "x-mcp-header": 1 } } }, examples: [{ a: region }] };
    expect(readHeaderParams(schema)).toEqual({ kind: "valid", params: [] });
  });

  const deep = (levels: number): JsonValue => (levels === 0 ? region : { properties: { a: deep(levels - 1) } });
  const rows: readonly (readonly [string, JsonValue])[] = [
    ["at the root", { type: "object", "x-mcp-header": "a" }],
    ["on a number", { properties: { a: { type: "number", "x-mcp-header": "a" } } }],
    ["on an object", { properties: { a: { type: "object", "x-mcp-header": "a" } } }],
    ["without a type", { properties: { a: { "x-mcp-header": "a" } } }],
    ["on several types", { properties: { a: { type: ["string", "null"], "x-mcp-header": "a" } } }],
    ["empty", { properties: { a: { type: "string", "x-mcp-header": "" } } }],
    ["that is no string", { properties: { a: { type: "string", "x-mcp-header": true } } }],
    ["with a line break", { properties: { a: { type: "string", "x-mcp-header": "a\r\nb" } } }],
    ["twice, in other letters", { properties: { a: region, b: { type: "string", "x-mcp-header": "REGION" } } }],
    ["in the items of a list", { properties: { a: { type: "array", items: { properties: { b: region } } } } }],
    ["in one of several", { oneOf: [{ properties: { a: region } }] }],
    ["in a definition", { $defs: { a: region } }],
    ["in a pattern", { patternProperties: { "^a": region } }],
    ["behind a condition", { if: {}, else: { properties: { a: region } } }],
    ["too deep to look for", deep(70)],
  ];
  for (const [name, schema] of rows) {
    it(`are invalid ${name}`, () => {
      expect(readHeaderParams(schema).kind).toBe("invalid");
    });
  }

  it("are none in what is no schema", () => {
    for (const schema of [undefined, null, true, "x", []]) {
      expect(readHeaderParams(schema)).toEqual({ kind: "valid", params: [] });
    }
  });
});

describe("the headers of a call", () => {
  const params = [
    { name: "region", path: ["region"], type: "string" as const },
    { name: "day", path: ["at", "day"], type: "integer" as const },
    { name: "dry", path: ["dry"], type: "boolean" as const },
  ];
  const rows: readonly (readonly [string, Parameters<typeof paramHeaders>[1], readonly string[]])[] = [
    [
      "all of them",
      { region: "eu", at: { day: -3 }, dry: false },
      ["mcp-param-region", "eu", "mcp-param-day", "-3", "mcp-param-dry", "false"],
    ],
    ["what a header can't hold", { region: "Zürich" }, ["mcp-param-region", "=?base64?WsO8cmljaA==?="]],
    ["none for what is null or absent", { region: null, at: {} }, []],
    ["none for what is inherited", { at: [] }, []],
    ["none for what is no simple value", { region: { a: 1 }, dry: [] }, []],
    ["none for a number that could be another one", { at: { day: 2 ** 53 } }, []],
    ["none without arguments", null, []],
  ];
  for (const [name, args, headers] of rows) {
    it(name, () => {
      expect(paramHeaders(params, args)).toEqual(headers);
    });
  }
});
