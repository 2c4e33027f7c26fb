import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildGateFixture, openGateClient } from "./gate-fixture";
import { limit, outcome } from "./requests";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

/** A fixture with a clock of its own, far ahead of the real one. */
async function open() {
  const clock = { now: 4_000_000_000_000 };
  const fixture = await buildGateFixture(redis, { now: () => clock.now });
  const { organizationId } = fixture.owner;
  return { ...fixture, clock, failed: outcome({ organizationId, outcome: "upstream_error" }) };
}

describe("refund", () => {
  it("gives back in the bucket that was charged, later too, and records the outcome as refunded", async () => {
    const { gate, clock, failed, ...fixture } = await open();
    const limits = [limit({ cost: 4 }), limit({ counter: "daily", window: "day", algorithm: "fixed" })];
    const request = fixture.request({ limits });
    await gate.reserve(request);
    clock.now += 30_000;
    await gate.reserve(fixture.request({ limits }));
    await gate.refund(request, failed);
    expect(Object.values(await fixture.counters())).toEqual([
      { "3999974400000": "1" },
      { "4000000000": "0", "4000000030": "4" },
    ]);
    expect((await fixture.records()).at(-1)).toEqual({ kind: "outcome", outcome: failed, refunded: true });
    expect(await gate.reserve(fixture.request({ limits }))).toEqual({ kind: "reserved", remaining: [2, 8] });
  });

  it("after the window does nothing to the counter", async () => {
    const { gate, clock, failed, ...fixture } = await open();
    const request = fixture.request();
    await gate.reserve(request);
    clock.now += 62_000;
    await gate.reserve(fixture.request());
    await gate.refund(request, failed);
    expect(Object.values(await fixture.counters())).toEqual([{ "4000000062": "1" }]);
    expect((await fixture.records()).at(-1)).toMatchObject({ refunded: true });
  });

  it("of a counter that is gone makes none", async () => {
    const { gate, failed, ...fixture } = await open();
    const request = fixture.request();
    await gate.reserve(request);
    await redis.del(Object.keys(await fixture.counters()));
    await gate.refund(request, failed);
    expect(await fixture.counters()).toEqual({});
  });

  it("never takes a bucket below zero", async () => {
    const { gate, failed, ...fixture } = await open();
    const request = fixture.request({ limits: [limit({ cost: 5 })] });
    await gate.reserve(request);
    const [key = ""] = Object.keys(await fixture.counters());
    await redis.hset(key, "4000000000", 2);
    await gate.refund(request, failed);
    expect(await redis.hget(key, "4000000000")).toBe("0");
  });

  it("returns a counter that two limits share once", async () => {
    const { gate, failed, ...fixture } = await open();
    const limits = [limit({ cost: 1 }), limit({ cost: 2 })];
    const request = fixture.request({ limits });
    await gate.reserve(fixture.request({ limits }));
    await gate.reserve(request);
    await gate.refund(request, failed);
    expect(Object.values(await fixture.counters())).toEqual([{ "4000000000": "2" }]);
  });

  it("is refused for a call that was not reserved, and for a second time", async () => {
    const { gate, failed, ...fixture } = await open();
    const request = fixture.request({ limits: [limit({ max: 1 })] });
    const exceeded = fixture.request({ limits: [limit({ max: 1 })] });
    await gate.reserve(request);
    await gate.reserve(exceeded);
    await expect(gate.refund(exceeded, failed)).rejects.toThrow("this gate reserved");
    await expect(gate.refund({ ...request }, failed)).rejects.toThrow("this gate reserved");
    await gate.refund(request, failed);
    await expect(gate.refund(request, failed)).rejects.toThrow("this gate reserved");
    expect(Object.values(await fixture.counters())).toEqual([{ "4000000000": "0" }]);
  });
});
