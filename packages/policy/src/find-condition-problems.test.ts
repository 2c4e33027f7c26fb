import { describe, expect, it } from "vitest";
import { problemsOf } from "./fixtures/judge";
import { operandMust, operatorNames } from "./operators";

const at = "/tools/run/require/0";

function ofCondition(condition: unknown): [string, string, string][] {
  return problemsOf({ tools: { run: { require: [condition] } } });
}

function comparison(fields: object): unknown {
  return { path: "args.a", op: "eq", value: 1, ...fields };
}

describe("a condition can't be saved with", () => {
  it.each([
    ["no operator", { path: "args.a" }, "missing_field", "", "`op` is missing; it must be"],
    ["no path", { op: "eq", value: 1 }, "missing_field", "", "`path` is missing; it must be a path"],
    [
      "no value",
      { path: "args.a", op: "eq" },
      "missing_field",
      "",
      "`value` is missing; with `eq` it must be text, a number, true or false.",
    ],
    ["an unknown operator", comparison({ op: "equals" }), "invalid_value", "/op", '`op` must be "eq"'],
    ["a misspelt operator", comparison({ op: "exist" }), "invalid_value", "/op", 'did you mean "exists"?'],
    [
      "an unknown field",
      comparison({ valeu: 1 }),
      "unknown_field",
      "/valeu",
      "`valeu` is not a field of a condition; did you mean `value`?",
    ],
    [
      "a value that is an object",
      comparison({ value: {} }),
      "invalid_value",
      "/value",
      "`value` must be text, a number, true, false, or a list of those",
    ],
    ["a value that is null", comparison({ value: null }), "invalid_value", "/value", "`value` must be text"],
    [
      "a path that isn't one",
      comparison({ path: "amount" }),
      "invalid_path",
      "/path",
      "`path` must begin with `args.` or be a fact",
    ],
    ["a fact that doesn't exist", comparison({ path: "time.minute" }), "invalid_path", "/path", '"time.minute"'],
    ["an empty path", comparison({ path: "" }), "invalid_value", "/path", "`path` must be a path"],
    ["nothing", {}, "missing_field", "", "`path` is missing"],
    ["text", "x", "invalid_value", "", "An entry of `require` must be a condition"],
    ["no conditions in a group", { any: [] }, "invalid_value", "/any", "`any` must be a list of 1 to 100 conditions"],
    ["two kinds", { any: [comparison({})], all: [] }, "unknown_field", "/all", "`all` is not a field"],
    ["a list for not", { not: [] }, "invalid_value", "/not", "`not` must be a condition"],
    [
      "a fault deep inside",
      { not: { any: [comparison({}), comparison({ op: "like" })] } },
      "invalid_value",
      "/not/any/1/op",
      "`op` must be",
    ],
    [
      "on_deny of a part",
      { not: { ...(comparison({}) as object), on_deny: "x" } },
      "unknown_field",
      "/not/on_deny",
      "`on_deny` is not a field of a condition",
    ],
  ])("%s", (_, condition, code, pointer, message) => {
    const problems = ofCondition(condition);
    expect(problems[0]?.slice(0, 2)).toEqual([code, at + pointer]);
    expect(problems[0]?.[2]).toContain(message);
  });

  it.each([
    ["eq", ["a"]],
    ["neq", [1]],
    ["eq", 2 ** 53],
    ["in", "a"],
    ["in", []],
    ["not_in", [1, 2 ** 60]],
    ["lt", true],
    ["lte", ["1"]],
    ["gt", 1e300],
    ["gte", false],
    ["regex", 5],
    ["contains", ["a"]],
    ["exists", "yes"],
    ["starts_with", 1],
    ["ends_with", true],
    ["glob", ""],
    ["glob", "a".repeat(257)],
    ["length_lte", -1],
    ["length_gte", 1.5],
    ["length_lte", "5"],
    ["type", "text"],
    ["type", "null"],
    ["eq", "a".repeat(4097)],
    ["in", ["a".repeat(4097)]],
  ] as const)("an operand that isn't one: %s %j", (op, value) => {
    const problems = ofCondition({ path: "args.a", op, value });
    expect(problems.map(([code, pointer]) => [code, pointer])).toEqual([["invalid_value", `${at}/value`]]);
    expect(problems[0]?.[2]).toMatch(new RegExp(`^\`value\` of \`${op}\` must `));
  });

  it.each([
    ["a(?=b)", "look-around"],
    ["(a)\\1", "back-references"],
    ["(", "RE2 syntax"],
    ["(a{1000}){2}", "RE2 syntax"],
    ["a{0,1000}", "smaller"],
  ])("the pattern %s", (value, says) => {
    const problems = ofCondition({ path: "args.a", op: "regex", value });
    expect(problems.map(([code, pointer]) => [code, pointer])).toEqual([["invalid_pattern", `${at}/value`]]);
    expect(problems[0]?.[2]).toContain(says);
  });

  it.each([
    ["time.hour", "eq", "9", "is a number"],
    ["time.hour", "lt", 25, "whole hour"],
    ["time.hour", "in", [1.5], "whole hour"],
    ["time.hour", "regex", "9", "is a number"],
    ["time.hour", "length_lte", 1, "is a number"],
    ["time.weekday", "eq", "Monday", '"monday", "tuesday"'],
    ["time.weekday", "in", ["saturday", "sun"], '"monday"'],
    ["time.date", "gte", "2026-3-1", 'like "2026-03-01"'],
    ["time.date", "eq", "2026-02-30", "date"],
    ["tool.class", "eq", "delete", '"read", "write"'],
    ["grant.label", "gt", 5, "is text"],
    ["team.slug", "eq", true, "is text"],
  ])("what a fact never is: %s %s %j", (path, op, value, says) => {
    const problems = ofCondition({ path, op, value });
    expect(problems.map(([code, pointer]) => [code, pointer])).toEqual([["invalid_value", `${at}/value`]]);
    expect(problems[0]?.[2]).toContain(says);
  });
});

describe("conditions", () => {
  const leaf = { path: "args.a", op: "exists" };

  it("nest eight deep and no deeper", () => {
    const deep = (levels: number): unknown => (levels === 1 ? leaf : { not: deep(levels - 1) });
    expect(ofCondition(deep(8))).toEqual([]);
    expect(ofCondition(deep(9)).map(([code, pointer]) => [code, pointer])).toEqual([
      ["too_deep", `${at}${"/not".repeat(8)}`],
    ]);
  });

  it("are a hundred a rule, groups and all clauses counted", () => {
    const some = (count: number) => ({ conditions: Array.from({ length: count }, () => leaf) });
    const rule = (extra: number) => ({
      require: [{ any: [leaf, leaf] }],
      deny_if: [some(47)],
      approve_if: [some(50 + extra)],
    });
    expect(problemsOf({ tools: { run: rule(0) } })).toEqual([]);
    expect(problemsOf({ tools: { run: rule(1) } }).map(([code, pointer]) => [code, pointer])).toEqual([
      ["too_many", "/tools/run"],
    ]);
  });

  it("are checked wherever a rule stands", () => {
    const rule = { deny_if: [{ conditions: [{ path: "x", op: "exists" }] }] };
    const problems = problemsOf({ classes: { read: rule }, all_tools: { approve_if: rule.deny_if } });
    expect(problems.map(([, pointer]) => pointer)).toEqual([
      "/classes/read/deny_if/0/conditions/0/path",
      "/all_tools/approve_if/0/conditions/0/path",
    ]);
  });

  it("have words for every operator's operand", () => {
    expect(Object.keys(operandMust).toSorted()).toEqual([...operatorNames].toSorted());
  });
});

describe("a document can't be saved with", () => {
  const limit = { counter: "c", window: "day", max: 5 };
  const run = (rule: object) => ({ tools: { run: rule } });

  it.each([
    ["a mode that doesn't exist", { mode: "dry" }, "invalid_value", "/mode", '`mode` must be "enforce" or "shadow"'],
    ["a time zone that doesn't exist", { timezone: "Europe/Bonn" }, "invalid_value", "/timezone", "`timezone` must be"],
    ["an offset for a time zone", { timezone: "+02:00" }, "invalid_value", "/timezone", "`timezone` must be"],
    [
      "a class that doesn't exist",
      { classes: { admin: {} } },
      "unknown_field",
      "/classes/admin",
      "`admin` is not a field of `classes`",
    ],
    [
      "a rule of a class that isn't one",
      { classes: { read: "allow" } },
      "invalid_value",
      "/classes/read",
      "What stands under a class must be a rule",
    ],
    [
      "an action for all tools",
      { all_tools: { action: "deny" } },
      "unknown_field",
      "/all_tools/action",
      "`action` is not a field of `all_tools`",
    ],
    [
      "a clause without conditions",
      run({ deny_if: [{}] }),
      "missing_field",
      "/tools/run/deny_if/0",
      "`conditions` is missing",
    ],
    [
      "a reason of a denial",
      run({ deny_if: [{ conditions: [], reason: "x" }] }),
      "unknown_field",
      "/tools/run/deny_if/0/reason",
      "an item of `deny_if`",
    ],
    [
      "a misspelt setting of approval",
      run({ action: "require_approval", approval: { timeout: 5 } }),
      "unknown_field",
      "/tools/run/approval/timeout",
      "`approval`",
    ],
    [
      "approvers that can't be a name",
      run({ action: "require_approval", approval: { approvers: "A B" } }),
      "invalid_value",
      "/tools/run/approval/approvers",
      "a role",
    ],
    [
      "no approvers",
      run({ action: "require_approval", approval: { count: 0 } }),
      "invalid_value",
      "/tools/run/approval/count",
      "1 to 10",
    ],
    ["approval that nothing asks", run({ approval: {} }), "contradiction", "/tools/run/approval", "it asks for none"],
    [
      "limits behind a denial of all",
      run({ deny_if: [{ conditions: [] }], limits: [limit] }),
      "contradiction",
      "/tools/run/deny_if/0",
      "always denies",
    ],
    [
      "a reason for nothing, of all tools",
      { all_tools: { reason: "x" } },
      "contradiction",
      "/all_tools/reason",
      "`reason`",
    ],
    [
      "another kind of arguments",
      run({ arguments: "strict" }),
      "invalid_value",
      "/tools/run/arguments",
      '"any" or "schema"',
    ],
    [
      "a cost that is text",
      run({ limits: [{ ...limit, cost: "1" }] }),
      "invalid_value",
      "/tools/run/limits/0/cost",
      "`cost` must be a whole number",
    ],
    [
      "a cost without max",
      run({ limits: [{ ...limit, cost: { path: "args.n" } }] }),
      "missing_field",
      "/tools/run/limits/0/cost",
      "`max` is missing",
    ],
    [
      "a cost that never fits",
      run({ limits: [{ ...limit, cost: 6 }] }),
      "contradiction",
      "/tools/run/limits/0/cost",
      "no call gets through",
    ],
    [
      "a cost of any",
      run({ limits: [{ ...limit, cost: { path: "args.n[*]", max: 5 } }] }),
      "invalid_path",
      "/tools/run/limits/0/cost/path",
      "one argument",
    ],
    [
      "per any",
      run({ limits: [{ ...limit, per: "args.n[*]" }] }),
      "invalid_path",
      "/tools/run/limits/0/per",
      "one argument",
    ],
    [
      "per fact",
      run({ limits: [{ ...limit, per: "grant.id" }] }),
      "invalid_path",
      "/tools/run/limits/0/per",
      "path of an argument",
    ],
    [
      "per nonsense",
      run({ limits: [{ ...limit, per: "customer" }] }),
      "invalid_path",
      "/tools/run/limits/0/per",
      "must begin with",
    ],
    [
      "a limit that all tools have too",
      { all_tools: { limits: [limit] }, ...run({ limits: [limit] }) },
      "counter_conflict",
      "/tools/run/limits/0",
      "stands in `all_tools` too",
    ],
    [
      "a limit per argument twice",
      run({
        limits: [
          { ...limit, per: "args.a" },
          { ...limit, per: "args.a" },
        ],
      }),
      "counter_conflict",
      "/tools/run/limits/1",
      "stands twice",
    ],
    ["access without default", { resources: { allow: [] } }, "missing_field", "/resources", "`default` is missing"],
    [
      "a server's request by an empty method",
      { server_requests: { allow: [""] } },
      "invalid_value",
      "/server_requests/allow/0",
      "method",
    ],
    [
      "access to nothing",
      { prompts: { default: "deny", allow: [""] } },
      "invalid_value",
      "/prompts/allow/0",
      "An entry of `allow`",
    ],
    ["a test of nothing", { tests: [{ expect: "allow" }] }, "missing_field", "/tests/0", "`call` is missing"],
    [
      "a test that expects a limit",
      { tests: [{ call: "x", expect: "rate_limited" }] },
      "invalid_value",
      "/tests/0/expect",
      "`expect` must be",
    ],
    [
      "a test at no moment",
      { tests: [{ call: "x", expect: "deny", as: { time: "noon" } }] },
      "invalid_value",
      "/tests/0/as/time",
      "`time` must be a moment",
    ],
    [
      "a test as nobody",
      { tests: [{ call: "x", expect: "deny", as: { user: "a" } }] },
      "unknown_field",
      "/tests/0/as/user",
      "`user` is not a field of `as`",
    ],
    [
      "arguments of a test in a list",
      { tests: [{ call: "x", expect: "deny", args: [] }] },
      "invalid_value",
      "/tests/0/args",
      "`args` must be an object",
    ],
  ])("%s", (_, fields, code, pointer, message) => {
    const problems = problemsOf(fields);
    expect(problems.map(([found, where]) => [found, where])).toEqual([[code, pointer]]);
    expect(problems[0]?.[2]).toContain(message);
  });

  it("but with limits per different arguments on one counter it can", () => {
    const limits = [
      { ...limit, per: "args.from" },
      { ...limit, per: "args.to" },
      { ...limit, scope: "team", max: 9 },
    ];
    expect(problemsOf(run({ limits }))).toEqual([]);
  });
});
