import { expect, test } from "vitest";
import { endpointPath } from "./endpoint-path";

const UPSTREAM = "https://mcp.example.com/a/sse?x=1";

test.each([
  ["/message?sessionId=1", "/message?sessionId=1"],
  ["message", "/a/message"],
  ["?session=2", "/a/sse?session=2"],
  ["https://mcp.example.com/m#part", "/m"],
  ["https://MCP.example.com:443/m", "/m"],
  ["//mcp.example.com/m", "/m"],
])("an address of the same origin: %s", (data, path) => {
  expect(endpointPath(data, UPSTREAM)).toBe(path);
});

test.each([
  "https://evil.example.com/m",
  "http://mcp.example.com/m",
  "https://mcp.example.com:8443/m",
  "//evil.example.com/m",
  "\\\\evil.example.com/m",
  "https://mcp.example.com@evil.example.com/m",
  "https://user:pw@mcp.example.com/m",
  "javascript:alert(1)",
  "data:text/plain,x",
  "http://[",
  "",
  `/${"a".repeat(5_000)}`,
])("anything else is none: %s", (data) => {
  expect(endpointPath(data, UPSTREAM)).toBeNull();
});
