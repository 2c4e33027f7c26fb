import type { LimitCheck, LimitScope, LimitWindow } from "@policylayer/policy";
import fc from "fast-check";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { bumpEpochs } from "../src/index";
import { ExactLog, expectNeverOver, windowMs } from "./exact-log";
import { buildGateFixture, type GateFixture, noCharges, openGateClient } from "./gate-fixture";
import { modelRun } from "./model-run";
import { limit } from "./requests";

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

/** Far ahead of the real clock, so that Redis itself never expires a counter that the model still knows. */
const START = Date.parse("2041-12-30T22:00:00Z");

const windowArbitrary: fc.Arbitrary<LimitWindow> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<LimitWindow>("second", "minute", "hour") },
  { weight: 1, arbitrary: fc.constantFrom<LimitWindow>("day", "week", "month") },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 130 }) },
);

const limitsArbitrary = fc
  .array(
    fc.record({
      window: windowArbitrary,
      algorithm: fc.constantFrom<LimitCheck["algorithm"]>("sliding", "fixed"),
      scope: fc.constantFrom<LimitScope>("grant", "session", "team", "server", "organization"),
      isPerValue: fc.boolean(),
      max: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }) },
        { weight: 1, arbitrary: fc.constant(0) },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((shapes) =>
    shapes.map(({ isPerValue, ...shape }, i) => ({
      isPerValue,
      limit: limit({ ...shape, counter: `c${i}`, pointer: `/tools/t/limits/${i}` }),
    })),
  );

interface ModelLimit {
  readonly limit: LimitCheck;
  readonly isPerValue: boolean;
}

type Step =
  | {
      readonly kind: "call";
      readonly afterMs: number;
      readonly costs: readonly number[];
      readonly uses: number;
      /** Whose call it is, of two, and which of two values its argument has. */
      readonly scopeId: string;
      readonly value: string;
      readonly isShadow: boolean;
    }
  | { readonly kind: "jump"; readonly ms: number }
  | { readonly kind: "bump" };

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant("call" as const),
      afterMs: fc.oneof(
        fc.constantFrom(0, 1, 999, 1000, 1001, 59_999, 60_000),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 20_000 }),
      ),
      costs: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }),
      /** Which limits this call has, as bits: calls of different tools share some counters and not others. */
      uses: fc.integer({ min: 1, max: 7 }),
      scopeId: fc.constantFrom("id_1", "id_1", "id_1", "id_2"),
      value: fc.constantFrom("1", "1", '"1"'),
      isShadow: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("jump" as const), ms: fc.constantFrom(-3_600_000, 3_600_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "bump" as const }) },
);

/** One run against the real script; checks every answer against the logs. */
class Run {
  now = START;
  epoch: string;
  readonly logs = new Map<string, ExactLog>();

  constructor(
    readonly fixture: GateFixture,
    readonly clock: { now: number },
    readonly limits: readonly ModelLimit[],
  ) {
    this.epoch = fixture.epoch;
  }

  /** The counters that a call moves: one for each limit, whose call it is, value, and for shadow mode its own. */
  #logsOf({ uses, scopeId, value, isShadow }: Extract<Step, { kind: "call" }>): ExactLog[] {
    const used = this.limits.filter((_, i) => (uses >> i) % 2 === 1);
    return used.map(({ limit: { counter }, limit: check, isPerValue }) => {
      const per = isPerValue ? value : null;
      const identity = JSON.stringify([counter, scopeId, per, isShadow]);
      const log = this.logs.get(identity) ?? new ExactLog({ ...check, scopeId, per, isShadow });
      this.logs.set(identity, log);
      return log;
    });
  }

  async step(step: Step): Promise<void> {
    if (step.kind === "jump") this.now += step.ms;
    else if (step.kind === "bump") await this.#bump();
    else {
      this.now += step.afterMs;
      const logs = this.#logsOf(step);
      const costs = step.costs.slice(0, logs.length);
      const retryAfterMs = await this.#call(logs, costs);
      if (retryAfterMs !== null) await this.#comeBack(logs, costs, retryAfterMs);
    }
  }

  /** Judged by the old epoch nothing passes and nothing moves; by the new one it goes on. */
  async #bump(): Promise<void> {
    const { partition, organizationId, grantId } = this.fixture.owner;
    await bumpEpochs(redis, partition, organizationId, [grantId]);
    const before = await this.fixture.counters();
    const limits = this.limits.map((each) => each.limit);
    const stale = await this.fixture.gate.reserve(this.fixture.request({ epoch: this.epoch, limits }));
    expect(stale).toEqual({ kind: "stale" });
    expect(await this.fixture.counters()).toEqual(before);
    this.epoch = await this.fixture.gate.openEpoch(this.fixture.owner, noCharges);
  }

  /** null when the call passed or can never pass, else the retry it was told. */
  async #call(logs: readonly ExactLog[], costs: readonly number[], now = this.now): Promise<number | null> {
    this.clock.now = now;
    const limits = logs.map((log, i) => ({ ...log.limit, cost: costs[i] ?? 1 }));
    const before = await this.fixture.counters();
    const answer = await this.fixture.gate.reserve(this.fixture.request({ epoch: this.epoch, limits }));
    const fits = logs.map((log, i) => {
      const { atLeast, atMost } = log.used(now);
      const cost = costs[i] ?? 1;
      return { surely: atMost + cost <= log.limit.max, maybe: atLeast + cost <= log.limit.max };
    });

    if (answer.kind === "reserved") {
      expect(fits.every(({ maybe }) => maybe)).toBe(true);
      logs.forEach((log, i) => void log.consume(now, costs[i] ?? 1));
      return null;
    }
    expect(answer.kind).toBe("exceeded");
    expect(fits.every(({ surely }) => surely)).toBe(false);
    expect(await this.fixture.counters()).toEqual(before);
    if (answer.kind !== "exceeded") return null;
    const blocking = limits[answer.index];
    if (blocking !== undefined && blocking.cost > blocking.max) {
      expect(answer.retryAfterMs).toBe(windowMs(blocking.window));
      return null;
    }
    expect(limits.every(({ cost, max }) => cost <= max)).toBe(true);
    return answer.retryAfterMs;
  }

  /** Alone, a millisecond too early is refused, and exactly then it passes. */
  async #comeBack(logs: readonly ExactLog[], costs: readonly number[], retryAfterMs: number): Promise<void> {
    expect(retryAfterMs).toBeGreaterThanOrEqual(1);
    if (retryAfterMs > 1) expect(await this.#call(logs, costs, this.now + retryAfterMs - 1)).toBe(1);
    this.now += retryAfterMs;
    expect(await this.#call(logs, costs)).toBeNull();
  }
}

describe("limits against an exact log", () => {
  it("never admit more than max in any window, count no denial, and pass a lone call at the retry told", async () => {
    await fc.assert(
      fc.asyncProperty(
        limitsArbitrary,
        fc.array(stepArbitrary, { minLength: 1, maxLength: 60 }),
        async (limits, steps) => {
          const clock = { now: START };
          const run = new Run(await buildGateFixture(redis, { now: () => clock.now }), clock, limits);
          for (const step of steps) await run.step(step);
          for (const log of run.logs.values()) expectNeverOver(log);
        },
      ),
      modelRun("limits against an exact log", 150),
    );
  });
});
