import { expect, test } from "vitest";
import { buildOriginCheck } from "./origin";

const open = buildOriginCheck({
  publicUrl: "https://mcp.example.com",
  bindHost: "0.0.0.0",
  allowedHosts: ["inside.example.com:3100"],
  allowedOrigins: ["https://app.example.com"],
});
const local = buildOriginCheck({
  publicUrl: "http://127.0.0.1:3100",
  bindHost: "127.0.0.1",
  allowedHosts: [],
  allowedOrigins: [],
});

test.each([
  ["mcp.example.com", true],
  ["MCP.example.com:443", true],
  ["inside.example.com", true],
  ["evil.example.com", false],
  ["mcp.example.com.evil.net", false],
  ["mcp.example.com@evil.net", false],
  ["localhost", false],
  ["", false],
  [null, false],
])("public proxy, Host %j: %s", (host, expected) => {
  expect(open.isOurHost(host)).toBe(expected);
});

test.each([
  ["localhost:3100", true],
  ["127.0.0.1", true],
  ["[::1]:3100", true],
  ["127.0.0.1.nip.io", false],
  ["evil.example.com", false],
])("proxy on loopback, Host %j: %s", (host, expected) => {
  expect(local.isOurHost(host)).toBe(expected);
});

test("origins: our own, the listed ones, and loopback pages only when bound to loopback", () => {
  expect(open.isAllowedOrigin("https://mcp.example.com")).toBe(true);
  expect(open.isAllowedOrigin("https://app.example.com")).toBe(true);
  expect(open.isAllowedOrigin("http://localhost:6274")).toBe(false);
  expect(open.isAllowedOrigin("null")).toBe(false);
  expect(local.isAllowedOrigin("http://localhost:6274")).toBe(true);
  expect(local.isAllowedOrigin("http://localhost.evil.net")).toBe(false);
  expect(local.isAllowedOrigin("http://localhost:6274/path")).toBe(false);
});
