import type { LimitWindow } from "@policylayer/policy";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildGateFixture, openGateClient } from "./gate-fixture";
import { limit } from "./requests";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

/** Bucket and retry of a fixed limit of one, asked at the moment. All in the future, so that Redis keeps the key. */
async function placeOf(window: LimitWindow, at: string): Promise<{ start: string; end: string }> {
  const now = Date.parse(at);
  const fixture = await buildGateFixture(redis, { now: () => now });
  const limits = [limit({ window, algorithm: "fixed", max: 1 })];
  await fixture.gate.reserve(fixture.request({ limits }));
  const second = await fixture.gate.reserve(fixture.request({ limits }));
  const [buckets] = Object.values(await fixture.counters());
  return {
    start: new Date(Number(Object.keys(buckets ?? {})[0])).toISOString(),
    end: new Date(now + (second.kind === "exceeded" ? second.retryAfterMs : Number.NaN)).toISOString(),
  };
}

describe("a fixed window is aligned to UTC", () => {
  it.each<[LimitWindow, string, string, string]>([
    ["second", "2040-05-06T07:08:09.999Z", "2040-05-06T07:08:09.000Z", "2040-05-06T07:08:10.000Z"],
    ["minute", "2040-05-06T07:08:00.000Z", "2040-05-06T07:08:00.000Z", "2040-05-06T07:09:00.000Z"],
    ["hour", "2040-05-06T07:59:59.999Z", "2040-05-06T07:00:00.000Z", "2040-05-06T08:00:00.000Z"],
    ["day", "2040-02-28T23:59:59.999Z", "2040-02-28T00:00:00.000Z", "2040-02-29T00:00:00.000Z"],
    ["day", "2040-02-29T00:00:00.000Z", "2040-02-29T00:00:00.000Z", "2040-03-01T00:00:00.000Z"],
    ["week", "2040-05-06T23:59:59.999Z", "2040-04-30T00:00:00.000Z", "2040-05-07T00:00:00.000Z"], // Sunday
    ["week", "2040-05-07T00:00:00.000Z", "2040-05-07T00:00:00.000Z", "2040-05-14T00:00:00.000Z"], // Monday
    ["week", "2041-01-01T12:00:00.000Z", "2040-12-31T00:00:00.000Z", "2041-01-07T00:00:00.000Z"], // over the year
    ["month", "2040-01-31T23:59:59.999Z", "2040-01-01T00:00:00.000Z", "2040-02-01T00:00:00.000Z"],
    ["month", "2040-02-01T00:00:00.000Z", "2040-02-01T00:00:00.000Z", "2040-03-01T00:00:00.000Z"],
    ["month", "2040-02-29T12:00:00.000Z", "2040-02-01T00:00:00.000Z", "2040-03-01T00:00:00.000Z"],
    ["month", "2041-02-28T12:00:00.000Z", "2041-02-01T00:00:00.000Z", "2041-03-01T00:00:00.000Z"],
    ["month", "2100-02-28T12:00:00.000Z", "2100-02-01T00:00:00.000Z", "2100-03-01T00:00:00.000Z"], // no leap year
    ["month", "2040-12-31T23:59:59.999Z", "2040-12-01T00:00:00.000Z", "2041-01-01T00:00:00.000Z"],
    [7, "2040-05-06T07:08:09.500Z", "2040-05-06T07:08:06.000Z", "2040-05-06T07:08:13.000Z"],
    [604_800, "2040-05-07T00:00:00.000Z", "2040-05-03T00:00:00.000Z", "2040-05-10T00:00:00.000Z"], // from a Thursday
  ])("%s at %s", async (window, at, start, end) => {
    expect(await placeOf(window, at)).toEqual({ start, end });
  });

  it("for every month of a century", async () => {
    for (let month = 0; month < 1200; month += 7) {
      const at = new Date(Date.UTC(2030, month, 1 + (month % 28), month % 24));
      const start = new Date(Date.UTC(2030, month, 1)).toISOString();
      const end = new Date(Date.UTC(2030, month + 1, 1)).toISOString();
      expect(await placeOf("month", at.toISOString())).toEqual({ start, end });
    }
  });
});
