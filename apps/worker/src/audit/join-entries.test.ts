import { newId, timeOfId } from "@policylayer/crypto";
import type { CallIntent, CallOutcome } from "@policylayer/gate";
import { expect, test } from "vitest";
import { joinEntries } from "./join-entries";
import type { StreamEntry } from "./stream-entry";

let next = 0;
function entry(...fields: string[]): StreamEntry {
  return { stream: "audit:{p07}", id: `1800000000000-${next++}`, fields };
}

function intent(callId: string, changes: Partial<CallIntent> = {}, decision = "allow"): StreamEntry {
  const body: CallIntent = {
    callId,
    organizationId: "org_1",
    teamId: "team_1",
    teamSlug: "agents",
    grantId: "grt_1",
    grantLabel: "nightly",
    serverId: "srv_1",
    serverSlug: "demo",
    method: "tools/call",
    tool: "run_procedure",
    policyId: "pol_1",
    policyVersion: 3,
    argumentKeys: ["a", "b"],
    sessionId: "ses_1",
    clientName: "a client",
    protocolVersion: "2025-11-25",
    requestBytes: 120,
    bootId: "boot_1",
    deadlineMs: 1_800_000_000_000,
    limits: [{ pointer: "/tools/run_procedure/limits/0", counter: "rate", max: 10, window: "minute" }],
    ...changes,
  };
  const verdict = { decision, code: decision === "allow" ? "allowed" : "rule_deny", rule: "/tools/x", message: null };
  return entry("n", "1", "i", JSON.stringify({ intent: body, verdict }));
}

function outcome(callId: string, changes: Partial<CallOutcome> = {}, ...more: string[]): StreamEntry {
  const body: CallOutcome = {
    callId,
    organizationId: "org_1",
    outcome: "ok",
    message: null,
    upstreamStatus: 200,
    responseBytes: 64,
    gatewayMs: 1.5,
    upstreamMs: 12,
    ...changes,
  };
  return entry("o", JSON.stringify(body), ...more);
}

test("what followed a wait for a person replaces the wait, in either order, and nothing else replaces an intent", () => {
  const id = newId("call");
  const asked = intent(id, {}, "approval_required");
  const settled = intent(id, { approvalId: "apr_1" });
  for (const entries of [
    [asked, settled],
    [settled, asked],
    [settled, intent(id, {}, "deny")],
  ]) {
    expect(joinEntries(entries).calls.map(({ row }) => [row.decision, row.approval_id])).toEqual([["allow", "apr_1"]]);
  }
});

test("intent and outcome of one call are one row, in either order, however often each comes", () => {
  const id = newId("call");
  const pair = [intent(id), outcome(id)];
  for (const entries of [pair, [...pair].reverse(), [...pair, ...pair]]) {
    const { calls, unreadable } = joinEntries(entries);
    expect(unreadable).toEqual([]);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.entries).toHaveLength(entries.length);
    expect(calls[0]?.row).toEqual({
      id,
      at: new Date(timeOfId(id)).toISOString(),
      organization_id: "org_1",
      team_id: "team_1",
      grant_id: "grt_1",
      grant_label: "nightly",
      server_id: "srv_1",
      server_slug: "demo",
      team_slug: "agents",
      method: "tools/call",
      tool: "run_procedure",
      decision: "allow",
      code: "allowed",
      rule: "/tools/x",
      would_decision: null,
      would_code: null,
      approval_id: null,
      message: null,
      policy_id: "pol_1",
      policy_version: 3,
      argument_keys: ["a", "b"],
      limits: [{ pointer: "/tools/run_procedure/limits/0", counter: "rate", max: 10, window: "minute" }],
      retry_after_ms: null,
      session_id: "ses_1",
      client_name: "a client",
      protocol_version: "2025-11-25",
      outcome: "ok",
      refunded: false,
      upstream_status: 200,
      request_bytes: 120,
      response_bytes: 64,
      gateway_ms: 1.5,
      upstream_ms: 12,
      boot_id: "boot_1",
      degraded: false,
      deadline: "2027-01-15T08:00:00.000Z",
    });
  }
});

test("without an outcome an allowed call is in flight and a refused one has none", () => {
  const [allowed, refused] = [newId("call"), newId("call")];
  const { calls } = joinEntries([intent(allowed), intent(refused, {}, "deny")]);
  expect(calls.map(({ row }) => [row.decision, row.outcome, row.gateway_ms])).toEqual([
    ["allow", "in_flight", null],
    ["deny", null, null],
  ]);
});

test("a limit's refusal carries its pointer, its wait, and the message that came with the times", () => {
  const id = newId("call");
  const refused = intent(id);
  const withLimit = {
    ...refused,
    fields: [...refused.fields, "x", "/tools/run_procedure/limits/0", "w", "2678400000"],
  };
  const { calls } = joinEntries([withLimit, outcome(id, { outcome: null, message: "limited to 10 a month" })]);
  expect(calls[0]?.row).toMatchObject({
    decision: "rate_limited",
    code: "limit_exceeded",
    rule: "/tools/run_procedure/limits/0",
    message: "limited to 10 a month",
    outcome: null,
    retry_after_ms: 2_678_400_000,
  });
});

test("a call let through in shadow mode says what would have been decided", () => {
  const verdict = {
    decision: "allow",
    code: "shadow",
    rule: "/tools/x",
    message: "not on Fridays",
    would: { decision: "deny", code: "rule_deny" },
  };
  const id = newId("call");
  const [, , , body = ""] = intent(id).fields;
  const shadowed = entry("n", "1", "i", JSON.stringify({ ...JSON.parse(body), verdict }));
  const { calls } = joinEntries([shadowed, outcome(id)]);
  expect(calls[0]?.row).toMatchObject({
    decision: "allow",
    code: "shadow",
    would_decision: "deny",
    would_code: "rule_deny",
    message: "not on Fridays",
    outcome: "ok",
  });
});

test("an outcome alone makes a row that says so, for the intent to fill", () => {
  const [forwarded, refused] = [newId("call"), newId("call")];
  const { calls } = joinEntries([outcome(forwarded), outcome(refused, { outcome: null })]);
  expect(calls.map(({ row }) => [row.decision, row.outcome, row.organization_id, row.boot_id])).toEqual([
    ["allow", "ok", "org_1", null],
    ["deny", null, "org_1", null],
  ]);
});

test("of two outcomes the first stays, unless it was `unknown`; a refund is never lost", () => {
  const first = (...entries: StreamEntry[]) => joinEntries(entries).calls[0]?.row;
  const id = newId("call");
  expect(first(outcome(id), outcome(id, { outcome: "timeout" }))?.outcome).toBe("ok");
  expect(first(outcome(id, { outcome: "unknown" }), outcome(id))?.outcome).toBe("ok");
  expect(first(outcome(id), outcome(id, { outcome: "unknown" }))?.outcome).toBe("ok");
  expect(first(outcome(id), outcome(id, {}, "r", "1"))?.refunded).toBe(true);
});

test("what Postgres can't store of a client's text is replaced, and the call stays in the log", () => {
  const id = newId("call");
  const { calls } = joinEntries([
    intent(id, { tool: "a\u0000b", clientName: "x\ud800y", argumentKeys: ["\udc00", "fine 😀"] }),
  ]);
  expect(calls[0]?.row).toMatchObject({
    tool: "a\uFFFDb",
    client_name: "x\uFFFDy",
    argument_keys: ["\uFFFD", "fine 😀"],
  });
});

test.each([
  ["no fields", entry()],
  ["fields of somebody else", entry("hello", "world")],
  ["broken JSON", entry("o", "{")],
  ["an id without a time in it", intent("call_1")],
  ["a deadline outside the calendar", intent(newId("call"), { deadlineMs: 1e300 })],
])("%s is unreadable and stops nothing", (_name, bad) => {
  const good = newId("call");
  const { calls, unreadable } = joinEntries([bad, intent(good)]);
  expect(unreadable).toEqual([bad]);
  expect(calls.map(({ row }) => row.id)).toEqual([good]);
});

test("a call that went on without Redis did so, whatever a reservation in doubt had recorded of it", () => {
  const id = newId("call");
  const doubtful = entry("n", "1", "i", bodyOf(intent(id)), "x", "/tools/x/limits/0", "w", "500");
  const degraded = entry("n", "2", "i", JSON.stringify({ ...JSON.parse(bodyOf(intent(id))), degraded: true }));
  for (const entries of [
    [doubtful, degraded, outcome(id)],
    [degraded, outcome(id), doubtful],
  ]) {
    expect(joinEntries(entries).calls.map(({ row }) => row)).toMatchObject([
      { decision: "allow", degraded: true, outcome: "ok", retry_after_ms: null },
    ]);
  }
});

function bodyOf({ fields }: StreamEntry): string {
  return fields[3] ?? "";
}
