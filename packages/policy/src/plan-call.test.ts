import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { compileStoredPolicy } from "./compile-stored-policy";
import { runProcedureDeny, runProcedurePolicy } from "./fixtures/run-procedure";
import { toolCall } from "./fixtures/tool-call";
import type { Plan } from "./plan";
import { isListed, planCall } from "./plan-call";
import type { Rule } from "./policy-document";

type Verdict = [decision: string, code: string, rule: string | null];

function verdictOf(plan: Plan): Verdict {
  if (plan.kind === "reserve") return ["reserve", `${plan.limits.length} limits`, plan.rule];
  if (plan.kind === "shadow") return ["shadow", verdictOf(plan.would).join(" "), null];
  return [plan.refusal.decision, plan.refusal.code, plan.refusal.rule];
}

const limited: Rule = { limits: [{ counter: "c", window: "minute", max: 1 }] };
const rules: Record<string, Rule> = {
  allow: {},
  limits: limited,
  deny: { action: "deny" },
  hide: { action: "hide" },
  require_approval: { action: "require_approval" },
};
const verdictOfRule: Record<string, (pointer: string) => Verdict> = {
  allow: (pointer) => ["reserve", "0 limits", pointer],
  limits: (pointer) => ["reserve", "1 limits", pointer],
  deny: (pointer) => ["deny", "rule_deny", pointer],
  hide: (pointer) => ["hide", "hidden", pointer],
  require_approval: (pointer) => ["approval_required", "approval_required", pointer],
};

interface Cell {
  readonly rule: string;
  readonly match: "name" | "glob" | "none";
  readonly fallback: "allow" | "deny";
  readonly hide: "no" | "name" | "glob" | "*";
  readonly isKnown: boolean;
}

/** The table of policy.md, in its order. */
function expected({ rule, match, fallback, hide, isKnown }: Cell): Verdict {
  if (hide !== "no") return ["hide", "hidden", "/hide/0"];
  if (!isKnown) return ["hide", "unknown_tool", null];
  if (match === "none")
    return fallback === "allow" ? ["reserve", "0 limits", "/default"] : ["deny", "default_deny", "/default"];
  return verdictOfRule[rule]?.(match === "name" ? "/tools/run" : "/tools/r*") ?? ["no", "such", "rule"];
}

const cells: Cell[] = Object.keys(rules).flatMap((rule) =>
  (["name", "glob", "none"] as const).flatMap((match) =>
    (["allow", "deny"] as const).flatMap((fallback) =>
      (["no", "name", "glob", "*"] as const).flatMap((hide) =>
        [true, false].map((isKnown) => ({ rule, match, fallback, hide, isKnown })),
      ),
    ),
  ),
);

describe("the plan of a call, for each", () => {
  it.each(cells)("action $rule matched by $match, default $fallback, hidden by $hide, known $isKnown", (cell) => {
    const key = { name: "run", glob: "r*", none: "other" }[cell.match];
    const hide = { no: [], name: ["run"], glob: ["ru?"], "*": ["*"] }[cell.hide];
    const tools = { [key]: rules[cell.rule] ?? {} };
    const policy = compilePolicy({ version: "1", default: cell.fallback, hide, tools });
    const call = toolCall({ isKnown: cell.isKnown });
    expect(verdictOf(planCall(policy, call))).toEqual(expected(cell));
    const [, code] = expected(cell);
    expect(isListed(policy, call)).toBe(!["hidden", "unknown_tool", "default_deny"].includes(code));
  });
});

describe("a call", () => {
  it("without a policy is denied, and only a tool that exists is told so", () => {
    expect(verdictOf(planCall(null, toolCall()))).toEqual(["deny", "no_policy", null]);
    expect(verdictOf(planCall(null, toolCall({ isKnown: false })))).toEqual(["hide", "unknown_tool", null]);
    expect(isListed(null, toolCall())).toBe(false);
  });

  it.each([
    "",
    "{",
    "null",
    '{"version": "2", "default": "allow"}',
    '{"version": "1", "default": "allow", "mode": "lenient"}',
    '{"version": "1", "default": "allow", "tools": {"run": {"forbid_if": []}}}',
    '{"version": "1", "default": "allow", "tools": {"run": {"require": [{"path": "args.a", "op": "like", "value": "x"}]}}}',
  ])("judged by the stored text %j is refused: nothing unreadable is skipped", (text) => {
    for (const isKnown of [true, false]) {
      const policy = compileStoredPolicy(text);
      expect(verdictOf(planCall(policy, toolCall({ isKnown })))).toEqual(["deny", "policy_invalid", null]);
      expect(isListed(policy, toolCall({ isKnown }))).toBe(false);
    }
  });

  it("by a rule whose action this version doesn't know is refused", () => {
    const document = JSON.parse('{"version": "1", "default": "allow", "tools": {"run": {"action": "quarantine"}}}');
    expect(verdictOf(planCall(compilePolicy(document), toolCall()))).toEqual(["deny", "policy_invalid", null]);
  });

  it.each([
    ["get_user", "/tools/get_user"],
    ["get_users", "/tools/get_user*"],
    ["get_team", "/tools/get_*"],
    ["list", "/tools/*"],
    ["get_🜁", "/tools/get_*"],
  ])("to %s is judged by %s: the exact name, else the most specific glob", (tool, rule) => {
    const tools = { "*": {}, "get_*": {}, get_user: {}, "get_user*": {} };
    const policy = compilePolicy({ version: "1", default: "deny", tools });
    expect(verdictOf(planCall(policy, toolCall({ tool })))).toEqual(["reserve", "0 limits", rule]);
  });

  it.each(["Run", "run ", "run\u200b", "ｒun", "ru\u0301n", "run\u0000", ""])("to %j isn't a call to run", (tool) => {
    const policy = compilePolicy({ version: "1", default: "deny", tools: { run: {} } });
    expect(verdictOf(planCall(policy, toolCall({ tool })))).toEqual(["deny", "default_deny", "/default"]);
  });

  it.each([
    ["__proto__", "/tools/__proto__"],
    ["constructor", "/tools/constructor"],
    ["a/b~c", "/tools/a~1b~0c"],
  ])("to a tool named %s finds its own rule and no other", (tool, rule) => {
    const withRule = compileStoredPolicy(
      `{"version": "1", "default": "allow", "tools": {"${tool}": {"action": "deny"}}}`,
    );
    const without = compileStoredPolicy('{"version": "1", "default": "deny", "tools": {}}');
    expect(verdictOf(planCall(withRule, toolCall({ tool })))).toEqual(["deny", "rule_deny", rule]);
    expect(verdictOf(planCall(without, toolCall({ tool })))).toEqual(["deny", "default_deny", "/default"]);
  });

  it("is hidden by the exact entry before a glob, and by the first glob of several", () => {
    const policy = compilePolicy({ version: "1", default: "allow", hide: ["r*", "*n", "run"] });
    expect(verdictOf(planCall(policy, toolCall()))[2]).toBe("/hide/2");
    expect(verdictOf(planCall(policy, toolCall({ tool: "ran" })))[2]).toBe("/hide/0");
    expect(verdictOf(planCall(policy, toolCall({ tool: "can" })))[2]).toBe("/hide/1");
  });

  it("to a hidden tool and to one that doesn't exist gets the same words", () => {
    const policy = compilePolicy({
      version: "1",
      default: "allow",
      hide: ["run"],
      tools: { gone: { action: "hide" } },
    });
    const told = (tool: string, isKnown: boolean) => {
      const plan = planCall(policy, toolCall({ tool, isKnown }));
      return plan.kind === "refuse" ? [plan.refusal.decision, plan.refusal.message] : null;
    };
    expect(told("run", true)).toEqual(["hide", "Unknown tool: run"]);
    expect(told("run", false)).toEqual(["hide", "Unknown tool: run"]);
    expect(told("gone", true)).toEqual(["hide", "Unknown tool: gone"]);
    expect(told("nope", false)).toEqual(["hide", "Unknown tool: nope"]);
  });

  it("to an endless name that no server has is answered without matching it", () => {
    const policy = compilePolicy({ version: "1", default: "allow", hide: [`${"*a".repeat(100)}b`, "*"] });
    expect(verdictOf(planCall(policy, toolCall({ tool: "a".repeat(1_000_000), isKnown: false })))).toEqual([
      "hide",
      "unknown_tool",
      null,
    ]);
  });

  it("by the published recommendation reserves its one limit", () => {
    expect(planCall(compileStoredPolicy(runProcedurePolicy), toolCall({ tool: "run_procedure" }))).toEqual({
      kind: "reserve",
      rule: "/tools/run_procedure",
      tool: "run_procedure",
      limits: [
        {
          pointer: "/tools/run_procedure/limits/0",
          counter: "run_procedure_rate",
          scope: "grant",
          scopeId: "grant_1",
          per: null,
          window: "minute",
          algorithm: "sliding",
          max: 10,
          cost: 1,
          onStoreError: "deny",
          isShadow: false,
          perPath: null,
          costPath: null,
        },
      ],
      sharedLimits: [false],
    });
  });

  it("by the published denial is told its reason, and otherwise a sentence that names the tool", () => {
    const messageOf = (text: string) => {
      const plan = planCall(compileStoredPolicy(text), toolCall({ tool: "run_procedure" }));
      return plan.kind === "refuse" ? plan.refusal.message : null;
    };
    const bare = (action: string) =>
      `{"version": "1", "default": "deny", "tools": {"run_procedure": {"action": "${action}"}}}`;
    expect(messageOf(runProcedureDeny)).toBe("Procedures run only after a change request.");
    expect(messageOf(bare("deny"))).toBe("run_procedure is denied by the policy of this server.");
    expect(messageOf(bare("require_approval"))).toBe(
      "run_procedure needs a person's approval before it can be called.",
    );
    expect(messageOf('{"version": "1", "default": "deny"}')).toBe(
      "run_procedure is denied because the policy of this server doesn't allow it.",
    );
  });
});

describe("a limit counts", () => {
  it.each([
    ["second", "sliding"],
    ["minute", "sliding"],
    ["hour", "sliding"],
    ["day", "fixed"],
    ["week", "fixed"],
    ["month", "fixed"],
    [90, "sliding"],
    [86_399, "sliding"],
    [86_400, "fixed"],
    [86_401, "fixed"],
  ] as const)("a window of %j as %s, unless it says otherwise", (window, algorithm) => {
    const limits = [{ counter: "c", window, max: 1 }, { counter: "d", window: 5, max: 1, algorithm: "fixed" } as const];
    const plan = planCall(compilePolicy({ version: "1", default: "deny", tools: { run: { limits } } }), toolCall());
    expect(plan.kind === "reserve" && plan.limits.map((limit) => limit.algorithm)).toEqual([algorithm, "fixed"]);
  });
});
