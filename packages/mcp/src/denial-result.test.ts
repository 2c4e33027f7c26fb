import type { LimitRefusal, Refusal } from "@policylayer/policy";
import { describe, expect, it } from "vitest";
import { denialResult, refusedCall } from "./denial-result";

const limited: LimitRefusal = {
  decision: "rate_limited",
  code: "limit_exceeded",
  rule: "/tools/run_procedure/limits/0",
  message: "run_procedure is limited to 10 calls a minute. Try again in 23 seconds.",
  retryAfterMs: 23_000,
  limit: { counter: "run_procedure_rate", max: 10, window: "minute", remaining: 0 },
};
const denied: Refusal = { decision: "deny", code: "rule_deny", rule: "/tools/wipe", message: "Not on Fridays." };
const hidden: Refusal = { decision: "hide", code: "hidden", rule: "/hide/0", message: "Hidden." };
const absent: Refusal = { decision: "hide", code: "unknown_tool", rule: null, message: "There is no such tool." };

describe("what a refused agent gets", () => {
  it("a limit: the denial with its limit and the time to wait", () => {
    expect(denialResult(7, limited, "c1")).toBe(
      '{"jsonrpc":"2.0","id":7,"result":{"isError":true,"content":[{"type":"text","text":"[POLICY DENIED] run_procedure is limited to 10 calls a minute. Try again in 23 seconds."}],"_meta":{"policylayer/decision":{"decision":"rate_limited","code":"limit_exceeded","rule":"/tools/run_procedure/limits/0","call_id":"c1","retry_after_ms":23000,"limit":{"counter":"run_procedure_rate","max":10,"window":"minute","remaining":0}}}}}',
    );
  });

  it("a rule: the denial without limit and time", () => {
    expect(refusedCall("x", "wipe", denied, "c2")).toBe(
      '{"jsonrpc":"2.0","id":"x","result":{"isError":true,"content":[{"type":"text","text":"[POLICY DENIED] Not on Fridays."}],"_meta":{"policylayer/decision":{"decision":"deny","code":"rule_deny","rule":"/tools/wipe","call_id":"c2"}}}}',
    );
  });

  it("a request to a person: its id and its end", () => {
    const asked: Refusal = {
      decision: "approval_required",
      code: "approval_required",
      rule: "/tools/wipe",
      message: "Ask.",
      approval: { approvers: "admin", count: 2, timeoutSeconds: 60, waitSeconds: 0 },
      asked: { id: "apr_1", expiresAt: "2027-01-01T00:00:00.000Z" },
    };
    expect(denialResult(1, asked, "c7")).toBe(
      '{"jsonrpc":"2.0","id":1,"result":{"isError":true,"content":[{"type":"text","text":"[POLICY DENIED] Ask."}],"_meta":{"policylayer/decision":{"decision":"approval_required","code":"approval_required","rule":"/tools/wipe","call_id":"c7","approval":{"id":"apr_1","expires_at":"2027-01-01T00:00:00.000Z"}}}}}',
    );
  });

  it("nothing but the public parts of a decision", () => {
    const withMore = { ...denied, internal: "secret" };
    expect(denialResult(1, withMore, "c3")).not.toContain("secret");
  });

  it("a hidden tool and an absent one: the same bytes, whatever decided", () => {
    const answer = '{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Unknown tool: wipe"}}';
    expect(refusedCall(7, "wipe", hidden, "c4")).toBe(answer);
    expect(refusedCall(7, "wipe", absent, "c5")).toBe(answer);
  });

  it("never a denial that tells of a hidden tool", () => {
    expect(() => denialResult(7, hidden, "c6")).toThrow(TypeError);
  });
});
