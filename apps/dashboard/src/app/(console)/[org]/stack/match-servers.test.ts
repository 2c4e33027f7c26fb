import { describe, expect, it } from "vitest";
import { matchingServer } from "./match-servers";

const server = (id: string, slug: string, name: string, url: string) => ({ id, slug, name, url });
const wanted = { slug: "linear", title: "Linear MCP", urls: ["https://mcp.linear.app/mcp"] };

describe("the registered server for one of a stack", () => {
  it("is that of the same address, whatever it is called", () => {
    const registered = [
      server("1", "linear", "Linear MCP", "https://elsewhere.dev/mcp"),
      server("2", "issues", "Issues", "https://MCP.linear.app/mcp/?x=1"),
    ];
    expect(matchingServer(wanted, registered)).toBe("2");
  });

  it("else that of the same slug, then of the same name", () => {
    const named = server("1", "issues", "linear mcp", "https://elsewhere.dev/mcp");
    expect(matchingServer(wanted, [named, server("2", "linear", "x", "https://elsewhere.dev/mcp")])).toBe("2");
    expect(matchingServer(wanted, [named])).toBe("1");
  });

  it("is none for another address, and private addresses are alike to none", () => {
    const local = { ...wanted, urls: ["http://localhost:1/mcp"] };
    expect(matchingServer(local, [server("1", "a", "b", "http://localhost:1/mcp")])).toBeNull();
    expect(matchingServer(wanted, [server("1", "a", "b", "https://mcp.linear.app/sse")])).toBeNull();
  });
});
