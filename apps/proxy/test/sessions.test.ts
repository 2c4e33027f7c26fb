import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createWorld,
  headersFor,
  INITIALIZE,
  type RunningProxy,
  send,
  startProxy,
  TestClient,
  type World,
} from "./harness";
import { answerRaw, headerOf, sendJson } from "./recording-upstream";

let world: World;
/** A second proxy on the same Redis and Postgres. */
let second: RunningProxy;
beforeAll(async () => {
  world = await createWorld();
  second = await startProxy({ databaseUrl: world.database.url });
});
afterAll(async () => {
  await second.close();
  await world.close();
});
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.onInitialize = null;
  world.upstream.sessionId = "upstream-session-1";
});

test("initialize opens a session of our own, declares what is relayed, and introduces the client upstream", async () => {
  const seeded = await world.seed();
  const answer = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    jsonrpc: "2.0",
    id: 0,
    result: {
      protocolVersion: "2025-11-25",
      capabilities: { tools: { listChanged: true }, prompts: {}, resources: { subscribe: true }, logging: {} },
      serverInfo: { name: "recording", version: "1.0.0" },
      instructions: "Be careful.",
    },
  });
  expect(answer.headers["mcp-session-id"]).toMatch(/^[A-Za-z0-9_-]{58}$/);
  expect(answer.headers["mcp-session-id"]).not.toBe("upstream-session-1");
  const params = world.upstream.of("initialize")[0]?.message?.params;
  expect(params).toMatchObject({ capabilities: { sampling: {} }, clientInfo: { name: "tester", version: "9" } });
});

test("later messages carry the upstream's session and the negotiated version", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  await client.call("run_procedure");
  const call = world.upstream.calls[0];
  expect(headerOf(call, "mcp-session-id")).toBe("upstream-session-1");
  expect(headerOf(call, "mcp-protocol-version")).toBe("2025-11-25");
});

test.each([
  ["2025-03-26", "2025-03-26"],
  ["2025-06-18", "2025-06-18"],
  ["2024-11-05", "2024-11-05"],
  ["2024-10-07", "2025-11-25"],
  ["2026-07-28", "2025-11-25"],
])("a client that asks for %s is offered %s", async (asked, offered) => {
  const seeded = await world.seed();
  const message = { ...INITIALIZE, params: { ...INITIALIZE.params, protocolVersion: asked } };
  const answer = await send(world.proxy, seeded.path, JSON.stringify(message), headersFor(seeded.token));
  expect(answer.json.result.protocolVersion).toBe(offered);
});

test("an upstream without sessions gets no session id, and its clients still have one", async () => {
  world.upstream.sessionId = null;
  const client = await TestClient.open(world.proxy, await world.seed());
  expect((await client.call("run_procedure")).status).toBe(200);
  expect(headerOf(world.upstream.calls[0], "mcp-session-id")).toBeNull();
});

test("without a session id: 400; with one that never was: 404; nothing is forwarded", async () => {
  const seeded = await world.seed();
  const call = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}';
  expect((await send(world.proxy, seeded.path, call, headersFor(seeded.token))).status).toBe(400);
  for (const session of ["x".repeat(32), "upstream-session-1", "-", "a b", "é"]) {
    expect((await send(world.proxy, seeded.path, call, headersFor(seeded.token, session))).status).toBe(404);
  }
  expect(world.upstream.arrivals).toEqual([]);
});

test("a session is of its grant: another's token gets 404, on every proxy", async () => {
  const owner = await TestClient.open(world.proxy, await world.seed());
  const other = await world.seed();
  world.upstream.arrivals.length = 0;
  for (const proxy of [world.proxy, second]) {
    const answer = await send(
      proxy,
      other.path,
      '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      headersFor(other.token, owner.session),
    );
    expect(answer.status).toBe(404);
    expect(answer.json.code).toBe("session_not_found");
  }
});

test("a session opened on one proxy works on the other", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const answer = await send(second, client.seeded.path, '{"jsonrpc":"2.0","id":1,"method":"ping"}', client.headers);
  expect(answer.text).toBe('{"jsonrpc":"2.0","id":1,"result":{}}');
});

test("DELETE ends the session here, upstream, and on a proxy that has it in memory", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const call = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}';
  expect((await send(second, client.seeded.path, ping, client.headers)).status).toBe(200);
  expect((await send(world.proxy, client.seeded.path, null, client.headers, "DELETE")).status).toBe(204);
  const ended = world.upstream.arrivals.find(({ method }) => method === "DELETE");
  expect(headerOf(ended, "mcp-session-id")).toBe("upstream-session-1");
  for (const proxy of [world.proxy, second]) {
    expect((await send(proxy, client.seeded.path, call, client.headers)).status).toBe(404);
    expect((await send(proxy, client.seeded.path, ping, client.headers)).status).toBe(404);
    expect((await send(proxy, client.seeded.path, null, client.headers, "DELETE")).status).toBe(404);
  }
  expect(world.upstream.calls).toEqual([]);
});

test("an upstream that has lost the session ends ours too, so that the client initializes again", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  world.upstream.behaviour = answerRaw(404, {}, "");
  expect((await client.call("run_procedure")).status).toBe(404);
  expect((await client.request("ping")).status).toBe(404);
});

test("a server at another address doesn't get the former one's session id", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  await world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.organization_id', ${client.seeded.organizationId}, true)`;
    await tx.server.update({ where: { id: client.seeded.serverId }, data: { url: `${world.upstream.url}/v2` } });
  });
  await world.bumpEpoch(client.seeded);
  world.upstream.arrivals.length = 0;
  // The first call learns of the change; whatever it is answered, the old session goes nowhere.
  await client.call("run_procedure");
  expect((await client.call("run_procedure")).status).toBe(404);
  expect(world.upstream.arrivals.map((arrival) => headerOf(arrival, "mcp-session-id"))).not.toContain(
    "upstream-session-1",
  );
});

test.each([
  [
    "a revision nobody knows",
    { protocolVersion: "1999-01-01", capabilities: {}, serverInfo: { name: "a", version: "1" } },
  ],
  ["no server info", { protocolVersion: "2025-11-25", capabilities: {} }],
])("an upstream that answers initialize with %s opens no session", async (_, result) => {
  const seeded = await world.seed();
  world.upstream.onInitialize = (res, { message }) => sendJson(res, { jsonrpc: "2.0", id: message?.id, result });
  const answer = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
  expect(answer.json.error).toMatchObject({ code: -32603, data: { code: "upstream_protocol" } });
  expect(answer.headers["mcp-session-id"]).toBeUndefined();
});

test("initialize before a dead upstream says that nothing was sent", async () => {
  const seeded = await world.seed({ upstreamUrl: "http://127.0.0.1:1/mcp" });
  const answer = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
  expect(answer.json).toMatchObject({
    id: 0,
    error: { code: -32603, data: { code: "upstream_error", retryable: true } },
  });
});

test("notifications are rebuilt, relayed and answered with an empty 202", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const answer = await client.post('{"jsonrpc":"2.0","method":"notifications/initialized","params":{"x":1}}');
  expect([answer.status, answer.text]).toEqual([202, ""]);
  await client.post(
    '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":0.5,"x":1}}',
  );
  await client.post('{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}');
  expect(world.upstream.arrivals.slice(1).map(({ body }) => body)).toEqual([
    '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":0.5}}',
  ]);
});

test("ping is answered here", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  world.upstream.arrivals.length = 0;
  expect((await client.request("ping", undefined, "p")).text).toBe('{"jsonrpc":"2.0","id":"p","result":{}}');
  expect(world.upstream.arrivals).toEqual([]);
});
