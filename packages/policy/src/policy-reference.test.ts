import { describe, expect, it } from "vitest";
import { parsePolicy } from "./parse-policy";
import { policyExamples } from "./policy-examples";
import { policyReference } from "./policy-reference";
import { policyDocumentSchema } from "./policy-schema";
import { reasonCodes } from "./reason-codes";
import { ruleSchema } from "./rule-schema";
import { runPolicyTests } from "./run-policy-tests";

describe("every example in the reference", () => {
  it.each(policyExamples().map(({ id, document }) => [id, document]))(
    "%s can be saved, and judges as its tests say",
    (_, text) => {
      const parsed = parsePolicy(text);
      expect(parsed.ok ? [] : parsed.problems).toEqual([]);
      if (!parsed.ok) return;
      const results = runPolicyTests(parsed.document);
      expect(results.length).toBeGreaterThan(0);
      expect(results.filter(({ isPassed }) => !isPassed)).toEqual([]);
    },
  );

  it("has an id of its own, and shows what exists", () => {
    const ids = policyExamples().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const subjects = policyReference().map(({ kind, section, name }) => {
      return kind === "field" ? `${section}.${name}` : `${kind === "operator" ? "op" : kind} ${name}`;
    });
    for (const subject of policyExamples().flatMap(({ shows }) => shows)) expect(subjects).toContain(subject);
  });
});

describe("the reference", () => {
  const entries = policyReference();

  it("has a description and an example for everything but the codes", () => {
    for (const entry of entries) {
      expect(entry.description, entry.name).toMatch(/^[A-Z`].*\.$/s);
      if (entry.kind !== "code") expect(entry.example, `${entry.section}.${entry.name}`).not.toBeNull();
    }
  });

  it("has every field of the schema, and every code", () => {
    const names = (section: string) => entries.filter((entry) => entry.section === section).map(({ name }) => name);
    expect(names("Document")).toEqual(Object.keys(policyDocumentSchema.shape));
    expect(names("Rule")).toEqual(Object.keys(ruleSchema.shape));
    expect(names("Codes")).toEqual(Object.keys(reasonCodes));
  });

  it("says types, defaults and what must be there", () => {
    const entry = (section: string, name: string) =>
      entries.find((one) => one.section === section && one.name === name);
    expect(entry("Document", "version")).toMatchObject({ type: '"1"', isRequired: true, default: null });
    expect(entry("Document", "mode")).toMatchObject({ type: '"enforce" or "shadow"', default: '"enforce"' });
    expect(entry("Limit", "max")).toMatchObject({ type: "whole number, 0 or more", isRequired: true });
    expect(entry("Limit", "cost")).toMatchObject({ type: "whole number, 1 or more or object", default: "1" });
    expect(entry("Rule", "require")).toMatchObject({ type: "list of objects", isRequired: false });
    expect(entry("Condition", "value")).toMatchObject({
      type: "text, number or true or false or list of text, number or true or false",
      isRequired: false,
    });
    expect(entry("Group of conditions", "any")).toMatchObject({ type: "list of conditions" });
    expect(entry("Group of conditions", "not")).toMatchObject({ type: "condition" });
  });
});
