import { describe, expect, it } from "vitest";
import { compileArgumentSchema } from "./argument-schema";
import { compileStoredPolicy } from "./compile-stored-policy";
import { problemsOf, saved } from "./fixtures/judge";
import { parsePolicy } from "./parse-policy";
import { runPolicyTests } from "./run-policy-tests";

const refund = {
  require: [{ path: "grant.label", op: "eq", value: "ci" }],
  deny_if: [{ conditions: [{ path: "args.amount", op: "gt", value: 100 }] }],
  approve_if: [{ conditions: [{ path: "time.hour", op: "lt", value: 6 }] }],
  limits: [{ counter: "c", window: "day", max: 0, scope: "session" }],
};
const fields = { hide: ["drop"], tools: { refund }, classes: { read: {} } };
const as = { grant: "ci" };

describe("a policy's own tests", () => {
  it.each([
    [{ call: "refund", args: { amount: 5 }, as, expect: "allow", rule: "/tools/refund" }],
    [{ call: "refund", args: { amount: 500 }, as, expect: "deny", rule: "/tools/refund/deny_if/0" }],
    [{ call: "refund", args: { amount: "5" }, as, expect: "deny" }],
    [{ call: "refund", args: { amount: 5 }, expect: "deny", rule: "/tools/refund/require/0" }],
    [{ call: "refund", as: { ...as, time: "2026-01-01T05:59:00+00:00" }, expect: "approval_required" }],
    [{ call: "refund", as: { ...as, time: "2026-01-01T05:59:00-02:00" }, expect: "allow" }],
    [{ call: "drop", expect: "hide", rule: "/hide/0" }],
    [{ call: "look", as: { class: "read" }, expect: "allow", rule: "/classes/read" }],
    [{ call: "look", expect: "deny", rule: "/default" }],
  ])("%j passes", (test) => {
    expect(problemsOf({ ...fields, tests: [test] })).toEqual([]);
  });

  it("that fails keeps the document from being saved, and says what was decided instead", () => {
    const tests = [
      { call: "refund", args: { amount: 500 }, as, expect: "deny" },
      { name: "big refunds", call: "refund", args: { amount: 500 }, as, expect: "allow" },
      { call: "drop", expect: "hide", rule: "/hide/1" },
      { call: "nothing", expect: "allow", rule: "/tools/nothing" },
    ];
    expect(problemsOf({ ...fields, tests })).toEqual([
      [
        "test_failed",
        "/tests/1",
        'The test "big refunds" expects "allow", but the call is decided "deny" by /tools/refund/deny_if/0 (deny_if_matched).',
      ],
      [
        "test_failed",
        "/tests/2",
        'Test 2 expects "hide" by /hide/1, but the call is decided "hide" by /hide/0 (hidden).',
      ],
      [
        "test_failed",
        "/tests/3",
        'Test 3 expects "allow" by /tools/nothing, but the call is decided "deny" by /default (default_deny).',
      ],
    ]);
  });

  it("judge by what would be decided in shadow mode", () => {
    const results = runPolicyTests(saved({ mode: "shadow", tests: [{ call: "x", expect: "deny" }] }));
    expect(results).toMatchObject([{ index: 0, name: null, isPassed: true, decision: { code: "default_deny" } }]);
  });

  it("take arguments to fit a schema that isn't known, and check them by one that is", () => {
    const document = saved({
      tools: { run: { arguments: "schema" } },
      tests: [{ call: "run", args: { a: 1 }, expect: "allow" }],
    });
    const schema = compileArgumentSchema({ type: "object", properties: { a: { type: "string" } } });
    const results = runPolicyTests(document, () => ({ toolClass: null, annotations: null, schema }));
    expect(results).toMatchObject([{ isPassed: false, decision: { code: "schema_mismatch" } }]);
    expect(runPolicyTests(document, () => null)).toMatchObject([{ isPassed: true }]);
  });

  it("are not run again where a document is only read", () => {
    const text = '{"version": "1", "default": "deny", "tests": [{"call": "x", "expect": "allow"}]}';
    expect(parsePolicy(text).ok).toBe(false);
    expect(compileStoredPolicy(text).kind).toBe("readable");
  });
});
