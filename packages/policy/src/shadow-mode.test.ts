import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import { saved } from "./fixtures/judge";
import { toolCall } from "./fixtures/tool-call";
import { planPrompt, planResource } from "./plan-access";
import { isListed, planCall } from "./plan-call";

const roomy = { kind: "reserved", remaining: [] } as const;

function policyOf(fields: Record<string, unknown>) {
  return compilePolicy(saved({ mode: "shadow", ...fields }));
}

describe("in shadow mode", () => {
  it.each([
    ["hidden", { hide: ["run"] }],
    ["default_deny", {}],
    ["rule_deny", { tools: { run: { action: "deny" } } }],
    ["require_failed", { tools: { run: { require: [{ path: "args.x", op: "exists" }] } } }],
    ["approval_required", { tools: { run: { action: "require_approval" } } }],
    ["allowed", { tools: { run: {} } }],
  ])("what would be %s is let through, and said", (code, fields) => {
    const decision = decideCall(planCall(policyOf(fields), toolCall()), roomy);
    expect(decision).toMatchObject({ decision: "allow", code: "shadow", would: { code } });
    expect(decision.rule).toBe("would" in decision && decision.would.rule);
  });

  it("limits count apart and stop nothing", () => {
    const plan = planCall(policyOf({ tools: { run: { rate_limit: { max: 1, window: 60 } } } }), toolCall());
    expect(plan).toMatchObject({ kind: "shadow", would: { kind: "reserve", limits: [{ isShadow: true }] } });
    const decision = decideCall(plan, { kind: "exceeded", index: 0, remaining: 0, retryAfterMs: 5000 });
    expect(decision).toMatchObject({
      decision: "allow",
      code: "shadow",
      rule: "/tools/run/limits/0",
      would: { decision: "rate_limited", code: "limit_exceeded", retryAfterMs: 5000 },
    });
    expect(decideCall(plan, null)).toMatchObject({ decision: "allow", would: { code: "policy_invalid" } });
  });

  it("a tool that doesn't exist, or changed, is still refused", () => {
    const policy = policyOf({ default: "allow", hide: ["run"] });
    expect(decideCall(planCall(policy, toolCall({ isKnown: false })), null)).toMatchObject({ code: "unknown_tool" });
    const changed = toolCall({ isQuarantined: true });
    expect(decideCall(planCall(policy, changed), null)).toMatchObject({ code: "definition_changed" });
  });

  it("nothing is left out of the list but what doesn't exist or changed", () => {
    const policy = policyOf({ hide: ["run"] });
    expect(isListed(policy, toolCall())).toBe(true);
    expect(isListed(policy, toolCall({ isKnown: false }))).toBe(false);
    expect(isListed(policy, toolCall({ isQuarantined: true }))).toBe(false);
  });

  it("resources and prompts are let through too", () => {
    expect(planResource(policyOf({}), { uri: "a:b" })).toMatchObject({ kind: "shadow", would: { kind: "refuse" } });
    expect(planPrompt(policyOf({}), { name: "a" })).toMatchObject({ kind: "shadow", would: { kind: "refuse" } });
  });
});
