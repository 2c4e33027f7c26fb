import { describe, expect, it } from "vitest";
import { toolHash } from "./tool-hash";

const TOOL = {
  name: "echo",
  description: "Says it again",
  inputSchema: { type: "object", properties: { a: {}, b: {} } },
};

describe("the hash of a tool", () => {
  it("is pinned: a changed algorithm would put every tool in question", () => {
    expect(toolHash(TOOL)).toBe("61cd0dedfbaf5464f87d55dd1f98f453e15a1b9b73e273fb360ddd076b1be20a");
  });

  it("doesn't depend on the order of keys", () => {
    const other = {
      inputSchema: { properties: { b: {}, a: {} }, type: "object" },
      description: "Says it again",
      name: "echo",
    };
    expect(toolHash(other)).toBe(toolHash(TOOL));
  });

  it.each([
    { ...TOOL, name: "Echo" },
    { ...TOOL, title: "Echo" },
    { ...TOOL, description: "Says it again." },
    { ...TOOL, inputSchema: { ...TOOL.inputSchema, required: ["a"] } },
    { ...TOOL, outputSchema: {} },
    { ...TOOL, annotations: { readOnlyHint: true } },
  ])("changes with each part of the definition: %j", (changed) => {
    expect(toolHash(changed)).not.toBe(toolHash(TOOL));
  });
});
