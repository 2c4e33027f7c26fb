import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import { runProcedurePolicy } from "./fixtures/run-procedure";
import { toolCall } from "./fixtures/tool-call";
import type { LimitWindow, Reservation } from "./limit-check";
import { parsePolicy } from "./parse-policy";
import type { Plan } from "./plan";
import { planCall } from "./plan-call";

function planFor(window: LimitWindow, max: number): Plan {
  const limits = [{ counter: "c", window, max }];
  return planCall(compilePolicy({ version: "1", default: "deny", tools: { run: { limits } } }), toolCall());
}

function exceeded(retryAfterMs: number, index = 0): Reservation {
  return { kind: "exceeded", index, remaining: 0, retryAfterMs };
}

function messageOf(plan: Plan, retryAfterMs: number): string | null {
  const decision = decideCall(plan, exceeded(retryAfterMs));
  return decision.decision === "allow" ? null : decision.message;
}

describe("a decision", () => {
  it("of the published recommendation on an exceeded limit is the published answer", () => {
    const parsed = parsePolicy(runProcedurePolicy);
    const policy = parsed.ok ? compilePolicy(parsed.document) : null;
    expect(decideCall(planCall(policy, toolCall({ tool: "run_procedure" })), exceeded(23_000))).toEqual({
      decision: "rate_limited",
      code: "limit_exceeded",
      rule: "/tools/run_procedure/limits/0",
      message: "run_procedure is limited to 10 calls a minute. Try again in 23 seconds.",
      retryAfterMs: 23_000,
      limit: { counter: "run_procedure_rate", max: 10, window: "minute", remaining: 0 },
    });
  });

  it("on reserved limits allows, by the entry that applied", () => {
    expect(decideCall(planFor("minute", 1), { kind: "reserved", remaining: [0] })).toEqual({
      decision: "allow",
      code: "allowed",
      rule: "/tools/run",
    });
    const byDefault = planCall(compilePolicy({ version: "1", default: "allow" }), toolCall());
    expect(decideCall(byDefault, { kind: "reserved", remaining: [] })).toMatchObject({
      decision: "allow",
      rule: "/default",
    });
  });

  it.each([null, { kind: "reserved", remaining: [] }, exceeded(5)] as const)(
    "of a refused plan is the refusal, whatever the store says: %j",
    (reservation) => {
      const plan = planCall(null, toolCall());
      expect(decideCall(plan, reservation)).toMatchObject({ decision: "deny", code: "no_policy", rule: null });
    },
  );

  it.each([
    ["nobody checked", null],
    ["a limit that isn't in the plan stopped", exceeded(5, 1)],
    ["an answer of another kind came for", JSON.parse('{"kind": "stale"}')],
  ])("on limits that %s is a refusal", (_, reservation) => {
    expect(decideCall(planFor("minute", 1), reservation)).toEqual({
      decision: "deny",
      code: "policy_invalid",
      rule: "/tools/run",
      message: "This call was refused because its limits could not be checked.",
    });
  });

  it("never tells to come back in no time", () => {
    expect(decideCall(planFor("second", 1), exceeded(0))).toMatchObject({
      retryAfterMs: 1,
      message: "run is limited to 1 call a second. Try again in 1 second.",
    });
  });
});

describe("the words for", () => {
  it.each([
    [1, "1 second"],
    [1000, "1 second"],
    [1001, "2 seconds"],
    [119_000, "119 seconds"],
    [119_001, "2 minutes"],
    [120_001, "3 minutes"],
    [7_140_000, "119 minutes"],
    [7_200_000, "2 hours"],
    [7_200_001, "3 hours"],
    [172_799_000, "48 hours"],
    [172_800_000, "2 days"],
    [2_592_000_001, "31 days"],
  ])("a wait of %d ms: %s", (retryAfterMs, words) => {
    expect(messageOf(planFor("month", 5), retryAfterMs)).toBe(
      `run is limited to 5 calls a month. Try again in ${words}.`,
    );
  });

  it.each([
    ["second", "a second"],
    ["minute", "a minute"],
    ["hour", "an hour"],
    ["day", "a day"],
    ["week", "a week"],
    ["month", "a month"],
    [90, "every 90 seconds"],
    [60, "a minute"],
    [120, "every 2 minutes"],
    [7200, "every 2 hours"],
    [172_800, "every 2 days"],
  ] as const)("a window of %j: %s", (window, words) => {
    expect(messageOf(planFor(window, 1), 1000)).toBe(`run is limited to 1 call ${words}. Try again in 1 second.`);
  });

  it("a limit of none promise no later success", () => {
    expect(messageOf(planFor("day", 0), 1000)).toBe("run is limited to 0 calls a day, so it can't be called.");
  });

  it("a budget that other tools draw on say so", () => {
    const shared = { limits: [{ counter: "c", window: "day", max: 3 }] } as const;
    const plan = (tools: Record<string, typeof shared>) =>
      planCall(compilePolicy({ version: "1", default: "deny", tools }), toolCall());
    const words = "run shares a limit of 3 calls a day with other tools. Try again in 5 seconds.";
    expect(messageOf(plan({ run: shared, walk: shared }), 5000)).toBe(words);
    expect(messageOf(plan({ "r*": shared }), 5000)).toBe(words);
  });
});
