import { expect, test } from "vitest";
import { readMcpRoute } from "./mcp-route";

test("reads the three slugs", () => {
  expect(readMcpRoute("/acme/agents-2/demo/mcp")).toEqual({ organization: "acme", team: "agents-2", server: "demo" });
});

test("reads a team's two, and tells a server by its place alone, whatever it is called", () => {
  expect(readMcpRoute("/acme/agents/mcp")).toEqual({ organization: "acme", team: "agents", server: null });
  expect(readMcpRoute("/acme/mcp/mcp")).toEqual({ organization: "acme", team: "mcp", server: null });
  expect(readMcpRoute("/acme/agents/mcp/mcp")).toEqual({ organization: "acme", team: "agents", server: "mcp" });
});

test.each([
  "/agents/mcp",
  "/acme/agents/mcp/",
  "/acme/agents//mcp",
  "/acme/agents/mcp/mcp/mcp",
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
