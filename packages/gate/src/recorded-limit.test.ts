import type { LimitCheck } from "@policylayer/policy";
import { describe, expect, it } from "vitest";
import type { CallIntent } from "./audit-record";
import { hashPer } from "./keys";
import { chargeKey, chargesOf, recordLimit, withBuckets } from "./recorded-limit";

function check(changes: Partial<LimitCheck> = {}): LimitCheck {
  return {
    pointer: "/tools/a/limits/0",
    counter: "calls",
    scope: "grant",
    scopeId: "grt_1",
    per: null,
    window: "minute",
    algorithm: "sliding",
    max: 10,
    cost: 1,
    onStoreError: "deny",
    isShadow: false,
    perPath: null,
    costPath: null,
    ...changes,
  };
}

function intent(limits: CallIntent["limits"]): CallIntent {
  return {
    callId: "call_1",
    organizationId: "org_1",
    teamId: "team_1",
    teamSlug: "agents",
    grantId: "grt_1",
    grantLabel: "nightly",
    serverId: "srv_1",
    serverSlug: "demo",
    method: "tools/call",
    tool: "a",
    policyId: null,
    policyVersion: null,
    argumentKeys: [],
    sessionId: "ses_1",
    clientName: null,
    protocolVersion: null,
    requestBytes: 1,
    bootId: "boot_1",
    deadlineMs: 1,
    limits,
  };
}

/** Keys, buckets and costs that a record of these limits restores. */
function restored(checks: readonly LimitCheck[], buckets: readonly number[]) {
  const recorded = intent(checks.map(recordLimit));
  const limits = withBuckets(recorded, buckets);
  if (limits === null) return null;
  return chargesOf({ ...recorded, limits }).map((charge) => [
    chargeKey(7, "org_1", charge),
    charge.bucket,
    charge.cost,
  ]);
}

describe("a recorded limit", () => {
  it("is pinned, and says what is usual by leaving it out", () => {
    const usual = {
      pointer: "/tools/a/limits/0",
      counter: "calls",
      max: 10,
      window: "minute",
      algorithm: "sliding",
    };
    expect(recordLimit(check())).toEqual(usual);
    expect(recordLimit(check({ scope: "team", cost: 3, per: '"c_1"', isShadow: true }))).toEqual({
      ...usual,
      scope: "team",
      cost: 3,
      per: "~0o2D74ygBfxZ5DOtTa9hXV7eH2DfFE9b5bVNo_xaOzc",
      isShadow: true,
    });
  });

  it.each([
    ["grant", "grant:grt_1"],
    ["session", "session:ses_1"],
    ["team", "team:team_1"],
    ["server", "server:srv_1"],
    ["organization", "organization:org_1"],
  ] as const)("of scope %s names its counter by the record's own ids", (scope, owner) => {
    expect(restored([check({ scope, cost: 2 })], [30])).toEqual([
      [`rl:{p07}:org_1:${owner}:srv_1:calls:60s:sliding`, 30, 2],
    ]);
  });

  it("of one value, and of shadow mode, has its own counter", () => {
    expect(restored([check({ per: "7", isShadow: true, window: "week", algorithm: "fixed" })], [30])).toEqual([
      [`rl:{p07}:org_1:shadow-grant:grt_1:srv_1:calls:week:fixed:${hashPer("7")}`, 30, 1],
    ]);
  });

  it("that shares its counter with another of the call is one charge, of the larger cost", () => {
    const shared = [check({ cost: 1 }), check({ counter: "other" }), check({ cost: 5 }), check({ cost: 2 })];
    expect(restored(shared, [30, 31])).toEqual([
      ["rl:{p07}:org_1:grant:grt_1:srv_1:other:60s:sliding", 31, 1],
      ["rl:{p07}:org_1:grant:grt_1:srv_1:calls:60s:sliding", 30, 5],
    ]);
  });

  it("has no charge unless it was charged", () => {
    expect(chargesOf(intent([recordLimit(check())]))).toEqual([]);
  });

  it.each([
    ["too many", [check()], [1, 2]],
    ["too few", [check(), check({ counter: "other" })], [1]],
    ["none", [], [1]],
  ])("doesn't fit %s buckets", (_, checks, buckets) => {
    expect(restored(checks, buckets)).toBeNull();
  });
});
