import { describe, expect, it } from "vitest";
import { readUpstreamAnswer } from "./read-upstream-answer";
import { toPrivateAnswer, toStatelessAnswer } from "./to-stateless-answer";

const INFO = { name: "up", version: "1" };
const META = `"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"up","version":"1"}}`;
const UNCACHED = `"ttlMs":0,"cacheScope":"private"`;

function convert(method: Parameters<typeof toStatelessAnswer>[0], text: string): string {
  const answer = readUpstreamAnswer(text, 5);
  if (answer.kind !== "answer") throw new Error(answer.kind);
  const converted = toStatelessAnswer(method, answer, "theirs", INFO);
  expect(JSON.parse(converted.text)).toEqual(converted.value);
  return converted.text;
}

describe("a result of the initialize era", () => {
  const rows: readonly (readonly [Parameters<typeof toStatelessAnswer>[0], string, string])[] = [
    ["tools/call", `{"content":[ ]}`, `"resultType":"complete",${META},"content":[ ]`],
    ["tools/call", `{ }`, `"resultType":"complete",${META}`],
    [
      "tools/call",
      `{"structuredContent":{"n":1.0 }}`,
      `"resultType":"complete",${META},"structuredContent":{"n":1.0 }`,
    ],
    ["tools/call", `{"resultType":"input_required"}`, `"resultType":"complete",${META}`],
    ["tools/call", `{"_meta":{"a":1}}`, `"resultType":"complete",${META.slice(0, -1)},"a":1}`],
    [
      "tools/call",
      `{"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"other"}}}`,
      `"resultType":"complete",${META}`,
    ],
    [
      "resources/read",
      `{"contents":[],"ttlMs":9,"cacheScope":"public"}`,
      `"resultType":"complete",${UNCACHED},${META},"contents":[]`,
    ],
    ["tools/list", `{"tools":[]}`, `"resultType":"complete",${UNCACHED},${META},"tools":[]`],
    [
      "completion/complete",
      `{"completion":{"values":[]}}`,
      `"resultType":"complete",${META},"completion":{"values":[]}`,
    ],
  ];
  for (const [method, result, expected] of rows) {
    it(`${method} ${result}`, () => {
      expect(convert(method, `{"jsonrpc":"2.0","id":5, "result": ${result}}`)).toBe(
        `{"jsonrpc":"2.0","id":"theirs","result":{${expected}}}`,
      );
    });
  }
});

describe("an error of the initialize era", () => {
  const rows: readonly (readonly [number, number])[] = [
    [-32002, -32602],
    [-32042, -32603],
    [-32020, -32603],
    [-32021, -32603],
    [-32022, -32603],
    [-32601, -32601],
    [-32602, -32602],
    [7, 7],
  ];
  for (const [code, expected] of rows) {
    it(`${code} is ${expected}`, () => {
      const text = convert("resources/read", `{"jsonrpc":"2.0","id":5,"error":{"code":${code},"message":"m"}}`);
      expect(JSON.parse(text)).toMatchObject({ id: "theirs", error: { code: expected } });
    });
  }
});

describe("an answer of the revision itself", () => {
  const rows: readonly (readonly [Parameters<typeof toStatelessAnswer>[0], string, string])[] = [
    ["tools/call", '"result":{"cacheScope":"public" }', '"result":{"cacheScope":"public" }'],
    ["resources/read", '"result":{"n":1.0,"cacheScope":"public" }', '"result":{"cacheScope":"private","n":1.0}'],
    ["tools/list", '"result":{"cacheScope":"private" }', '"result":{"cacheScope":"private" }'],
    ["tools/list", '"result":{}', '"result":{"cacheScope":"private"}'],
    ["tools/call", '"error":{"code":-32002,"message":"m"}', '"error":{"code":-32602,"message":"m"}'],
    ["tools/call", '"error":{"code":-32021,"message":"m"}', '"error":{"code":-32021,"message":"m"}'],
  ];
  for (const [method, said, told] of rows) {
    it(`${method} ${said} is told as ${told}`, () => {
      const answer = readUpstreamAnswer(`{"jsonrpc":"2.0","id":5,${said}}`, 5);
      if (answer.kind !== "answer") throw new Error(answer.kind);
      const converted = toPrivateAnswer(method, answer);
      expect(converted.text).toBe(`{"jsonrpc":"2.0","id":5,${told}}`);
      expect(JSON.parse(converted.text)).toEqual(converted.value);
    });
  }
});
