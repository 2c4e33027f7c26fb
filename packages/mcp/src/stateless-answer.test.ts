import { describe, expect, it } from "vitest";
import { readUpstreamAnswer } from "./read-upstream-answer";
import { resultTypeOf, toInitializeEra, withoutUnusableTools } from "./stateless-answer";

function answer(members: string) {
  const message = readUpstreamAnswer(`{ "jsonrpc":"2.0","id":"7",${members}}`, "7");
  if (message.kind !== "answer") throw new Error(message.kind);
  return message;
}

describe("what a result is", () => {
  const rows = [
    ["tools/call", '{"resultType":"complete"}', "complete"],
    ["tools/list", '{"resultType":"complete"}', "complete"],
    ["tools/call", '{"resultType":"input_required"}', "input_required"],
    ["prompts/get", '{"resultType":"input_required"}', "input_required"],
    ["resources/read", '{"resultType":"input_required"}', "input_required"],
    ["tools/list", '{"resultType":"input_required"}', "unfit"],
    ["tools/call", '{"resultType":"task"}', "unfit"],
    ["tools/call", '{"resultType":null}', "unfit"],
    ["tools/call", '{"content":[]}', "none"],
  ] as const;
  for (const [method, result, expected] of rows) {
    it(`${method} ${result}`, () => {
      expect(resultTypeOf(method, answer(`"result":${result}`))).toBe(expected);
    });
  }
});

describe("an answer for the initialize era", () => {
  const rows = [
    [
      "tools/call",
      '"result": { "resultType":"complete", "structuredContent":{"n": 9007199254740993,"ttlMs":1} ,"ttlMs":0,"cacheScope":"public"}',
      '"result":{"structuredContent":{"n": 9007199254740993,"ttlMs":1}}',
    ],
    ["tools/call", '"result":{"__proto__":{"a":1},"resultType":"complete"}', '"result":{"__proto__":{"a":1}}'],
    [
      "resources/read",
      '"error":{"code":-32602,"message":"Resource not found","data":{"uri":"a:b"}}',
      '"error":{"code":-32002,"message":"Resource not found","data":{"uri":"a:b"}}',
    ],
  ] as const;
  for (const [method, given, expected] of rows) {
    it(`${method} ${given}`, () => {
      const { text, value } = toInitializeEra(method, answer(given));
      expect(text).toBe(`{"jsonrpc":"2.0","id":"7",${expected}}`);
      expect(value).toEqual(JSON.parse(text));
    });
  }

  it("keeps every other error as it came", () => {
    for (const [method, code] of [
      ["prompts/get", -32602],
      ["resources/read", -32603],
    ] as const) {
      const given = answer(`"error":{"code":${code},"message":"m","data":1.0}`);
      expect(toInitializeEra(method, given)).toBe(given);
    }
  });
});

describe("a list of tools", () => {
  const good = { name: "a", inputSchema: { properties: { x: { type: "string", "x-mcp-header": "X" } } } };
  const bad = { name: "b", inputSchema: { properties: { x: { type: "number", "x-mcp-header": "X" } } } };

  it("loses those that can't be called over HTTP", () => {
    const given = answer(`"result":${JSON.stringify({ tools: [good, bad], nextCursor: "n" })}`);
    const { value, text } = withoutUnusableTools(given);
    expect(value.result).toEqual({ tools: [good], nextCursor: "n" });
    expect(JSON.parse(text)).toEqual(value);
  });

  it("is left alone without any, and so is whatever is no list", () => {
    for (const members of [`"result":${JSON.stringify({ tools: [good] })}`, '"result":{"tools":1}', '"result":{}']) {
      const given = answer(members);
      expect(withoutUnusableTools(given)).toBe(given);
    }
  });
});
