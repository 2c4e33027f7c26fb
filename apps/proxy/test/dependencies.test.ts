import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { approvalsOf, askingPolicy, decide, pendingOf, REFUND_TOOLS } from "./approval-world";
import {
  auditOf,
  createWorld,
  eventually,
  headersFor,
  type RunningProxy,
  send,
  startProxy,
  TestClient,
  type World,
} from "./harness";
import { answerJson } from "./recording-upstream";
import { type Seeded, savePolicy } from "./seed-world";
import { gateBefore } from "./tcp-gate";

const ALLOW = '{"version":"1","default":"allow"}';
const DENY = '{"version":"1","default":"deny"}';
const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}';

let world: World;
/** A proxy whose Redis and Postgres can be taken away. */
let proxy: RunningProxy;
let redis: Awaited<ReturnType<typeof gateBefore>>;
let postgres: Awaited<ReturnType<typeof gateBefore>>;
beforeAll(async () => {
  world = await createWorld();
  redis = await gateBefore(inject("redisUrl"));
  postgres = await gateBefore(world.database.url);
  proxy = await startProxy({ redisUrl: redis.url, databaseUrl: postgres.url, redisAnswerMs: 250 });
});
afterAll(async () => {
  await proxy.close();
  await redis.close();
  await postgres.close();
  await world.close();
});
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});
afterEach(async () => {
  redis.gate.reopen();
  postgres.gate.reopen();
  await eventually(
    "Redis",
    () => proxy.redis.ping().catch(() => null),
    (pong) => pong === "PONG",
  );
});

function fault(code: string) {
  return { error: { code: -32603, data: { code, retryable: true } } };
}

describe("guarantee 5: fail closed, loudly: a call that needs a person", () => {
  test("with Postgres away it is refused with 503, and reaches nobody", async () => {
    const client = await TestClient.open(proxy, await world.seed({ policy: askingPolicy(), tools: REFUND_TOOLS }));
    postgres.gate.shut();
    const answer = await client.call("refund", { amount: 7 });
    expect([answer.status, answer.json]).toMatchObject([503, fault("directory_unavailable")]);
    postgres.gate.reopen();
    expect(await approvalsOf(world, client.seeded)).toEqual([]);
    expect(world.upstream.calls).toHaveLength(0);
  });

  test("with Redis away when it was approved it is refused, and the approval is not used up", async () => {
    // Nobody can tell the proxy: it looks at the end of the wait.
    const policy = askingPolicy({ wait_seconds: 6 });
    const client = await TestClient.open(proxy, await world.seed({ policy, tools: REFUND_TOOLS }));
    const answer = client.request("tools/call", { name: "refund", _meta: { progressToken: 1 } });
    const approval = await pendingOf(world, client.seeded);
    await eventually(
      "the call to wait",
      () => proxy.app.metrics.get("policylayer_approvals_total", "held"),
      (held) => held > 0,
    );
    redis.gate.shut();
    await decide(world, approval, "approved");
    expect((await answer).text).toContain('"code":"store_unavailable","retryable":true');
    expect((await approvalsOf(world, client.seeded)).map(({ status }) => status)).toEqual(["approved"]);
    expect(world.upstream.calls).toHaveLength(0);
  });
});

describe("guarantee 5: fail closed, loudly: Redis away", () => {
  test("every call is refused with 503 and reaches nobody; when it is back, calls pass again", async () => {
    const client = await TestClient.open(proxy, await world.seed());
    redis.gate.shut();
    const answer = await client.request("tools/call", { name: "run_procedure" }, 9);
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ id: 9, ...fault("store_unavailable") });
    expect(answer.json.error.data.call_id).toMatch(/^call_/);
    expect(answer.headers["retry-after"]).toBe("1");
    for (const method of ["tools/list", "ping"]) expect((await client.request(method)).status).toBe(503);
    expect((await send(proxy, client.seeded.path, null, client.headers, "DELETE")).status).toBe(503);
    expect(world.upstream.calls).toEqual([]);
    redis.gate.reopen();
    await eventually(
      "a call",
      () => client.call("run_procedure"),
      ({ status }) => status === 200,
    );
  });

  test("a Redis that doesn't answer is one that is away", async () => {
    const client = await TestClient.open(proxy, await world.seed());
    redis.gate.stall();
    expect((await client.call("run_procedure")).json).toMatchObject(fault("store_unavailable"));
    expect(world.upstream.calls).toEqual([]);
  });

  test("an outcome that Redis did not take arrives when it is back", async () => {
    const client = await TestClient.open(proxy, await world.seed());
    world.upstream.behaviour = (res, arrival) => {
      redis.gate.shut();
      answerJson(res, arrival);
    };
    expect((await client.call("run_procedure")).status).toBe(200);
    redis.gate.reopen();
    await eventually(
      "the outcome",
      () => auditOf(world.watcher, client.seeded),
      (all) => all.some((record) => record.kind === "outcome" && record.outcome.outcome === "ok"),
    );
  });

  test("/readyz says why it is not ready, /livez lives", async () => {
    redis.gate.shut();
    const ready = await send(proxy, "/readyz", null, {}, "GET");
    expect(ready.status).toBe(503);
    expect(ready.json).toMatchObject({ ready: false, reason: "store_unavailable", store: "down", directory: "up" });
    expect((await send(proxy, "/livez", null, {}, "GET")).status).toBe(200);
  });
});

describe("guarantee 5: fail closed, loudly: Postgres away", () => {
  test("a cached grant works, an uncached one gets 503, and it works once Postgres is back", async () => {
    const [known, unknown] = [await world.seed(), await world.seed()];
    const client = await TestClient.open(proxy, known);
    postgres.gate.shut();
    expect((await client.call("run_procedure")).status).toBe(200);
    const answer = await send(proxy, unknown.path, CALL, headersFor(unknown.token));
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject(fault("directory_unavailable"));
    expect((await send(proxy, "/readyz", null, {}, "GET")).json).toMatchObject({ ready: true, directory: "down" });
    postgres.gate.reopen();
    const other = await eventually(
      "Postgres",
      () => TestClient.open(proxy, unknown).catch(() => null),
      (opened) => opened !== null,
    );
    expect((await other?.call("run_procedure"))?.status).toBe(200);
  });

  test("a changed grant can't be read, so that nothing is judged by its old state", async () => {
    const client = await TestClient.open(proxy, await world.seed({ policy: ALLOW }));
    await savePolicy(world.db, client.seeded, 2, DENY);
    await world.bumpEpoch(client.seeded);
    postgres.gate.shut();
    const answer = await client.call("run_procedure");
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject(fault("directory_unavailable"));
    expect(world.upstream.calls).toEqual([]);
  });
});

describe("a change holds from the next call", () => {
  async function revoke({ organizationId, grantId }: Seeded): Promise<void> {
    await world.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.organization_id', ${organizationId}, true)`;
      await tx.grant.update({ where: { id: grantId }, data: { revokedAt: new Date() } });
    });
  }

  test("a saved policy", async () => {
    const client = await TestClient.open(proxy, await world.seed({ policy: ALLOW }));
    expect((await client.call("run_procedure")).json.result.isError).toBeUndefined();
    await savePolicy(world.db, client.seeded, 2, DENY);
    await world.bumpEpoch(client.seeded);
    expect((await client.call("run_procedure")).json.result._meta["policylayer/decision"].code).toBe("default_deny");
    const intents = (await auditOf(world.watcher, client.seeded)).flatMap((r) =>
      r.kind === "intent" ? [r.intent] : [],
    );
    expect(intents.map(({ policyVersion }) => policyVersion)).toEqual([1, 2]);
  });

  test("a saved policy, for the list", async () => {
    world.upstream.tools = [{ name: "run_procedure", inputSchema: { type: "object" } }];
    const client = await TestClient.open(proxy, await world.seed({ policy: ALLOW }));
    expect((await client.request("tools/list")).json.result.tools).toHaveLength(1);
    await savePolicy(world.db, client.seeded, 2, DENY);
    await world.bumpEpoch(client.seeded);
    expect((await client.request("tools/list")).json.result.tools).toHaveLength(0);
  });

  test("a revoked grant gets the 401 of every other bad token, on every kind of request", async () => {
    const client = await TestClient.open(proxy, await world.seed());
    await revoke(client.seeded);
    await world.bumpEpoch(client.seeded);
    for (const attempt of [
      () => client.call("run_procedure"),
      () => client.request("tools/list"),
      () => client.request("ping"),
      () => client.post({ jsonrpc: "2.0", method: "notifications/initialized" }),
      () => send(proxy, client.seeded.path, CALL, headersFor(client.seeded.token)),
      () => send(proxy, client.seeded.path, null, client.headers, "DELETE"),
    ]) {
      expect((await attempt()).status).toBe(401);
    }
    expect(world.upstream.calls).toEqual([]);
    expect(await auditOf(world.watcher, client.seeded)).toEqual([]);
  });

  test("a binding that was added, for a path refused before", async () => {
    const client = await TestClient.open(proxy, await world.seed());
    const { seeded } = client;
    const path = seeded.path.replace("/upstream/", "/renamed/");
    expect((await send(proxy, path, CALL, client.headers)).status).toBe(404);
    await world.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.organization_id', ${seeded.organizationId}, true)`;
      await tx.server.update({ where: { id: seeded.serverId }, data: { slug: "renamed" } });
    });
    await world.bumpEpoch(seeded);
    expect((await send(proxy, path, CALL, client.headers)).status).toBe(200);
    expect((await send(proxy, seeded.path, CALL, client.headers)).status).toBe(404);
  });

  test("a grant that expires does so without a change, while it is in memory", async () => {
    const client = await TestClient.open(proxy, await world.seed({ expiresAt: new Date(Date.now() + 700) }));
    expect((await client.call("run_procedure")).status).toBe(200);
    const late = await eventually(
      "the expiry",
      () => client.call("run_procedure"),
      ({ status }) => status !== 200,
    );
    expect(late.status).toBe(401);
  });
});
