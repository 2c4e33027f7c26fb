import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditOf, createWorld, eventually, startProxy, TestClient, type World } from "./harness";
import { answerJson, RecordingUpstream } from "./recording-upstream";

let world: World;
beforeAll(async () => {
  world = await createWorld({ upstreamPendingMax: 2 });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

const LIMITED = '{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"c","window":"day","max":1}]}}';

test("an upstream that can't be reached is left alone, told of, tried again and found, and nothing of that is counted", async () => {
  const upstream = await RecordingUpstream.start();
  const { port } = new URL(upstream.url);
  const client = await TestClient.open(world.proxy, await world.seed({ upstreamUrl: upstream.url, policy: LIMITED }));
  await upstream.stop();
  const codes: string[] = [];
  const call = async () => (await client.call("run_procedure")).json;
  for (let n = 0; n < 4; n += 1) codes.push((await call()).error.data.code);
  expect(codes).toContain("upstream_error");
  const refused = await eventually("an open breaker", call, ({ error }) => error.data.code === "upstream_unavailable");
  expect(refused.error).toMatchObject({
    code: -32603,
    message: expect.stringContaining("Try again in"),
    data: { retryable: true, retry_after_ms: expect.any(Number), call_id: expect.stringMatching(/^call_/) },
  });
  expect(world.proxy.app.metrics.render()).toMatch(/policylayer_upstreams\{kind="(?:half_)?open"\} 1\n/);
  const restarted = await RecordingUpstream.start(Number(port));
  // The one call that the limit allows is still there.
  const answer = await eventually("an answer", call, ({ error }) => error === undefined);
  expect(answer.result.isError).toBeUndefined();
  expect((await call()).result._meta["policylayer/decision"].code).toBe("limit_exceeded");
  expect(restarted.calls).toHaveLength(1);
  expect(world.proxy.app.metrics.render()).toContain('policylayer_upstreams{kind="open"} 0\n');
  await restarted.stop();
});

test("an upstream has so much in flight and no more", async () => {
  const release: (() => void)[] = [];
  world.upstream.behaviour = (res, arrival) => void release.push(() => answerJson(res, arrival));
  const client = await TestClient.open(world.proxy, await world.seed());
  const calls = [client.call("run_procedure"), client.call("run_procedure")];
  await eventually(
    "two calls",
    () => release.length,
    (count) => count === 2,
  );
  const { json } = await client.call("run_procedure");
  expect(json.error.data).toMatchObject({ code: "upstream_error", retryable: true });
  for (const end of release) end();
  for (const answer of await Promise.all(calls)) expect(answer.json.result).toBeDefined();
});

test("a grant has so much in flight and no more, whatever its sessions; what is over it is judged by nobody", async () => {
  const proxy = await startProxy({ databaseUrl: world.database.url }, { grantPendingMax: 2 });
  const release: (() => void)[] = [];
  world.upstream.behaviour = (res, arrival) => void release.push(() => answerJson(res, arrival));
  const seeded = await world.seed();
  const [client, other] = [await TestClient.open(proxy, seeded), await TestClient.open(proxy, seeded)];
  const calls = [client.call("run_procedure"), other.call("run_procedure")];
  await eventually(
    "two calls",
    () => release.length,
    (count) => count === 2,
  );
  // Also when the grant was read anew meanwhile.
  await world.bumpEpoch(seeded);
  for (const asked of [client.call("run_procedure"), other.request("ping")]) {
    const { status, headers, json } = await asked;
    expect([status, headers["retry-after"], json.error.data]).toEqual([
      503,
      "1",
      { code: "grant_busy", retryable: true },
    ]);
  }
  const cancelled = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 99 } };
  expect((await client.post(cancelled)).status).toBe(202);
  const intents = (await auditOf(world.watcher, seeded)).filter(({ kind }) => kind === "intent");
  expect(intents).toHaveLength(2);
  for (const end of release) end();
  for (const answer of await Promise.all(calls)) expect(answer.json.result).toBeDefined();
  expect((await client.request("ping")).status).toBe(200);
  await proxy.close();
});
