import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftPolicy } from "./draft-policy";
import { parsePolicy, parsePolicyValue } from "./parse-policy";
import { type RatedTool, recommendedDocument, recommendRule } from "./recommend-rule";
import { riskClasses } from "./risk-class";

const bounds = {
  type: "object",
  required: ["environment"],
  properties: {
    environment: { type: "string", enum: ["staging", "production"] },
    count: { type: "integer", minimum: 1, maximum: 5 },
    ticket: { type: "string", pattern: "^OPS-[0-9]+$" },
    lookahead: { type: "string", pattern: "^(?=x)" },
    nothing_fits: { type: "number", minimum: 5, maximum: 1 },
    free: { type: "string" },
  },
};
const limit = (tool: string, window: string, max: number) => ({
  limits: [{ counter: `${tool}_rate`, window, max, scope: "grant" }],
});

describe("the recommended rule", () => {
  it.each([
    ["read", {}],
    ["write", limit("x", "hour", 30)],
    ["execute", limit("x", "minute", 10)],
    ["destructive", null],
    ["financial", { action: "require_approval", reason: "Money moves: a person looks at each call." }],
  ] as const)("of %s", (rated, rule) => {
    const recommended = recommendRule({ name: "x", class: rated });
    expect(recommended.rule).toEqual(rule);
    expect(recommended.sentence).toMatch(/^[A-Z].*\.$/);
  });

  it("holds arguments to what the schema says of them", () => {
    const { rule, sentence } = recommendRule({ name: "deploy", class: "execute", inputSchema: bounds });
    const ifGiven = (path: string, op: string, value: unknown) => ({
      any: [
        { path, op: "exists", value: false },
        { path, op, value },
      ],
    });
    expect(rule?.require).toEqual([
      { path: "args.environment", op: "in", value: ["staging", "production"] },
      ifGiven("args.count", "lte", 5),
      ifGiven("args.count", "gte", 1),
      ifGiven("args.ticket", "regex", "^OPS-[0-9]+$"),
    ]);
    expect(sentence).toContain("environment, count, ticket");
  });
});

describe("the draft for a new server", () => {
  it("has the recommended rule of each tool, and denies what comes later", () => {
    const rated = [
      ...riskClasses.map((each) => ({ name: each, class: each })),
      { name: "any*", class: "read" as const },
    ];
    expect(JSON.parse(draftPolicy([...rated, { name: "", class: "read" }]))).toEqual({
      version: "1",
      default: "deny",
      description: expect.stringContaining("draft"),
      hide: ["destructive"],
      tools: {
        read: {},
        write: limit("write", "hour", 30),
        execute: limit("execute", "minute", 10),
        financial: { action: "require_approval", reason: expect.any(String) },
      },
    });
  });

  it("for a server without tools denies everything", () => {
    expect(JSON.parse(draftPolicy([]))).toMatchObject({ default: "deny", tools: {} });
  });

  const property = fc.oneof(
    fc.record(
      {
        type: fc.constantFrom("string", "number", "integer", "object"),
        enum: fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.double())),
        minimum: fc.double(),
        maximum: fc.double(),
        pattern: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a{1000}", "^[a-z]+$", "(a", "\\1")),
      },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
  );
  const tool: fc.Arbitrary<RatedTool> = fc.record({
    name: fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string(),
      fc.constantFrom("__proto__", "a\ud800", "a\0", "run"),
    ),
    class: fc.constantFrom(...riskClasses),
    inputSchema: fc.oneof(
      fc.record({
        properties: fc.dictionary(fc.oneof(fc.constantFrom("a", "b-c", "__proto__"), fc.string()), property),
      }),
      fc.jsonValue(),
    ),
  });

  it("always parses, and is canonical", () => {
    fc.assert(
      fc.property(fc.array(tool), (tools) => {
        const draft = draftPolicy(tools);
        const parsed = parsePolicy(draft);
        expect(parsed.ok ? parsed.text : parsed.problems).toBe(draft);
      }),
    );
  });

  it("is made of rules that are valid by themselves", () => {
    fc.assert(
      fc.property(tool, (one) => {
        const rated = { ...one, name: "a_tool" };
        const parsed = parsePolicyValue(recommendedDocument(rated, recommendRule(rated)));
        expect(parsed.ok ? [] : parsed.problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("fits, whatever the number and length of names, and however much schemas say", () => {
    const tools = Array.from({ length: 1500 }, (_, i) => ({
      name: String(i).padStart(250, "語"),
      class: "write" as const,
    }));
    expect(parsePolicy(draftPolicy(tools)).ok).toBe(true);
    const properties = Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`p${i}`, { type: "string", pattern: "[a-z]{300}" }]),
    );
    const talkative = Array.from({ length: 100 }, (_, i) => ({
      name: `t${i}`,
      class: "write" as const,
      inputSchema: { properties },
    }));
    const draft = parsePolicy(draftPolicy(talkative));
    expect(draft.ok ? Object.keys(draft.document.tools ?? {}) : []).toHaveLength(100);
  });
});
