import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  createSession,
  endSession,
  isForeignSession,
  loadSession,
  replaceSession,
  SESSION_TTL_MS,
  type Session,
  StoreUnavailable,
} from "../src/index";
import { buildGateFixture, openGateClient } from "./gate-fixture";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

async function open() {
  const fixture = await buildGateFixture(redis);
  const session: Session = {
    grantId: fixture.owner.grantId,
    serverId: "srv_1",
    upstreamSessionId: "up-1",
    protocolVersion: "2025-11-25",
    clientName: null,
    upstream: { serverInfo: { name: "demo" }, capabilities: { tools: {} } },
  };
  const sessionId = await createSession(redis, fixture.owner, session);
  const ref = { ...fixture.owner, serverId: "srv_1", sessionId };
  const key = `ses:{p07}:${fixture.owner.organizationId}:${fixture.owner.grantId}:${sessionId}`;
  return { ...fixture, session, ref, key };
}

describe("a session", () => {
  it("is given another upstream session once, whoever asks, and lives on", async () => {
    const { session, ref, key } = await open();
    const next = (upstreamSessionId: string) => ({ ...session, upstreamSessionId });
    const answers = await Promise.all(["up-2", "up-3"].map((id) => replaceSession(redis, ref, "up-1", next(id))));
    const kept = await loadSession(redis, ref);
    expect(["up-2", "up-3"]).toContain(kept?.upstreamSessionId);
    expect(answers).toEqual([kept, kept]);
    expect(await replaceSession(redis, ref, "up-1", next("up-4"))).toEqual(kept);
    expect(await redis.pttl(key)).toBeGreaterThan(SESSION_TTL_MS - 60_000);
    await endSession(redis, ref);
    expect(await replaceSession(redis, ref, kept?.upstreamSessionId ?? null, next("up-5"))).toBeNull();
    expect(await loadSession(redis, ref)).toBeNull();
  });

  it("has an id of 192 random bits in visible ASCII, and is read back as it was stored", async () => {
    const { session, ref, key } = await open();
    expect(ref.sessionId).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(await loadSession(redis, ref)).toEqual(session);
    const ttlMs = await redis.pttl(key);
    expect(ttlMs).toBeGreaterThan(SESSION_TTL_MS - 60_000);
    expect(ttlMs).toBeLessThanOrEqual(SESSION_TTL_MS);
  });

  it.each([
    ["grant", { grantId: "grt_other" }],
    ["server", { serverId: "srv_other" }],
    ["organization", { organizationId: "org_other" }],
    ["partition", { partition: 8 }],
    ["id", { sessionId: "guessed" }],
  ])("is not there for another %s, neither to read nor to end", async (_, changes) => {
    const { session, ref } = await open();
    expect(await loadSession(redis, { ...ref, ...changes })).toBeNull();
    expect(await endSession(redis, { ...ref, ...changes })).toBe(false);
    expect(await loadSession(redis, ref)).toEqual(session);
  });

  it("is known to be another's by its id, in its organization and while it lives", async () => {
    const { owner, session, ...fixture } = await open();
    const grantId = "grt_01m81tg7ewe8jvx4bshztatfj2";
    const sessionId = await createSession(redis, owner, { ...session, grantId });
    expect(sessionId).toMatch(/^[A-Za-z0-9_-]{32}01m81tg7ewe8jvx4bshztatfj2$/);
    const named = { ...owner, grantId: "grt_other", serverId: "srv_1", sessionId };
    const own = { ...named, grantId };
    const key = `ses:{p07}:${owner.organizationId}:${grantId}:${sessionId}`;
    await redis.pexpire(key, 60_000);
    expect(await isForeignSession(redis, named)).toBe(true);
    expect(await isForeignSession(redis, { ...own, serverId: "srv_other" })).toBe(true);
    // An id from before, or of a grant whose own id is not ours.
    expect(await isForeignSession(redis, { ...fixture.ref, serverId: "srv_other" })).toBe(true);
    expect(await redis.pttl(key)).toBeLessThanOrEqual(60_000);

    expect(await isForeignSession(redis, own)).toBe(false);
    expect(await isForeignSession(redis, { ...named, organizationId: "org_other" })).toBe(false);
    expect(await isForeignSession(redis, { ...named, sessionId: `${"x".repeat(32)}${sessionId.slice(32)}` })).toBe(
      false,
    );
    await endSession(redis, own);
    expect(await isForeignSession(redis, named)).toBe(false);
  });

  it("lives longer by each use: a load, a check, a reservation", async () => {
    const { gate, owner, epoch, ref, key, ...fixture } = await open();
    const uses = [
      () => loadSession(redis, ref),
      () => gate.check({ ...owner, epoch, sessionId: ref.sessionId }),
      () => gate.reserve(fixture.request({ sessionId: ref.sessionId })),
    ];
    for (const use of uses) {
      await redis.pexpire(key, 60_000);
      await use();
      expect(await redis.pttl(key)).toBeGreaterThan(SESSION_TTL_MS - 60_000);
    }
  });

  it("does not live longer by a call of a stale grant", async () => {
    const { gate, owner, ref, key, ...fixture } = await open();
    await redis.pexpire(key, 60_000);
    expect(await gate.check({ ...owner, epoch: "old", sessionId: ref.sessionId })).toBe("stale");
    expect(await gate.reserve(fixture.request({ epoch: "old", sessionId: ref.sessionId }))).toEqual({ kind: "stale" });
    expect(await redis.pttl(key)).toBeLessThanOrEqual(60_000);
  });

  it("that was ended is gone for every way in", async () => {
    const { gate, owner, epoch, ref, ...fixture } = await open();
    expect(await endSession(redis, ref)).toBe(true);
    expect(await endSession(redis, ref)).toBe(false);
    expect(await loadSession(redis, ref)).toBeNull();
    expect(await gate.check({ ...owner, epoch, sessionId: ref.sessionId })).toBe("no_session");
    expect(await gate.reserve(fixture.request({ sessionId: ref.sessionId }))).toEqual({ kind: "no_session" });
  });

  it.each(["", "{", "[]", "null", '{"grantId":1}', '{"grantId":"g","serverId":"s"}'])(
    "that is unreadable (%s) is as good as ended",
    async (stored) => {
      const { ref, key } = await open();
      await redis.set(key, stored);
      expect(await loadSession(redis, ref)).toBeNull();
    },
  );

  it("can't be made, read or ended without Redis", async () => {
    const { owner, session, ref } = await open();
    const closed = await openGateClient(inject("redisUrl"));
    closed.disconnect();
    await expect(createSession(closed, owner, session)).rejects.toThrow(StoreUnavailable);
    await expect(loadSession(closed, ref)).rejects.toThrow(StoreUnavailable);
    await expect(endSession(closed, ref)).rejects.toThrow(StoreUnavailable);
  });
});
