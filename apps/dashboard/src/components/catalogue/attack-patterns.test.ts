import { parsePolicyValue } from "@policylayer/policy";
import { riskClasses, riskEffects } from "@policylayer/risk";
import { describe, expect, it } from "vitest";
import { attackPatterns, attacksOn } from "./attack-patterns";

describe("the attack patterns", () => {
  it("have an address, sources and an answer each", () => {
    expect(attackPatterns.length).toBeGreaterThanOrEqual(12);
    expect(new Set(attackPatterns.map(({ slug }) => slug)).size).toBe(attackPatterns.length);
    for (const { slug, sources, answers, abuses } of attackPatterns) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const { url } of sources) expect(new URL(url).protocol).toBe("https:");
      expect([sources.length > 0, answers.length > 0, abuses.length > 0]).toEqual([true, true, true]);
    }
  });

  it.each(attackPatterns.flatMap(({ slug, answers }) => answers.map(({ document }, n) => ({ slug, n, document }))))(
    "answer $n to $slug is a policy that the enforcing parser takes, and its tests hold",
    ({ document }) => {
      const parsed = parsePolicyValue(document);
      expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    },
  );

  it("are found for a tool of any class and any effect", () => {
    for (const rated of riskClasses) {
      expect(attacksOn({ class: rated, effects: [] }).length).toBeGreaterThan(0);
      for (const effect of riskEffects) {
        const [first] = attacksOn({ class: rated, effects: [effect] });
        expect(first?.effects.includes(effect) === true || first?.classes.includes(rated) === true).toBe(true);
      }
    }
  });

  it("name first what abuses the tool itself", () => {
    const slugs = (rated: "read" | "execute" | "financial", effects: ("reaches_any_path" | "moves_money")[]) =>
      attacksOn({ class: rated, effects }).map(({ slug }) => slug);
    expect(slugs("execute", [])).toEqual(["command-injection", "runaway-agent", "prompt-injection"]);
    expect(slugs("read", ["reaches_any_path"])).toEqual(["path-traversal"]);
    expect(slugs("financial", ["moves_money"])[0]).toBe("unauthorised-payment");
    expect(slugs("read", [])).toEqual(["rug-pull", "tool-poisoning"]);
  });
});
