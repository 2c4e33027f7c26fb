import { parsePolicyValue, type RiskClass } from "@policylayer/policy";
import { expect, it } from "vitest";
import { summariseTools } from "./summarise-tools";

const classOf: Readonly<Record<string, RiskClass>> = { get_row: "read", drop_row: "destructive" };

function sentences(value: object, tools: string[]) {
  const parsed = parsePolicyValue(value);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join());
  const classed = tools.map((name) => ({ name, riskClass: classOf[name] ?? ("execute" as const) }));
  return summariseTools(parsed.document, classed).map(({ effect, sentence, rule }) => [effect, sentence, rule]);
}

it("says of every tool what its calls get", () => {
  const policy = {
    version: "1",
    default: "deny",
    hide: ["drop_*"],
    tools: {
      get_user: {},
      run_procedure: {
        limits: [
          { counter: "a", window: "minute", max: 10 },
          { counter: "b", window: "hour", max: 1 },
        ],
      },
      wire_money: { action: "require_approval" },
      shell: { action: "deny", reason: "use run_procedure" },
    },
  };
  expect(sentences(policy, ["get_user", "run_procedure", "wire_money", "shell", "drop_table", "other"])).toEqual([
    ["allow", "Allowed without a limit.", "/tools/get_user"],
    ["limit", "Allowed, at most 10 calls a minute and at most 1 call an hour.", "/tools/run_procedure"],
    ["ask", "Needs a person's approval.", "/tools/wire_money"],
    ["deny", "Denied, and the agent is told why.", "/tools/shell"],
    ["hide", "Hidden: agents don't see that it exists.", "/hide/0"],
    ["deny", "Denied: no rule names it.", "/default"],
  ]);
});

it("says of a rule that looks at the call what it asks, and not what a call without arguments would get", () => {
  const amount = { path: "args.amount", op: "lte", value: 100 };
  const policy = {
    version: "1",
    default: "deny",
    tools: {
      refund: {
        require: [amount],
        deny_if: [{ conditions: [{ path: "args.note", op: "contains", value: "x" }] }],
        limits: [
          { counter: "a", window: "day", max: 500, per: "args.customer", cost: { path: "args.amount", max: 100 } },
        ],
      },
      "a/b": { arguments: "schema" },
      pay: { approve_if: [{ conditions: [amount] }] },
      wire: { action: "require_approval", require: [amount] },
      never: { deny_if: [{ conditions: [] }] },
    },
  };
  expect(sentences(policy, ["refund", "a/b", "pay", "wire", "never"])).toEqual([
    [
      "limit",
      "Allowed, under 2 conditions and at most 500 of args.amount a day for each args.customer.",
      "/tools/refund",
    ],
    ["limit", "Allowed, with arguments that fit its schema.", "/tools/a~1b"],
    ["ask", "Allowed without a limit. Some calls need a person's approval.", "/tools/pay"],
    ["ask", "Needs a person's approval, under 1 condition.", "/tools/wire"],
    ["deny", "Denied, and the agent is told why.", "/tools/never"],
  ]);
});

it("adds what holds for all tools, and says that a policy in shadow mode stops nothing", () => {
  const all_tools = { limits: [{ counter: "all", window: "hour", max: 9 }] };
  const policy = { version: "1", default: "deny", mode: "shadow", all_tools, tools: { a: {} } };
  expect(sentences(policy, ["a", "b"])).toEqual([
    ["limit", "Goes through (shadow mode). Enforced: Allowed, at most 9 calls an hour.", "/tools/a"],
    ["deny", "Goes through (shadow mode). Enforced: Denied: no rule names it.", "/default"],
  ]);
});

it("says so when everything else is allowed, and when a window is counted in seconds", () => {
  const policy = { version: "1", default: "allow", tools: { a: { limits: [{ counter: "a", window: 90, max: 2 }] } } };
  expect(sentences(policy, ["a", "b"])).toEqual([
    ["limit", "Allowed, at most 2 calls in 90 seconds.", "/tools/a"],
    ["allow", "Allowed without a limit.", "/default"],
  ]);
});

it("knows rules by class", () => {
  const classes = { read: {}, destructive: { action: "hide" } };
  expect(sentences({ version: "1", default: "deny", classes }, ["get_row", "drop_row", "walk"])).toEqual([
    ["allow", "Allowed without a limit.", "/classes/read"],
    ["hide", "Hidden: agents don't see that it exists.", "/classes/destructive"],
    ["deny", "Denied: no rule names it.", "/default"],
  ]);
});
