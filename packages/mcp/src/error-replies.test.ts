import { expect, it } from "vitest";
import { gatewayFault, invalidRequest, methodNotFound, unknownTool, upstreamProtocolError } from "./error-replies";
import { mcpErrorCodes } from "./mcp-error-codes";
import { resultReply } from "./result-reply";

it("a refused message is answered with its code and without an id that is in doubt", () => {
  const failure = { kind: "failure", httpStatus: 400, code: -32700, message: "Parse error: x" } as const;
  expect(invalidRequest(failure)).toBe('{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error: x"}}');
  expect(invalidRequest({ ...failure, code: -32600, id: 0 })).toBe(
    '{"jsonrpc":"2.0","id":0,"error":{"code":-32600,"message":"Parse error: x"}}',
  );
});

it("an unknown method is named, bounded and in visible characters", () => {
  expect(methodNotFound("a", "x\u200b")).toBe(
    '{"jsonrpc":"2.0","id":"a","error":{"code":-32601,"message":"Method not found: \\"x\\\\u200b\\""}}',
  );
  expect(methodNotFound(1, "m".repeat(5_000)).length).toBeLessThan(200);
});

it("an unknown tool is named by exact code points", () => {
  expect(unknownTool(1, "d\u0435lete \u0000")).toBe(
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Unknown tool: d\u0435lete \\u0000"}}',
  );
});

it("an over-long name is cut between characters", () => {
  expect(unknownTool(1, "n".repeat(128))).toContain(`: ${"n".repeat(128)}"`);
  expect(unknownTool(1, "n".repeat(129))).toContain(`: ${"n".repeat(128)}…"`);
  expect(unknownTool(1, `${"n".repeat(127)}😀`)).toContain(`: ${"n".repeat(127)}…"`);
});

it("a gateway fault is retryable and says which", () => {
  expect(gatewayFault(3, "store_unavailable", "The limit store is unavailable.")).toBe(
    '{"jsonrpc":"2.0","id":3,"error":{"code":-32603,"message":"The limit store is unavailable.","data":{"code":"store_unavailable","retryable":true}}}',
  );
  expect(gatewayFault(null, "draining", "Shutting down.")).not.toContain('"id"');
});

it("a broken upstream is not retryable and nothing it said is repeated", () => {
  expect(upstreamProtocolError("u")).toBe(
    '{"jsonrpc":"2.0","id":"u","error":{"code":-32603,"message":"Upstream protocol error: the server\'s answer is not a valid MCP message","data":{"code":"upstream_protocol","retryable":false}}}',
  );
});

it("a ping is answered with an empty result", () => {
  expect(resultReply(1, {})).toBe('{"jsonrpc":"2.0","id":1,"result":{}}');
});

it("every code in the ranges reserved to MCP is one that MCP gives this meaning", () => {
  const codes = Object.values(mcpErrorCodes).map((entry) => entry.code);
  expect(codes).toEqual([-32700, -32600, -32601, -32602, -32020, -32021, -32022, -31403, -32603]);
});
