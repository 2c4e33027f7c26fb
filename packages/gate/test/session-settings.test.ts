import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import {
  createSession,
  endSession,
  keepSetting,
  loadSession,
  loadSettings,
  replaceSession,
  SESSION_TTL_MS,
  type Session,
  SUBSCRIPTIONS_MAX,
} from "../src/index";
import { buildGateFixture, openGateClient } from "./gate-fixture";

let redis: Redis;
beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});
afterAll(() => redis.disconnect());

async function open() {
  const { owner } = await buildGateFixture(redis);
  const session: Session = {
    grantId: owner.grantId,
    serverId: "srv_1",
    upstreamSessionId: "up-1",
    protocolVersion: "2025-11-25",
    clientName: null,
    upstream: { client: { capabilities: { tools: {} } } },
  };
  const sessionId = await createSession(redis, owner, session);
  const ref = { ...owner, serverId: "srv_1", sessionId };
  return { session, ref, key: `ses:{p07}:${owner.organizationId}:${owner.grantId}:${sessionId}` };
}

const subscribed = (uri: string) => ({ kind: "subscribed", uri }) as const;

it("settings are kept with the session, also when its upstream session is replaced, and live as long", async () => {
  const { session, ref, key } = await open();
  expect(await loadSettings(redis, ref)).toEqual({ logLevel: null, subscriptions: [] });
  await redis.pexpire(key, 60_000);
  expect(await keepSetting(redis, ref, { kind: "log_level", level: "error" })).toBe(true);
  expect(await keepSetting(redis, ref, { kind: "log_level", level: "info" })).toBe(true);
  for (const uri of ["a:1", "a:2", "a:1", "a:3"]) expect(await keepSetting(redis, ref, subscribed(uri))).toBe(true);
  expect(await keepSetting(redis, ref, { kind: "unsubscribed", uri: "a:2" })).toBe(true);
  expect(await keepSetting(redis, ref, { kind: "unsubscribed", uri: "never" })).toBe(true);
  const settings = { logLevel: "info", subscriptions: ["a:1", "a:3"] };
  expect(await loadSettings(redis, ref)).toEqual(settings);
  expect(await redis.pttl(key)).toBeLessThanOrEqual(60_000);

  const next = { ...session, upstreamSessionId: "up-2" };
  expect(await replaceSession(redis, ref, "up-1", next)).toEqual(next);
  expect(await loadSettings(redis, ref)).toEqual(settings);
  expect(await loadSession(redis, ref)).toEqual(next);
  expect(await redis.pttl(key)).toBeGreaterThan(SESSION_TTL_MS - 60_000);
});

it("any number of proxies change settings and the upstream session at once, and nothing is lost", async () => {
  const { session, ref } = await open();
  const next = { ...session, upstreamSessionId: "up-2" };
  const uris = Array.from({ length: 6 }, (_, n) => `a:${n}`);
  const [replaced] = await Promise.all([
    replaceSession(redis, ref, "up-1", next),
    ...uris.map((uri) => keepSetting(redis, ref, subscribed(uri))),
  ]);
  expect(replaced).toEqual(next);
  expect(await loadSession(redis, ref)).toEqual(next);
  expect([...(await loadSettings(redis, ref)).subscriptions].sort()).toEqual(uris);
});

it("what has no room, and what a session that ended would keep, is said not to be kept", async () => {
  const { ref } = await open();
  for (let n = 0; n < SUBSCRIPTIONS_MAX; n += 1) await keepSetting(redis, ref, subscribed(`a:${n}`));
  expect(await keepSetting(redis, ref, subscribed("a:one-more"))).toBe(false);
  expect(await keepSetting(redis, ref, subscribed("a:0"))).toBe(true);
  expect(await keepSetting(redis, ref, { kind: "unsubscribed", uri: "a:0" })).toBe(true);
  expect(await keepSetting(redis, ref, subscribed(`a:${"x".repeat(2_000)}`))).toBe(false);
  expect((await loadSettings(redis, ref)).subscriptions).toHaveLength(SUBSCRIPTIONS_MAX - 1);
  await endSession(redis, ref);
  expect(await keepSetting(redis, ref, subscribed("a:0"))).toBe(false);
  expect(await loadSettings(redis, ref)).toEqual({ logLevel: null, subscriptions: [] });
});

it.each(['{"settings":7}', '{"settings":{"logLevel":1,"subscriptions":[1,null]}}'])(
  "settings as %s are none",
  async (unfit) => {
    const { ref, key } = await open();
    const stored: object = JSON.parse((await redis.get(key)) ?? "");
    await redis.set(key, JSON.stringify({ ...stored, ...JSON.parse(unfit) }));
    expect(await loadSettings(redis, ref)).toEqual({ logLevel: null, subscriptions: [] });
  },
);
