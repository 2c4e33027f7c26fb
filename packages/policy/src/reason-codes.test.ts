import { describe, expect, it } from "vitest";
import { refuseApprovalBacklog, refuseByPerson } from "./approval-refusals";
import { compileArgumentSchema } from "./argument-schema";
import { compilePolicy } from "./compile-policy";
import { decideCall } from "./decide-call";
import type { Decision } from "./decision";
import { saved } from "./fixtures/judge";
import { callWithText, toolCall } from "./fixtures/tool-call";
import { planCall } from "./plan-call";
import { reasonCodes } from "./reason-codes";
import type { ToolCall } from "./tool-call";

function decide(rule: object | null, call: ToolCall = toolCall(), fields: object = {}): Decision {
  const policy = compilePolicy(saved({ ...(rule === null ? {} : { tools: { run: rule } }), ...fields }));
  return decideCall(planCall(policy, call), { kind: "reserved", remaining: [] });
}

const isX = { path: "args.x", op: "eq", value: "x" };
const limit = { counter: "c", window: "day", max: 5 } as const;
const exceeded = { kind: "exceeded", index: 0, remaining: 0, retryAfterMs: 1 } as const;

/** For each code, a call that is decided with it. */
const reached: Record<keyof typeof reasonCodes, () => Decision> = {
  allowed: () => decide({}),
  shadow: () => decide({}, toolCall(), { mode: "shadow" }),
  hidden: () => decide({}, toolCall(), { hide: ["run"] }),
  unknown_tool: () => decide({}, toolCall({ isKnown: false })),
  definition_changed: () => decide({}, toolCall({ isQuarantined: true })),
  no_policy: () => decideCall(planCall(null, toolCall()), null),
  policy_invalid: () => decideCall(planCall({ kind: "unreadable" }, toolCall()), null),
  default_deny: () => decide(null),
  rule_deny: () => decide({ action: "deny" }),
  require_failed: () => decide({ require: [isX] }),
  deny_if_matched: () => decide({ deny_if: [{ conditions: [] }] }),
  argument_type: () => decide({ require: [isX] }, callWithText('{"x": 1}')),
  unsafe_number: () => decide({ require: [isX] }, callWithText('{"x": 1e400}')),
  ambiguous_argument: () => decide({ require: [isX] }, callWithText('{"X": "x"}')),
  argument_too_long: () =>
    decide({ require: [{ ...isX, op: "regex" }] }, callWithText(`{"x": "${"x".repeat(70_000)}"}`)),
  schema_mismatch: () =>
    decide({ arguments: "schema" }, callWithText('{"x": 1}', { schema: compileArgumentSchema({ type: "object" }) })),
  schema_unusable: () => decide({ arguments: "schema" }),
  approval_required: () => decide({ action: "require_approval" }),
  approval_denied: () => refuseByPerson("run", "/tools/run", null, { id: "apr_1", expiresAt: "2027-01-01T00:00:00Z" }),
  approval_backlog: () => refuseApprovalBacklog("run", "/tools/run"),
  no_session: () => decide({ limits: [{ ...limit, scope: "session" }] }, toolCall({ facts: { sessionId: null } })),
  cost_too_high: () => decide({ limits: [{ ...limit, cost: { path: "args.x", max: 1 } }] }, callWithText('{"x": 2}')),
  limit_exceeded: () =>
    decideCall(planCall(compilePolicy(saved({ tools: { run: { limits: [limit] } } })), toolCall()), exceeded),
};

describe("a decision can have the code", () => {
  it.each(Object.entries(reached))("%s", (code, decision) => {
    expect(decision().code).toBe(code);
  });
});

it("every code has a sentence", () => {
  for (const sentence of Object.values(reasonCodes)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
