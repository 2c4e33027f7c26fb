import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DraftTool, draftPolicy } from "./draft-policy";
import { parsePolicy } from "./parse-policy";

describe("the draft for a new server", () => {
  it("allows reading, hides destroying, limits the rest and denies what comes later", () => {
    const draft = draftPolicy([
      { name: "list", annotations: { readOnlyHint: true } },
      { name: "drop", annotations: { destructiveHint: true } },
      { name: "two_faced", annotations: { readOnlyHint: true, destructiveHint: true } },
      { name: "run", annotations: { readOnlyHint: false, destructiveHint: false } },
      { name: "walk" },
      { name: "any*" },
      { name: "" },
    ]);
    const limit = (tool: string) => ({
      limits: [{ counter: `${tool}_rate`, window: "minute", max: 10, scope: "grant" }],
    });
    expect(JSON.parse(draft)).toEqual({
      version: "1",
      default: "deny",
      description: expect.stringContaining("draft"),
      hide: ["drop", "two_faced"],
      tools: { list: {}, run: limit("run"), walk: limit("walk") },
    });
  });

  it("for a server without tools denies everything", () => {
    expect(JSON.parse(draftPolicy([]))).toMatchObject({ default: "deny", tools: {} });
  });

  it("always parses, and is canonical", () => {
    const hint = fc.option(fc.boolean(), { nil: undefined });
    const tool: fc.Arbitrary<DraftTool> = fc.record({
      name: fc.oneof(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.string(),
        fc.constantFrom("__proto__", "a\ud800", "a\0", "run"),
      ),
      annotations: fc.option(fc.record({ readOnlyHint: hint, destructiveHint: hint }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(tool), (tools) => {
        const draft = draftPolicy(tools);
        const parsed = parsePolicy(draft);
        expect(parsed.ok ? parsed.text : parsed.problems).toBe(draft);
      }),
    );
  });

  it("fits, whatever the number and length of names", () => {
    const tools = Array.from({ length: 1500 }, (_, i) => ({ name: String(i).padStart(250, "語") }));
    expect(parsePolicy(draftPolicy(tools)).ok).toBe(true);
  });
});
