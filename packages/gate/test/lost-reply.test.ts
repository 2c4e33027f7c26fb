import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildControlClient, StoreUnavailable } from "../src/index";
import { type FaultProxy, startFaultProxy } from "./fault-proxy";
import { buildGateFixture, type GateFixture, openGateClient, readBuckets } from "./gate-fixture";
import { type RedisServer, startRedisServer } from "./redis-server";
import { outcome } from "./requests";

let server: RedisServer;
let direct: Redis;
let proxy: FaultProxy;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  direct = buildControlClient(server.url);
});

afterAll(async () => {
  direct.disconnect();
  await server.stop();
});

beforeEach(async () => {
  proxy = await startFaultProxy(server.url);
  redis = await openGateClient(proxy.url, 250);
});

afterEach(async () => {
  redis.disconnect();
  await proxy.close();
});

/** What the fixture's counter holds, asked past the fault. */
async function used({ owner }: GateFixture): Promise<number> {
  const [key] = await direct.keys(`rl:*:${owner.organizationId}:*:*`);
  if (key === undefined) return 0;
  return Object.values(await readBuckets(direct, key)).reduce((sum, count) => sum + Number(count), 0);
}

/** Waits until a call gets an answer again. */
async function answering({ gate, owner, epoch }: GateFixture): Promise<void> {
  await vi.waitFor(async () => expect(await gate.check({ ...owner, epoch, sessionId: null })).toBe("current"), {
    timeout: 20_000,
    interval: 50,
  });
}

describe("a reservation whose answer is lost", () => {
  it("rejects with StoreUnavailable when the reply never comes, and is counted at most once", async () => {
    const fixture = await buildGateFixture(redis);
    await fixture.gate.reserve(fixture.request());
    proxy.setReplies("swallow");
    await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow(StoreUnavailable);
    expect(await used(fixture)).toBe(2);
  });

  it("rejects when the connection is reset, is not sent again, and the gate comes back by itself", async () => {
    const fixture = await buildGateFixture(redis);
    await fixture.gate.reserve(fixture.request());
    proxy.setReplies("swallow_and_reset");
    await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow(StoreUnavailable);
    await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow(StoreUnavailable);
    proxy.setReplies("pass");
    await answering(fixture);
    expect(await used(fixture)).toBe(2);
    expect(await fixture.gate.reserve(fixture.request())).toEqual({ kind: "reserved", remaining: [7] });
  });

  it("rejects while Redis stands still; afterwards at most those calls are counted, and none was allowed", async () => {
    const fixture = await buildGateFixture(redis);
    await fixture.gate.reserve(fixture.request());
    server.signal("SIGSTOP");
    try {
      const answers = await Promise.allSettled([1, 2, 3].map(() => fixture.gate.reserve(fixture.request())));
      expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
      await expect(fixture.gate.check({ ...fixture.owner, epoch: fixture.epoch, sessionId: null })).rejects.toThrow(
        StoreUnavailable,
      );
    } finally {
      server.signal("SIGCONT");
    }
    await answering(fixture);
    expect(await used(fixture)).toBeGreaterThanOrEqual(1);
    expect(await used(fixture)).toBeLessThanOrEqual(4);
  });

  it("rejects at once, and nothing is kept for later, while there is no connection", async () => {
    const fixture = await buildGateFixture(redis);
    redis.disconnect();
    await vi.waitFor(() => expect(redis.status).toBe("end"));
    await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow(StoreUnavailable);
    expect(await used(fixture)).toBe(0);
  });

  it("on a connection that went silent for good leads to a new one", async () => {
    const fixture = await buildGateFixture(redis);
    const before = proxy.connections;
    proxy.silenceOpenConnections();
    await answering(fixture);
    expect(proxy.connections).toBeGreaterThan(before);
  });
});

describe("a refund whose answer is lost", () => {
  it("is not done twice, and the call keeps an outcome", async () => {
    const fixture = await buildGateFixture(redis);
    const request = fixture.request();
    await fixture.gate.reserve(request);
    await fixture.gate.reserve(fixture.request());
    proxy.setReplies("swallow_and_reset");
    const { callId, organizationId } = request.intent;
    const refused = outcome({ callId, organizationId, outcome: "upstream_error" });
    await expect(fixture.gate.refund(request, refused)).rejects.toThrow(StoreUnavailable);
    await expect(fixture.gate.refund(request, refused)).rejects.toThrow("only once");
    proxy.setReplies("pass");
    await answering(fixture);
    await fixture.gate.flush();
    expect(await used(fixture)).toBe(1);
    const records = (await fixture.records()).filter((record) => record.kind === "outcome");
    expect(records.map(({ refunded }) => refunded)).toEqual([true, false]);
  });
});
