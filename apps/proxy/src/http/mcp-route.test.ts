import { expect, test } from "vitest";
import { readMcpRoute } from "./mcp-route";

test("reads the three slugs", () => {
  expect(readMcpRoute("/acme/agents-2/demo/mcp")).toEqual({ organization: "acme", team: "agents-2", server: "demo" });
});

test.each([
  "/acme/agents/mcp",
  "/acme/agents/demo/mcp/",
  "//acme/agents/demo/mcp",
  "/acme//demo/mcp",
  "/acme/agents/../demo/mcp",
  "/acme/agents/%64emo/mcp",
  "/acme/agents/demo%2fmcp",
  "/acme/agents/demo/mcp;x",
  "/acme/agents/demo/mcp?x=1",
  "/acme/agents/demo/mcp%00",
  "/acme/agents/demo/MCP",
  "/Acme/agents/demo/mcp",
  "/acme/agents/de__mo/mcp",
  "/acme/agents/-demo/mcp",
  "/acme/agents/demo/mcp\n",
  "http://evil/acme/agents/demo/mcp",
  `/${"a".repeat(130)}/b/c/mcp`,
  "*",
  "",
])("%j is no route", (target) => {
  expect(readMcpRoute(target)).toBeNull();
});
