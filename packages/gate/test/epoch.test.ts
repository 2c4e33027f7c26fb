import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { bumpEpochs, createGate, StoreUnavailable } from "../src/index";
import { buildGateFixture, noCharges, openGateClient } from "./gate-fixture";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

describe("epochs", () => {
  it("are made once, whoever asks first, and stay", async () => {
    const { gate, owner, epoch } = await buildGateFixture(redis);
    const grantId = "grt_new";
    const asked = await Promise.all(Array.from({ length: 20 }, () => gate.openEpoch({ ...owner, grantId }, noCharges)));
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]).toMatch(/^[\w-]{8}\.[\w-]{22}$/);
    expect(asked[0]).not.toBe(epoch);
    expect(await redis.ttl(`ep:{p07}:${owner.organizationId}:${grantId}`)).toBe(-1);
  });

  it("once bumped make every older copy stale, for the grants named and no other", async () => {
    const { gate, owner, epoch, ...fixture } = await buildGateFixture(redis);
    const other = await gate.openEpoch({ ...owner, grantId: "grt_other" }, noCharges);
    const check = (grantId: string, stamp: string) => gate.check({ ...owner, grantId, epoch: stamp, sessionId: null });
    expect(await check(owner.grantId, epoch)).toBe("current");
    await bumpEpochs(redis, owner.partition, owner.organizationId, [owner.grantId, "grt_third"]);
    expect(await check(owner.grantId, epoch)).toBe("stale");
    expect(await gate.reserve(fixture.request())).toEqual({ kind: "stale" });
    expect(await check("grt_other", other)).toBe("current");
    const reloaded = await gate.openEpoch(owner, noCharges);
    expect(await check(owner.grantId, reloaded)).toBe("current");
  });

  it("don't come back after Redis was emptied", async () => {
    const { gate, owner, epoch } = await buildGateFixture(redis);
    await redis.del(`ep:{p07}:${owner.organizationId}:${owner.grantId}`);
    expect(await gate.check({ ...owner, epoch, sessionId: null })).toBe("stale");
    const fresh = await gate.openEpoch(owner, noCharges);
    expect(fresh).not.toBe(epoch);
  });

  it("of no grant need no Redis; without Redis a bump and a read reject", async () => {
    const closed = await openGateClient(inject("redisUrl"));
    closed.disconnect();
    await bumpEpochs(closed, 7, "org_1", []);
    await expect(bumpEpochs(closed, 7, "org_1", ["grt_1"])).rejects.toThrow(StoreUnavailable);
    const gate = createGate({ redis: closed });
    const grant = { partition: 7, organizationId: "org_1", grantId: "grt_1" };
    await expect(gate.openEpoch(grant, noCharges)).rejects.toThrow(StoreUnavailable);
  });
});
