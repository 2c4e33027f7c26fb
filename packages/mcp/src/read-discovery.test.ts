import { describe, expect, it } from "vitest";
import type { JsonValue } from "./json-value";
import { isStatelessError, lacksInitialize, readDiscovery } from "./read-discovery";
import { readRpcRefusal } from "./read-rpc-refusal";

const RESULT = { supportedVersions: ["2027-01-01", "2026-07-28"], capabilities: { tools: {} } };

describe("a result of server/discover", () => {
  it("tells what is needed of a server", () => {
    const meta = { "io.modelcontextprotocol/serverInfo": { name: "n", version: "1", title: "t" } };
    expect(readDiscovery({ ...RESULT, instructions: "i", ttlMs: -1, _meta: meta })).toEqual({
      capabilities: { tools: {} },
      serverInfo: { name: "n", version: "1" },
      instructions: "i",
    });
    expect(readDiscovery(RESULT)).toEqual({ capabilities: { tools: {} }, serverInfo: null, instructions: null });
  });

  const rows: readonly (readonly [string, JsonValue])[] = [
    ["of other revisions alone", { ...RESULT, supportedVersions: ["2025-11-25"] }],
    ["without revisions", { capabilities: {} }],
    ["without capabilities", { supportedVersions: ["2026-07-28"] }],
    ["with odd instructions", { ...RESULT, instructions: 1 }],
    ["of another kind", []],
  ];
  for (const [name, result] of rows) {
    it(`is none ${name}`, () => {
      expect(readDiscovery(result)).toBeNull();
    });
  }
});

it("errors that show which revisions a server has", () => {
  expect(isStatelessError({ code: -32022, data: { supported: ["2026-07-28"] } })).toBe(true);
  expect(isStatelessError({ code: -32022, data: { supported: ["2025-11-25"] } })).toBe(false);
  expect(isStatelessError({ code: -32022, data: undefined })).toBe(false);
  expect([-32020, -32021, -32601, -32000].map((code) => isStatelessError({ code, data: null }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(lacksInitialize({ code: -32022, message: "" })).toBe(true);
  expect(lacksInitialize({ code: -32601, message: "" })).toBe(true);
  expect(lacksInitialize({ code: -32602, message: "missing _meta envelope" })).toBe(true);
  expect(lacksInitialize({ code: -32602, message: "clientInfo" })).toBe(false);
  expect(lacksInitialize({ code: -32000, message: "_meta" })).toBe(false);
});

describe("the error in the body of a status", () => {
  const error = '"error":{"code":-32020,"message":"m","data":[1]}';
  const rows: readonly (readonly [string, boolean])[] = [
    [`{"jsonrpc":"2.0","id":7,${error}}`, true],
    [`{"jsonrpc":"2.0","id":null,${error}}`, true],
    [`{"jsonrpc":"2.0",${error}}`, true],
    [`{"jsonrpc":"2.0","id":"7",${error}}`, false],
    [`{"jsonrpc":"2.0","id":7,"result":{},${error}}`, false],
    [`{"jsonrpc":"1.0","id":7,${error}}`, false],
    ['{"jsonrpc":"2.0","id":7,"error":{"code":1.5,"message":"m"}}', false],
    ['{"jsonrpc":"2.0","id":7,"error":{"code":1}}', false],
    ['{"jsonrpc":"2.0","id":7,"error":{"code":1,"code":2,"message":"m"}}', false],
    ["<html>", false],
    ["", false],
  ];
  for (const [body, isRead] of rows) {
    it(body, () => {
      expect(readRpcRefusal(body, 7)).toEqual(isRead ? { code: -32020, message: "m", data: [1] } : null);
    });
  }
});
