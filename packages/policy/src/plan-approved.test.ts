import { describe, expect, it } from "vitest";
import { refuseByPerson, refuseUntilApproved } from "./approval-refusals";
import { compilePolicy } from "./compile-policy";
import type { Refusal } from "./decision";
import { saved } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";
import type { Plan } from "./plan";
import { planApproved, planCall } from "./plan-call";

const limit = { counter: "c", window: "day", max: 5 } as const;
const large = { conditions: [{ path: "args.amount", op: "gt", value: 10 }] };

function plans(rule: object, call = toolCall()): [before: string, after: string] {
  const policy = compilePolicy(saved({ tools: { run: rule } }));
  return [codeOf(planCall(policy, call)), codeOf(planApproved(policy, call))];
}

function codeOf(plan: Plan): string {
  return plan.kind === "refuse" ? plan.refusal.code : plan.kind;
}

describe("a call that a person has approved", () => {
  it.each([
    ["an action that asks", { action: "require_approval" }, toolCall()],
    ["an item that asks", { approve_if: [large] }, callWithText('{"amount": 11}')],
    ["both", { action: "require_approval", approve_if: [large] }, callWithText('{"amount": 11}')],
  ])("passes %s", (_, rule, call) => {
    expect(plans(rule, call)).toEqual(["approval_required", "reserve"]);
  });

  it("still has its limits to reserve", () => {
    const policy = compilePolicy(saved({ tools: { run: { action: "require_approval", limits: [limit] } } }));
    expect(planApproved(policy, toolCall())).toMatchObject({ kind: "reserve", rule: "/tools/run", limits: [limit] });
  });

  it.each([
    ["deny_if_matched", { action: "require_approval", deny_if: [{ conditions: [] }] }, toolCall()],
    ["argument_type", { approve_if: [large] }, callWithText('{"amount": "11"}')],
    ["rule_deny", { action: "deny" }, toolCall()],
  ])("is refused with %s all the same", (code, rule, call) => {
    expect(plans(rule, call)).toEqual([code, code]);
  });
});

describe("what the agent is told", () => {
  const asked = { id: "apr_1", expiresAt: "2027-01-01T00:00:00.000Z" };
  const refusal: Refusal = {
    decision: "approval_required",
    code: "approval_required",
    rule: "/tools/run",
    message: "Ask",
  };

  it("while it waits: whom it waits for and what to do then", () => {
    expect(refuseUntilApproved(refusal, asked)).toEqual({
      ...refusal,
      message:
        "Ask. A person was asked (apr_1). Once it is approved, and before 2027-01-01T00:00:00.000Z, call again with exactly the same arguments.",
      asked,
    });
  });

  it("when it was denied: so, and the note", () => {
    expect(refuseByPerson("run", "/tools/run", "Not today.", asked)).toMatchObject({
      decision: "deny",
      code: "approval_denied",
      message: "run was denied by a person: Not today.",
    });
    expect(refuseByPerson("run", null, null, asked).message).toBe("run was denied by a person.");
  });
});
