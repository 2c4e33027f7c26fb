import { describe, expect, it } from "vitest";
import { runProcedureDeny, runProcedurePolicy, runProcedureRateLimit } from "./fixtures/run-procedure";
import { parsePolicy } from "./parse-policy";

function canonical(text: string): string {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.text;
}

/** The canonical form of one rule, for a tool `t`. */
function canonicalRuleOf(rule: string): unknown {
  return JSON.parse(canonical(`{"version": "1", "default": "deny", "tools": {"t": ${rule}}}`)).tools.t;
}

const perMinute = { counter: "t_rate", window: "minute", max: 10, scope: "grant" };

describe("the canonical form", () => {
  it("of the published recommendation is itself, indented", () => {
    expect(canonical(runProcedurePolicy)).toBe(`{
  "version": "1",
  "default": "deny",
  "tools": {
    "run_procedure": {
      "limits": [
        {
          "counter": "run_procedure_rate",
          "window": "minute",
          "max": 10,
          "scope": "grant"
        }
      ]
    }
  }
}`);
  });

  it("of the published shorthand is the published recommendation", () => {
    expect(canonical(runProcedureRateLimit)).toBe(canonical(runProcedurePolicy));
  });

  it("keeps the published denial as it is", () => {
    expect(canonical(runProcedureDeny)).toBe(runProcedureDeny);
  });

  it.each([
    ["nothing", "{}", {}],
    ["allow", '{"action": "allow"}', {}],
    [
      "rate_limit with the shorthand",
      '{"action": "rate_limit", "rate_limit": {"max": 10, "window": 60}}',
      { limits: [perMinute] },
    ],
    ["a window by name", '{"rate_limit": {"max": 10, "window": "minute"}}', { limits: [perMinute] }],
    [
      "a limit before the shorthand",
      '{"rate_limit": {"max": 10, "window": 60}, "limits": [{"counter": "c", "window": 1, "max": 2}]}',
      { limits: [{ counter: "c", window: "second", max: 2 }, perMinute] },
    ],
    ["approval", '{"action": "require_approval", "reason": "why"}', { action: "require_approval", reason: "why" }],
    ["hide", '{"action": "hide"}', { action: "hide" }],
    ["no limits", '{"limits": []}', { limits: [] }],
    [
      "every field of a limit",
      '{"limits": [{"algorithm": "fixed", "cost": 1, "max": -0, "scope": "grant", "window": 90, "counter": "c"}]}',
      { limits: [{ algorithm: "fixed", cost: 1, max: 0, scope: "grant", window: 90, counter: "c" }] },
    ],
  ])("of a rule with %s", (_, written, expected) => {
    expect(canonicalRuleOf(written)).toEqual(expected);
  });

  it("of classes and all tools has counters of their own for the shorthand", () => {
    const rate_limit = { max: 10, window: 60 };
    const document = { version: "1", default: "deny", all_tools: { rate_limit }, classes: { read: { rate_limit } } };
    expect(JSON.parse(canonical(JSON.stringify(document)))).toEqual({
      version: "1",
      default: "deny",
      all_tools: { limits: [{ ...perMinute, counter: "all:tools_rate" }] },
      classes: { read: { limits: [{ ...perMinute, counter: "class:read_rate" }] } },
    });
  });

  it("of everything else is what was written", () => {
    const condition = { path: "args.a", op: "eq", value: 1 };
    const rule = {
      approval: { count: 2 },
      require: [{ not: condition, on_deny: "no" }],
      approve_if: [{ reason: "why", conditions: [condition] }],
      deny_if: [{ conditions: [{ any: [condition] }], on_deny: "no" }],
      arguments: "schema",
      limits: [{ counter: "c", window: "day", max: 9, per: "args.a", cost: { path: "args.b", max: 3 } }],
    };
    const document = {
      mode: "shadow",
      tests: [{ call: "t", args: { z: [{ y: null }] }, expect: "deny" }],
      version: "1",
      timezone: "Europe/Berlin",
      resources: { deny: ["a*"], default: "allow" },
      default: "deny",
      classes: { write: rule },
    };
    expect(canonical(JSON.stringify(document))).toBe(JSON.stringify(document, null, 2));
  });

  it("has no minus zero in conditions either", () => {
    const rule = canonicalRuleOf(
      '{"require": [{"path": "args.a", "op": "gt", "value": -0}, {"path": "args.a", "op": "lt", "value": -0.5}]}',
    );
    expect(rule).toEqual({
      require: [expect.objectContaining({ value: 0 }), expect.objectContaining({ value: -0.5 })],
    });
  });

  it.each([
    [1, "second"],
    [60, "minute"],
    [3600, "hour"],
    [86_400, "day"],
    [604_800, "week"],
    [59, 59],
    [2_592_000, 2_592_000],
    [2_678_400, 2_678_400],
  ])("of a window of %j seconds is %j", (seconds, window) => {
    expect(canonicalRuleOf(`{"rate_limit": {"max": 10, "window": ${seconds}}}`)).toEqual({
      limits: [{ ...perMinute, window }],
    });
  });

  it("has no minus zero", () => {
    const parsed = parsePolicy(
      '{"version": "1", "default": "deny", "tools": {"t": {"rate_limit": {"max": -0, "window": 60}}}}',
    );
    expect(parsed.ok && parsed.document.tools?.t?.limits?.[0]?.max).toBe(0);
  });

  it("keeps the author's order of fields", () => {
    const text = '{"tools": {"b": {"reason": "r", "action": "deny"}, "a": {}}, "default": "deny", "version": "1"}';
    expect(canonical(text).replaceAll(/\s+/g, "")).toBe(text.replaceAll(" ", ""));
  });

  it("keeps tools named like the parts of an object", () => {
    const names = ["__proto__", "constructor", "toString", "a/b", "a~b"];
    const text = `{"version": "1", "default": "deny", "tools": {${names.map((name) => `"${name}": {}`).join()}}}`;
    const parsed = parsePolicy(text);
    expect(parsed.ok && Object.keys(parsed.document.tools ?? {})).toEqual(names);
    expect(Object.keys(JSON.parse(canonical(text)).tools)).toEqual(names);
  });
});
