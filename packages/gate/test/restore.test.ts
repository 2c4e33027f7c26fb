import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  buildControlClient,
  bumpEpochs,
  createGate,
  type Gate,
  type GateOptions,
  LimitsRestoring,
  type ReadStoredCharges,
  type ReserveRequest,
} from "../src/index";
import { buildGateFixture, type GateFixture, noCharges, openGateClient } from "./gate-fixture";
import { type RedisServer, startRedisServer } from "./redis-server";
import { limit, outcome } from "./requests";

let server: RedisServer;
/** For what happens behind the gates' backs. */
let direct: Redis;
const clients: Redis[] = [];

beforeAll(async () => {
  server = await startRedisServer();
  direct = buildControlClient(server.url);
});

beforeEach(() => direct.flushall());

afterAll(async () => {
  for (const redis of [direct, ...clients]) redis.disconnect();
  await server.stop();
});

async function open(options: Parameters<typeof buildGateFixture>[1] = {}): Promise<GateFixture> {
  const redis = await openGateClient(server.url);
  clients.push(redis);
  return buildGateFixture(redis, options);
}

/** Another proxy's gate. */
async function another(options: Omit<GateOptions, "redis"> = {}): Promise<Gate> {
  const redis = await openGateClient(server.url);
  clients.push(redis);
  return createGate({ redis, lossGraceMs: 0, ...options });
}

/** A request of the fixture's own grant, so that its record names its counters. */
function own(fixture: GateFixture, epoch: string, changes: Parameters<typeof limit>[0] = {}): ReserveRequest {
  const { grantId } = fixture.owner;
  return fixture.request({ epoch, limits: [limit({ window: "hour", max: 5, scopeId: grantId, ...changes })] });
}

/** What the one counter there is holds; 0 without any. */
async function counted(fixture: GateFixture): Promise<number> {
  const counters = Object.values(await fixture.counters());
  expect(counters.length).toBeLessThanOrEqual(1);
  return Object.values(counters[0] ?? {}).reduce((sum, count) => sum + Number(count), 0);
}

/** A promise that somebody else settles. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe("after Redis was emptied", () => {
  it("no stamp holds, and the next one is given out with the counters as they were", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    for (let i = 0; i < 3; i++) await gate.reserve(own(fixture, epoch));
    const before = await fixture.counters();
    await direct.flushall();
    expect(await gate.reserve(own(fixture, epoch))).toEqual({ kind: "stale" });
    expect(await fixture.counters()).toEqual({});
    const fresh = await gate.openEpoch(owner, noCharges);
    expect(await fixture.counters()).toEqual(before);
    const answers = [await gate.reserve(own(fixture, fresh)), await gate.reserve(own(fixture, fresh))];
    expect(answers.map(({ kind }) => kind)).toEqual(["reserved", "reserved"]);
    expect(await gate.reserve(own(fixture, fresh))).toMatchObject({ kind: "exceeded" });
  });

  it("a bump that comes before anybody has noticed doesn't hide it", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    for (let i = 0; i < 5; i++) await gate.reserve(own(fixture, epoch));
    await direct.flushall();
    await bumpEpochs(direct, owner.partition, owner.organizationId, [owner.grantId]);
    const bumped = (await direct.get(`ep:{p07}:${owner.organizationId}:${owner.grantId}`)) ?? "";
    expect(await gate.reserve(own(fixture, epoch))).toEqual({ kind: "stale" });
    const fresh = await gate.openEpoch(owner, noCharges);
    expect(fresh).not.toBe(bumped);
    expect(await gate.reserve(own(fixture, fresh))).toMatchObject({ kind: "exceeded" });
  });

  it("again while it was being restored: it is restored again", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    for (let i = 0; i < 4; i++) await gate.reserve(own(fixture, epoch));
    await direct.flushall();
    let reads = 0;
    const stored: ReadStoredCharges = async (question) => {
      reads += 1;
      if (reads === 1) await direct.flushall();
      return noCharges(question);
    };
    await gate.openEpoch(owner, stored);
    expect(reads).toBe(2);
    expect(await counted(fixture)).toBe(4);
  });

  it("several processes restore once, and all get the same stamp", async () => {
    const restored: number[] = [];
    const options = { onRestored: ({ counters }: { counters: number }) => void restored.push(counters) };
    const fixture = await open(options);
    const gates = [fixture.gate, await another(options), await another(options), await another(options)];
    for (const gate of gates) {
      const epoch = await gate.openEpoch(fixture.owner, noCharges);
      await gate.reserve(own(fixture, epoch));
    }
    await direct.flushall();
    restored.length = 0;
    for (const gate of gates) await gate.lookForLoss();
    const epochs = await Promise.all(gates.map((gate) => gate.openEpoch(fixture.owner, noCharges)));
    expect(new Set(epochs).size).toBe(1);
    expect(restored).toEqual([1]);
    expect(await counted(fixture)).toBe(4);
  });

  it("charges are counted once, whether they are in Postgres, in the stream, or in both", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    const known = own(fixture, epoch);
    await gate.reserve(known);
    const [record] = await fixture.records();
    const bucket = record?.kind === "intent" ? (record.intent.limits[0]?.bucket ?? 0) : 0;
    await direct.flushall();
    const { organizationId, grantId } = owner;
    const charge = { ...limit({ window: "hour", scopeId: grantId }), serverId: "srv_1", bucket, cost: 2 };
    const asked: (readonly string[])[] = [];
    await gate.openEpoch(owner, async (question) => {
      asked.push(question.known);
      return { ids: ["call_old"], refunded: [], sums: [charge] };
    });
    expect(asked).toEqual([[known.intent.callId]]);
    expect(await counted(fixture)).toBe(3);
    expect((await direct.smembers(`rl:{p07}:${organizationId}:counted`)).sort()).toEqual(
      ["call_old", known.intent.callId].sort(),
    );
  });

  it.each([
    ["by the stream", []],
    ["by Postgres, where the outcome came without its intent", ["refunded"]],
  ])("a call that is known as refunded %s isn't counted", async (_, refunded) => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    const failed = own(fixture, epoch);
    await gate.reserve(own(fixture, epoch));
    await gate.reserve(failed);
    const { organizationId } = owner;
    if (refunded.length === 0) await gate.refund(failed, outcome({ callId: failed.intent.callId, organizationId }));
    await direct.flushall();
    await gate.openEpoch(owner, async () => ({
      ids: [],
      refunded: refunded.map(() => failed.intent.callId),
      sums: [],
    }));
    expect(await counted(fixture)).toBe(1);
  });

  it("a refund of before gives nothing back: whether it was counted isn't known", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    const failed = own(fixture, epoch);
    await gate.reserve(failed);
    await direct.flushall();
    await gate.openEpoch(owner, noCharges);
    const { organizationId } = owner;
    await gate.refund(failed, outcome({ callId: failed.intent.callId, organizationId }));
    expect(await counted(fixture)).toBe(1);
    expect((await fixture.records()).at(-1)).toMatchObject({ kind: "outcome", refunded: true });
  });

  it("what was recorded is in the stream again: denials, their rule, and outcomes too", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    const first = own(fixture, epoch, { max: 1 });
    await gate.reserve(first);
    await gate.reserve(own(fixture, epoch, { max: 1 }));
    gate.appendOutcome(owner.partition, outcome({ callId: first.intent.callId, organizationId: owner.organizationId }));
    await gate.flush();
    const before = await fixture.records();
    await direct.flushall();
    await gate.lookForLoss();
    const again = await fixture.records();
    expect(again.map((record) => (record.kind === "intent" ? { ...record, sequence: 0 } : record)).reverse()).toEqual(
      before.map((record) => (record.kind === "intent" ? { ...record, sequence: 0 } : record)),
    );
    await gate.lookForLoss();
    expect(await fixture.records()).toHaveLength(3);
  });
});

describe("a process that comes late with what it recorded", () => {
  it("within the grace is waited for", async () => {
    const fixture = await open({ lossGraceMs: 600 });
    const late = await another({ lossGraceMs: 600 });
    for (let i = 0; i < 3; i++) await late.reserve(own(fixture, await late.openEpoch(fixture.owner, noCharges)));
    await direct.flushall();
    const known: number[] = [];
    const opened = fixture.gate.openEpoch(fixture.owner, (question) => {
      known.push(question.known.length);
      return noCharges(question);
    });
    await vi.waitFor(async () => expect(await direct.get("boot:{p07}")).not.toBeNull());
    await late.lookForLoss();
    await opened;
    expect(known).toEqual([3]);
    expect(await counted(fixture)).toBe(3);
  });

  it("while they are being counted has them counted", async () => {
    const fixture = await open();
    const late = await another();
    for (let i = 0; i < 3; i++) await late.reserve(own(fixture, await late.openEpoch(fixture.owner, noCharges)));
    await direct.flushall();
    let reads = 0;
    await fixture.gate.openEpoch(fixture.owner, async (question) => {
      reads += 1;
      if (reads === 1) await late.lookForLoss();
      return noCharges(question);
    });
    expect(reads).toBe(2);
    expect(await counted(fixture)).toBe(3);
  });

  it("after that adds nothing that Postgres or the stream had already", async () => {
    const fixture = await open();
    const late = await another();
    const epoch = await late.openEpoch(fixture.owner, noCharges);
    const requests = [own(fixture, epoch), own(fixture, epoch)];
    for (const request of requests) await late.reserve(request);
    const before = await fixture.counters();
    const [bucket = 0] = Object.keys(Object.values(before)[0] ?? {}).map(Number);
    await direct.flushall();
    const charge = { ...limit({ window: "hour", scopeId: fixture.owner.grantId }), serverId: "srv_1", bucket, cost: 2 };
    const ids = requests.map(({ intent }) => intent.callId);
    await fixture.gate.openEpoch(fixture.owner, async () => ({ ids, refunded: [], sums: [charge] }));
    await late.lookForLoss();
    expect(await counted(fixture)).toBe(2);
  });

  it("after that adds each of them to the counters once, and only then gets a stamp", async () => {
    const fixture = await open();
    const late = await another();
    const epoch = await late.openEpoch(fixture.owner, noCharges);
    const refunded = own(fixture, epoch);
    await late.reserve(refunded);
    for (let i = 0; i < 2; i++) await late.reserve(own(fixture, epoch));
    await late.refund(refunded, outcome({ callId: refunded.intent.callId }));
    await direct.flushall();
    const fresh = await fixture.gate.openEpoch(fixture.owner, noCharges);
    await fixture.gate.reserve(own(fixture, fresh));
    expect(await counted(fixture)).toBe(1);
    expect(await late.openEpoch(fixture.owner, noCharges)).toBe(fresh);
    expect(await counted(fixture)).toBe(3);
    const twin = await fixture.counters();
    await late.lookForLoss();
    expect(await fixture.counters()).toEqual(twin);
    await fixture.gate.reserve(own(fixture, fresh));
    expect(await fixture.gate.reserve(own(fixture, fresh))).toMatchObject({ kind: "reserved", remaining: [0] });
  });
});

describe("the restoration", () => {
  async function lost(options: Omit<GateOptions, "redis"> = {}): Promise<GateFixture> {
    const fixture = await open(options);
    for (let i = 0; i < 3; i++) await fixture.gate.reserve(own(fixture, fixture.epoch));
    await direct.flushall();
    return fixture;
  }

  it("whose holder was killed is done by the next once the lock has expired", async () => {
    const fixture = await lost();
    await fixture.gate.lookForLoss();
    const holder = fork(fileURLToPath(new URL("./restore-holder.ts", import.meta.url)), {
      execArgv: ["--import", "tsx"],
    });
    try {
      holder.send({ url: server.url, grant: fixture.owner, restoreLockMs: 1_000 });
      expect(await once(holder, "message")).toEqual(["holds", undefined]);
      let reads = 0;
      const opened = fixture.gate.openEpoch(fixture.owner, (question) => {
        reads += 1;
        return noCharges(question);
      });
      // It lives longer than its lock by itself would: nobody else may begin.
      await expect.poll(() => direct.pttl(`rl:{p07}:${fixture.owner.organizationId}:restoring`)).toBeLessThan(800);
      await expect.poll(() => direct.pttl(`rl:{p07}:${fixture.owner.organizationId}:restoring`)).toBeGreaterThan(900);
      expect(reads).toBe(0);
      holder.kill("SIGKILL");
      await opened;
      expect(reads).toBe(1);
      expect(await counted(fixture)).toBe(3);
    } finally {
      holder.kill("SIGKILL");
    }
  });

  it("that can't read Postgres refuses with its reason, and works at once when it is back", async () => {
    const { gate, owner, ...fixture } = await lost();
    const down = new Error("the directory could not be read");
    await expect(gate.openEpoch(owner, () => Promise.reject(down))).rejects.toBe(down);
    expect(await fixture.counters()).toEqual({});
    expect(await direct.exists(`rl:{p07}:${owner.organizationId}:restoring`)).toBe(0);
    await gate.openEpoch(owner, noCharges);
    expect(Object.values(await fixture.counters())).toHaveLength(1);
  });

  it("that takes long is not waited for for ever, goes on, and is found done", async () => {
    const fixture = await lost({ restoreWaitMs: 50 });
    const { gate, owner } = fixture;
    const postgres = deferred();
    let reads = 0;
    const slow: ReadStoredCharges = async (question) => {
      reads += 1;
      await postgres.promise;
      return noCharges(question);
    };
    const waiting = [gate.openEpoch(owner, slow), gate.openEpoch(owner, slow)];
    await Promise.all(waiting.map((each) => expect(each).rejects.toThrow(LimitsRestoring)));
    await expect(gate.openEpoch(owner, slow)).rejects.toThrow(LimitsRestoring);
    expect(reads).toBe(1);
    postgres.resolve();
    await vi.waitFor(async () => expect(await direct.exists(`rl:{p07}:${owner.organizationId}:boot`)).toBe(1));
    expect(await counted(fixture)).toBe(3);
    await gate.openEpoch(owner, slow);
    expect(reads).toBe(1);
  });

  it("whose lock was taken by another writes nothing more", async () => {
    const fixture = await lost();
    const lock = `rl:{p07}:${fixture.owner.organizationId}:restoring`;
    let reads = 0;
    await fixture.gate.openEpoch(fixture.owner, async (question) => {
      reads += 1;
      if (reads === 1) {
        await direct.set(lock, "another", "PX", 200);
        return {
          ids: [],
          refunded: [],
          sums: [{ ...limit({ counter: "wrong" }), serverId: "s", bucket: 9e12, cost: 1 }],
        };
      }
      return noCharges(question);
    });
    expect(reads).toBe(2);
    expect(Object.keys(await fixture.counters()).filter((key) => key.includes("wrong"))).toEqual([]);
    expect(await counted(fixture)).toBe(3);
  });

  it("of a new organization asks Postgres once and waits for nobody in a partition long known", async () => {
    const fixture = await open();
    const asked: (number | null)[] = [];
    const organizationId = "org_new";
    await direct.set("boot:{p07}", `older@${Date.now() - 3_600_000}`);
    const patient = await another({ lossGraceMs: 60_000 });
    const epoch = await patient.openEpoch({ partition: 7, organizationId, grantId: "grt_1" }, async (question) => {
      asked.push(question.idsSinceMs);
      return noCharges(question);
    });
    expect(epoch).toMatch(/^older\./);
    expect(asked).toEqual([null]);
    await patient.openEpoch({ partition: 7, organizationId, grantId: "grt_2" }, () =>
      Promise.reject(new Error("asked")),
    );
    expect(await fixture.counters()).toEqual({});
  });

  it("leaves counters that end as the script's own would", async () => {
    const fixture = await open();
    const { gate, owner, epoch } = fixture;
    await gate.reserve(own(fixture, epoch));
    const [key = ""] = Object.keys(await fixture.counters());
    const before = [await direct.pexpiretime(key), await direct.hgetall(key)];
    await direct.flushall();
    await gate.openEpoch(owner, noCharges);
    expect([await direct.pexpiretime(key), await direct.hgetall(key)]).toEqual(before);
  });
});
