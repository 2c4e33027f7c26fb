import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { adoptSession, endSession, loadSession, type Session } from "../src/index";
import { buildGateFixture, openGateClient } from "./gate-fixture";

let redis: Redis;
beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});
afterAll(() => redis.disconnect());

it("a session under an id that its owner derives is the first one's, whoever comes later, until it ends", async () => {
  const { owner } = await buildGateFixture(redis);
  const ref = { ...owner, serverId: "srv_1", sessionId: "derived-session-id" };
  const session = (upstreamSessionId: string, serverId = "srv_1"): Session => ({
    grantId: owner.grantId,
    serverId,
    upstreamSessionId,
    protocolVersion: "2025-11-25",
    clientName: null,
    upstream: {},
  });
  const [one, two] = await Promise.all(["up-1", "up-2"].map((id) => adoptSession(redis, ref, session(id))));
  expect(one).toEqual(two);
  expect(await loadSession(redis, ref)).toEqual(one);
  expect(await adoptSession(redis, { ...ref, serverId: "srv_2" }, session("up-3", "srv_2"))).toBeNull();
  expect(await endSession(redis, ref)).toBe(true);
  expect(await adoptSession(redis, ref, session("up-4"))).toMatchObject({ upstreamSessionId: "up-4" });
});
