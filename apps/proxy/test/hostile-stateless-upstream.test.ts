import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { createWorld, eventually, headersFor, INITIALIZE, send, startProxy, TestClient, type World } from "./harness";
import { answerEvents, answerJson, answerRaw, answerResult, type Behaviour, sendJson } from "./recording-upstream";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
const JSON_TYPE = { "Content-Type": "application/json" };

function refuse(status: number, code: number, data?: unknown, message = "no"): Behaviour {
  return (res, { message: asked }) => {
    const error = { code, message, ...(data === undefined ? {} : { data }) };
    res.writeHead(status, JSON_TYPE).end(JSON.stringify({ jsonrpc: "2.0", id: asked?.id ?? null, error }));
  };
}

const NO_INITIALIZE = refuse(400, -32022, { supported: ["2026-07-28"], requested: "2025-11-25" });
const discovered = (capabilities: object): Behaviour =>
  answerResult({ resultType: "complete", supportedVersions: ["2026-07-28"], capabilities });
const complete = (result: object): Behaviour => answerResult({ resultType: "complete", ...result });

beforeEach(() => {
  const { on } = world.upstream;
  on.clear();
  on.set("initialize", NO_INITIALIZE);
  on.set("server/discover", discovered({ tools: { listChanged: true }, resources: { subscribe: true } }));
  on.set("tools/call", complete({ content: [] }));
  // What an upstream of this revision answers to the methods of the other one.
  for (const method of ["ping", "GET", "DELETE"]) on.set(method, NO_INITIALIZE);
});

const open = async () => TestClient.open(world.proxy, await world.seed());
const call = async (behaviour: Behaviour) => {
  const client = await open();
  world.upstream.on.set("tools/call", behaviour);
  const before = world.upstream.calls.length;
  const answer = await client.call("run_procedure");
  expect(world.upstream.calls).toHaveLength(before + 1);
  return answer;
};

describe("a server of 2026-07-28 that breaks the rules costs its call one clean error", () => {
  const events = (messages: (id: unknown) => object[]) => answerEvents(messages);
  const rows: readonly (readonly [string, Behaviour, string])[] = [
    [
      "an answer to another request",
      (res) => sendJson(res, { jsonrpc: "2.0", id: 999, result: { resultType: "complete" } }),
      "upstream_protocol",
    ],
    ["a result without a type", answerResult({ content: [] }), "upstream_protocol"],
    ["an unknown result type", answerResult({ resultType: "task", task: {} }), "upstream_protocol"],
    ["a result type that is no text", answerResult({ resultType: 1 }), "upstream_protocol"],
    [
      "a result that asks for input",
      answerResult({ resultType: "input_required", inputRequests: { a: {} } }),
      "upstream_error",
    ],
    ["another content type", answerRaw(200, { "Content-Type": "text/html" }, "<html>"), "upstream_protocol"],
    ["a stream without an answer", events(() => []), "upstream_protocol"],
    ["no JSON", answerRaw(200, JSON_TYPE, "{"), "upstream_protocol"],
    ["a mismatch of our headers", refuse(400, -32020), "upstream_protocol"],
    [
      "a capability that it wasn't told of",
      refuse(400, -32021, { requiredCapabilities: { sampling: {} } }),
      "upstream_error",
    ],
    ["a status without a message", answerRaw(404, {}, "gone"), "upstream_error"],
    ["an error that is too long", refuse(400, -32602, "x".repeat(20_000)), "upstream_error"],
    ["refused credentials", answerRaw(401, { "WWW-Authenticate": "Bearer" }, ""), "upstream_error"],
    [
      "an error of the server",
      answerRaw(500, JSON_TYPE, '{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"m"}}'),
      "upstream_error",
    ],
    ["its credentials in an error", refuse(400, -32602, undefined, "Bearer upstream-secret-7f3a"), "upstream_protocol"],
  ];
  for (const [name, behaviour, code] of rows) {
    test(name, async () => {
      const { status, json, text } = await call(behaviour);
      expect([status, json.error.code, json.error.data.code]).toEqual([200, -32603, code]);
      expect(text).not.toContain("upstream-secret");
    });
  }

  test("but its own errors are relayed, under HTTP 200", async () => {
    for (const [status, code] of [
      [200, -32602],
      [400, -32602],
      [404, -32601],
    ] as const) {
      const answer = await call(refuse(status, code, { a: 1 }, "mine"));
      expect([answer.status, answer.json.error]).toEqual([200, { code, message: "mine", data: { a: 1 } }]);
    }
  });

  test("a result keeps every digit, and loses what its client's era doesn't know", async () => {
    const result =
      '{"resultType":"complete","ttlMs":5,"structuredContent":{"n": 9007199254740993,"ttlMs":1.0},"content":[]}';
    const { text } = await call((res, { message }) => {
      res.writeHead(200, JSON_TYPE).end(`{"jsonrpc":"2.0","id":${message?.id},"result":${result}}`);
    });
    expect(text).toContain('"result":{"structuredContent":{"n": 9007199254740993,"ttlMs":1.0},"content":[]}');
  });

  test("what a tool gives back in a shape that its client's era doesn't know is left out", async () => {
    const { json } = await call(complete({ content: [], structuredContent: [1] }));
    expect(json.result).toEqual({ content: [] });
  });

  test("a tool whose output is no object is listed without its schema", async () => {
    const plain = { name: "run_procedure", inputSchema: { type: "object" }, outputSchema: { type: "array" } };
    const object = { name: "list_rows", inputSchema: { type: "object" }, outputSchema: { type: "object" } };
    world.upstream.on.set("tools/list", complete({ tools: [plain, object] }));
    const client = await TestClient.open(world.proxy, await world.seed({ tools: [plain, object] }));
    const { json } = await client.request("tools/list");
    expect(json.result).toEqual({ tools: [{ name: "run_procedure", inputSchema: { type: "object" } }, object] });
  });

  test("what comes before the answer is relayed only if it belongs there, and gives no id to resume from", async () => {
    const client = await open();
    const note = (method: string, params: object) => ({ jsonrpc: "2.0", method: `notifications/${method}`, params });
    world.upstream.on.set("tools/call", (res, { message }) => {
      const text = (value: object, id?: string) =>
        `${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(value)}\n\n`;
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      res.write("id: e0\ndata:\n\n");
      res.write(text(note("progress", { progressToken: "p", progress: 1 }), "e1"));
      res.write(text(note("progress", { progressToken: "other", progress: 2 })));
      res.write(text(note("message", { level: "info", data: "unasked" })));
      res.write(text(note("tools/list_changed", {})));
      res.write(text({ jsonrpc: "2.0", id: 5, method: "sampling/createMessage", params: {} }));
      res.end(text({ jsonrpc: "2.0", id: message?.id, result: { resultType: "complete", content: [] } }, "e2"));
    });
    const { text } = await client.request("tools/call", { name: "run_procedure", _meta: { progressToken: "p" } }, 3);
    expect(text.split("\n").filter((line) => /^(?:id|data|retry):/.test(line))).toEqual([
      `data: ${JSON.stringify(note("progress", { progressToken: "p", progress: 1 }))}`,
      'data: {"jsonrpc":"2.0","id":3,"result":{"content":[]}}',
    ]);
  });

  test("a stream that breaks before the answer isn't resumed", async () => {
    const { text } = await call((res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" }).end("id: e0\ndata:\n\n");
    });
    expect(text).toContain('"code":"upstream_protocol"');
    expect(text).not.toContain("id: e0");
  });
});

describe("what a session is opened with", () => {
  test("a server that doesn't say who it is goes by its name here", async () => {
    const seeded = await world.seed();
    const { json } = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
    expect(json.result).toEqual({
      protocolVersion: "2025-11-25",
      capabilities: { tools: { listChanged: true }, resources: { subscribe: true } },
      serverInfo: { name: "upstream", version: "unknown" },
    });
  });

  const rows: readonly (readonly [string, Behaviour, Behaviour, RegExp])[] = [
    [
      "a refusal for another reason is told as it is",
      refuse(200, -32602, undefined, "clientInfo"),
      discovered({}),
      /clientInfo/,
    ],
    [
      "a server of neither era is told by its own refusal",
      refuse(200, -32601, undefined, "unknown"),
      refuse(200, -32601),
      /unknown/,
    ],
    ["a discovery that breaks off", NO_INITIALIZE, answerRaw(500, {}, ""), /HTTP 500/],
    [
      "a discovery that makes no sense",
      NO_INITIALIZE,
      answerRaw(200, { "Content-Type": "text/html" }, ""),
      /protocol error/,
    ],
  ];
  for (const [name, initialize, discover, message] of rows) {
    test(name, async () => {
      world.upstream.on.set("initialize", initialize);
      world.upstream.on.set("server/discover", discover);
      await expect(open()).rejects.toThrow(message);
    });
  }

  for (const [name, refusal] of [
    ["an unknown method", refuse(404, -32601)],
    ["a missing envelope", refuse(400, -32602, undefined, "the request has no _meta envelope")],
    ["an unsupported version on HTTP 200", refuse(200, -32022)],
  ] as const) {
    test(`a refusal of initialize by ${name} leads to server/discover`, async () => {
      world.upstream.on.set("initialize", refusal);
      expect((await (await open()).call("run_procedure")).json.result).toEqual({ content: [] });
    });
  }
});

describe("a server that changes its era", () => {
  test("under a bridged session: one clean error, nothing sent twice, and the next session is of the other era", async () => {
    const client = await open();
    const { on } = world.upstream;
    on.clear();
    on.set("server/discover", refuse(400, -32000, undefined, "Bad Request: Unsupported protocol version"));
    // A server of the other era that takes no notice of sessions carries the call out.
    const before = world.upstream.calls.length;
    const first = await client.call("run_procedure");
    expect(first.json.error.data.code).toBe("upstream_protocol");
    expect(first.json.error.message).toContain("another protocol revision");
    expect(world.upstream.calls).toHaveLength(before + 1);
    expect((await client.call("run_procedure")).status).toBe(404);
    expect(world.upstream.calls).toHaveLength(before + 1);
    world.upstream.behaviour = answerJson;
    const next = await TestClient.open(world.proxy, client.seeded);
    expect((await next.call("run_procedure", { a: 1 })).json.result.content[0].text).toBe('{"a":1}');
  });

  test("under a session of the initialize era: the client initializes again, and is bridged", async () => {
    const { on } = world.upstream;
    on.clear();
    const client = await open();
    on.set("tools/call", NO_INITIALIZE);
    on.set("initialize", NO_INITIALIZE);
    on.set("ping", NO_INITIALIZE);
    on.set("server/discover", discovered({ tools: {} }));
    const before = world.upstream.calls.length;
    expect((await client.call("run_procedure")).status).toBe(404);
    expect(world.upstream.calls).toHaveLength(before + 1);
    on.set("tools/call", complete({ content: [] }));
    const next = await TestClient.open(world.proxy, client.seeded);
    expect((await next.call("run_procedure")).json.result).toEqual({ content: [] });
  });
});

describe("a stream of subscriptions", () => {
  const acknowledged = (id: unknown) => ({
    jsonrpc: "2.0",
    method: "notifications/subscriptions/acknowledged",
    params: { notifications: {}, _meta: { [SUBSCRIPTION]: id } },
  });
  const changed = (id: unknown, list = "tools") => ({
    jsonrpc: "2.0",
    method: `notifications/${list}/list_changed`,
    params: { _meta: { [SUBSCRIPTION]: id } },
  });
  const updated = (id: unknown, uri: string) => ({
    jsonrpc: "2.0",
    method: "notifications/resources/updated",
    params: { uri, _meta: { [SUBSCRIPTION]: id } },
  });
  const data = (text: string) => text.split("\n").filter((line) => line.startsWith("data:"));

  test("tells what was asked for, of this subscription alone, and ends with it", async () => {
    world.upstream.on.set(
      "subscriptions/listen",
      answerEvents((id) => [
        acknowledged(id),
        changed("of another"),
        changed(id, "prompts"),
        { jsonrpc: "2.0", id: 1, method: "roots/list" },
        changed(id),
        { jsonrpc: "2.0", id, result: { resultType: "complete", _meta: { [SUBSCRIPTION]: id } } },
        changed(id),
      ]),
    );
    const stream = await OpenStream.open(await open());
    expect(stream.status).toBe(200);
    expect(data(await stream.toEnd())).toEqual(['data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}']);
  });

  const rows: readonly (readonly [string, Behaviour, number])[] = [
    ["refused", refuse(200, -32603, undefined, "limit reached"), 502],
    ["refused by a status", answerRaw(503, {}, ""), 502],
    ["not offered", refuse(404, -32601), 405],
    ["of another type", answerRaw(200, { "Content-Type": "text/html" }, ""), 502],
    ["that begins without being acknowledged", answerEvents((id) => [changed(id)], false), 502],
    ["that nobody can read", answerEvents(() => ["data: {\n\n"], false), 502],
    [
      "that says endlessly what nobody asked for",
      answerEvents(() => Array.from({ length: 200 }, () => changed("x")), false),
      502,
    ],
  ];
  for (const [name, behaviour, status] of rows) {
    test(`${name} is one clean refusal`, async () => {
      world.upstream.on.set("subscriptions/listen", behaviour);
      const stream = await OpenStream.open(await open());
      expect(stream.status).toBe(status);
      await stream.toEnd();
    });
  }

  test("that is never acknowledged is given up", async () => {
    const proxy = await startProxy({ databaseUrl: world.database.url }, { totalTimeoutMs: 300 });
    world.upstream.on.set("subscriptions/listen", (res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" }).write(":\n\n");
    });
    const stream = await OpenStream.open(await TestClient.open(proxy, await world.seed()));
    expect(stream.status).toBe(502);
    await stream.toEnd();
    await proxy.close();
  });

  test("that says endlessly what nobody asked for is ended", async () => {
    world.upstream.on.set(
      "subscriptions/listen",
      answerEvents((id) => [acknowledged(id), ...Array.from({ length: 200 }, () => changed("x"))], false),
    );
    const stream = await OpenStream.open(await open());
    expect(data(await stream.toEnd())).toEqual([]);
  });

  test("isn't offered by a server that has nothing to tell", async () => {
    world.upstream.on.set("server/discover", discovered({ tools: {} }));
    const stream = await OpenStream.open(await open());
    expect(stream.status).toBe(405);
    stream.close();
  });

  test("without anything to listen to stays open until there is", async () => {
    world.upstream.on.set("server/discover", discovered({ resources: { subscribe: true } }));
    world.upstream.on.set(
      "subscriptions/listen",
      answerEvents((id) => [acknowledged(id), updated(id, "x:y"), updated(id, "a:b")], false),
    );
    const client = await open();
    const before = world.upstream.of("subscriptions/listen").length;
    const stream = await OpenStream.open(client);
    expect(world.upstream.of("subscriptions/listen")).toHaveLength(before);
    expect((await client.request("resources/subscribe", { uri: "a:b" })).json.result).toEqual({});
    await eventually(
      "the update",
      () => stream.text,
      (text) => text.includes("a:b"),
    );
    expect(stream.text).not.toContain("x:y");
    stream.close();
  });
});
