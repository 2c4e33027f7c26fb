import { once } from "node:events";
import { newId } from "@policylayer/crypto";
import { asSystem, createDb, type Db } from "@policylayer/db";
import {
  AUDIT_GROUP,
  auditStreamKey,
  auditStreamKeys,
  buildControlClient,
  buildGateClient,
  type CallOutcome,
  createGate,
  type Gate,
  ProcessPulse,
  type ReadStoredCharges,
  type ReserveRequest,
} from "@policylayer/gate";
import { createTestDatabase, startRedis } from "@policylayer/testing";
import type { Redis } from "ioredis";
import { AuditConsumer } from "../src/audit/audit-consumer";
import { OpenCalls } from "../src/audit/open-calls";
import { GrantTouches } from "../src/audit/touch-grants";
import { DrainAudit } from "../src/jobs/drain-audit";
import { createLog } from "../src/log";
import { Outages } from "../src/outages";
import { watchedSystem } from "../src/watched-system";

const PARTITION = 7;
const BOOT = "boot_1";
const quiet = createLog("silent");

/** A Redis and a database of the suite's own, a gate that writes real records, and a look at what became of them. */
export interface AuditFixture {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  readonly redis: Redis;
  readonly gate: Gate;
  readonly db: Db;
  readonly stream: string;
  /** What the proxy does for one call. */
  call(changes?: CallChanges): Promise<string>;
  /** What it does for one that goes on without Redis. */
  degradedCall(id: string): Promise<void>;
  outcome(id: string, changes?: Partial<CallOutcome>): Promise<void>;
  /** A drain as the worker runs it, in this process. */
  startDrain(options?: { name?: string; claimIdleMs?: number }): RunningDrain;
  /** Entries of all streams, and how many of them a consumer has read without settling. */
  backlog(): Promise<{ entries: number; pending: number }>;
  /** Resolves when every stream is empty. */
  drained(): Promise<void>;
  rows(): Promise<Row[]>;
  /** Of each partition: how many of its numbers have come, and in how many ranges they lie. */
  arrivals(): Promise<{ partition: number; ranges: number; count: number }[]>;
  /** Runs a statement as the login itself, which owns the tables. Connections start in a role that doesn't. */
  asOwner(sql: string): Promise<void>;
  close(): Promise<void>;
}

export interface RunningDrain {
  readonly drain: DrainAudit;
  readonly openCalls: OpenCalls;
  stop(): Promise<void>;
}

export interface CallChanges {
  readonly id?: string;
  readonly partition?: number;
  readonly organizationId?: string;
  readonly grantId?: string;
  readonly tool?: string;
  readonly deadlineMs?: number;
  readonly requestBytes?: number;
  /** By default the fixture's own process, which lives. */
  readonly bootId?: string;
  readonly decision?: "allow" | "deny" | "approval_required";
  readonly approvalId?: string;
}

export type Row = Awaited<ReturnType<Db["call"]["findMany"]>>[number];

export async function startAuditFixture(): Promise<AuditFixture> {
  const server = await startRedis({ dataDir: null, log: () => undefined });
  const database = await createTestDatabase();
  const redis = buildControlClient(server.url, { onError: () => undefined });
  const gateRedis = buildGateClient(server.url, { onError: () => undefined, answerWithinMs: 10_000 });
  await once(gateRedis, "ready");
  const gate = createGate({ redis: gateRedis, lossGraceMs: 0 });
  const pulse = new ProcessPulse(gateRedis, BOOT, () => undefined);
  pulse.start();
  const db = createDb(database.url);
  const owner = { organizationId: newId("org"), grantId: newId("grt") };
  const running: RunningDrain[] = [];

  return {
    redisUrl: server.url,
    databaseUrl: database.url,
    redis,
    gate,
    db,
    stream: auditStreamKey(PARTITION),
    async call(changes = {}) {
      const request = await buildRequest(gate, { ...owner, ...changes });
      await reserved(gate, request);
      return request.intent.callId;
    },
    async degradedCall(id) {
      const request = await buildRequest(gate, { ...owner, id });
      gate.recordDegraded({ ...request, verdict: { ...request.verdict, code: "store_unavailable" } });
      await gate.flush();
    },
    async outcome(id, changes = {}) {
      gate.appendOutcome(PARTITION, { ...okOutcome(id, owner.organizationId), ...changes });
      await gate.flush();
    },
    startDrain({ name = "test", claimIdleMs = 30_000 } = {}) {
      const outages = new Outages(quiet);
      const system = watchedSystem(db, outages);
      const onError = () => undefined;
      const consumer = new AuditConsumer({ redisUrl: server.url, redis, name, claimIdleMs, onError });
      const openCalls = new OpenCalls();
      const grantTouches = new GrantTouches(system);
      const drain = new DrainAudit({ system, redis, consumer, openCalls, grantTouches, outages, log: quiet });
      const stop = new AbortController();
      const ended = drain.run(stop.signal);
      const handle = {
        drain,
        openCalls,
        stop: async () => {
          stop.abort();
          await ended;
          consumer.close();
        },
      };
      running.push(handle);
      return handle;
    },
    backlog: () => readBacklog(redis),
    drained: () => until(async () => (await readBacklog(redis)).entries === 0),
    rows: () => readRows(db),
    arrivals: () => readArrivals(db),
    asOwner: (sql) =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('role', session_user, true)`;
        await tx.$executeRawUnsafe(sql);
      }),
    async close() {
      for (const handle of running) await handle.stop();
      await pulse.stop();
      await db.$disconnect();
      redis.disconnect();
      gateRedis.disconnect();
      await database.drop();
      await server.stop();
    },
  };
}

/** An organization that has not called yet. */
export const noCharges: ReadStoredCharges = async () => ({ ids: [], refunded: [], sums: [] });

export function okOutcome(callId: string, organizationId: string): CallOutcome {
  return {
    callId,
    organizationId,
    outcome: "ok",
    message: null,
    upstreamStatus: 200,
    responseBytes: 64,
    gatewayMs: 1.5,
    upstreamMs: 12,
  };
}

type RequestChanges = CallChanges & { readonly organizationId: string; readonly grantId: string };

export async function buildRequest(gate: Gate, changes: RequestChanges): Promise<ReserveRequest> {
  const { partition = PARTITION, organizationId, grantId, decision = "allow" } = changes;
  return {
    partition,
    epoch: await gate.openEpoch({ partition, organizationId, grantId }, noCharges),
    sessionId: null,
    limits: [],
    verdict: {
      decision,
      code: decision === "allow" ? "allowed" : decision === "deny" ? "rule_deny" : decision,
      rule: "/tools/run_procedure",
      message: decision === "approval_required" ? "Somebody was asked." : null,
      would: null,
    },
    intent: {
      callId: changes.id ?? newId("call"),
      organizationId,
      teamId: "team_1",
      teamSlug: "agents",
      grantId,
      grantLabel: "nightly",
      serverId: "srv_1",
      serverSlug: "demo",
      method: "tools/call",
      tool: changes.tool ?? "run_procedure",
      policyId: "pol_1",
      policyVersion: 3,
      argumentKeys: ["name"],
      sessionId: null,
      clientName: null,
      protocolVersion: "2025-11-25",
      requestBytes: changes.requestBytes ?? 120,
      bootId: changes.bootId ?? BOOT,
      deadlineMs: changes.deadlineMs ?? Date.now() + 60_000,
      limits: [],
      ...(changes.approvalId === undefined ? {} : { approvalId: changes.approvalId }),
    },
  };
}

export async function reserved(gate: Gate, request: ReserveRequest): Promise<void> {
  const answer = await gate.reserve(request);
  if (answer.kind !== "reserved") throw new Error(`the gate answered ${answer.kind}`);
}

function readArrivals(db: Db): Promise<{ partition: number; ranges: number; count: number }[]> {
  return asSystem(
    db,
    "maintenance",
    (tx) => tx.$queryRaw`
      SELECT partition, count(*)::int AS ranges, sum(upper(range) - lower(range))::int AS count
      FROM audit_arrivals, unnest(arrived) AS range GROUP BY partition ORDER BY partition`,
  );
}

async function readBacklog(redis: Redis): Promise<{ entries: number; pending: number }> {
  let entries = 0;
  let pending = 0;
  for (const stream of auditStreamKeys()) {
    entries += await redis.xlen(stream);
    // [count, lowest, highest, per consumer]; an error where the group isn't there yet.
    const summary = await redis.xpending(stream, AUDIT_GROUP).catch(() => [0]);
    pending += Number(summary[0]);
  }
  return { entries, pending };
}

export async function readRows(db: Db): Promise<Row[]> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'policylayer_system', true)`;
    return tx.call.findMany({ orderBy: { id: "asc" } });
  });
}

/** Asks until the answer is yes. The test's own time limit bounds it. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
