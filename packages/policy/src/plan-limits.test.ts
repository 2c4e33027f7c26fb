import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import { saved, verdict } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";
import type { LimitCheck } from "./limit-check";
import { planCall } from "./plan-call";
import type { ToolCall } from "./tool-call";

const base = { counter: "c", window: "day", max: 100 };

function planned(limit: object, call: ToolCall = toolCall()): LimitCheck | undefined {
  const plan = planCall(compilePolicy(saved({ tools: { run: { limits: [{ ...base, ...limit }] } } })), call);
  return plan.kind === "reserve" ? plan.limits[0] : undefined;
}

describe("a limit counts", () => {
  it.each([
    ["grant", "grant_1"],
    ["session", "session_1"],
    ["team", "team_1"],
    ["server", "server_1"],
    ["organization", "org_1"],
  ])("per %s under %s", (scope, scopeId) => {
    expect(planned({ scope })).toMatchObject({ scope, scopeId, per: null, cost: 1, isShadow: false });
  });

  it("per session only with one", () => {
    const rule = { limits: [{ ...base, scope: "session" }] };
    expect(verdict(rule, toolCall({ facts: { sessionId: null } }))).toEqual(["no_session", "/tools/run/limits/0"]);
  });

  it.each([
    ['"c_1"', '"c_1"'],
    ['"1"', '"1"'],
    ["1", "1"],
    ["1.0", "1"],
    ["-0", "0"],
    ["true", "true"],
    ['""', '""'],
    ['"a\\"b"', '"a\\"b"'],
  ])("per %s as %s", (value, per) => {
    expect(planned({ per: "args.id" }, callWithText(`{"id": ${value}}`))?.per).toBe(per);
  });

  it.each([
    ["{}", "argument_type"],
    ['{"id": null}', "argument_type"],
    ['{"id": {}}', "argument_type"],
    ['{"id": ["a"]}', "argument_type"],
    ['{"id": 1e400}', "unsafe_number"],
    [`{"id": "${"a".repeat(1025)}"}`, "argument_too_long"],
    ['{"Id": "a"}', "ambiguous_argument"],
  ])("per nothing in %s", (args, code) => {
    expect(verdict({ limits: [{ ...base, per: "args.id" }] }, callWithText(args))).toEqual([
      code,
      "/tools/run/limits/0",
    ]);
  });

  it.each([
    ["0", null],
    ["1", 1],
    ["50", 50],
    ["5.0", 5],
  ])("an amount of %s as %s", (value, cost) => {
    const check = planned({ cost: { path: "args.n", max: 50 } }, callWithText(`{"n": ${value}}`));
    expect(check?.cost ?? null).toBe(cost);
  });

  it.each([
    ["51", "cost_too_high"],
    ["-1", "argument_type"],
    ["1.5", "argument_type"],
    ['"5"', "argument_type"],
    ["null", "argument_type"],
    ["[5]", "argument_type"],
    ["9007199254740993", "unsafe_number"],
  ])("no amount of %s", (value, code) => {
    const rule = { limits: [{ ...base, cost: { path: "args.n", max: 50 } }] };
    expect(verdict(rule, callWithText(`{"n": ${value}}`))).toEqual([code, "/tools/run/limits/0"]);
  });

  it("what the document says", () => {
    const written = { cost: 3, algorithm: "sliding", on_store_error: "allow", window: 90 };
    expect(planned(written)).toMatchObject({ cost: 3, algorithm: "sliding", onStoreError: "allow", window: 90 });
    expect(planned({})).toMatchObject({ onStoreError: "deny" });
  });
});

describe("the words for", () => {
  const words = (limit: object, args = "{}") => {
    const document = saved({ tools: { run: { limits: [{ ...base, ...limit }] } } });
    const plan = planCall(compilePolicy(document), callWithText(args));
    const decision = decideCall(plan, { kind: "exceeded", index: 0, remaining: 0, retryAfterMs: 5000 });
    return "message" in decision ? decision.message : null;
  };

  it.each([
    [
      { per: "args.id" },
      '{"id": "x"}',
      "run is limited to 100 calls a day for each `args.id`. Try again in 5 seconds.",
    ],
    [{ scope: "session" }, "{}", "run is limited to 100 calls a day in one session. Try again in 5 seconds."],
    [{ scope: "team" }, "{}", "run is limited to 100 calls a day for the whole team. Try again in 5 seconds."],
    [
      { scope: "server" },
      "{}",
      "run is limited to 100 calls a day for everyone who uses this server. Try again in 5 seconds.",
    ],
    [
      { scope: "organization" },
      "{}",
      "run is limited to 100 calls a day for the whole organization. Try again in 5 seconds.",
    ],
    [{ cost: 5 }, "{}", "run is limited to 100 units a day. This call counts 5. Try again in 5 seconds."],
    [
      { cost: { path: "args.n", max: 500 } },
      '{"n": 70}',
      "run is limited to 100 of `args.n` a day. This call counts 70. Try again in 5 seconds.",
    ],
    [
      { cost: { path: "args.n", max: 500 } },
      '{"n": 101}',
      "run is limited to 100 of `args.n` a day. This call counts 101, which is more than that.",
    ],
  ])("%j", (limit, args, expected) => {
    expect(words(limit, args)).toBe(expected);
  });
});

describe("a budget is shared", () => {
  const shared = (a: object, b: object) => {
    const document = saved({ tools: { run: { limits: [{ ...base, ...a }] }, walk: { limits: [{ ...base, ...b }] } } });
    const plan = planCall(compilePolicy(document), callWithText('{"x": 1, "y": 1}'));
    return plan.kind === "reserve" && plan.sharedLimits[0];
  };

  it("by the same name, scope and window", () => {
    expect(shared({}, {})).toBe(true);
    expect(shared({}, { window: 86_400 })).toBe(true);
    expect(shared({ per: "args.x" }, { per: "args.y" })).toBe(true);
    expect(shared({}, { scope: "team" })).toBe(false);
    expect(shared({}, { window: "hour" })).toBe(false);
    expect(shared({}, { per: "args.x" })).toBe(false);
  });

  it("by all tools of a class, and is named for it", () => {
    const document = saved({ classes: { execute: { rate_limit: { max: 10, window: "minute" } } } });
    const plan = planCall(compilePolicy(document), toolCall({ toolClass: "execute" }));
    expect(plan).toMatchObject({
      limits: [{ pointer: "/classes/execute/limits/0", counter: "class:execute_rate" }],
      sharedLimits: [true],
    });
  });
});
