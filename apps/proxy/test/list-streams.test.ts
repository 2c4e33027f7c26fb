import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { answerEvents } from "./recording-upstream";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.on.clear();
});

const SAMPLING = "sampling/createMessage";
const LOGGED = { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "counting" } };
const tool = (name: string) => ({ name, inputSchema: { type: "object" } });
const TOOLS = { tools: [tool("run_procedure"), tool("drop_table")] };

async function open(rules: object = {}): Promise<TestClient> {
  const policy = JSON.stringify({
    version: "1",
    default: "allow",
    hide: ["drop_*"],
    resources: { default: "allow", deny: ["file:///secret"] },
    server_requests: { default: "allow" },
    ...rules,
  });
  return TestClient.open(world.proxy, await world.seed({ policy }), { sampling: {}, roots: {} });
}

/** The messages of a stream, and whether any event had an id. */
function read(text: string): { messages: Record<string, unknown>[]; hasIds: boolean } {
  const data = [...text.matchAll(/^data: (.+)$/gm)].map(([, line]) => JSON.parse(line ?? ""));
  return { messages: data, hasIds: /^id:/m.test(text) };
}

const cases: [string, object, object][] = [
  ["tools/list", TOOLS, { tools: [tool("run_procedure")] }],
  [
    "resources/list",
    { resources: [{ uri: "file:///a" }, { uri: "file:///secret" }] },
    { resources: [{ uri: "file:///a" }] },
  ],
];

test.each(cases)(
  "what a server says and asks while it answers %s reaches its client, judged and recorded, and the filtered list comes last",
  async (method, result, filtered) => {
    const client = await open();
    let source: ServerResponse | undefined;
    world.upstream.on.set(method, (res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      res.write(`id: e1\ndata:\n\nid: e2\ndata: ${JSON.stringify(LOGGED)}\n\n`);
      const ask = { jsonrpc: "2.0", id: 4, method: SAMPLING, params: { messages: [], maxTokens: 5 } };
      res.write(`id: e3\ndata: ${JSON.stringify(ask)}\n\n`);
      source = res;
    });
    const stream = await OpenStream.open(client, {}, JSON.stringify({ jsonrpc: "2.0", id: "l1", method }));
    expect([stream.status, stream.answer.headers["content-type"]]).toEqual([200, "text/event-stream"]);
    await stream.until(`"method":"${SAMPLING}"`);
    const [logged, asked] = read(await stream.until('"maxTokens":5}}\n\n')).messages;
    expect(logged).toEqual(LOGGED);
    const answer = await client.post({ jsonrpc: "2.0", id: asked?.id, result: { model: "m" } });
    expect(answer.status).toBe(202);
    expect(world.upstream.arrivals.at(-1)?.body).toBe('{"jsonrpc":"2.0","id":4,"result":{"model":"m"}}');

    source?.end(`id: e4\ndata: ${JSON.stringify({ jsonrpc: "2.0", id: "l1", result })}\n\n`);
    const { messages, hasIds } = read(await stream.toEnd());
    expect(messages.at(-1)).toEqual({ jsonrpc: "2.0", id: "l1", result: filtered });
    expect(messages).toHaveLength(3);
    // An answer that could be asked for on another stream would come unfiltered there.
    expect(hasIds).toBe(false);
    const rows = await eventually(
      "the row and its outcome",
      () => auditOf(world.watcher, client.seeded),
      ({ length }) => length === 2,
    );
    expect(rows[0]).toMatchObject({ kind: "intent", decision: "allow", intent: { method: SAMPLING } });
    expect(rows[1]).toMatchObject({ kind: "outcome", outcome: { outcome: "ok" } });
  },
);

test("a request that the policy denies is answered by the gateway, and the list is plain JSON", async () => {
  const client = await open({ server_requests: { default: "deny" } });
  let source: ServerResponse | undefined;
  world.upstream.on.set("tools/list", (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" });
    res.write(`data: {"jsonrpc":"2.0","id":4,"method":"roots/list"}\n\n`);
    source = res;
  });
  const listed = client.request("tools/list", undefined, 1);
  const refusal = await eventually(
    "the gateway's answer to the upstream",
    () => world.upstream.arrivals.find(({ message }) => message !== null && message.method === undefined),
    Boolean,
  );
  expect(JSON.parse(refusal?.body ?? "")).toMatchObject({ id: 4, error: { code: -31403 } });
  source?.end(`data: ${JSON.stringify({ jsonrpc: "2.0", id: 1, result: TOOLS })}\n\n`);
  expect((await listed).json.result).toEqual({ tools: [tool("run_procedure")] });
});

test("a stream with nothing but the list is answered with plain JSON", async () => {
  const client = await open();
  world.upstream.on.set(
    "tools/list",
    answerEvents((id) => [":\n\n", { jsonrpc: "2.0", id, result: TOOLS }]),
  );
  const answer = await client.request("tools/list");
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(answer.json.result).toEqual({ tools: [tool("run_procedure")] });
});

test("a stream that begins with an id is answered with a stream, without the id", async () => {
  const client = await open();
  world.upstream.on.set(
    "tools/list",
    answerEvents((id) => ["id: e1\nretry: 5\ndata:\n\n", { jsonrpc: "2.0", id, result: TOOLS }]),
  );
  const answer = await client.request("tools/list");
  expect(answer.headers["content-type"]).toBe("text/event-stream");
  expect(answer.text).not.toContain("e1");
  expect(read(answer.text).messages).toEqual([
    { jsonrpc: "2.0", id: expect.anything(), result: { tools: [tool("run_procedure")] } },
  ]);
});

test("a client hears the progress that it asked for, and no other's", async () => {
  const client = await open();
  const progress = (progressToken: unknown) => ({
    jsonrpc: "2.0",
    method: "notifications/progress",
    params: { progressToken, progress: 1 },
  });
  world.upstream.on.set(
    "tools/list",
    answerEvents((id) => [progress("mine"), progress("other"), { jsonrpc: "2.0", id, result: TOOLS }]),
  );
  const answer = await client.request("tools/list", { _meta: { progressToken: "mine" } });
  expect(read(answer.text).messages[0]).toEqual(progress("mine"));
  expect(read(answer.text).messages).toHaveLength(2);
});

test.each([
  ["ends without it", (): object[] => [LOGGED]],
  ["has a list that can't be read", (id: unknown) => [LOGGED, { jsonrpc: "2.0", id, result: { tools: 5 } }]],
])("a stream that %s ends with a fault, also when it could be resumed", async (_, messages) => {
  const client = await open();
  world.upstream.on.set(
    "tools/list",
    answerEvents((id) => messages(id).map((message) => `id: e1\ndata: ${JSON.stringify(message)}\n\n`)),
  );
  const { messages: heard } = read((await client.request("tools/list", undefined, 1)).text);
  expect(heard[0]).toEqual(LOGGED);
  expect(heard.at(-1)).toMatchObject({ id: 1, error: { code: -32603, data: { code: "upstream_protocol" } } });
  expect(heard).toHaveLength(2);
});

test("a log level too: what comes before its answer is heard", async () => {
  const client = await open();
  world.upstream.on.set(
    "logging/setLevel",
    answerEvents((id) => [LOGGED, { jsonrpc: "2.0", id, result: {} }]),
  );
  const { messages } = read((await client.request("logging/setLevel", { level: "info" }, 7)).text);
  expect(messages).toEqual([LOGGED, { jsonrpc: "2.0", id: 7, result: {} }]);
});
