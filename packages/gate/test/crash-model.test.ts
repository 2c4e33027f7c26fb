import type { LimitCheck } from "@policylayer/policy";
import fc from "fast-check";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  bumpEpochs,
  createGate,
  type Gate,
  type ReserveAnswer,
  type ReserveRequest,
  StoreUnavailable,
} from "../src/index";
import { type Consumed, ExactLog, expectNeverOver } from "./exact-log";
import { type FaultProxy, startFaultProxy } from "./fault-proxy";
import { buildGateFixture, type GateFixture, noCharges, openGateClient } from "./gate-fixture";
import { modelRun } from "./model-run";
import { type RedisServer, startRedisServer } from "./redis-server";
import { limit, outcome } from "./requests";

let server: RedisServer;
/** Past every fault. */
let direct: Redis;
let faults: FaultProxy;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  direct = await openGateClient(server.url);
  faults = await startFaultProxy(server.url);
  redis = await openGateClient(faults.url);
});

afterAll(async () => {
  redis.disconnect();
  await faults.close();
  direct.disconnect();
  await server.stop();
});

const START = Date.parse("2041-12-30T22:00:00Z");

/** How the life of one call goes on, or where the proxy dies. */
const fates = [
  "ends",
  "is not sent, and refunded",
  "is judged by a stale epoch first",
  "dies before the reservation",
  "dies after the reservation",
  "dies after it was forwarded",
  "loses the reservation's answer",
  "loses the refund's answer",
  "finds the scripts gone",
] as const;
type Fate = (typeof fates)[number];

const stepArbitrary = fc.record({
  afterMs: fc.oneof(fc.constantFrom(0, 999, 1_000, 60_000), fc.integer({ min: 0, max: 20_000 })),
  jumpMs: fc.oneof(
    { weight: 12, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(-3_600_000, 3_600_000) },
  ),
  costs: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  fate: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Fate>("ends") },
    { weight: 6, arbitrary: fc.constantFrom(...fates) },
  ),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

const limitsArbitrary = fc.array(
  fc.record({
    window: fc.constantFrom<LimitCheck["window"]>("minute", "hour", "day", 7),
    algorithm: fc.constantFrom<LimitCheck["algorithm"]>("sliding", "fixed"),
    max: fc.integer({ min: 1, max: 8 }),
  }),
  { minLength: 1, maxLength: 2 },
);

/** One proxy after another on one Redis; the stream is asked what really happened, and the exact log what may have. */
class Life {
  now = START;
  epoch: string;
  gate: Gate;
  readonly logs: readonly ExactLog[];
  /** Call ids that reached the upstream. */
  readonly arrived: string[] = [];

  constructor(
    readonly fixture: GateFixture,
    readonly clock: { now: number },
    limits: readonly LimitCheck[],
  ) {
    this.epoch = fixture.epoch;
    this.gate = this.#newProcess();
    this.logs = limits.map((each) => new ExactLog(each));
  }

  async step({ afterMs, jumpMs, costs, fate }: Step): Promise<void> {
    this.now += afterMs + jumpMs;
    this.clock.now = this.now;
    const limits = this.logs.map((log, i) => ({ ...log.limit, cost: costs[i] ?? 1 }));
    if (fate === "dies before the reservation") {
      this.gate = this.#newProcess();
      return;
    }
    if (fate === "is judged by a stale epoch first") await this.#judgeStale(limits);
    if (fate === "finds the scripts gone") await direct.script("FLUSH");
    const request = this.fixture.request({ epoch: this.epoch, limits });
    if (fate === "loses the reservation's answer") {
      await this.#withoutAnswers(() => this.gate.reserve(request));
      // Whoever didn't hear doesn't forward. What Redis did counts all the same.
      if (await this.#isAllowedInStream(request)) this.#consume(costs);
      return;
    }
    const answer = await this.gate.reserve(request);
    this.#check(answer, costs);
    if (answer.kind !== "reserved") return;
    const entries = this.#consume(costs);
    await this.#carryOut(fate, request, entries);
  }

  async #carryOut(fate: Fate, request: ReserveRequest, entries: readonly Consumed[]): Promise<void> {
    const { partition, organizationId } = this.fixture.owner;
    const { callId } = request.intent;
    switch (fate) {
      case "dies after the reservation":
        this.gate = this.#newProcess();
        return;
      case "dies after it was forwarded":
        this.arrived.push(callId);
        this.gate = this.#newProcess();
        return;
      case "is not sent, and refunded":
        await this.gate.refund(request, outcome({ callId, organizationId, outcome: "upstream_error" }));
        this.#giveBack(entries);
        return;
      case "loses the refund's answer": {
        const failed = outcome({ callId, organizationId, outcome: "upstream_error" });
        await this.#withoutAnswers(() => this.gate.refund(request, failed));
        const records = await this.fixture.records();
        const isRefunded = records.some(
          (record) => record.kind === "outcome" && record.refunded && record.outcome.callId === callId,
        );
        if (isRefunded) this.#giveBack(entries);
        return;
      }
      default:
        this.arrived.push(callId);
        this.gate.appendOutcome(partition, outcome({ callId, organizationId }));
        await this.gate.flush();
    }
  }

  /** Nothing is recorded or counted by the old epoch. */
  async #judgeStale(limits: readonly LimitCheck[]): Promise<void> {
    const { partition, organizationId, grantId } = this.fixture.owner;
    await bumpEpochs(direct, partition, organizationId, [grantId]);
    const before = [await this.fixture.counters(), await this.fixture.records()];
    const stale = this.fixture.request({ epoch: this.epoch, limits });
    expect(await this.gate.reserve(stale)).toEqual({ kind: "stale" });
    expect([await this.fixture.counters(), await this.fixture.records()]).toEqual(before);
    this.epoch = await this.gate.openEpoch(this.fixture.owner, noCharges);
  }

  /** The command arrives, its answer doesn't, and the connection breaks. */
  async #withoutAnswers(work: () => Promise<unknown>): Promise<void> {
    faults.setReplies("swallow_and_reset");
    await expect(work()).rejects.toThrow(StoreUnavailable);
    faults.setReplies("pass");
    const { owner } = this.fixture;
    await vi.waitFor(
      async () => expect(await this.gate.check({ ...owner, epoch: this.epoch, sessionId: null })).toBe("current"),
      { timeout: 20_000, interval: 5 },
    );
    await this.gate.flush();
    this.gate = this.#newProcess();
  }

  async #isAllowedInStream({ intent }: ReserveRequest): Promise<boolean> {
    const records = await this.fixture.records();
    return records.some(
      (record) => record.kind === "intent" && record.intent.callId === intent.callId && record.decision === "allow",
    );
  }

  #check(answer: ReserveAnswer, costs: readonly number[]): void {
    const fits = this.logs.map((log, i) => {
      const { atLeast, atMost } = log.used(this.now);
      const cost = costs[i] ?? 1;
      return { surely: atMost + cost <= log.limit.max, maybe: atLeast + cost <= log.limit.max };
    });
    if (answer.kind === "reserved") expect(fits.every(({ maybe }) => maybe)).toBe(true);
    else {
      expect(answer.kind).toBe("exceeded");
      expect(fits.every(({ surely }) => surely)).toBe(false);
    }
  }

  #consume(costs: readonly number[]): Consumed[] {
    return this.logs.map((log, i) => log.consume(this.now, costs[i] ?? 1));
  }

  /** Of each limit its own. */
  #giveBack(entries: readonly Consumed[]): void {
    for (const [i, entry] of entries.entries()) this.logs[i]?.giveBack(entry);
  }

  /** Knows nothing of what the one before it reserved. */
  #newProcess(): Gate {
    return createGate({ redis, now: () => this.clock.now });
  }

  /** What must be true whatever happened. */
  async verify(): Promise<void> {
    for (const log of this.logs) expectNeverOver(log);
    const records = await this.fixture.records();
    const intents = records.flatMap((record) => (record.kind === "intent" ? [record] : []));
    const ids = intents.map(({ intent }) => intent.callId);
    expect(new Set(ids).size).toBe(ids.length);
    const allowed = new Set(intents.flatMap(({ decision, intent }) => (decision === "allow" ? [intent.callId] : [])));
    expect(this.arrived.filter((callId) => !allowed.has(callId))).toEqual([]);
    expect(new Set(this.arrived).size).toBe(this.arrived.length);
    const refunded = new Set(
      records.flatMap((record) => (record.kind === "outcome" && record.refunded ? [record.outcome.callId] : [])),
    );
    expect(this.arrived.filter((callId) => refunded.has(callId))).toEqual([]);
    // Each limit was consumed by every allowed call that was not refunded, and by nothing else.
    for (const log of this.logs) expect(log.entries).toHaveLength(allowed.size - refunded.size);
  }
}

describe("wherever a proxy dies in the life of a call", () => {
  it("no limit is ever over, none is consumed without a row, and nothing arrives that isn't recorded as allowed", async () => {
    const seen = new Set<Fate>();
    await fc.assert(
      fc.asyncProperty(
        limitsArbitrary,
        fc.array(stepArbitrary, { minLength: 1, maxLength: 30 }),
        async (shapes, steps) => {
          const clock = { now: START };
          const limits = shapes.map((shape, i) =>
            limit({ ...shape, counter: `c${i}`, pointer: `/tools/t/limits/${i}` }),
          );
          const life = new Life(await buildGateFixture(direct, { now: () => clock.now }), clock, limits);
          for (const step of steps) {
            await life.step(step);
            seen.add(step.fate);
          }
          await life.verify();
        },
      ),
      modelRun("crashes between the steps of a call", 60),
    );
    expect([...seen].toSorted()).toEqual([...fates].toSorted());
  });
});
