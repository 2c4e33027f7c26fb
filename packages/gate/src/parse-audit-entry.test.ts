import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallIntent, CallOutcome } from "./audit-record";
import { parseAuditEntry } from "./parse-audit-entry";

const INTENT: CallIntent = {
  callId: "call_1",
  organizationId: "org_1",
  teamId: "team_1",
  teamSlug: "agents",
  grantId: "grt_1",
  grantLabel: "nightly",
  serverId: "srv_1",
  serverSlug: "demo",
  method: "tools/call",
  tool: "run_procedure",
  policyId: null,
  policyVersion: null,
  argumentKeys: ["a", "b"],
  sessionId: null,
  clientName: "claude-code",
  protocolVersion: "2025-11-25",
  requestBytes: 120,
  bootId: "boot_1",
  deadlineMs: 1_800_000_000_000,
  limits: [{ pointer: "/all_tools/limits/0", counter: "all", max: 5, window: 30 }],
};
const VERDICT = { decision: "deny", code: "rule_deny", rule: "/tools/x", message: "not on Fridays" };
const OUTCOME: CallOutcome = {
  callId: "call_1",
  organizationId: "org_1",
  outcome: "timeout",
  message: null,
  upstreamStatus: null,
  responseBytes: null,
  gatewayMs: 0.7,
  upstreamMs: 30_000,
};
const body = JSON.stringify({ intent: INTENT, verdict: VERDICT });

describe("an audit entry", () => {
  it("of a verdict keeps the verdict", () => {
    expect(parseAuditEntry(["n", "12", "i", body])).toEqual({
      kind: "intent",
      intent: INTENT,
      sequence: 12,
      ...VERDICT,
      retryAfterMs: null,
      would: null,
      degraded: false,
    });
  });

  it("of a call that went on without Redis says so", () => {
    const degraded = JSON.stringify({ intent: INTENT, verdict: VERDICT, degraded: true });
    expect(parseAuditEntry(["n", "12", "i", degraded])).toMatchObject({ ...VERDICT, degraded: true });
  });

  it("of shadow mode stays allowed, and says what would have been: by the rule, or by a limit that was exceeded", () => {
    const would = { decision: "deny", code: "rule_deny" };
    const verdict = { decision: "allow", code: "shadow", rule: "/tools/x", message: "not on Fridays", would };
    const entry = JSON.stringify({ intent: INTENT, verdict });
    const kept = {
      ...{ kind: "intent", intent: INTENT, sequence: 12, decision: "allow", code: "shadow" },
      degraded: false,
    };
    expect(parseAuditEntry(["n", "12", "i", entry])).toEqual({ ...kept, ...verdict, retryAfterMs: null });
    expect(parseAuditEntry(["n", "12", "i", entry, "x", "/all_tools/limits/0", "w", "250"])).toEqual({
      ...kept,
      rule: "/all_tools/limits/0",
      message: null,
      retryAfterMs: null,
      would: { decision: "rate_limited", code: "limit_exceeded" },
    });
  });

  it("of an exceeded limit overrules the verdict", () => {
    expect(parseAuditEntry(["n", "12", "i", body, "x", "/all_tools/limits/0", "w", "250"])).toEqual({
      kind: "intent",
      intent: INTENT,
      sequence: 12,
      decision: "rate_limited",
      code: "limit_exceeded",
      rule: "/all_tools/limits/0",
      message: null,
      retryAfterMs: 250,
      would: null,
      degraded: false,
    });
  });

  it("names the approval of a call that has one", () => {
    const intent = { ...INTENT, approvalId: "apr_1" };
    const entry = (approvalId: unknown) => [
      "n",
      "12",
      "i",
      JSON.stringify({ intent: { ...INTENT, approvalId }, verdict: VERDICT }),
    ];
    expect(parseAuditEntry(entry("apr_1"))).toMatchObject({ intent });
    expect(parseAuditEntry(entry(7))).toBeNull();
  });

  it("of a call that was charged says in which bucket", () => {
    const limits = [{ ...INTENT.limits[0], algorithm: "fixed", scope: "team", cost: 2, per: "~hash", isShadow: true }];
    const charged = JSON.stringify({ intent: { ...INTENT, limits }, verdict: VERDICT });
    expect(parseAuditEntry(["n", "12", "i", charged, "b", "1795305600000"])).toMatchObject({
      intent: { limits: [{ ...limits[0], bucket: 1_795_305_600_000 }] },
    });
    const older = JSON.stringify({ intent: INTENT, verdict: VERDICT });
    expect(parseAuditEntry(["n", "12", "i", older])).toMatchObject({ intent: { limits: INTENT.limits } });
  });

  it("of an outcome says whether it was refunded", () => {
    const outcome = JSON.stringify(OUTCOME);
    expect(parseAuditEntry(["o", outcome])).toEqual({ kind: "outcome", outcome: OUTCOME, refunded: false });
    expect(parseAuditEntry(["o", outcome, "r", "1"])).toEqual({ kind: "outcome", outcome: OUTCOME, refunded: true });
  });

  it("with fields of a newer writer is still read", () => {
    const newer = JSON.stringify({ intent: { ...INTENT, agent: "a" }, verdict: { ...VERDICT, shadow: true } });
    expect(parseAuditEntry(["n", "1", "i", newer, "z", "later"])).toMatchObject({ intent: INTENT, code: "rule_deny" });
  });

  it.each([
    ["nothing", []],
    ["a name without its value", ["i"]],
    ["another writer's fields", ["hello", "world"]],
    ["no JSON", ["n", "1", "i", "{"]],
    ["no object", ["n", "1", "i", "[]"]],
    ["no verdict", ["n", "1", "i", JSON.stringify({ intent: INTENT })]],
    ["no sequence", ["i", body]],
    ["a sequence that is no number", ["n", "1e3", "i", body]],
    ["a retry that is no number", ["n", "1", "i", body, "x", "/x", "w", "soon"]],
    ["a retry missing", ["n", "1", "i", body, "x", "/x"]],
    ["an unknown outcome", ["o", JSON.stringify({ ...OUTCOME, outcome: "fine" })]],
    ["a number as text", ["o", JSON.stringify({ ...OUTCOME, gatewayMs: "1" })]],
    [
      "an argument key that is no text",
      ["n", "1", "i", JSON.stringify({ intent: { ...INTENT, argumentKeys: [1] }, verdict: VERDICT })],
    ],
    ["a bucket too many", ["n", "1", "i", body, "b", "1,2"]],
    ["a bucket that is no number", ["n", "1", "i", body, "b", "soon"]],
    [
      "an unknown window",
      [
        "n",
        "1",
        "i",
        JSON.stringify({ intent: { ...INTENT, limits: [{ ...INTENT.limits[0], window: "year" }] }, verdict: VERDICT }),
      ],
    ],
  ])("with %s is null", (_, fields) => {
    expect(parseAuditEntry(fields)).toBeNull();
  });

  it("with any one field of the intent or outcome missing is null", () => {
    for (const name of Object.keys(INTENT)) {
      const intent = { ...INTENT, [name]: undefined };
      expect(parseAuditEntry(["n", "1", "i", JSON.stringify({ intent, verdict: VERDICT })]), name).toBeNull();
    }
    for (const name of Object.keys(OUTCOME)) {
      expect(parseAuditEntry(["o", JSON.stringify({ ...OUTCOME, [name]: undefined })]), name).toBeNull();
    }
  });

  it("never throws", () => {
    const field = fc.oneof(fc.constantFrom("i", "o", "n", "x", "w", "r"), fc.json(), fc.string());
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        expect(() => parseAuditEntry(fields)).not.toThrow();
      }),
    );
  });
});
