import { expect, test } from "vitest";
import { readHead } from "./request-head";

test("reads names in any letters and leaves the rest behind", () => {
  const head = readHead(["HOST", "a", "mcp-session-ID", "s", "X-Other", "1", "Content-Length", "5"]);
  expect(head).toMatchObject({
    host: "a",
    sessionId: "s",
    contentLength: "5",
    hasBody: true,
    repeated: null,
    count: 4,
  });
  expect(JSON.stringify(head)).not.toContain("X-Other");
});

test.each([
  "Host",
  "Authorization",
  "Origin",
  "Content-Type",
  "Mcp-Session-Id",
  "MCP-Protocol-Version",
  "Mcp-Method",
  "Mcp-Name",
  "Mcp-Param-X",
])("a second %s is found, also when it says the same", (name) => {
  expect(readHead([name, "a", name.toUpperCase(), "a"]).repeated).toBe(name.toLowerCase());
});

test("several Accept headers are one list", () => {
  expect(readHead(["Accept", "application/json", "Accept", "text/event-stream"])).toMatchObject({
    accept: "application/json, text/event-stream",
    repeated: null,
  });
});

test("an announced length of 0 is no body, a chunked one is", () => {
  expect(readHead(["Content-Length", "0"]).hasBody).toBe(false);
  expect(readHead(["Transfer-Encoding", "chunked"]).hasBody).toBe(true);
});

test("what repeats the body is read, arguments by their names in lower case", () => {
  const head = readHead(["Mcp-Method", "tools/call", "Mcp-Name", "t", "Mcp-Param-Region", "eu", "MCP-PARAM-n", "1"]);
  expect(head).toMatchObject({
    mcpMethod: "tools/call",
    mcpName: "t",
    mcpParams: ["mcp-param-region", "eu", "mcp-param-n", "1"],
    repeated: null,
  });
  expect(readHead(["Host", "a"]).mcpParams).toBeNull();
});
