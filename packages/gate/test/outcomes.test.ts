import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AUDIT_GROUP, announceCalls, auditStreamKeys, buildControlClient, tailChannel } from "../src/index";
import { auditStreamKey } from "../src/keys";
import { buildGateFixture, type GateFixture, openGateClient } from "./gate-fixture";
import { type RedisServer, startRedisServer } from "./redis-server";
import { outcome } from "./requests";

let server: RedisServer;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  redis = await openGateClient(server.url, 250);
});

afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

/** Call ids of the outcomes in the stream, in its order. */
async function arrived(fixture: GateFixture): Promise<string[]> {
  return (await fixture.records()).flatMap((record) => (record.kind === "outcome" ? [record.outcome.callId] : []));
}

function append({ gate, owner }: GateFixture, callIds: readonly string[]): void {
  for (const callId of callIds) {
    gate.appendOutcome(owner.partition, outcome({ callId, organizationId: owner.organizationId }));
  }
}

const VERDICT = { decision: "allow", code: "allowed", rule: "/default", message: null, would: null };
const ids = (count: number) => Array.from({ length: count }, (_, i) => `call_${i}`);

describe("outcomes", () => {
  it("are all in the stream, in order, when flush resolves", async () => {
    const fixture = await buildGateFixture(redis);
    append(fixture, ids(1234));
    await fixture.gate.flush();
    expect(await arrived(fixture)).toEqual(ids(1234));
    await fixture.gate.flush();
    expect(fixture.gate.outcomesDropped).toBe(0);
  });

  it("have pinned fields", async () => {
    const fixture = await buildGateFixture(redis, { partition: 57 });
    const { organizationId } = fixture.owner;
    fixture.gate.appendOutcome(57, outcome({ callId: "call_1", organizationId }));
    await fixture.gate.flush();
    const body = `{"callId":"call_1","organizationId":"${organizationId}","outcome":"ok","message":null,"upstreamStatus":200,"responseBytes":64,"gatewayMs":1.5,"upstreamMs":12}`;
    expect((await redis.xrange("audit:{p57}", "-", "+")).map(([, fields]) => fields)).toEqual([["o", body]]);
  });

  it("wait while Redis stands still, and arrive afterwards", async () => {
    const fixture = await buildGateFixture(redis);
    server.signal("SIGSTOP");
    try {
      append(fixture, ids(30));
      await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow();
    } finally {
      server.signal("SIGCONT");
    }
    append(fixture, ["last"]);
    await fixture.gate.flush();
    expect(new Set(await arrived(fixture))).toEqual(new Set([...ids(30), "last"]));
    expect(fixture.gate.outcomesDropped).toBe(0);
  });

  it("of a stream that refuses them don't hold up the others", async () => {
    const good = await buildGateFixture(redis, { partition: 56 });
    await redis.set(auditStreamKey(55), "broken");
    for (const callId of ids(600)) good.gate.appendOutcome(55, outcome({ callId }));
    append(good, ["good"]);
    await vi.waitFor(async () => expect(await arrived(good)).toEqual(["good"]), { timeout: 10_000 });
    await redis.del(auditStreamKey(55));
    await good.gate.flush();
    expect(await redis.xlen(auditStreamKey(55))).toBe(600);
  });

  it("over the bound lose the oldest, and say how many", async () => {
    const fixture = await buildGateFixture(redis, { outcomesMax: 10 });
    append(fixture, ids(15));
    expect(fixture.gate.outcomesDropped).toBe(5);
    await fixture.gate.flush();
    expect(await arrived(fixture)).toEqual(ids(15).slice(5));
  });

  it("are counted as dropped when the client was closed for good, and flush doesn't wait for ever", async () => {
    const closed = await openGateClient(server.url);
    const fixture = await buildGateFixture(closed);
    closed.disconnect();
    append(fixture, ids(3));
    await fixture.gate.flush();
    expect(fixture.gate.outcomesDropped).toBe(3);
  });
});

describe("records of calls that went on without Redis", () => {
  const degraded = ({ request }: GateFixture, callId: string) =>
    request({ intent: { callId }, verdict: { ...VERDICT, code: "store_unavailable" } });

  it("are numbered with the others when Redis takes them, and come before nothing is lost", async () => {
    const fixture = await buildGateFixture(redis, { partition: 54 });
    await fixture.gate.reserve(fixture.request());
    server.signal("SIGSTOP");
    try {
      for (const id of ids(3)) expect(fixture.gate.recordDegraded(degraded(fixture, id))).toBe(true);
      append(fixture, ids(3));
      await expect(fixture.gate.reserve(fixture.request())).rejects.toThrow();
    } finally {
      server.signal("SIGCONT");
    }
    await fixture.gate.flush();
    const intents = (await fixture.records()).flatMap((record) => (record.kind === "intent" ? [record] : []));
    const late = intents.filter((record) => record.degraded);
    expect(new Set(late.map(({ intent }) => intent.callId))).toEqual(new Set(ids(3)));
    expect(late[0]).toMatchObject({ decision: "allow", code: "store_unavailable" });
    const numbers = intents.map(({ sequence }) => sequence).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
    expect(new Set(await arrived(fixture))).toEqual(new Set(ids(3)));
  });

  it("are refused while the queue is half full, and none that was taken is dropped", async () => {
    const fixture = await buildGateFixture(redis, { outcomesMax: 10 });
    const taken = ids(8).filter((id) => fixture.gate.recordDegraded(degraded(fixture, id)));
    expect(taken).toEqual(ids(5));
    append(fixture, taken);
    await fixture.gate.flush();
    expect(fixture.gate.outcomesDropped).toBe(0);
    expect(await arrived(fixture)).toEqual(taken);
    expect(fixture.gate.recordDegraded(degraded(fixture, "next"))).toBe(true);
  });
});

it("the worker's names are pinned", () => {
  expect(AUDIT_GROUP).toBe("drain");
  expect(auditStreamKeys()).toHaveLength(64);
  expect(auditStreamKeys().slice(0, 2)).toEqual(["audit:{p00}", "audit:{p01}"]);
  expect(auditStreamKeys().at(-1)).toBe("audit:{p63}");
});

it("announceCalls reaches who listens to the organization's channel, and nobody else", async () => {
  const listener = buildControlClient(server.url);
  const heard: string[] = [];
  listener.on("message", (channel) => heard.push(channel));
  await listener.subscribe(tailChannel("org_1"), tailChannel("org_2"));
  await announceCalls(redis, "org_1");
  await announceCalls(redis, "org_3");
  await announceCalls(redis, "org_2");
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard).toEqual(["tail:org_1", "tail:org_2"]);
  listener.disconnect();
});
