import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { startEverythingServer } from "@policylayer/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { auditOf, createWorld, eventually, type RunningProxy, startProxy, TestClient, type World } from "./harness";
import { answerJson, answerRaw, answerResult, type Behaviour, headerOf, RecordingUpstream } from "./recording-upstream";

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
  world.upstream.on.clear();
  world.upstream.sessionId = "upstream-session-1";
  world.upstream.behaviour = answerJson;
});

const JSON_TYPE = { "Content-Type": "application/json" };
const refused = (status: number, message = "Bad Request: No valid session ID provided"): Behaviour =>
  answerRaw(status, JSON_TYPE, JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null }));

/** An upstream that has forgotten every session but this one. */
function knowOnly(sessionId: string, status = 404): void {
  world.upstream.sessionId = sessionId;
  const guarded =
    (inner: Behaviour): Behaviour =>
    (res, arrival) =>
      (headerOf(arrival, "mcp-session-id") === sessionId ? inner : refused(status))(res, arrival);
  world.upstream.behaviour = guarded(answerJson);
  world.upstream.on.set("ping", guarded(answerRaw(200, { "Content-Type": "application/json" }, "{}")));
  world.upstream.on.set("GET", guarded(answerRaw(200, { "Content-Type": "text/event-stream" }, "data: \n\n")));
}

test.each([404, 400])(
  "guarantee 8: never twice: a call that a lost session (HTTP %i) has not run is sent once more, in a new session",
  async (status) => {
    const client = await TestClient.open(world.proxy, await world.seed(), { roots: {} });
    world.upstream.arrivals.length = 0;
    knowOnly("upstream-session-2", status);
    expect((await client.call("run_procedure", { a: 1 })).json.result.content[0].text).toBe('{"a":1}');
    const sessions = world.upstream.calls.map((call) => headerOf(call, "mcp-session-id"));
    expect(sessions).toEqual(["upstream-session-1", "upstream-session-2"]);
    const [again] = world.upstream.of("initialize");
    expect(again?.message?.params).toMatchObject({
      protocolVersion: "2025-11-25",
      capabilities: { roots: {} },
      clientInfo: { name: "tester", version: "9" },
    });
    expect(headerOf(world.upstream.of("notifications/initialized")[0], "mcp-session-id")).toBe("upstream-session-2");
    // One call is one row, and the client's session is the one it had.
    const intents = (await auditOf(world.watcher, client.seeded)).filter(({ kind }) => kind === "intent");
    expect(intents).toHaveLength(1);
    expect((await client.call("run_procedure")).status).toBe(200);
    expect(world.upstream.of("initialize")).toHaveLength(1);
  },
);

test("a 400 in a living session is the server's answer, and nothing is repeated", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  world.upstream.behaviour = answerRaw(400, {}, "");
  world.upstream.on.set("ping", answerJson);
  expect((await client.call("run_procedure")).json.error.data.code).toBe("upstream_error");
  expect([world.upstream.calls.length, world.upstream.of("initialize").length]).toEqual([1, 1]);
});

test.each([
  ["that says another thing", refused(400, "The row was written, but its index was not.")],
  ["that says nothing", answerRaw(400, {}, "")],
  ["whose text is too long to be read", refused(400, `No valid session ID provided ${".".repeat(5_000)}`)],
])("guarantee 8: never twice: a 400 %s may come from a call that ran, and nothing is repeated", async (_, answer) => {
  const client = await TestClient.open(world.proxy, await world.seed());
  world.upstream.behaviour = answer;
  world.upstream.on.set("ping", answer);
  expect((await client.call("run_procedure")).json.error.data.code).toBe("upstream_error");
  expect([world.upstream.calls.length, world.upstream.of("initialize").length]).toEqual([1, 1]);
});

test("an upstream that keeps no session is asked twice and no more, and ours ends", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  world.upstream.behaviour = answerRaw(404, {}, "");
  expect((await client.call("run_procedure")).status).toBe(404);
  expect(world.upstream.calls).toHaveLength(2);
  expect((await client.request("ping")).status).toBe(404);
});

test("an upstream that speaks another revision now, or doesn't take the session, ends ours", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  knowOnly("upstream-session-2");
  world.upstream.on.set("initialize", answerRaw(500, {}, ""));
  expect((await client.call("run_procedure")).status).toBe(404);
  expect(world.upstream.calls).toHaveLength(1);
});

test("many calls and two proxies set a lost session up once", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const elsewhere = Object.assign(Object.create(client), { proxy: second }) as TestClient;
  expect((await elsewhere.request("ping", undefined, "p")).status).toBe(200);
  knowOnly("upstream-session-2");
  world.upstream.arrivals.length = 0;
  const calls = Array.from({ length: 10 }, (_, n) =>
    client.request("tools/call", { name: "run_procedure" }, `first-${n}`),
  );
  for (const { json } of await Promise.all(calls)) expect(json.result).toBeDefined();
  expect(world.upstream.of("initialize")).toHaveLength(1);
  expect((await elsewhere.request("tools/call", { name: "run_procedure" }, "other")).json.result).toBeDefined();
  expect(world.upstream.of("initialize")).toHaveLength(1);
});

test("lists, notifications and listeners go on too", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  knowOnly("upstream-session-2");
  const stream = await OpenStream.open(client, { "last-event-id": "e1" });
  expect(stream.status).toBe(200);
  await stream.toEnd();
  const gets = world.upstream.arrivals.filter(({ method }) => method === "GET");
  expect(gets.map((get) => headerOf(get, "last-event-id"))).toEqual(["e1", null]);
  expect(gets.map((get) => headerOf(get, "mcp-session-id"))).toEqual(["upstream-session-1", "upstream-session-2"]);
});

test("what the client had set in a lost session is set again before anything else, by any proxy", async () => {
  const seeded = await world.seed();
  const client = await TestClient.open(world.proxy, seeded);
  world.upstream.on.set("logging/setLevel", answerResult({}));
  world.upstream.on.set("resources/unsubscribe", answerResult({}));
  world.upstream.on.set("resources/subscribe", (res, arrival) =>
    (arrival.message?.params?.uri === "file:///refused"
      ? answerRaw(200, JSON_TYPE, `{"jsonrpc":"2.0","id":${arrival.message.id},"error":{"code":-32602,"message":"no"}}`)
      : answerResult({}))(res, arrival),
  );
  await client.request("logging/setLevel", { level: "error" });
  await client.request("logging/setLevel", { level: "warning" });
  for (const name of ["a", "b", "secret", "refused"]) {
    await client.request("resources/subscribe", { uri: `file:///${name}` });
  }
  await client.request("resources/unsubscribe", { uri: "file:///a" });
  const document = { version: "1", default: "allow", resources: { default: "allow", deny: ["file:///secret"] } };
  await world.savePolicy(seeded, 2, JSON.stringify(document));
  const rowsBefore = (await auditOf(world.watcher, seeded)).filter(({ kind }) => kind === "intent").length;

  knowOnly("upstream-session-2");
  world.upstream.arrivals.length = 0;
  const elsewhere = Object.assign(Object.create(client), { proxy: second }) as TestClient;
  const call = await elsewhere.request("tools/call", { name: "run_procedure" }, "elsewhere");
  expect(call.json.result).toBeDefined();
  const set = world.upstream.arrivals.filter((arrival) => headerOf(arrival, "mcp-session-id") === "upstream-session-2");
  const sent = set.map(({ message }) => [message?.method, message?.params ?? {}]);
  expect(sent[0]).toEqual(["notifications/initialized", {}]);
  // Side by side.
  expect(sent.slice(1, 3)).toContainEqual(["logging/setLevel", { level: "warning" }]);
  expect(sent.slice(1, 3)).toContainEqual(["resources/subscribe", { uri: "file:///b" }]);
  expect(sent.slice(3).map(([method]) => method)).toEqual(["tools/call"]);
  const rows = (await auditOf(world.watcher, seeded)).filter(({ kind }) => kind === "intent").length;
  expect(rows - rowsBefore).toBe(1);
  expect(second.app.metrics.get("policylayer_sessions_total", "setting_restored")).toBe(2);
});

test("settings that the new session doesn't take are counted, and the call goes on", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  world.upstream.on.set("resources/subscribe", answerResult({}));
  await client.request("resources/subscribe", { uri: "file:///a" });
  world.upstream.on.set("resources/subscribe", answerRaw(500, {}, ""));
  knowOnly("upstream-session-2");
  expect((await client.call("run_procedure", { a: 1 })).json.result).toBeDefined();
  expect(world.proxy.app.metrics.get("policylayer_sessions_total", "setting_not_restored")).toBe(1);
});

test("an upstream restarted in the middle: the next call is answered", async () => {
  const upstream = await RecordingUpstream.start();
  const { port } = new URL(upstream.url);
  const client = await TestClient.open(world.proxy, await world.seed({ upstreamUrl: upstream.url }));
  await upstream.stop();
  expect((await client.call("run_procedure")).json.error.data).toMatchObject({ retryable: true });
  const restarted = await RecordingUpstream.start(Number(port));
  restarted.behaviour = (res, arrival) =>
    (headerOf(arrival, "mcp-session-id") === "new" ? answerJson : answerRaw(404, {}, ""))(res, arrival);
  restarted.sessionId = "new";
  const answer = await eventually(
    "an answer",
    () => client.call("run_procedure"),
    ({ json }) => json.result !== undefined,
  );
  expect(answer.json.result.content).toHaveLength(1);
  await restarted.stop();
});

test("the official client doesn't notice that server-everything was restarted", async () => {
  const restoredBefore = world.proxy.app.metrics.get("policylayer_sessions_total", "setting_restored");
  const first = await startEverythingServer();
  const seeded = await world.seed({ upstreamUrl: first.url, tools: ["echo"], headers: null });
  const client = new Client({ name: "real", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + seeded.path), {
    requestInit: { headers: { Authorization: `Bearer ${seeded.token}` } },
  });
  // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  const call = () => client.callTool({ name: "echo", arguments: { message: "hi" } });
  expect(await call()).toMatchObject({ content: [{ text: "Echo: hi" }] });
  await client.setLoggingLevel("warning");
  await client.subscribeResource({ uri: "demo://resource/static/document/features.md" });
  await first.restart();
  expect(await call()).toMatchObject({ content: [{ text: "Echo: hi" }] });
  expect(world.proxy.app.metrics.get("policylayer_sessions_total", "setting_restored") - restoredBefore).toBe(2);
  expect((await client.listPrompts()).prompts.length).toBeGreaterThan(0);
  await client.close();
  await first.stop();
});
