import { classifyTool } from "@policylayer/risk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseStack } from "./analyse-stack";
import type { StackServer, StackTool } from "./stack-server";

function tool(
  name: string,
  description = "",
  annotations: Record<string, unknown> = {},
  properties: Record<string, unknown> = {},
): StackTool {
  const inputSchema = { type: "object", properties };
  const found = classifyTool({ tool: name, description, inputSchema, annotations });
  return { ...found, name, description, annotations, tokenCount: 100 };
}
const text = { type: "string" };
const files: StackServer = {
  name: "files",
  tools: [
    tool("read_file", "Reads a file", {}, { path: text }),
    tool("delete_file", "Deletes a file", {}, { path: text }),
  ],
};
const web: StackServer = { name: "web", tools: [tool("fetch", "Fetches a page", {}, { url: text })] };
const mail: StackServer = {
  name: "mail",
  tools: [
    tool("search_emails", "Searches the mailbox"),
    tool("send_email", "Sends an email", {}, { to: text, body: text }),
  ],
};
const clock: StackServer = {
  name: "clock",
  tools: [tool("get_current_time", "Tells the time", { readOnlyHint: true, openWorldHint: false }, { timezone: text })],
};
const legsOf = (one: StackTool) => {
  const { legs } = analyseStack([{ name: "s", tools: [one] }]);
  return Object.entries(legs).flatMap(([leg, tools]) => (tools.length > 0 ? [leg] : []));
};

describe("the legs a tool makes", () => {
  it.each([
    ["any file", tool("read_file", "", {}, { path: text }), ["private"]],
    [
      "any address",
      tool("fetch", "Fetches a page", {}, { url: text }),
      expect.arrayContaining(["untrusted", "outside"]),
    ],
    ["somebody's mailbox", tool("search_emails"), ["private", "untrusted"]],
    ["files by a pattern", tool("search_files", "Searches for files"), ["private"]],
    ["a letter", tool("send_email", "", {}, { to: text }), ["outside"]],
    ["a public issue", tool("create_issue", "Opens an issue"), ["outside"]],
    ["rows", tool("list_customers"), ["private"]],
    ["code", tool("run_python", "Runs Python code", {}, { code: text }), ["private", "outside"]],
    ["a secret", tool("get_secret", "Gets a secret"), ["private"]],
    ["the time", tool("get_current_time", "", { openWorldHint: false }), []],
    ["a closed world", tool("get_state", "", { readOnlyHint: true, openWorldHint: false }), ["private"]],
    ["an open world", tool("lookup", "Looks something up", { readOnlyHint: true, openWorldHint: true }), ["untrusted"]],
    ["a sum", tool("add_numbers", "Adds two numbers"), []],
  ])("%s", (_, one, expected) => {
    expect(legsOf(one)).toEqual(expected);
  });

  it("a hint never takes a leg away, and the protocol's defaults say nothing", () => {
    const closed = { readOnlyHint: true, openWorldHint: false };
    expect(legsOf(tool("fetch", "Fetches a page", closed, { url: text }))).toEqual(
      expect.arrayContaining(["untrusted", "outside"]),
    );
    const defaults = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };
    expect(legsOf(tool("lookup_city", "Looks up a city", defaults))).toEqual([]);
  });
});

describe("why a tool counts", () => {
  it.each([
    ["get_pull_request", "it reads “pull request”, which others write"],
    ["list_comments", "it reads “comments”, which others write"],
  ])("%s", (name, because) => {
    const { legs } = analyseStack([{ name: "s", tools: [tool(name)] }]);
    expect(legs.untrusted.map((each) => each.because)).toEqual([because]);
  });
});

describe("dangerous combinations", () => {
  it("are there with all three legs, and name the tools that make each", () => {
    const report = analyseStack([files, web, clock]);
    expect(report.combinations.map(({ kind, severity }) => [kind, severity])).toEqual([
      ["data_leaves", "critical"],
      ["others_give_orders", "high"],
    ]);
    const [leaves] = report.combinations;
    expect(
      leaves?.parts.map(({ title, tools }) => [title, tools.map((each) => `${each.server}/${each.tool}`)]),
    ).toEqual([
      ["reads private data", ["files/read_file"]],
      ["sees what others write", ["web/fetch"]],
      ["can send outside", ["web/fetch"]],
    ]);
    expect(leaves?.parts[1]?.tools[0]?.because).toBe("it opens any address");
  });

  it.each([
    ["what others write is missing", [files, { name: "out", tools: [tool("send_email", "", {}, { to: text })] }]],
    ["a way out is missing", [files, { name: "in", tools: [tool("search_emails")] }]],
    ["private data is missing", [web, clock]],
  ])("aren't there when %s", (_, servers) => {
    expect(analyseStack(servers).combinations.map(({ kind }) => kind)).not.toContain("data_leaves");
  });

  it("are there within one server too", () => {
    expect(analyseStack([mail]).combinations.map(({ kind }) => kind)).toEqual(["data_leaves"]);
  });
});

describe("the severity of a stack", () => {
  it("is that of its gravest tool or combination", () => {
    expect(analyseStack([]).severity).toBeNull();
    expect(analyseStack([clock]).severity).toBe("low");
    expect(analyseStack([clock, files]).severity).toBe("critical");
    expect(analyseStack([mail]).severity).toBe("critical");
  });

  it("is never harmless with a server that nobody knows", () => {
    const report = analyseStack([clock, { name: "what", tools: null }]);
    expect(report).toMatchObject({ severity: "high", unknownServers: ["what"] });
    expect(report.servers[1]).toMatchObject({ isKnown: false, severity: "high", toolCount: 0 });
    expect(report.tokens.servers.map(({ server }) => server)).toEqual(["clock"]);
  });
});

describe("the token cost of a stack", () => {
  it("is summed, set against a context window, and names the heaviest", () => {
    const heavy: StackServer = { name: "heavy", tools: [{ ...tool("get_state"), tokenCount: 19_700 }] };
    const { tokens } = analyseStack([files, heavy, clock]);
    expect(tokens).toEqual({
      total: 20_000,
      share: 0.1,
      servers: [
        { server: "heavy", tokens: 19_700, share: 0.0985 },
        { server: "files", tokens: 200, share: 0.001 },
        { server: "clock", tokens: 100, share: 0.0005 },
      ],
      heaviest: { server: "heavy", tool: "get_state", tokens: 19_700 },
    });
    expect(analyseStack([]).tokens).toEqual({ total: 0, share: 0, servers: [], heaviest: null });
  });
});

describe("any stack", () => {
  const anyTool = fc
    .record({
      name: fc.oneof(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.constantFrom("__proto__", "delete_all", "fetch", "get_x"),
      ),
      description: fc.string({ unit: "binary" }),
      annotations: fc.dictionary(fc.constantFrom("openWorldHint", "readOnlyHint", "x"), fc.jsonValue()),
    })
    .map(({ name, description, annotations }) => tool(name, description, annotations));
  const anyStack = fc
    .uniqueArray(fc.string({ minLength: 1 }))
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.record({ name: fc.constant(name), tools: fc.option(fc.array(anyTool)) }))),
    );

  it("counts every tool once by class, and adding a server never makes it milder", () => {
    fc.assert(
      fc.property(anyStack, (servers) => {
        const report = analyseStack(servers);
        const counted = Object.values(report.byClass).reduce((sum, tools) => sum + tools.length, 0);
        expect(counted).toBe(report.toolCount);
        const order = [null, "low", "medium", "high", "critical"];
        const without = analyseStack(servers.slice(1));
        expect(order.indexOf(report.severity)).toBeGreaterThanOrEqual(order.indexOf(without.severity));
        expect(report.combinations.length).toBeGreaterThanOrEqual(without.combinations.length);
      }),
    );
  });
});
