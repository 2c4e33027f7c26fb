import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addedCallsKey,
  approvalChannel,
  auditSequenceKey,
  auditStreamKey,
  bootMarkerKey,
  CANCEL_CHANNEL,
  countedCallsKey,
  epochKey,
  hashPer,
  limitKey,
  PARTITION_COUNT,
  partitionBootKey,
  processPulseKey,
  restoreLockKey,
  sessionKey,
  tailChannel,
} from "./keys";

const COUNTER = {
  organizationId: "org_1",
  scope: "grant",
  scopeId: "grt_1",
  serverId: "srv_1",
  counter: "run_procedure_rate",
  window: "60s:sliding",
  per: null,
  isShadow: false,
} as const;

const part = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "",
    ":",
    "{",
    "}",
    "*",
    "{p00}",
    "~",
    "a:b",
    "a",
    "A",
    "é",
    "e\u0301",
    "\ud800",
    "\udfff",
    "x".repeat(10_000),
  ),
);

describe("keys", () => {
  it("are pinned: what a running system has stored must be found again", () => {
    expect(epochKey(7, "org_1", "grt_1")).toBe("ep:{p07}:org_1:grt_1");
    expect(sessionKey(63, "org_1", "grt_1", "abc")).toBe("ses:{p63}:org_1:grt_1:abc");
    expect(auditStreamKey(0)).toBe("audit:{p00}");
    expect(auditSequenceKey(0)).toBe("audit:{p00}:n");
    expect(limitKey(7, COUNTER)).toBe("rl:{p07}:org_1:grant:grt_1:srv_1:run_procedure_rate:60s:sliding");
    expect(limitKey(7, { ...COUNTER, scope: "organization", scopeId: "org_1" })).toBe(
      "rl:{p07}:org_1:organization:org_1:srv_1:run_procedure_rate:60s:sliding",
    );
    expect(limitKey(7, { ...COUNTER, scope: "session", scopeId: "ses_1", per: hashPer('"c_1"') })).toBe(
      "rl:{p07}:org_1:session:ses_1:srv_1:run_procedure_rate:60s:sliding:~0o2D74ygBfxZ5DOtTa9hXV7eH2DfFE9b5bVNo_xaOzc",
    );
    expect(limitKey(7, { ...COUNTER, isShadow: true })).toBe(
      "rl:{p07}:org_1:shadow-grant:grt_1:srv_1:run_procedure_rate:60s:sliding",
    );
    expect(partitionBootKey(7)).toBe("boot:{p07}");
    expect(bootMarkerKey(7, "org_1")).toBe("rl:{p07}:org_1:boot");
    expect(restoreLockKey(7, "org_1")).toBe("rl:{p07}:org_1:restoring");
    expect(countedCallsKey(7, "org_1")).toBe("rl:{p07}:org_1:counted");
    expect(addedCallsKey(7, "org_1")).toBe("rl:{p07}:org_1:added");
    expect(tailChannel("org_1")).toBe("tail:org_1");
    expect(approvalChannel("apr_1")).toBe("apr:apr_1");
    expect(CANCEL_CHANNEL).toBe("cancel");
    expect(processPulseKey("boot_1")).toBe("pulse:boot_1");
    expect(epochKey(7, "org_1", "a:b")).toBe("ep:{p07}:org_1:~uuAIxmMg5DnY5roIuXUY26EPfHNlv_ip7EaGgRnYR7U");
    expect(PARTITION_COUNT).toBe(64);
  });

  it("never meet for different ids, whatever the ids hold", () => {
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(epochKey(1, a, b)).not.toBe(epochKey(1, c, d));
        expect(sessionKey(1, "org_1", a, b)).not.toBe(sessionKey(1, "org_1", c, d));
        expect(limitKey(1, { ...COUNTER, serverId: a, counter: b })).not.toBe(
          limitKey(1, { ...COUNTER, serverId: c, counter: d }),
        );
        expect(limitKey(1, { ...COUNTER, scopeId: a, per: hashPer(b) })).not.toBe(
          limitKey(1, { ...COUNTER, scopeId: c, per: hashPer(d) }),
        );
      }),
    );
  });

  it("differ by scope, by each value of `per` and by shadow, and never show an argument's value", () => {
    const scopes = ["grant", "session", "team", "server", "organization"] as const;
    const values = [null, ...['"c_1"', "7", '"7"', "true", "null"].map(hashPer)];
    const keys = scopes.flatMap((scope) =>
      values.flatMap((per) =>
        [false, true].map((isShadow) => limitKey(1, { ...COUNTER, scope, scopeId: "id_1", per, isShadow })),
      ),
    );
    expect(new Set(keys).size).toBe(scopes.length * values.length * 2);
    expect(keys.filter((key) => key.includes("c_1"))).toEqual([]);
  });

  it("keep their partition's hash tag and stay short, whatever the ids hold", () => {
    fc.assert(
      fc.property(part, part, fc.integer({ min: 0, max: 63 }), (a, b, partition) => {
        const tag = `{p${String(partition).padStart(2, "0")}}`;
        for (const key of [
          epochKey(partition, a, b),
          sessionKey(partition, a, b, b),
          limitKey(partition, { ...COUNTER, organizationId: a, counter: b }),
        ]) {
          expect(key.slice(key.indexOf("{"), key.indexOf("}") + 1)).toBe(tag);
          expect(key.length).toBeLessThan(400);
        }
      }),
    );
  });

  it.each([-1, 64, 0.5, Number.NaN])("are refused for partition %s", (partition) => {
    expect(() => auditStreamKey(partition)).toThrow(RangeError);
  });
});
