import { describe, expect, it } from "vitest";
import { filterInitializeResult } from "./filter-initialize-result";

const upstream = {
  protocolVersion: "2025-06-18",
  capabilities: {
    tools: { listChanged: true },
    resources: { subscribe: true },
    prompts: {},
    logging: {},
    tasks: {},
    experimental: {},
  },
  serverInfo: { name: "s", version: "1", title: "S" },
  instructions: "Use it well.",
  _meta: { a: 1 },
  extra: 1,
};

describe("what a client is told of an upstream", () => {
  it("is only what the gateway relays", () => {
    expect(filterInitializeResult(upstream)).toEqual({
      kind: "ok",
      protocolVersion: "2025-06-18",
      result: {
        protocolVersion: "2025-06-18",
        capabilities: { tools: { listChanged: true }, prompts: {}, resources: { subscribe: true }, logging: {} },
        serverInfo: { name: "s", version: "1", title: "S" },
        instructions: "Use it well.",
      },
    });
  });

  it("declares no tools for an upstream without", () => {
    const { instructions: _, ...quiet } = upstream;
    const filtered = filterInitializeResult({ ...quiet, capabilities: {} });
    expect(filtered).toMatchObject({ kind: "ok", result: { capabilities: {} } });
    expect(filtered.kind === "ok" ? Object.keys(filtered.result) : []).toEqual([
      "protocolVersion",
      "capabilities",
      "serverInfo",
    ]);
  });

  it("says which revision an upstream insists on when it isn't ours", () => {
    expect(filterInitializeResult({ ...upstream, protocolVersion: "2024-10-07" })).toEqual({
      kind: "unsupported_version",
      version: "2024-10-07",
    });
  });

  const odd = [
    null,
    [],
    {},
    { ...upstream, protocolVersion: 1 },
    { ...upstream, capabilities: [] },
    { ...upstream, serverInfo: "s" },
    { ...upstream, serverInfo: { name: "s" } },
    { ...upstream, instructions: {} },
  ];
  for (const result of odd) {
    it(`refuses ${JSON.stringify(result).slice(0, 60)}`, () => {
      expect(filterInitializeResult(result).kind).toBe("invalid");
    });
  }
});
