import { describe, expect, it } from "vitest";
import { compilePolicy } from "./compile-policy";
import { saved } from "./fixtures/judge";
import type { Plan } from "./plan";
import { explainAccess, planPrompt, planResource, planServerRequest } from "./plan-access";

function outcome(plan: Plan): [string, string | null] {
  if (plan.kind === "reserve") return ["allow", plan.rule];
  return plan.kind === "refuse" ? [plan.refusal.code, plan.refusal.rule] : ["shadow", null];
}

const access = { default: "allow", allow: ["docs://*", "secret://public"], deny: ["secret://*", "docs://draft?"] };

describe("resources and prompts:", () => {
  it.each([
    ["docs://a", "allow", "/resources/allow/0"],
    ["docs://draft1", "rule_deny", "/resources/deny/1"],
    ["secret://public", "rule_deny", "/resources/deny/0"],
    ["other://x", "allow", "/resources/default"],
  ])("%s is %s by %s", (uri, code, rule) => {
    const policy = compilePolicy(saved({ resources: access }));
    expect(outcome(planResource(policy, { uri }))).toEqual([code, rule]);
  });

  it("what neither list matches is decided by their default, else the policy's", () => {
    const denied = compilePolicy(saved({ default: "allow", prompts: { default: "deny", allow: ["hello"] } }));
    expect(outcome(planPrompt(denied, { name: "hello" }))).toEqual(["allow", "/prompts/allow/0"]);
    expect(outcome(planPrompt(denied, { name: "other" }))).toEqual(["default_deny", "/prompts/default"]);
    expect(outcome(planResource(denied, { uri: "a:b" }))).toEqual(["allow", "/default"]);
    expect(outcome(planPrompt(compilePolicy(saved({})), { name: "x" }))).toEqual(["default_deny", "/default"]);
  });

  it("a URI that could be read as another one is allowed only if that one is", () => {
    const policy = compilePolicy(
      saved({
        resources: { default: "deny", allow: ["file:///public/*", "file:///a%20b"], deny: ["file:///public/x*"] },
      }),
    );
    const plan = (uri: string, ...otherReadings: string[]) => outcome(planResource(policy, { uri, otherReadings }));
    expect(plan("file:///public/../etc", "file:///etc")).toEqual(["default_deny", "/resources/default"]);
    expect(plan("file:///public/%78", "file:///public/x")).toEqual(["rule_deny", "/resources/deny/0"]);
    expect(plan("file:///public/a%20b", "file:///public/a b")).toEqual(["allow", "/resources/allow/0"]);
    expect(plan("file:///a%20b", "file:///a b")).toEqual(["allow", "/resources/allow/1"]);
    expect(plan("file:///a%20b", "file:///public/x")).toEqual(["rule_deny", "/resources/deny/0"]);
  });

  it("an endless address is denied, also where the default allows", () => {
    const policy = compilePolicy(saved({ resources: access }));
    expect(outcome(planResource(policy, { uri: `x:${"a".repeat(8192)}` }))[0]).toBe("argument_too_long");
  });

  it("without a policy, or with one that can't be read, are refused", () => {
    expect(outcome(planResource(null, { uri: "a" }))).toEqual(["no_policy", null]);
    expect(outcome(planPrompt({ kind: "unreadable" }, { name: "a" }))).toEqual(["policy_invalid", null]);
  });
});

describe("what a server asks of its client:", () => {
  const policy = compilePolicy(
    saved({ default: "allow", server_requests: { deny: ["sampling/*"], allow: ["sampling/x", "roots/list"] } }),
  );

  it.each([
    ["sampling/createMessage", "rule_deny", "/server_requests/deny/0"],
    ["sampling/x", "rule_deny", "/server_requests/deny/0"],
    ["roots/list", "allow", "/server_requests/allow/1"],
    ["elicitation/create", "allow", "/default"],
  ])("%s is %s by %s", (method, code, rule) => {
    expect(outcome(planServerRequest(policy, { method }))).toEqual([code, rule]);
  });

  it("is decided by a default of its own, else by the policy's", () => {
    const own = compilePolicy(saved({ default: "allow", server_requests: { default: "deny" } }));
    expect(outcome(planServerRequest(own, { method: "roots/list" }))).toEqual([
      "default_deny",
      "/server_requests/default",
    ]);
    expect(outcome(planServerRequest(compilePolicy(saved({})), { method: "roots/list" }))[1]).toBe("/default");
    expect(outcome(planServerRequest(null, { method: "roots/list" }))).toEqual(["no_policy", null]);
  });

  it("can be explained, entry by entry, as resources and prompts can", () => {
    expect(explainAccess(policy, "server_requests", "roots/list")).toEqual({
      decision: { decision: "allow", code: "allowed", rule: "/server_requests/allow/1" },
      rules: [
        { pointer: "/server_requests/deny/0", kind: "deny", outcome: "does_not_apply", conditions: [] },
        { pointer: "/server_requests/allow/0", kind: "allow", outcome: "does_not_apply", conditions: [] },
        { pointer: "/server_requests/allow/1", kind: "allow", outcome: "decides", conditions: [] },
      ],
    });
    const { decision, rules } = explainAccess(
      compilePolicy(saved({ resources: access })),
      "resources",
      "docs://draft1",
    );
    expect([decision.code, rules.map(({ outcome: seen }) => seen)]).toEqual([
      "rule_deny",
      ["does_not_apply", "decides"],
    ]);
  });
});
