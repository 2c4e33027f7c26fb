import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { newAskId, type ServerAsk, storeAsk, takeAsk } from "../src/index";
import { buildGateFixture, openGateClient } from "./gate-fixture";

let redis: Redis;
beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});
afterAll(() => redis.disconnect());

const ask: ServerAsk = { upstreamId: 4, method: "sampling/createMessage", callId: "call_1", askedAtMs: 5 };

it("what was asked is taken once, by its own session alone, and not for ever", async () => {
  const { owner } = await buildGateFixture(redis);
  const mine = { ...owner, sessionId: "mine" };
  const askId = newAskId();
  await storeAsk(redis, mine, askId, ask);
  const key = `ask:{p07}:${owner.organizationId}:${owner.grantId}:mine:${askId}`;
  const lifeMs = await redis.pttl(key);
  expect(lifeMs).toBeGreaterThan(590_000);
  expect(lifeMs).toBeLessThanOrEqual(600_000);
  for (const thief of [
    { ...mine, sessionId: "other" },
    { ...mine, grantId: "other" },
  ]) {
    expect(await takeAsk(redis, thief, askId)).toBeNull();
  }
  const taken = await Promise.all([takeAsk(redis, mine, askId), takeAsk(redis, mine, askId)]);
  expect(taken.filter((found) => found !== null)).toEqual([ask]);
});

it("what can't be read was never asked", async () => {
  const { owner } = await buildGateFixture(redis);
  const mine = { ...owner, sessionId: "mine" };
  const askId = newAskId();
  for (const stored of ["{", "null", "{}", JSON.stringify({ ...ask, upstreamId: {} })]) {
    await redis.set(`ask:{p07}:${owner.organizationId}:${owner.grantId}:mine:${askId}`, stored);
    expect(await takeAsk(redis, mine, askId)).toBeNull();
  }
});
