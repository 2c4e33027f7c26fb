import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LimitCheck } from "@policylayer/policy";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildGateFixture, type GateFixture, openGateClient } from "./gate-fixture";
import { limit } from "./requests";

const PROCESSES = 4;
const CALLS = 125;

let redis: Redis;

beforeAll(async () => {
  redis = await openGateClient(inject("redisUrl"));
});

afterAll(() => redis.disconnect());

interface Tally {
  readonly reserved: number;
  readonly exceeded: number;
}

/** All processes connect first and are let go together. */
async function race(fixture: GateFixture, limits: readonly LimitCheck[]): Promise<Tally> {
  const racers: ChildProcess[] = [];
  try {
    for (let i = 0; i < PROCESSES; i++) {
      racers.push(fork(fileURLToPath(new URL("./racer.ts", import.meta.url)), { execArgv: ["--import", "tsx"] }));
    }
    const request = fixture.request({ limits });
    await Promise.all(
      racers.map(async (racer) => {
        const ready = answerOf(racer);
        racer.send({ url: inject("redisUrl"), request, calls: CALLS });
        await ready;
      }),
    );
    const tallies = racers.map(answerOf);
    for (const racer of racers) racer.send("go");
    return (await Promise.all(tallies)).map(readTally).reduce((sum, tally) => ({
      reserved: sum.reserved + tally.reserved,
      exceeded: sum.exceeded + tally.exceeded,
    }));
  } finally {
    for (const racer of racers) racer.kill();
  }
}

async function answerOf(racer: ChildProcess): Promise<unknown> {
  const died = once(racer, "exit").then(([code]) => Promise.reject(new Error(`a racer ended early with code ${code}`)));
  const [message] = await Promise.race([once(racer, "message"), died]);
  died.catch(() => undefined);
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

describe(`${PROCESSES} processes racing for one limit`, () => {
  it.each<[string, readonly LimitCheck[], number, readonly number[]]>([
    ["sliding", [SLIDING], 50, [50]],
    ["fixed", [FIXED], 50, [50]],
    ["of a session", [{ ...SLIDING, scope: "session", scopeId: "ses_1" }], 50, [50]],
    ["of a team", [{ ...FIXED, scope: "team", scopeId: "team_1" }], 50, [50]],
    ["of a server, for one value", [{ ...SLIDING, scope: "server", scopeId: "srv_1", per: '"c_1"' }], 50, [50]],
    ["of an organization", [{ ...FIXED, scope: "organization", scopeId: "org_1" }], 50, [50]],
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
