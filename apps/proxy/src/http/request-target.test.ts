import { expect, test } from "vitest";
import { readTarget } from "./request-target";

const isOurHost = (host: string): boolean => host === "mcp.example.com";

test.each([
  ["/a/b/c/mcp", "/a/b/c/mcp"],
  ["/a?next=http://evil/", "/a?next=http://evil/"],
  ["*", "*"],
  ["http://mcp.example.com/a/b/c/mcp", "/a/b/c/mcp"],
  ["HTTPS://mcp.example.com/a?x=1", "/a?x=1"],
  ["http://evil/a/b/c/mcp", null],
  ["http://mcp.example.com@evil/a", null],
  ["http://evil/mcp.example.com/a", null],
  ["http://mcp.example.com", null],
  ["ftp://mcp.example.com/a", null],
  ["http:///a", null],
])("%s asks for %s", (target, path) => {
  expect(readTarget(target, isOurHost)).toBe(path);
});
