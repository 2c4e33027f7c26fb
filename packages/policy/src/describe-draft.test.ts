import fc from "fast-check";
import { expect, it } from "vitest";
import { describeDraft } from "./describe-draft";
import { draftPolicy } from "./draft-policy";
import { parsePolicy } from "./parse-policy";
import type { RatedTool } from "./recommend-rule";
import { riskClasses } from "./risk-class";

it("says what happens to each tool, riskiest first", () => {
  const rated = (name: string, at: number) => ({ name, class: riskClasses[at] ?? "read" });
  const described = describeDraft([
    rated("get", 0),
    rated("put", 1),
    rated("run", 2),
    rated("wipe", 3),
    rated("pay", 4),
    rated("any*", 0),
  ]);
  const names = (tools: readonly { name: string }[]) => tools.map(({ name }) => name);
  expect({
    allowed: names(described.allowed),
    limited: names(described.limited),
    held: names(described.held),
    hidden: names(described.hidden),
    left: described.left,
  }).toEqual({ allowed: ["get"], limited: ["run", "put"], held: ["pay"], hidden: ["wipe"], left: ["any*"] });
  expect(described.sentence).toBe(
    "Of its tools 1 allowed, 2 limited, 1 held for a person, 1 hidden and 1 left to the default, which denies; whatever comes later is denied.",
  );
  expect(describeDraft([]).sentence).toBe("The server has no tools; whatever comes later is denied.");
});

const tool: fc.Arbitrary<RatedTool> = fc.record({
  name: fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom("__proto__", "a*", "run", "wipe")),
  class: fc.constantFrom(...riskClasses),
  inputSchema: fc.oneof(
    fc.constant({ properties: { a: { type: "string", enum: ["x"] }, b: { type: "integer", maximum: 3 } } }),
    fc.jsonValue(),
  ),
});

it("says of each tool what the drafted document says", () => {
  fc.assert(
    fc.property(fc.array(tool), (tools) => {
      const parsed = parsePolicy(draftPolicy(tools));
      if (!parsed.ok) throw new Error("the draft doesn't parse");
      const { hide = [], tools: rules = {} } = parsed.document;
      const described = describeDraft(tools);
      const ruleOf = (name: string) => new Map(Object.entries(rules)).get(name);
      expect(described.hidden.map(({ name }) => name).sort()).toEqual([...hide].sort());
      for (const { name } of described.held) expect(ruleOf(name)?.action).toBe("require_approval");
      for (const { name } of described.limited) expect(ruleOf(name)?.limits).toHaveLength(1);
      for (const { name } of described.allowed) expect(ruleOf(name)).toEqual({});
      const { allowed, limited, held } = described;
      expect(allowed.length + limited.length + held.length).toBe(Object.keys(rules).length);
      for (const name of described.left) expect(ruleOf(name)).toBeUndefined();
    }),
  );
});
