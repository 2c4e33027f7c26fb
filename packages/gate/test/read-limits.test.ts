import type { LimitCheck, LimitWindow } from "@policylayer/policy";
import fc from "fast-check";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type CountedLimit, readLimits } from "../src/index";
import { buildGateFixture, type GateFixture, openGateClient } from "./gate-fixture";
import { startRedisServer } from "./redis-server";
import { limit } from "./requests";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

/** Ahead of the real clock, so that Redis keeps the counters. A Monday at midnight, at the start of no month. */
const START = Date.parse("2041-12-30T00:00:00Z");

function counted({ owner }: GateFixture, check: LimitCheck): CountedLimit {
  return { ...check, organizationId: owner.organizationId, serverId: "srv_1" };
}

const shapeArbitrary = fc.record({
  window: fc.constantFrom<LimitWindow>("second", "minute", "hour", "day", "week", "month", 7, 604_800),
  algorithm: fc.constantFrom<LimitCheck["algorithm"]>("sliding", "fixed"),
  max: fc.integer({ min: 1, max: 6 }),
});
const stepsArbitrary = fc.array(
  fc.record({
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: -90_000_000, max: 400_000_000 }),
    ),
    cost: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe("what is read of a limit", () => {
  it("is what the script decides by: what is left, and when a refused call fits", async () => {
    await fc.assert(
      fc.asyncProperty(shapeArbitrary, stepsArbitrary, async (shape, steps) => {
        let now = START;
        const fixture = await buildGateFixture(redis, { now: () => now });
        const check = limit(shape);
        const read = async () => (await readLimits(redis, 7, [counted(fixture, check)], now)).readings[0];
        expect(await read()).toEqual({ used: 0, remaining: shape.max, roomInMs: 0, freeInMs: 0 });
        for (const { afterMs, cost } of steps) {
          now += afterMs;
          const before = await read();
          const answer = await fixture.gate.reserve(fixture.request({ limits: [{ ...check, cost }] }));
          const after = await read();
          expect(after?.used).toBe(shape.max - (after?.remaining ?? Number.NaN));
          if (answer.kind === "reserved") {
            expect(after?.remaining).toBe(answer.remaining[0]);
            expect(after?.freeInMs).toBeGreaterThan(0);
          } else if (answer.kind === "exceeded") {
            expect(after).toEqual(before);
            expect(after?.remaining).toBe(answer.remaining);
            if (cost === 1) expect(after?.roomInMs).toBe(answer.retryAfterMs);
          }
          expect(after?.roomInMs === 0).toBe((after?.remaining ?? 0) > 0);
        }
        now += (await read())?.freeInMs ?? 0;
        expect((await read())?.used).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it("comes in the order asked, also when several limits watch one counter", async () => {
    const fixture = await buildGateFixture(redis);
    const [narrow, wide, other] = [limit({ max: 2 }), limit({ max: 5 }), limit({ max: 3, counter: "other" })];
    await fixture.gate.reserve(fixture.request({ limits: [narrow] }));
    const asked = [other, wide, narrow].map((check) => counted(fixture, check));
    const { atMs, readings } = await readLimits(redis, 7, asked);
    expect(readings.map(({ used, remaining }) => [used, remaining])).toEqual([
      [0, 3],
      [1, 4],
      [1, 1],
    ]);
    expect(Math.abs(atMs - Date.now())).toBeLessThan(60_000);
  });

  it("of a limit of 0 never has room", async () => {
    const fixture = await buildGateFixture(redis);
    const { readings } = await readLimits(redis, 7, [counted(fixture, limit({ max: 0 }))]);
    expect(readings).toEqual([{ used: 0, remaining: 0, roomInMs: null, freeInMs: 0 }]);
  });

  it("changes nothing, and fails with StoreUnavailable when Redis is away", async () => {
    const fixture = await buildGateFixture(redis);
    await fixture.gate.reserve(fixture.request());
    const before = await fixture.counters();
    await readLimits(redis, 7, [counted(fixture, limit())]);
    expect(await fixture.counters()).toEqual(before);
    const server = await startRedisServer();
    const client = await openGateClient(server.url);
    await server.stop();
    await expect(readLimits(client, 7, [counted(fixture, limit())])).rejects.toMatchObject({
      code: "store_unavailable",
    });
    client.disconnect();
  });
});
