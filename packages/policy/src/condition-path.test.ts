import { describe, expect, it } from "vitest";
import { ANY, parseConditionPath } from "./condition-path";
import { judge, verdict } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";
import type { ToolCall } from "./tool-call";

describe("a path", () => {
  it.each([
    ["args.a", ["a"]],
    ["args.a.b-c.$d.é", ["a", "b-c", "$d", "é"]],
    ["args.list[0]", ["list", 0]],
    ["args.list[*].x", ["list", ANY, "x"]],
    ['args["a.b"].c', ["a.b", "c"]],
    ['args["a\\"]b"]["\\u00e9"]', ['a"]b', "é"]],
    ['args["__proto__"]', ["__proto__"]],
    ["args[0]", [0]],
    ['args[""]', [""]],
  ])("%s is read", (text, steps) => {
    expect(parseConditionPath(text)).toMatchObject({ kind: "args", steps });
  });

  it.each([
    "args",
    "args.",
    "args..a",
    "args.a b",
    "args.a[",
    "args.a[01]",
    "args.a[-1]",
    "args.a[x]",
    "args['a']",
    "args.a*",
    'args["a]',
    'args["\\x"]',
    "argsa",
    "arg.a",
    "",
    "a.b",
    "tool.annotations",
    "tool.annotations.a.b",
    "time.minute",
    "args[*",
    "args.a[99999999]",
    `args${".a".repeat(33)}`,
  ])("%j isn't one", (text) => {
    expect(typeof parseConditionPath(text)).toBe("string");
  });

  it("that was misspelt says what was meant", () => {
    expect(parseConditionPath("grant.lable")).toContain("`grant.label`");
  });
});

/** Whether a condition holds, doesn't, or can't be judged. */
function outcome(path: string, op: string, value: unknown, call: ToolCall): string {
  const [code] = verdict({ deny_if: [{ conditions: [{ path, op, value }] }] }, call);
  return { allowed: "false", deny_if_matched: "true" }[code] ?? code;
}

describe("arguments are found", () => {
  it.each([
    ["args.a.b", '{"a": {"b": 1}}', "true"],
    ["args.a.b", '{"a": {}}', "false"],
    ["args.a.b", '{"a": null}', "false"],
    ["args.a.b", '{"a": "text"}', "argument_type"],
    ["args.a.b", '{"a": [{"b": 1}]}', "argument_type"],
    ["args.a.b", '{"a": 5}', "argument_type"],
    ["args.a[0]", '{"a": [1]}', "true"],
    ["args.a[1]", '{"a": [1]}', "false"],
    ["args.a[0]", '{"a": {"0": 1}}', "argument_type"],
    ["args.a[0]", '{"a": "1"}', "argument_type"],
    ['args["a.b"]', '{"a.b": 1, "a": {"b": 2}}', "true"],
    ["args.a.b", '{"a.b": 1, "a": {"b": 2}}', "false"],
    ['args["__proto__"]', '{"__proto__": 1}', "true"],
    ['args["__proto__"]', "{}", "false"],
    ["args.constructor", "{}", "false"],
    ["args.toString", "{}", "false"],
    ["args.length", '{"a": 1}', "false"],
  ])("%s in %s: %s", (path, args, expected) => {
    expect(outcome(path, "eq", 1, callWithText(args))).toBe(expected);
  });

  it("nowhere in a call without any", () => {
    expect(outcome("args.a", "eq", 1, toolCall())).toBe("false");
    expect(outcome("args.a", "neq", 1, toolCall())).toBe("true");
  });

  it.each([['{"AMOUNT": 9000}'], ['{"amount": 1, "Amount": 9000}'], ['{"amount": 1, "aMount": null}']])(
    "under one spelling only: %s is ambiguous",
    (args) => {
      expect(outcome("args.amount", "gt", 5000, callWithText(args))).toBe("ambiguous_argument");
    },
  );

  it("under a name that folds to it too", () => {
    expect(outcome("args.key", "eq", "x", callWithText('{"\u212aey": "x"}'))).toBe("ambiguous_argument");
    expect(outcome("args.sum", "eq", "x", callWithText('{"\u017fum": "x"}'))).toBe("ambiguous_argument");
    expect(outcome("args.sum", "eq", "x", callWithText('{"som": "x"}'))).toBe("false");
  });
});

describe("any element", () => {
  it.each([
    ["eq", 1, "[1, 2]", "true"],
    ["eq", 3, "[1, 2]", "false"],
    ["eq", 1, "[]", "false"],
    ["neq", 1, "[1, 2]", "true"],
    ["neq", 1, "[1, 1]", "false"],
    ["neq", 1, "[]", "true"],
    ["neq", 1, "[1, null]", "true"],
    ["not_in", [1, 2], "[1, 2]", "false"],
    ["not_in", [1, 2], "[1, 3]", "true"],
    ["not_in", [1, 2], "[]", "true"],
    ["exists", true, "[null]", "false"],
    ["exists", true, "[null, 1]", "true"],
    ["exists", false, "[]", "true"],
    ["exists", false, "[1]", "false"],
    ["eq", 1, '[1, "1"]', "argument_type"],
    ["eq", 1, '{"0": 1}', "argument_type"],
    ["eq", 1, '"1"', "argument_type"],
    ["eq", 1, "null", "false"],
    ["neq", 1, "null", "true"],
  ])("%s %j of %s is %s", (op, value, list, expected) => {
    expect(outcome("args.x[*]", op, value, callWithText(`{"x": ${list}}`))).toBe(expected);
  });

  it("of lists in lists", () => {
    const call = callWithText('{"orders": [{"items": []}, {"items": [{"price": 5}]}, {}]}');
    expect(outcome("args.orders[*].items[*].price", "eq", 5, call)).toBe("true");
    expect(outcome("args.orders[*].items[*].price", "eq", 6, call)).toBe("false");
  });

  it("none of them is said by not", () => {
    const rule = { require: [{ not: { path: "args.to[*]", op: "eq", value: "a" } }] };
    expect(verdict(rule, callWithText('{"to": ["b", "c"]}'))[0]).toBe("allowed");
    expect(verdict(rule, callWithText('{"to": ["b", "a"]}'))[0]).toBe("require_failed");
  });
});

describe("a fact", () => {
  const call = toolCall({ toolClass: "write", annotations: { readOnlyHint: false, title: "Run" } });

  it.each([
    ["tool.name", "eq", "run"],
    ["tool.class", "eq", "write"],
    ["tool.annotations.readOnlyHint", "eq", false],
    ["tool.annotations.title", "starts_with", "R"],
    ["tool.annotations.destructiveHint", "exists", false],
    ["grant.label", "eq", "ci"],
    ["grant.id", "eq", "grant_1"],
    ["team.slug", "in", ["payments"]],
    ["server.slug", "glob", "kom*"],
    ["client.name", "eq", "inspector"],
    ["time.hour", "eq", 12],
    ["time.weekday", "eq", "monday"],
    ["time.date", "gte", "2026-01-05"],
  ])("%s %s %j", (path, op, value) => {
    expect(outcome(path, op, value, call)).toBe("true");
  });

  it("that isn't known is missing, and one of another type can't be judged", () => {
    expect(outcome("tool.class", "eq", "write", toolCall())).toBe("false");
    expect(
      outcome("tool.annotations.readOnlyHint", "eq", true, toolCall({ annotations: { readOnlyHint: "yes" } })),
    ).toBe("argument_type");
    expect(outcome("tool.annotations.constructor", "exists", true, toolCall({ annotations: {} }))).toBe("false");
    expect(outcome("time.hour", "gte", 0, toolCall({ facts: { nowMs: Number.NaN } }))).toBe("argument_type");
  });

  it.each([
    ["UTC", "2026-03-29T00:30:00Z", 0, "sunday", "2026-03-29"],
    ["Europe/Berlin", "2026-03-29T00:59:59Z", 1, "sunday", "2026-03-29"],
    ["Europe/Berlin", "2026-03-29T01:00:00Z", 3, "sunday", "2026-03-29"],
    ["America/New_York", "2026-01-01T03:00:00Z", 22, "wednesday", "2025-12-31"],
    ["Asia/Kolkata", "2026-01-01T18:30:00Z", 0, "friday", "2026-01-02"],
    ["Pacific/Auckland", "2026-06-30T12:00:00Z", 0, "wednesday", "2026-07-01"],
  ])("of time in %s at %s", (timezone, moment, hour, weekday, date) => {
    const at = toolCall({ facts: { nowMs: Date.parse(moment) } });
    const require = [
      { path: "time.hour", op: "eq", value: hour },
      { path: "time.weekday", op: "eq", value: weekday },
      { path: "time.date", op: "eq", value: date },
    ];
    expect(judge({ timezone, tools: { run: { require } } }, at).code).toBe("allowed");
  });
});
