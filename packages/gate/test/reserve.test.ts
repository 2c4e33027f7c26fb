import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { StoreUnavailable } from "../src/index";
import { auditSequenceKey, auditStreamKey, epochKey, limitKey, sessionKey } from "../src/keys";
import { buildGateFixture, type GateFixture, openGateClient } from "./gate-fixture";
import { limit, outcome } from "./requests";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

/** Everything a call could have changed. */
async function state({ owner, counters, records }: GateFixture): Promise<unknown> {
  return {
    counters: await counters(),
    records: await records(),
    n: await redis.get(auditSequenceKey(owner.partition)),
  };
}

describe("reserve", () => {
  it("consumes every limit, says what remains, and records the intent", async () => {
    const fixture = await buildGateFixture(redis);
    const limits = [limit({ cost: 3 }), limit({ counter: "daily", window: "day", algorithm: "fixed", max: 100 })];
    const request = fixture.request({ limits });
    expect(await fixture.gate.reserve(request)).toEqual({ kind: "reserved", remaining: [7, 99] });
    expect(Object.values(await fixture.counters()).map((buckets) => Object.values(buckets))).toEqual([["1"], ["3"]]);
    expect(await fixture.records()).toEqual([
      {
        kind: "intent",
        degraded: false,
        intent: {
          ...request.intent,
          limits: request.intent.limits.map((each) => ({ ...each, bucket: expect.any(Number) })),
        },
        sequence: expect.any(Number),
        decision: "allow",
        code: "allowed",
        rule: "/tools/run_procedure",
        message: null,
        retryAfterMs: null,
        would: null,
      },
    ]);
  });

  it("records a refusal that needs no counter, and consumes nothing", async () => {
    const fixture = await buildGateFixture(redis);
    const verdict = { decision: "deny", code: "rule_deny", rule: "/tools/x", message: "never", would: null };
    const answer = await fixture.gate.reserve(fixture.request({ limits: [], verdict }));
    expect(answer).toEqual({ kind: "reserved", remaining: [] });
    expect(await fixture.records()).toMatchObject([verdict]);
    expect(await fixture.counters()).toEqual({});
  });

  it("over a limit records the denial with that limit's rule, and no counter moves", async () => {
    const fixture = await buildGateFixture(redis);
    const limits = [
      limit({ counter: "wide", max: 100, pointer: "/all_tools/limits/0" }),
      limit({ max: 2, cost: 1, pointer: "/tools/a/limits/0" }),
    ];
    await fixture.gate.reserve(fixture.request({ limits }));
    await fixture.gate.reserve(fixture.request({ limits }));
    const before = await fixture.counters();
    const answer = await fixture.gate.reserve(fixture.request({ limits }));
    expect(answer).toEqual({ kind: "exceeded", index: 1, remaining: 0, retryAfterMs: expect.any(Number) });
    expect(await fixture.counters()).toEqual(before);
    const retryAfterMs = answer.kind === "exceeded" ? answer.retryAfterMs : Number.NaN;
    expect(retryAfterMs).toBeGreaterThan(59_000);
    expect(retryAfterMs).toBeLessThanOrEqual(61_000);
    expect((await fixture.records()).at(-1)).toMatchObject({
      decision: "rate_limited",
      code: "limit_exceeded",
      rule: "/tools/a/limits/0",
      message: null,
      retryAfterMs,
    });
  });

  it("names the limit that stands longest in the way, not the first", async () => {
    const fixture = await buildGateFixture(redis);
    const limits = [
      limit({ counter: "a", window: "second", max: 1 }),
      limit({ counter: "b", window: "hour", max: 1 }),
      limit({ counter: "c", window: "minute", max: 1 }),
    ];
    await fixture.gate.reserve(fixture.request({ limits }));
    expect(await fixture.gate.reserve(fixture.request({ limits }))).toMatchObject({ kind: "exceeded", index: 1 });
  });

  it.each([
    ["max 0", { max: 0 }, 0],
    ["a cost over max", { max: 5, cost: 6 }, 5],
  ])("with %s refuses for a whole window, also when another limit would wait longer", async (_, changes, remaining) => {
    const fixture = await buildGateFixture(redis);
    const hourly = limit({ counter: "hourly", window: "hour", max: 1 });
    await fixture.gate.reserve(fixture.request({ limits: [hourly] }));
    const answer = await fixture.gate.reserve(fixture.request({ limits: [hourly, limit(changes)] }));
    expect(answer).toEqual({ kind: "exceeded", index: 1, remaining, retryAfterMs: 60_000 });
  });

  it("sees a lowered max at once, and a raised one", async () => {
    const fixture = await buildGateFixture(redis);
    for (let i = 0; i < 4; i++) await fixture.gate.reserve(fixture.request({ limits: [limit({ max: 4 })] }));
    expect(await fixture.gate.reserve(fixture.request({ limits: [limit({ max: 2 })] }))).toMatchObject({
      kind: "exceeded",
      remaining: 0,
    });
    expect(await fixture.gate.reserve(fixture.request({ limits: [limit({ max: 5 })] }))).toEqual({
      kind: "reserved",
      remaining: [0],
    });
  });

  it("consumes a counter that two limits of the call share once, by the larger cost, against the smaller max", async () => {
    const fixture = await buildGateFixture(redis);
    const limits = [
      limit({ max: 9, cost: 1, pointer: "/tools/a/limits/0" }),
      limit({ max: 5, cost: 2, pointer: "/all_tools/limits/0" }),
    ];
    expect(await fixture.gate.reserve(fixture.request({ limits }))).toEqual({ kind: "reserved", remaining: [7, 3] });
    expect(await fixture.gate.reserve(fixture.request({ limits }))).toEqual({ kind: "reserved", remaining: [5, 1] });
    expect(await fixture.gate.reserve(fixture.request({ limits }))).toMatchObject({
      kind: "exceeded",
      index: 1,
      remaining: 1,
    });
    expect((await fixture.records()).at(-1)).toMatchObject({ rule: "/all_tools/limits/0" });
  });

  it("counts by scope, its id, server, counter, window, algorithm and `per`: nothing else shares a budget", async () => {
    const fixture = await buildGateFixture(redis);
    const once = limit({ max: 1 });
    const reserve = (changes: Parameters<typeof fixture.request>[0]) =>
      fixture.gate.reserve(fixture.request({ limits: [once], ...changes }));
    expect(await reserve({})).toMatchObject({ kind: "reserved" });
    expect(await reserve({ intent: { policyVersion: 4, tool: "other" } })).toMatchObject({ kind: "exceeded" });
    expect(await reserve({ limits: [limit({ max: 1, window: 60 })] })).toMatchObject({ kind: "exceeded" });
    expect(await reserve({ intent: { serverId: "srv_2" } })).toMatchObject({ kind: "reserved" });
    for (const other of [
      { counter: "other" },
      { scopeId: "grt_2" },
      { scope: "session", scopeId: "grt_1" },
      { scope: "team", scopeId: "grt_1" },
      { scope: "server", scopeId: "grt_1" },
      { scope: "organization", scopeId: "grt_1" },
      { per: '"c_1"' },
      { per: '"c_2"' },
    ] as const) {
      expect(await reserve({ limits: [limit({ max: 1, ...other })] }), JSON.stringify(other)).toMatchObject({
        kind: "reserved",
      });
      expect(await reserve({ limits: [limit({ max: 1, ...other })] })).toMatchObject({ kind: "exceeded" });
    }
    expect(await reserve({ limits: [limit({ max: 1, window: 61 })] })).toMatchObject({ kind: "reserved" });
    expect(await reserve({ limits: [limit({ max: 1, algorithm: "fixed" })] })).toMatchObject({ kind: "reserved" });
  });

  it("counts for one scope whoever calls: another grant's calls draw on a team's budget", async () => {
    const fixture = await buildGateFixture(redis);
    const { partition, organizationId } = fixture.owner;
    await redis.set(epochKey(partition, organizationId, "grt_other"), fixture.epoch);
    const limits = [limit({ max: 2, scope: "team", scopeId: "team_1" })];
    const byAnother = () => fixture.request({ limits, intent: { grantId: "grt_other" } });
    expect(await fixture.gate.reserve(fixture.request({ limits }))).toEqual({ kind: "reserved", remaining: [1] });
    expect(await fixture.gate.reserve(byAnother())).toEqual({ kind: "reserved", remaining: [0] });
    expect(await fixture.gate.reserve(byAnother())).toMatchObject({ kind: "exceeded" });
  });

  it("in shadow mode counts apart, and over the limit records what would have been, with the call let through", async () => {
    const fixture = await buildGateFixture(redis);
    const would = { decision: "allow", code: "allowed" };
    const verdict = { decision: "allow", code: "shadow", rule: "/tools/run_procedure", message: null, would };
    const shadow = () => fixture.request({ verdict, limits: [limit({ max: 1, isShadow: true })] });
    const enforced = () => fixture.request({ limits: [limit({ max: 1 })] });
    expect(await fixture.gate.reserve(shadow())).toMatchObject({ kind: "reserved" });
    expect(await fixture.gate.reserve(enforced())).toMatchObject({ kind: "reserved" });
    const before = await fixture.counters();
    const over = shadow();
    expect(await fixture.gate.reserve(over)).toMatchObject({ kind: "exceeded", index: 0 });
    expect(await fixture.counters()).toEqual(before);
    expect((await fixture.records()).slice(-3)).toMatchObject([
      { decision: "allow", code: "shadow", rule: "/tools/run_procedure", would },
      { decision: "allow", code: "allowed", would: null },
      {
        decision: "allow",
        code: "shadow",
        rule: "/tools/run_procedure/limits/0",
        retryAfterMs: null,
        would: { decision: "rate_limited", code: "limit_exceeded" },
      },
    ]);
    await fixture.gate.refund(over, outcome({ organizationId: fixture.owner.organizationId }));
    expect(await fixture.counters()).toEqual(before);
  });

  it("keeps the counter's key until its last bucket stops counting, and a minute more", async () => {
    const fixture = await buildGateFixture(redis);
    const limits = [limit({}), limit({ counter: "b", window: "hour", algorithm: "fixed" })];
    await fixture.gate.reserve(fixture.request({ limits }));
    for (const [key, buckets] of Object.entries(await fixture.counters())) {
      const bucket = Number(Object.keys(buckets)[0]);
      const isSliding = key.endsWith("sliding");
      const ends = isSliding ? (bucket + 1) * 1000 + 60_000 : bucket + 3_600_000;
      expect(await redis.pexpiretime(key), key).toBe(ends + 60_000);
    }
  });

  it("numbers the intents of a partition without gaps, and starts anew from the time when Redis was emptied", async () => {
    const partition = 62;
    await redis.del(auditSequenceKey(partition));
    const now = 4_000_000_000_000;
    const fixture = await buildGateFixture(redis, { partition, now: () => now });
    const limits = [limit({ max: 1 })];
    for (let i = 0; i < 3; i++) await fixture.gate.reserve(fixture.request({ limits }));
    const first = 4_000_000_000 * 2 ** 20;
    const sequences = (await fixture.records()).map((record) => record.kind === "intent" && record.sequence);
    expect(sequences).toEqual([first, first + 1, first + 2]);
  });
});

describe("reserve answers, and nothing was written,", () => {
  it("stale for another epoch, and for none", async () => {
    const fixture = await buildGateFixture(redis);
    const before = await state(fixture);
    expect(await fixture.gate.reserve(fixture.request({ epoch: "old" }))).toEqual({ kind: "stale" });
    expect(await fixture.gate.reserve(fixture.request({ intent: { grantId: "grt_new" } }))).toEqual({ kind: "stale" });
    expect(await state(fixture)).toEqual(before);
  });

  it("no_session for a session that is not there, or another grant's", async () => {
    const fixture = await buildGateFixture(redis);
    const { partition, organizationId, grantId } = fixture.owner;
    await redis.set(sessionKey(partition, organizationId, "grt_other", "sid"), "{}");
    const before = await state(fixture);
    expect(await fixture.gate.reserve(fixture.request({ sessionId: "sid" }))).toEqual({ kind: "no_session" });
    expect(await state(fixture)).toEqual(before);
    await redis.set(sessionKey(partition, organizationId, grantId, "sid"), "{}");
    expect(await fixture.gate.reserve(fixture.request({ sessionId: "sid" }))).toMatchObject({ kind: "reserved" });
  });

  it("backlog when more than the cap is unread, and calls pass again once it is drained", async () => {
    const partition = 61;
    await redis.del(auditStreamKey(partition));
    const fixture = await buildGateFixture(redis, { partition, backlogMax: 2 });
    for (let i = 0; i < 3; i++) {
      expect(await fixture.gate.reserve(fixture.request())).toMatchObject({ kind: "reserved" });
    }
    const before = await state(fixture);
    expect(await fixture.gate.reserve(fixture.request())).toEqual({ kind: "backlog" });
    expect(await fixture.gate.reserve(fixture.request({ limits: [limit({ max: 0 })] }))).toEqual({ kind: "backlog" });
    expect(await state(fixture)).toEqual(before);
    await redis.xtrim(auditStreamKey(partition), "MAXLEN", 1);
    expect(await fixture.gate.reserve(fixture.request())).toMatchObject({ kind: "reserved" });
  });
});

describe("reserve rejects, and no counter moved,", () => {
  it("when the stream's key holds something else", async () => {
    const partition = 60;
    const fixture = await buildGateFixture(redis, { partition });
    await fixture.gate.reserve(fixture.request());
    const before = await fixture.counters();
    await redis.rename(auditStreamKey(partition), "kept:{p60}");
    await redis.set(auditStreamKey(partition), "broken");
    await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow(StoreUnavailable);
    expect(await fixture.counters()).toEqual(before);
    await redis.del(auditStreamKey(partition), "kept:{p60}");
  });

  it.each([
    ["another type", (key: string) => redis.set(key, "x")],
    ["a count that is no number", (key: string) => redis.hset(key, Math.floor(Date.now() / 1000), "many")],
    ["a bucket that is no number", (key: string) => redis.hset(key, "now", "1")],
  ])("when a counter's key holds %s: the other limit and the stream stay as they are", async (_, breakKey) => {
    const fixture = await buildGateFixture(redis);
    const { partition, organizationId } = fixture.owner;
    await breakKey(
      limitKey(partition, {
        organizationId,
        scope: "grant",
        scopeId: "grt_1",
        serverId: "srv_1",
        counter: "broken",
        window: "60s:sliding",
        per: null,
        isShadow: false,
      }),
    );
    const limits = [limit(), limit({ counter: "broken" })];
    const error = await fixture.gate.reserve(fixture.request({ limits })).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(await redis.keys(`rl:*:${organizationId}:*:*`)).toHaveLength(1);
    expect(await fixture.records()).toEqual([]);
  });

  it.each([
    { cost: 0 },
    { cost: -1 },
    { cost: 0.5 },
    { cost: 2 ** 53 },
    { max: -1 },
    { max: Number.NaN },
    { window: 0 },
  ])("for a limit that can't be counted: %o", async (changes) => {
    const fixture = await buildGateFixture(redis);
    await expect(fixture.gate.reserve(fixture.request({ limits: [limit(changes)] }))).rejects.toThrow(RangeError);
    expect(await state(fixture)).toMatchObject({ counters: {}, records: [] });
  });

  it("keeps the arguments of the failed command out of the error", async () => {
    const fixture = await buildGateFixture(redis);
    await redis.set(auditStreamKey(59), "broken");
    const request = fixture.request({ partition: 59, sessionId: null });
    await redis.set(epochKey(59, fixture.owner.organizationId, fixture.owner.grantId), fixture.epoch);
    const error = await fixture.gate.reserve(request).catch((reason: unknown) => reason);
    await redis.del(auditStreamKey(59));
    expect(error).toBeInstanceOf(StoreUnavailable);
    const { cause } = error as StoreUnavailable;
    expect(JSON.stringify([error, cause, Object.entries(cause as Error)])).not.toContain(request.intent.callId);
    expect(String(cause)).toContain("WRONGTYPE");
  });
});

it("ids with separators, globs, 10 kB or any unicode get their own counters, epochs and sessions", async () => {
  const fixture = await buildGateFixture(redis);
  const { partition, organizationId } = fixture.owner;
  const ids = ["a", "a:b", "{p00}", "}{", "*", "?", "x".repeat(10_000), "é", "e\u0301", "\ud83d\ude00", "\u0000\n"];
  for (const id of ids) {
    const epoch = createHash("sha256").update(id).digest("hex");
    await redis.set(epochKey(partition, organizationId, id), epoch);
    await redis.set(sessionKey(partition, organizationId, id, id), "{}");
    const make = () =>
      fixture.request({
        epoch,
        sessionId: id,
        intent: { grantId: id, serverId: id },
        limits: [limit({ counter: id, scopeId: id, per: id, max: 1 })],
      });
    expect(await fixture.gate.reserve(make()), id).toEqual({ kind: "reserved", remaining: [0] });
    expect(await fixture.gate.reserve(make()), id).toMatchObject({ kind: "exceeded" });
  }
});

it("the stream's fields and the counter's key are pinned", async () => {
  const partition = 58;
  await redis.del(auditStreamKey(partition), auditSequenceKey(partition));
  const fixture = await buildGateFixture(redis, { partition, now: () => 4_000_000_000_000 });
  const { organizationId } = fixture.owner;
  const first = fixture.request({ limits: [limit({ max: 1 })] });
  const second = fixture.request({ limits: [limit({ max: 1 })] });
  await fixture.gate.reserve(first);
  await fixture.gate.reserve(second);
  const verdict = { decision: "allow", code: "allowed", rule: "/tools/run_procedure", message: null, would: null };
  const entries = (await redis.xrange("audit:{p58}", "-", "+")).map(([, fields]) => fields);
  // The order of a body's members means nothing.
  expect(entries.map((fields) => fields.map((field) => (field.startsWith("{") ? JSON.parse(field) : field)))).toEqual([
    ["n", "4194304000000000", "i", { intent: first.intent, verdict }, "b", "4000000000"],
    ["n", "4194304000000001", "i", { intent: second.intent, verdict }].concat([
      "x",
      "/tools/run_procedure/limits/0",
      "w",
      "61000",
    ]),
  ]);
  expect(await fixture.counters()).toEqual({
    [`rl:{p58}:${organizationId}:grant:grt_1:srv_1:run_procedure_rate:60s:sliding`]: { "4000000000": "1" },
  });
  expect(await redis.get("audit:{p58}:n")).toBe("4194304000000001");
});

it("goes on after Redis has lost its scripts", async () => {
  const fixture = await buildGateFixture(redis);
  expect(await fixture.gate.reserve(fixture.request())).toEqual({ kind: "reserved", remaining: [9] });
  await redis.script("FLUSH");
  const answers = await Promise.all(Array.from({ length: 5 }, () => fixture.gate.reserve(fixture.request())));
  expect(answers.map((answer) => answer.kind === "reserved" && answer.remaining[0])).toEqual(
    expect.arrayContaining([8, 7, 6, 5, 4]),
  );
  expect(Object.values(await fixture.counters()).flatMap((buckets) => Object.values(buckets).map(Number))).toEqual(
    expect.toSatisfy((counts: number[]) => counts.reduce((sum, count) => sum + count, 0) === 6),
  );
});
