import { describe, expect, it } from "vitest";
import type { ArgumentSchema } from "./argument-schema";
import { compilePolicy } from "./compile-policy";
import { judge, saved, verdict } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";
import { planCall } from "./plan-call";

const yes = { path: "tool.name", op: "exists" };
const no = { path: "tool.name", op: "exists", value: false };
const textOnly = { path: "args.x", op: "eq", value: "text" };

describe("the first refusal decides:", () => {
  const full = {
    require: [{ path: "args.required", op: "eq", value: true }],
    deny_if: [{ conditions: [{ path: "args.denied", op: "eq", value: true }] }],
    arguments: "schema",
    approve_if: [{ conditions: [{ path: "args.asked", op: "eq", value: true }] }],
    limits: [{ counter: "c", window: "day", max: 5, scope: "session" }],
  };
  const mismatch: ArgumentSchema = { kind: "usable", check: () => ({ code: "schema_mismatch", detail: "no" }) };
  const fits = { kind: "usable", check: () => null } as const;
  const bad = { required: false, denied: true, asked: true };
  const noSession = { sessionId: null };

  it.each([
    ["hide before all", { hide: ["run"] }, {}, ["hidden", "/hide/0"]],
    ["an unknown tool", {}, { isKnown: false }, ["unknown_tool", null]],
    ["a changed definition", {}, { isQuarantined: true }, ["definition_changed", null]],
    ["hidden before unknown", { hide: ["*"] }, { isKnown: false }, ["hidden", "/hide/0"]],
    ["unknown before changed", {}, { isKnown: false, isQuarantined: true }, ["unknown_tool", null]],
    ["changed before default", { tools: {} }, { isQuarantined: true }, ["definition_changed", null]],
    ["default", { tools: {} }, {}, ["default_deny", "/default"]],
    ["action", { tools: { run: { ...full, action: "deny", limits: [] } } }, {}, ["rule_deny", "/tools/run"]],
    ["require", {}, {}, ["require_failed", "/tools/run/require/0"]],
    ["deny_if", {}, { args: { ...bad, required: true } }, ["deny_if_matched", "/tools/run/deny_if/0"]],
    ["arguments", {}, { args: { required: true, asked: true } }, ["schema_mismatch", "/tools/run/arguments"]],
    [
      "approval",
      {},
      { args: { required: true, asked: true }, schema: fits },
      ["approval_required", "/tools/run/approve_if/0"],
    ],
    ["limits", {}, { args: { required: true }, schema: fits }, ["no_session", "/tools/run/limits/0"]],
    ["nothing", {}, { args: { required: true }, schema: fits, facts: {} }, ["allowed", "/tools/run"]],
  ])("%s", (_, fields, changes, expected) => {
    const call = toolCall({ args: bad, schema: mismatch, facts: noSession, ...changes });
    const decision = judge({ tools: { run: full }, ...fields }, call);
    expect([decision.code, decision.rule]).toEqual(expected);
  });

  it("the exact name, else the most specific glob, else the class, else the default", () => {
    const deny = { action: "deny" };
    const fields = { tools: { run: {}, "ru*": deny, "r*": deny }, classes: { write: deny }, default: "allow" };
    const rule = (tool: string, toolClass: "write" | "read" | null) =>
      judge(fields, toolCall({ tool, toolClass })).rule;
    expect(rule("run", "write")).toBe("/tools/run");
    expect(rule("runs", "write")).toBe("/tools/ru*");
    expect(rule("rest", "write")).toBe("/tools/r*");
    expect(rule("other", "write")).toBe("/classes/write");
    expect(rule("other", "read")).toBe("/default");
    expect(rule("other", null)).toBe("/default");
  });
});

describe("all_tools", () => {
  const denyX = [{ conditions: [{ path: "args.x", op: "eq", value: 1 }] }];
  const call = callWithText('{"x": 1}');

  it("adds to the entry that applies, to a class, and to what the default allows", () => {
    const fields = { default: "allow", all_tools: { deny_if: denyX }, tools: { run: {} }, classes: { read: {} } };
    expect(judge(fields, call).rule).toBe("/all_tools/deny_if/0");
    expect(judge(fields, { ...call, tool: "other" }).rule).toBe("/all_tools/deny_if/0");
    expect(judge(fields, { ...call, tool: "other", toolClass: "read" }).rule).toBe("/all_tools/deny_if/0");
    expect(judge(fields, toolCall({ tool: "other" })).rule).toBe("/default");
  });

  it("allows nothing by itself", () => {
    expect(judge({ all_tools: {} }, toolCall()).code).toBe("default_deny");
  });

  it("comes after the rule's own part of each step, and steps keep their order", () => {
    const asks = [{ conditions: [] }];
    const decide = (tool: object, all: object) => judge({ tools: { run: tool }, all_tools: all }, call).rule;
    expect(decide({ deny_if: denyX }, { deny_if: denyX })).toBe("/tools/run/deny_if/0");
    expect(decide({ deny_if: denyX }, { require: [no] })).toBe("/all_tools/require/0");
    expect(decide({ require: [no] }, { require: [no] })).toBe("/tools/run/require/0");
    expect(decide({ approve_if: asks }, { deny_if: denyX })).toBe("/all_tools/deny_if/0");
    expect(decide({ approve_if: asks }, { approve_if: asks })).toBe("/tools/run/approve_if/0");
    expect(decide({ arguments: "schema" }, { arguments: "schema" })).toBe("/tools/run/arguments");
    expect(decide({ arguments: "any" }, { arguments: "schema" })).toBe("/all_tools/arguments");
  });

  it("adds its limits, as a budget that all tools share", () => {
    const limit = { counter: "own", window: "minute", max: 1 };
    const document = saved({
      tools: { run: { limits: [limit] } },
      all_tools: { rate_limit: { max: 100, window: 60 } },
    });
    const plan = planCall(compilePolicy(document), toolCall());
    expect(plan).toMatchObject({
      limits: [
        { pointer: "/tools/run/limits/0", counter: "own" },
        { pointer: "/all_tools/limits/0", counter: "all:tools_rate" },
      ],
      sharedLimits: [false, true],
    });
  });
});

describe("a value that can't be judged denies", () => {
  const wrong = callWithText('{"x": 5}');

  it.each([
    ["require", { require: [textOnly] }, "/tools/run/require/0"],
    ["not", { require: [{ not: textOnly }] }, "/tools/run/require/0"],
    ["not in not", { require: [{ not: { not: textOnly } }] }, "/tools/run/require/0"],
    ["any, behind one that holds", { require: [{ any: [yes, textOnly] }] }, "/tools/run/require/0"],
    ["any, before one that holds", { require: [{ any: [textOnly, yes] }] }, "/tools/run/require/0"],
    ["all, behind one that doesn't hold", { require: [{ not: { all: [no, textOnly] } }] }, "/tools/run/require/0"],
    ["deny_if", { deny_if: [{ conditions: [textOnly] }] }, "/tools/run/deny_if/0"],
    ["deny_if, behind one that doesn't hold", { deny_if: [{ conditions: [no, textOnly] }] }, "/tools/run/deny_if/0"],
    [
      "a second item of deny_if",
      { deny_if: [{ conditions: [no] }, { conditions: [textOnly] }] },
      "/tools/run/deny_if/1",
    ],
    ["approve_if", { approve_if: [{ conditions: [textOnly] }] }, "/tools/run/approve_if/0"],
    [
      "approve_if, behind one that asks",
      { approve_if: [{ conditions: [] }, { conditions: [textOnly] }] },
      "/tools/run/approve_if/1",
    ],
    [
      "approve_if, where the action asks",
      { action: "require_approval", approve_if: [{ conditions: [textOnly] }] },
      "/tools/run/approve_if/0",
    ],
    [
      "eight levels deep",
      { deny_if: [{ conditions: [{ not: { any: [{ all: [{ not: { not: { any: [{ not: textOnly }] } } }] }] } }] }] },
      "/tools/run/deny_if/0",
    ],
  ])("in %s", (_, rule, pointer) => {
    expect(verdict(rule, wrong)).toEqual(["argument_type", pointer]);
  });

  it("in all_tools", () => {
    const decision = judge({ tools: { run: {} }, all_tools: { deny_if: [{ conditions: [textOnly] }] } }, wrong);
    expect(decision).toMatchObject({ code: "argument_type", rule: "/all_tools/deny_if/0" });
  });
});

describe("conditions nest:", () => {
  it.each([
    [[yes, yes], "true"],
    [[yes, no], "false"],
    [[], "true"],
    [[{ any: [no, yes] }], "true"],
    [[{ any: [no, no] }], "false"],
    [[{ all: [yes, yes] }], "true"],
    [[{ all: [yes, no] }], "false"],
    [[{ not: no }], "true"],
    [[{ not: { any: [no, { all: [yes, { not: yes }] }] } }], "true"],
    [[{ any: [{ all: [yes, no] }, { not: { not: yes } }] }], "true"],
  ])("%j is %s", (conditions, expected) => {
    const isTrue = expected === "true";
    expect(verdict({ deny_if: [{ conditions }] }, toolCall())[0]).toBe(isTrue ? "deny_if_matched" : "allowed");
    expect(verdict({ approve_if: [{ conditions }] }, toolCall())[0]).toBe(isTrue ? "approval_required" : "allowed");
    if (conditions.length > 0) {
      const required = verdict({ require: conditions }, toolCall())[0];
      expect(required).toBe(isTrue ? "allowed" : "require_failed");
    }
  });
});

describe("the agent is told", () => {
  const messageOf = (rule: object, call = callWithText('{"x": 5}')) => {
    const decision = judge({ tools: { run: rule } }, call);
    return decision.decision === "allow" ? null : "message" in decision && decision.message;
  };

  it.each([
    [{ require: [{ ...no, on_deny: "Mine." }], reason: "Ours." }, "Mine."],
    [{ require: [no], reason: "Ours." }, "Ours."],
    [
      { require: [{ path: "args.y", op: "lte", value: 3 }] },
      "run was denied because `args.y` isn't what the policy of this server requires.",
    ],
    [{ require: [{ any: [no] }] }, "run was denied because the call isn't what the policy of this server requires."],
    [{ deny_if: [{ conditions: [], on_deny: "Mine." }] }, "Mine."],
    [{ deny_if: [{ conditions: [] }], reason: "Ours." }, "Ours."],
    [
      { deny_if: [{ conditions: [] }] },
      "run was denied because the policy of this server doesn't allow calls like this one.",
    ],
    [{ approve_if: [{ conditions: [], reason: "Mine." }] }, "Mine."],
    [{ approve_if: [{ conditions: [] }] }, "run needs a person's approval before it can be called."],
    [{ require: [textOnly] }, "run was denied because `args.x` must be text, not a number."],
    [
      { limits: [{ counter: "c", window: "day", max: 9, per: "args.y" }] },
      "run was denied because `args.y` must be text, a number, true or false, not nothing.",
    ],
    [
      { limits: [{ counter: "c", window: "day", max: 9, cost: { path: "args.x", max: 4 } }] },
      "run was denied because `args.x` may be at most 4 in one call.",
    ],
  ])("%j → %s", (rule, message) => {
    expect(messageOf(rule)).toBe(message);
  });
});

describe("an approval", () => {
  it("says who, how many and how long, with defaults", () => {
    expect(judge({ tools: { run: { action: "require_approval" } } }, toolCall())).toMatchObject({
      decision: "approval_required",
      approval: { approvers: "policy_manager", count: 1, timeoutSeconds: 3600, waitSeconds: 0 },
    });
  });

  it("is asked of those the rule that asks names", () => {
    const approval = { approvers: "payments", count: 2, timeout_seconds: 60, wait_seconds: 30 };
    const fields = {
      tools: { run: { approve_if: [{ conditions: [no] }], approval: { approvers: "admin" } } },
      all_tools: { approve_if: [{ conditions: [] }], approval },
    };
    expect(judge(fields, toolCall())).toMatchObject({
      rule: "/all_tools/approve_if/0",
      approval: { approvers: "team:payments", count: 2, timeoutSeconds: 60, waitSeconds: 30 },
    });
  });
});
