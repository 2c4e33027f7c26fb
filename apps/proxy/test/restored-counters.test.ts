import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { newId } from "@policylayer/crypto";
import { createDb, type Db } from "@policylayer/db";
import {
  auditStreamKey,
  buildGateClient,
  type CallIntent,
  type CallOutcome,
  createGate,
  type Gate,
  type GrantRef,
  type ReserveRequest,
  recordLimit,
} from "@policylayer/gate";
import {
  createTestDatabase,
  type EmbeddedRedis,
  freePort,
  type StartedProcess,
  startAndWaitFor,
  startRedis,
  type TestDatabase,
} from "@policylayer/testing";
import fc from "fast-check";
import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readStoredCharges } from "../src/grants/stored-charges";
import { eventually } from "./harness";

const WORKER = fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url));
const PARTITION = 11;
/** Far ahead of the real clock, so that Redis itself never expires a counter that the model still knows. */
const START = Date.parse("2041-12-30T22:00:00Z");

let server: EmbeddedRedis;
let database: TestDatabase;
let db: Db;
let redis: Redis;
let worker: StartedProcess<number>;

beforeAll(async () => {
  server = await startRedis({ dataDir: null, log: () => undefined });
  database = await createTestDatabase();
  db = createDb(database.url);
  redis = buildGateClient(server.url, { onError: () => undefined, answerWithinMs: 10_000 });
  await once(redis, "ready");
  const port = String(await freePort());
  worker = await startAndWaitFor(
    ["--import", "tsx", WORKER],
    {
      DATABASE_URL: database.url,
      REDIS_URL: server.url,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
      HOST: "127.0.0.1",
      WORKER_PORT: port,
    },
    `http://127.0.0.1:${port}/healthz`,
  );
});
afterEach(() => process.kill(worker.ready, "SIGCONT"));
afterAll(async () => {
  await worker.stop();
  redis.disconnect();
  await db.$disconnect();
  await database.drop();
  await server.stop();
});

type Limit = ReserveRequest["limits"][number];

const limitArbitrary = fc.record({
  counter: fc.constantFrom("a", "b"),
  window: fc.constantFrom<Limit["window"][]>("second", "minute", "hour", "day", "week", "month", 7, 100, 86_400),
  algorithm: fc.constantFrom<Limit["algorithm"][]>("sliding", "fixed"),
  scope: fc.constantFrom<Limit["scope"][]>("grant", "session", "team", "server", "organization"),
  per: fc.constantFrom(null, null, '"c_1"', "7"),
  cost: fc.constantFrom(1, 1, 1, 4),
  max: fc.constantFrom(6, 40),
});

const callArbitrary = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 40_000 }), fc.constant(7_200_000)),
  limits: fc.array(limitArbitrary, { maxLength: 3 }),
  isShadow: fc.constantFrom(false, false, true),
  grant: fc.constantFrom("grt_1", "grt_2"),
  isRefunded: fc.constantFrom(false, false, false, true),
});

type Call = typeof callArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Some time after the history, when some of it doesn't count any more. */
const historyArbitrary = fc.record({
  earlier: fc.array(callArbitrary, { minLength: 1, maxLength: 25 }),
  later: fc.array(callArbitrary, { minLength: 1, maxLength: 25 }),
  afterMs: fc.constantFrom(0, 500, 30_000, 3_000_000),
});

/** Calls of one organization against the real script. */
class History {
  now = START;
  readonly organizationId = newId("org");
  readonly gate: Gate = this.newGate();

  newGate(): Gate {
    return createGate({ redis, lossGraceMs: 0, now: () => this.now });
  }

  grant(grantId = "grt_1"): GrantRef {
    return { partition: PARTITION, organizationId: this.organizationId, grantId };
  }

  /** By the gate given, as the proxy does it. */
  open(gate: Gate, grantId?: string): Promise<string> {
    const stored = (question: Parameters<typeof readStoredCharges>[2]) =>
      readStoredCharges(db, this.organizationId, question);
    return gate.openEpoch(this.grant(grantId), stored);
  }

  async run(calls: readonly Call[]): Promise<void> {
    for (const call of calls) {
      this.now += call.afterMs;
      const request = this.#request(call, await this.open(this.gate, call.grant));
      const answer = await this.gate.reserve(request);
      const outcome = this.#outcome(request.intent.callId);
      if (answer.kind === "reserved" && call.isRefunded) await this.gate.refund(request, outcome);
      else this.gate.appendOutcome(PARTITION, outcome);
    }
    await this.gate.flush();
  }

  /** What still counts now, by counter and bucket. */
  async counters(): Promise<Record<string, Record<string, number>>> {
    const counters: Record<string, Record<string, number>> = {};
    for (const key of (await redis.keys(`rl:*:${this.organizationId}:*:*`)).sort()) {
      const { n, o, s, ...buckets } = await redis.hgetall(key);
      const counting = Object.entries(buckets)
        .map(([bucket, count]) => [bucket, Number(count)] as const)
        .filter(([bucket, count]) => count > 0 && this.#counts(key, Number(bucket)));
      if (counting.length > 0) counters[key] = Object.fromEntries(counting);
      const sum = Object.entries(buckets).reduce((all, [at, count]) => all + (Number(at) < Number(o) ? 0 : +count), 0);
      expect([key, Number(s)]).toEqual([key, sum]);
      expect([key, Number(n)]).toEqual([key, Math.max(...Object.keys(buckets).map(Number))]);
    }
    return counters;
  }

  #counts(key: string, bucket: number): boolean {
    const [, window = "", algorithm] = /:(\d+s|week|month):(sliding|fixed)(?::~|$)/.exec(key) ?? [];
    const date = new Date(this.now);
    if (window === "month") return bucket === Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    const ms = window === "week" ? 604_800_000 : Number.parseInt(window, 10) * 1000;
    if (algorithm === "fixed") return bucket + ms > this.now;
    const width = Math.ceil(ms / 60);
    return (bucket + 1) * width + ms > this.now;
  }

  #request({ limits, isShadow, grant }: Call, epoch: string): ReserveRequest {
    const ids = { grant, session: "ses_1", team: "team_1", server: "srv_1", organization: this.organizationId };
    const checks = limits.map((limit, i): Limit => {
      const more = { onStoreError: "deny", perPath: null, costPath: null } as const;
      return { ...limit, ...more, pointer: `/all_tools/limits/${i}`, scopeId: ids[limit.scope], isShadow };
    });
    const would = isShadow ? { decision: "allow", code: "allowed" } : null;
    return {
      partition: PARTITION,
      epoch,
      sessionId: null,
      limits: checks,
      verdict: { decision: "allow", code: isShadow ? "shadow" : "allowed", rule: null, message: null, would },
      intent: this.#intent(grant, checks),
    };
  }

  #intent(grantId: string, limits: readonly Limit[]): CallIntent {
    return {
      callId: newId("call"),
      organizationId: this.organizationId,
      teamId: "team_1",
      teamSlug: "agents",
      grantId,
      grantLabel: "nightly",
      serverId: "srv_1",
      serverSlug: "demo",
      method: "tools/call",
      tool: "run_procedure",
      policyId: null,
      policyVersion: null,
      argumentKeys: [],
      sessionId: "ses_1",
      clientName: null,
      protocolVersion: null,
      requestBytes: 1,
      bootId: "boot_1",
      deadlineMs: Date.now() + 60_000,
      limits: limits.map(recordLimit),
    };
  }

  #outcome(callId: string): CallOutcome {
    const nothing = { message: null, upstreamStatus: null, responseBytes: null, gatewayMs: 1, upstreamMs: null };
    return { ...nothing, callId, organizationId: this.organizationId, outcome: "ok" };
  }
}

const WAYS = {
  "from Postgres alone": async (history: History) => {
    await drained();
    await redis.flushall();
    await history.open(history.newGate());
  },
  "from Postgres and what the worker had not read of the stream": async (history: History) => {
    for (const lost of ["rl:*", "ep:*", "boot:*"]) await redis.del(await redis.keys(lost));
    await history.open(history.newGate());
  },
  "from Postgres and the memory of who recorded them": async (history: History) => {
    await redis.flushall();
    await history.open(history.gate);
  },
};

async function drained(): Promise<void> {
  process.kill(worker.ready, "SIGCONT");
  await eventually(
    "the worker to have written all",
    () => redis.xlen(auditStreamKey(PARTITION)),
    (length) => length === 0,
  );
}

describe("the counters of a random history, lost and restored", () => {
  test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])(
    "%s, are what they were",
    async (way) => {
      await fc.assert(
        fc.asyncProperty(historyArbitrary, async ({ earlier, later, afterMs }) => {
          const history = new History();
          await history.run(earlier);
          await drained();
          process.kill(worker.ready, "SIGSTOP");
          await history.run(later);
          history.now += afterMs;
          const before = await history.counters();
          await WAYS[way](history);
          expect(await history.counters()).toEqual(before);
        }),
        { numRuns: 15, endOnFailure: true },
      );
    },
    300_000,
  );
});
