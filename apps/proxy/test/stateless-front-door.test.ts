import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditOf, createWorld, eventually, headersFor, INITIALIZE, send, TestClient, type World } from "./harness";
import { answerEvents, answerJson, answerRaw, answerResult, headerOf } from "./recording-upstream";
import type { Seeded } from "./seed-world";
import { META, NEW, refuseDiscovery, StatelessTestClient, stateless } from "./stateless-client";

const POLICY =
  '{"version":"1","default":"allow","hide":["drop_table"],"tools":{"list_rows":{"action":"deny"},"run_procedure":{"limits":[{"counter":"c","window":"minute","max":3}]}},"resources":{"default":"allow","deny":["secret:*"]}}';
const PARAMS = {
  name: "by_region",
  inputSchema: {
    type: "object",
    properties: { region: { type: "string", "x-mcp-header": "Region" }, n: { type: "integer", "x-mcp-header": "N" } },
  },
};

let world: World;
let seeded: Seeded;
let client: StatelessTestClient;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
  world.upstream.on.clear();
  refuseDiscovery(world.upstream);
  world.upstream.tools = ["run_procedure", "list_rows", "drop_table"].map((name) => ({
    name,
    inputSchema: { type: "object" },
  }));
  const hidden = { ...PARAMS, name: "drop_region" };
  seeded = await world.seed({
    policy: POLICY.replace('"drop_table"', '"drop_table","drop_region"'),
    tools: ["run_procedure", "list_rows", "drop_table", PARAMS, hidden],
  });
  client = new StatelessTestClient(world.proxy, seeded);
});

test("a call goes out in a session of the gateway's own, and comes back as the revision has it", async () => {
  const answer = await client.call("run_procedure", { n: 1 }, { traceparent: "x", progressToken: "p" }, "mine");
  expect(answer.status).toBe(200);
  expect(answer.headers["mcp-session-id"]).toBeUndefined();
  expect(answer.json).toEqual({
    jsonrpc: "2.0",
    id: "mine",
    result: {
      resultType: "complete",
      _meta: { "io.modelcontextprotocol/serverInfo": { name: "recording", version: "1.0.0" } },
      content: [{ type: "text", text: '{"n":1}' }],
    },
  });
  const [init] = world.upstream.of("initialize");
  expect(init?.message?.params).toMatchObject({ capabilities: {}, clientInfo: { name: "policylayer" } });
  const [call] = world.upstream.calls;
  expect(headerOf(call, "mcp-session-id")).toBe("upstream-session-1");
  expect(headerOf(call, "mcp-method")).toBeNull();
  const { id } = call?.message ?? {};
  expect(call?.message).toMatchObject({ params: { name: "run_procedure", _meta: { progressToken: id } } });
  expect(id).not.toBe("mine");
  expect(Object.keys(call?.message?.params?._meta ?? {})).toEqual(["progressToken"]);
});

test("every call has its row, with the client's name and revision", async () => {
  await client.call("run_procedure");
  const records = await eventually(
    "intent and outcome",
    () => auditOf(world.watcher, seeded),
    (found) => found.length === 2,
  );
  expect(records[0]).toMatchObject({
    kind: "intent",
    intent: { clientName: "fresh", protocolVersion: NEW, sessionId: null, tool: "run_procedure" },
  });
  expect(records[1]).toMatchObject({ kind: "outcome", outcome: { outcome: "ok" } });
});

test("many calls at once open one session, and each gets its own answer", async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      client.request("tools/call", { name: "by_region", arguments: { x: n } }, {}, 7),
    ),
  );
  expect(answers.map(({ json }) => json.result.content[0].text)).toEqual(answers.map((_, n) => `{"x":${n}}`));
  expect(world.upstream.of("initialize")).toHaveLength(1);
  expect(new Set(world.upstream.calls.map(({ message }) => message?.id)).size).toBe(12);
});

test("a limit is one for both eras of the protocol", async () => {
  const old = await TestClient.open(world.proxy, seeded);
  const decisions = [];
  for (const caller of [client, old, client, old, client]) {
    const { json } = await caller.call("run_procedure");
    decisions.push(json.result._meta?.["policylayer/decision"]?.decision ?? "allow");
  }
  expect(decisions).toEqual(["allow", "allow", "allow", "rate_limited", "rate_limited"]);
  expect(world.upstream.calls).toHaveLength(3);
});

test("a denial says what it is; hidden and unknown tools are the same", async () => {
  const denied = await client.call("list_rows");
  expect(denied.json.result).toMatchObject({ resultType: "complete", isError: true });
  const hidden = await client.call("drop_table");
  const unknown = await client.call("no_such___");
  expect(hidden.json.error.code).toBe(-32602);
  expect(hidden.text.replace("drop_table", "no_such___")).toBe(unknown.text);
  expect(world.upstream.calls).toHaveLength(0);
});

test("lists are private, and without what is hidden", async () => {
  const { json } = await client.request("tools/list");
  expect(json.result).toMatchObject({ resultType: "complete", ttlMs: 0, cacheScope: "private" });
  expect(json.result.tools.map(({ name }: { name: string }) => name)).toEqual(["run_procedure", "list_rows"]);
});

test("server/discover tells what is relayed of this server", async () => {
  const { json } = await client.request("server/discover");
  expect(json.result).toEqual({
    resultType: "complete",
    supportedVersions: [NEW],
    capabilities: { tools: { listChanged: true }, prompts: {}, resources: { subscribe: true }, logging: {} },
    instructions: "Be careful.",
    ttlMs: 0,
    cacheScope: "private",
    _meta: { "io.modelcontextprotocol/serverInfo": { name: "recording", version: "1.0.0" } },
  });
});

test.each([
  [
    "a tool the policy allows is named while another one is called",
    "tools/call",
    { name: "list_rows" },
    { "mcp-name": "run_procedure" },
  ],
  ["no name", "tools/call", { name: "run_procedure" }, { "mcp-name": "" }],
  ["another method", "tools/call", { name: "run_procedure" }, { "mcp-method": "tools/list" }],
  ["no method", "tools/list", {}, { "mcp-method": "" }],
  ["another revision", "tools/list", {}, { "mcp-protocol-version": "2025-11-25" }],
  ["no revision", "tools/list", {}, { "mcp-protocol-version": "" }],
  ["another argument", "tools/call", { name: "by_region", arguments: { region: "eu" } }, { "mcp-param-region": "us" }],
  ["no argument", "tools/call", { name: "by_region", arguments: { region: "eu" } }, {}],
  [
    "a readable argument that isn't",
    "tools/call",
    { name: "by_region", arguments: { region: "eu" } },
    { "mcp-param-region": "=?base64?Z?=" },
  ],
])("what header and body disagree on is refused before it is judged: %s", async (_, method, params, more) => {
  const { body, headers } = stateless(method, params);
  const sent = Object.entries({ ...headers, ...more }).filter(([, value]) => value !== "");
  const answer = await client.post(body, Object.fromEntries(sent));
  expect([answer.status, answer.json.error.code]).toEqual([400, -32020]);
  expect(world.upstream.arrivals).toEqual([]);
  expect(await auditOf(world.watcher, seeded)).toEqual([]);
});

test("arguments in headers are compared as what they are", async () => {
  const { body, headers } = stateless("tools/call", { name: "by_region", arguments: { region: "Zürich", n: 42 } });
  const more = { "mcp-param-region": "=?base64?WsO8cmljaA==?=", "mcp-param-n": "42.0", "mcp-param-other": "x" };
  expect((await client.post(body, { ...headers, ...more })).status).toBe(200);
});

test("the headers of a hidden tool are not looked at: it is unknown", async () => {
  const answer = await client.call("drop_region", { region: "eu" });
  expect([answer.status, answer.json.error.message]).toEqual([200, "Unknown tool: drop_region"]);
});

test.each([
  ["a method that revision doesn't have", stateless("resources/subscribe", { uri: "a:b" }), 404, -32601],
  ["initialize with a claim", stateless("initialize"), 404, -32601],
  ["ping", stateless("ping"), 404, -32601],
  [
    "a later revision",
    stateless("tools/list", {}, { "io.modelcontextprotocol/protocolVersion": "2027-01-01" }),
    400,
    -32020,
  ],
  ["a broken envelope", stateless("tools/list", {}, { "io.modelcontextprotocol/clientCapabilities": 1 }), 400, -32602],
  ["wrong parameters", stateless("tools/call", { name: 7 }), 200, -32602],
] as const)("%s is refused", async (_, { body, headers }, status, code) => {
  const answer = await client.post(body, headers);
  expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  expect(world.upstream.arrivals).toEqual([]);
});

test("an unsupported revision is answered with those there are", async () => {
  const { body, headers } = stateless("tools/list", {}, { "io.modelcontextprotocol/protocolVersion": "2027-01-01" });
  const answer = await client.post(body, { ...headers, "mcp-protocol-version": "2027-01-01" });
  expect([answer.status, answer.json.error]).toMatchObject([
    400,
    { code: -32022, data: { supported: [NEW], requested: "2027-01-01" } },
  ]);
});

test("a batch is none of its messages", async () => {
  const { body, headers } = stateless("tools/call", { name: "run_procedure" });
  const answer = await client.post(`[${body}]`, headers);
  expect([answer.status, answer.json.error.code]).toEqual([400, -32600]);
});

test("there is nothing to listen to or to end: POST alone", async () => {
  for (const method of ["GET", "DELETE"]) {
    const headers = { ...headersFor(seeded.token), "mcp-protocol-version": NEW };
    const answer = await send(world.proxy, seeded.path, null, headers, method);
    expect([answer.status, answer.headers.allow, answer.json.code]).toEqual([405, "POST", "stateless_method"]);
  }
});

test("a session's id and an event's are nothing here", async () => {
  const { body, headers } = stateless("tools/call", { name: "run_procedure" });
  const answer = await client.post(body, { ...headers, "mcp-session-id": "made-up-session-id", "last-event-id": "7" });
  expect(answer.status).toBe(200);
  expect(headerOf(world.upstream.calls[0], "last-event-id")).toBeNull();
});

test("notifications are taken and dropped; a request without an id is refused", async () => {
  const note = (method: string) => JSON.stringify({ jsonrpc: "2.0", method, params: { requestId: 1 } });
  const headers = { "mcp-protocol-version": NEW };
  expect((await client.post(note("notifications/cancelled"), headers)).status).toBe(202);
  expect((await client.post(note("tools/call"), headers)).status).toBe(400);
  expect(world.upstream.arrivals).toEqual([]);
});

test("a revoked grant and a foreign token are refused as ever", async () => {
  await client.call("run_procedure");
  await world.revoke(seeded);
  expect((await client.call("run_procedure")).status).toBe(401);
  expect((await client.request("server/discover")).status).toBe(401);
  const { body, headers } = stateless("tools/list");
  const bare = { ...headersFor("plg_live_nothing"), ...headers };
  expect((await send(world.proxy, seeded.path, body, bare)).status).toBe(401);
});

test("progress comes under the client's own token, a log only to those who asked", async () => {
  world.upstream.on.set("logging/setLevel", answerResult({}));
  world.upstream.behaviour = (res, arrival) => {
    const { progressToken } = (arrival.message?.params?._meta ?? {}) as { progressToken?: number };
    const say = (method: string, params: object) => ({ jsonrpc: "2.0", method, params });
    answerEvents((id) => [
      say("notifications/progress", { progressToken: progressToken ?? 0, progress: 1 }),
      say("notifications/message", { level: "info", data: "said" }),
      say("notifications/message", { level: "debug", data: "whispered" }),
      say("notifications/tools/list_changed", {}),
      { jsonrpc: "2.0", id, result: { content: [] } },
    ])(res, arrival);
  };
  const quiet = await client.call("run_procedure");
  expect(quiet.json.result).toMatchObject({ content: [] });
  const loud = await client.call(
    "run_procedure",
    {},
    { progressToken: "mine", "io.modelcontextprotocol/logLevel": "info" },
    "c",
  );
  const events = loud.text
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => JSON.parse(line.slice(5)));
  expect(events).toEqual([
    { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: "mine", progress: 1 } },
    { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "said" } },
    expect.objectContaining({ id: "c" }),
  ]);
  expect(world.upstream.of("logging/setLevel")).toHaveLength(1);
});

test("who closes the connection has cancelled: the upstream is told, the row says so", async () => {
  world.upstream.behaviour = () => undefined;
  const { body, headers } = stateless("tools/call", { name: "run_procedure" });
  const abort = new AbortController();
  const call = fetch(world.proxy.url + seeded.path, {
    method: "POST",
    body,
    headers: { ...client.headers, ...headers },
    signal: abort.signal,
  });
  const gone = expect(call).rejects.toThrow();
  await eventually(
    "the call",
    () => world.upstream.calls.length,
    (count) => count === 1,
  );
  abort.abort();
  await gone;
  const cancelled = await eventually(
    "the cancellation",
    () => world.upstream.of("notifications/cancelled"),
    (found) => found.length === 1,
  );
  expect(cancelled[0]?.message?.params).toEqual({ requestId: world.upstream.calls[0]?.message?.id });
  await eventually(
    "the outcome",
    () => auditOf(world.watcher, seeded),
    (found) => found.some((record) => record.kind === "outcome" && record.outcome.outcome === "cancelled"),
  );
});

test("a session that the upstream has lost is opened anew, and the call sent once more; another refusal is not", async () => {
  await client.call("run_procedure");
  world.upstream.behaviour = (res, arrival) => {
    world.upstream.behaviour = answerJson;
    answerRaw(404, {}, "")(res, arrival);
  };
  const again = await client.call("run_procedure", { n: 2 });
  expect(again.json.result.content[0].text).toBe('{"n":2}');
  expect(world.upstream.of("initialize")).toHaveLength(2);
  expect(world.upstream.calls).toHaveLength(3);
  world.upstream.behaviour = answerRaw(500, {}, "");
  expect((await client.call("by_region")).json.error.code).toBe(-32603);
  expect(world.upstream.calls).toHaveLength(4);
});

test("what an upstream asks in the shared session is answered by the gateway", async () => {
  world.upstream.behaviour = (res, arrival) => {
    answerEvents((id) => [
      { jsonrpc: "2.0", id: "s1", method: "ping" },
      { jsonrpc: "2.0", id: "s2", method: "roots/list" },
      { jsonrpc: "2.0", id, result: { content: [] } },
    ])(res, arrival);
  };
  expect((await client.call("by_region")).text).not.toContain("roots/list");
  const bodies = await eventually(
    "both answers",
    () =>
      world.upstream.arrivals
        .filter(({ message }) => message?.method === undefined && message?.id !== undefined)
        .map(({ message }) => message),
    (found) => found.length === 2,
  );
  expect(bodies).toEqual(
    expect.arrayContaining([
      { jsonrpc: "2.0", id: "s1", result: {} },
      expect.objectContaining({ id: "s2", error: expect.objectContaining({ code: -32601 }) }),
    ]),
  );
});

test("resources are judged and recorded, and one that isn't there is told in the revision's own code", async () => {
  const denied = await client.request("resources/read", { uri: "secret:a" });
  expect(denied.json.error.code).toBe(-31403);
  world.upstream.on.set("resources/read", (res, arrival) =>
    answerRaw(
      200,
      { "content-type": "application/json" },
      JSON.stringify({ jsonrpc: "2.0", id: arrival.message?.id, error: { code: -32002, message: "gone" } }),
    )(res, arrival),
  );
  expect((await client.request("resources/read", { uri: "open:a" })).json.error.code).toBe(-32602);
  world.upstream.on.set("resources/read", answerResult({ contents: [] }));
  expect((await client.request("resources/read", { uri: "open:a" })).json.result).toMatchObject({
    contents: [],
    ttlMs: 0,
    cacheScope: "private",
  });
});

test("the session ends with the proxy", async () => {
  const proxied = await createWorld();
  refuseDiscovery(proxied.upstream);
  const other = new StatelessTestClient(proxied.proxy, await proxied.seed());
  await other.call("run_procedure");
  await proxied.proxy.app.drain(0, 500);
  expect(proxied.upstream.arrivals.at(-1)?.method).toBe("DELETE");
  await proxied.close();
});

test("a message of the initialize era with a name for another one is as it was", async () => {
  const answer = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), {
    ...headersFor(seeded.token),
    "mcp-name": "x",
  });
  expect(answer.status).toBe(200);
  expect(answer.headers["mcp-session-id"]).toBeDefined();
  expect(META["io.modelcontextprotocol/protocolVersion"]).toBe(NEW);
});
