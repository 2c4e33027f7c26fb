import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bumpEpochs } from "@policylayer/gate";
import { type EmbeddedRedis, startRedis } from "@policylayer/testing";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  auditOf,
  createWorld,
  eventually,
  headersFor,
  INITIALIZE,
  type RunningProxy,
  send,
  startProxy,
  TestClient,
  type World,
} from "./harness";
import { answerJson, RecordingUpstream } from "./recording-upstream";
import type { Seed, Seeded } from "./seed-world";
import { gateBefore } from "./tcp-gate";

const limit = (counter: string, on_store_error: "allow" | "deny") => ({
  ...{ counter, window: "minute", max: 2, on_store_error },
});
const POLICY = JSON.stringify({
  version: "1",
  default: "deny",
  hide: ["drop_table"],
  tools: {
    run_procedure: { limits: [limit("a", "allow"), limit("b", "allow")] },
    list_rows: {},
    write_row: { limits: [limit("a", "allow"), limit("c", "deny")] },
    wipe: { action: "require_approval" },
  },
});
const TOOLS = ["run_procedure", "list_rows", "write_row", "wipe", "drop_table", "unnamed"];
const AVAILABLE: Partial<Seed> = { policy: POLICY, tools: TOOLS, auditMode: "available" };

/** A Redis of the suite's own, to be killed and started again with what it had. */
let folder: string;
let server: EmbeddedRedis;
let watcher: Redis;
let world: World;
let postgres: Awaited<ReturnType<typeof gateBefore>>;
let proxy: RunningProxy;
/** The same, with a patience that is over at once. */
let impatient: RunningProxy;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "policylayer-without-store-"));
  server = await startRedis({ dataDir: folder, log: () => undefined });
  watcher = new Redis(server.url);
  watcher.on("error", () => undefined);
  world = await createWorld();
  postgres = await gateBefore(world.database.url);
  const services = { redisUrl: server.url, databaseUrl: postgres.url };
  proxy = await startProxy(services);
  impatient = await startProxy(services, { staleGrantMsMax: -1 });
});

afterAll(async () => {
  await proxy.close();
  await impatient.close();
  await postgres.close();
  await world.close();
  watcher.disconnect();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

/** Runs `work` while Redis is killed, and waits until it answers everybody again. */
async function withoutRedis(work: () => Promise<void>): Promise<void> {
  process.kill(server.pid, "SIGKILL");
  await server.exited;
  try {
    await work();
  } finally {
    server = await startRedis({ dataDir: folder, port: server.port, log: () => undefined });
    for (const redis of [proxy.redis, impatient.redis, watcher]) {
      await eventually(
        "Redis",
        () => redis.ping().catch(() => null),
        (pong) => pong === "PONG",
      );
    }
  }
}

/** What the control plane does after a change has committed, in this suite's Redis. */
const bump = ({ partition, organizationId, grantId }: Seeded) =>
  bumpEpochs(watcher, partition, organizationId, [grantId]);
const open = async (seed: Partial<Seed> = AVAILABLE, by = proxy) => TestClient.open(by, await world.seed(seed));
const tools = () => world.upstream.calls;

function isRefused(answer: Awaited<ReturnType<TestClient["call"]>>): void {
  expect(answer.status).toBe(503);
  expect(answer.json).toMatchObject({ error: { data: { code: "store_unavailable", retryable: true } } });
}

describe("with Redis killed", () => {
  test("a strict organization's calls are refused, whatever their limits say", async () => {
    const client = await open({ ...AVAILABLE, auditMode: "strict" });
    await withoutRedis(async () => {
      for (const tool of ["run_procedure", "list_rows"]) isRefused(await client.call(tool));
      expect(tools()).toEqual([]);
    });
  });

  test("a call whose limits all allow it passes, reaches the server once, and is in the log when Redis is back", async () => {
    const client = await open();
    await withoutRedis(async () => {
      const answer = await client.call("run_procedure");
      expect(answer.status).toBe(200);
      expect(answer.json.result.isError).toBeUndefined();
      expect(tools()).toHaveLength(1);
    });
    const records = await eventually(
      "the record and its outcome",
      () => auditOf(watcher, client.seeded),
      (all) => all.length === 2,
    );
    const [intent] = records.flatMap((record) => (record.kind === "intent" ? [record] : []));
    const [outcome] = records.flatMap((record) => (record.kind === "outcome" ? [record.outcome] : []));
    expect(intent).toMatchObject({
      ...{ degraded: true, decision: "allow", code: "store_unavailable", rule: "/tools/run_procedure" },
      intent: { tool: "run_procedure", policyVersion: 1, limits: [{ counter: "a" }, { counter: "b" }] },
    });
    expect(outcome).toMatchObject({ callId: intent?.intent.callId, outcome: "ok", upstreamStatus: 200 });
    expect(proxy.app.metrics.get("policylayer_degraded_calls_total", "allow")).toBeGreaterThan(0);
    // Its limits were not counted: both are whole.
    for (const _ of [1, 2]) expect((await client.call("run_procedure")).json.result.isError).toBeUndefined();
    expect((await client.call("run_procedure")).json.result._meta["policylayer/decision"].code).toBe("limit_exceeded");
  });

  test("a call without any limit passes: nothing needs to be counted", async () => {
    const client = await open();
    await withoutRedis(async () => {
      expect((await client.call("list_rows")).status).toBe(200);
      expect(tools()).toHaveLength(1);
    });
  });

  test("one limit that must be counted refuses the call", async () => {
    const client = await open();
    const before = proxy.app.metrics.get("policylayer_degraded_refusals_total", "limit");
    await withoutRedis(async () => isRefused(await client.call("write_row")));
    expect(tools()).toEqual([]);
    expect(proxy.app.metrics.get("policylayer_degraded_refusals_total", "limit")).toBe(before + 1);
  });

  test("a grant that was verified too long ago opens nothing", async () => {
    const client = await open(AVAILABLE, impatient);
    expect((await client.call("list_rows")).status).toBe(200);
    await withoutRedis(async () => isRefused(await client.call("list_rows")));
    expect(tools()).toHaveLength(1);
    expect(impatient.app.metrics.get("policylayer_degraded_refusals_total", "stale_grant")).toBe(1);
  });

  test("a grant revoked meanwhile works until its patience is over, and no longer than Redis is away", async () => {
    const seeded = await world.seed(AVAILABLE);
    const [client, other] = [await TestClient.open(proxy, seeded), await TestClient.open(impatient, seeded)];
    await withoutRedis(async () => {
      await world.db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.organization_id', ${seeded.organizationId}, true)`;
        await tx.grant.update({ where: { id: seeded.grantId }, data: { revokedAt: new Date() } });
      });
      expect((await client.call("list_rows")).status).toBe(200);
      isRefused(await other.call("list_rows"));
    });
    await bump(seeded);
    expect((await client.call("list_rows")).status).toBe(401);
  });

  test("a grant that is known to have changed opens nothing, though what it is now could not be read", async () => {
    const client = await open();
    await bump(client.seeded);
    postgres.gate.shut();
    expect((await client.call("list_rows")).json.error.data.code).toBe("directory_unavailable");
    await withoutRedis(async () => isRefused(await client.call("list_rows")));
    postgres.gate.reopen();
    expect(tools()).toEqual([]);
    await eventually(
      "Postgres",
      () => client.call("list_rows"),
      ({ status }) => status === 200,
    );
  });

  test("refusals that need no counter are given as ever and recorded; what needs a person is refused", async () => {
    const client = await open();
    await withoutRedis(async () => {
      expect((await client.call("unnamed")).json.result._meta["policylayer/decision"].code).toBe("default_deny");
      expect((await client.call("drop_table")).json.error).toMatchObject({ code: -32602 });
      isRefused(await client.call("wipe"));
    });
    expect(tools()).toEqual([]);
    const records = await eventually(
      "the records",
      () => auditOf(watcher, client.seeded),
      (all) => all.length === 4,
    );
    expect(records).toContainEqual(expect.objectContaining({ decision: "deny", code: "default_deny", degraded: true }));
    expect(records).toContainEqual(expect.objectContaining({ decision: "hide", code: "hidden", degraded: true }));
  });

  test("a policy in shadow mode stops nothing, and says what it would have", async () => {
    const client = await open({ ...AVAILABLE, policy: POLICY.replace('"default"', '"mode":"shadow","default"') });
    await withoutRedis(async () => {
      for (const tool of ["write_row", "unnamed"]) expect((await client.call(tool)).status).toBe(200);
    });
    expect(tools()).toHaveLength(2);
    const records = await eventually(
      "the records",
      () => auditOf(watcher, client.seeded),
      (all) => all.length === 4,
    );
    const would = { decision: "deny", code: "default_deny" };
    expect(records).toContainEqual(expect.objectContaining({ code: "shadow", degraded: true, would }));
  });

  test("a session or a grant that this proxy doesn't know opens nothing", async () => {
    const seeded = await world.seed(AVAILABLE);
    const elsewhere = await TestClient.open(impatient, seeded);
    await withoutRedis(async () => {
      const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "list_rows" } };
      const headers = headersFor(seeded.token, elsewhere.session);
      isRefused(await send(proxy, seeded.path, JSON.stringify(call), headers));
      isRefused(await send(proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token)));
    });
    expect(tools()).toEqual([]);
  });

  test("a call that could not be sent has an outcome, and nothing to give back", async () => {
    const upstream = await RecordingUpstream.start();
    const client = await open({ ...AVAILABLE, upstreamUrl: upstream.url });
    await upstream.stop();
    await withoutRedis(async () => {
      expect((await client.call("list_rows")).json.error.data).toMatchObject({ code: "upstream_error" });
    });
    const records = await eventually(
      "the record and its outcome",
      () => auditOf(watcher, client.seeded),
      (all) => all.length === 2,
    );
    expect(records).toContainEqual(
      expect.objectContaining({ refunded: false, outcome: expect.objectContaining({ outcome: "upstream_error" }) }),
    );
  });
});
