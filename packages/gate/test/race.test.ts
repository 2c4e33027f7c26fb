import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LimitCheck, LimitScope } from "@policylayer/policy";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildGateFixture, type GateFixture, openGateClient } from "./gate-fixture";
import { limit } from "./requests";

const PROCESSES = 4;
const CALLS = 125;

let redis: Redis;
const racers: ChildProcess[] = [];
const deaths = new Map<ChildProcess, Promise<never>>();

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
  for (let i = 0; i < PROCESSES; i++) {
    const racer = fork(fileURLToPath(new URL("./racer.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
    const death = once(racer, "exit").then(([code]) => Promise.reject(new Error(`a racer ended with code ${code}`)));
    death.catch(() => undefined);
    racers.push(racer);
    deaths.set(racer, death);
  }
  await tellAll({ url: inject("redisUrl") });
});

afterAll(() => {
  for (const racer of racers) racer.kill();
  redis.disconnect();
});

interface Tally {
  readonly reserved: number;
  readonly exceeded: number;
}

/** Everybody has the request before anybody is let go. */
async function race(fixture: GateFixture, limits: readonly LimitCheck[]): Promise<Tally> {
  await tellAll({ request: fixture.request({ limits }), calls: CALLS });
  return (await tellAll("go")).map(readTally).reduce((sum, tally) => ({
    reserved: sum.reserved + tally.reserved,
    exceeded: sum.exceeded + tally.exceeded,
  }));
}

function tellAll(message: object | string): Promise<unknown[]> {
  const answers = racers.map(answerOf);
  for (const racer of racers) racer.send(message);
  return Promise.all(answers);
}

/** The next message of a racer; rejects when it has died instead. */
async function answerOf(racer: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(racer, "message"),
    deaths.get(racer) ?? Promise.reject(new Error("unknown")),
  ]);
  return message;
}

function readTally(message: unknown): Tally {
  const { reserved, exceeded } = Object(message);
  if (typeof reserved !== "number" || typeof exceeded !== "number") throw new Error("a racer gave no tally");
  return { reserved, exceeded };
}

function consumed(counters: Awaited<ReturnType<GateFixture["counters"]>>): number[] {
  return Object.values(counters).map((buckets) =>
    Object.values(buckets).reduce((sum, count) => sum + Number(count), 0),
  );
}

// Windows long enough that none ends during a race.
const SLIDING = limit({ window: "hour", max: 50 });
const FIXED = limit({ window: "month", algorithm: "fixed", counter: "monthly", max: 50 });

const SCOPES: readonly LimitScope[] = ["grant", "session", "team", "server", "organization"];

function everyScope(limits: readonly LimitCheck[]): [string, LimitCheck[], number, number[]][] {
  return SCOPES.flatMap((scope) =>
    limits.map((each): [string, LimitCheck[], number, number[]] => [
      `${each.algorithm}, by ${scope}`,
      [{ ...each, scope, scopeId: `${scope}_1` }],
      50,
      [50],
    ]),
  );
}

describe(`${PROCESSES} processes racing for one limit`, () => {
  it.each<[string, readonly LimitCheck[], number, readonly number[]]>([
    ...everyScope([SLIDING, FIXED]),
    ["for one value", [{ ...SLIDING, scope: "server", scopeId: "srv_1", per: '"c_1"' }], 50, [50]],
    ["in shadow mode", [{ ...SLIDING, isShadow: true }], 50, [50]],
    ["with a cost of 3", [{ ...SLIDING, cost: 3 }], 16, [48]],
    [
      "combined",
      [{ ...FIXED, max: 120 }, SLIDING, { ...SLIDING, counter: "tool", max: 80, cost: 2 }],
      40,
      [40, 40, 80],
    ],
  ])("%s: exactly max pass, the counter says so, and every call is recorded", async (_, limits, passes, counts) => {
    const fixture = await buildGateFixture(redis);
    expect(await race(fixture, limits)).toEqual({ reserved: passes, exceeded: PROCESSES * CALLS - passes });
    expect(consumed(await fixture.counters()).sort()).toEqual([...counts].sort());
    const decisions = (await fixture.records()).map((record) => record.kind === "intent" && record.decision);
    expect(decisions.filter((decision) => decision === "allow")).toHaveLength(passes);
    expect(decisions.filter((decision) => decision === "rate_limited")).toHaveLength(PROCESSES * CALLS - passes);
  });
});
