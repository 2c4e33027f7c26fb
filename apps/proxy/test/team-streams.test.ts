import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { createWorld, eventually, type RunningProxy, startProxy, TestClient, type World } from "./harness";
import { answerJson, answerRaw, headerOf, RecordingUpstream } from "./recording-upstream";
import { seedServer } from "./seed-world";
import { listAtOnce, seedTeam } from "./team-world";

let world: World;
let second: RunningProxy;
let files: RecordingUpstream;
const TIMES = { streamCheckMs: 40, keepAliveMs: 40, teamServerMs: 500, streamsPerSessionMax: 2, cancelGraceMs: 50 };
/** The upstreams' sides of the streams they were asked for. */
const sources = new Map<RecordingUpstream, ServerResponse[]>();
beforeAll(async () => {
  world = await createWorld(TIMES);
  second = await startProxy({ databaseUrl: world.database.url }, TIMES);
  files = await RecordingUpstream.start();
});
afterAll(async () => {
  await second.close();
  await world.close();
  await files.stop();
});
beforeEach(() => {
  for (const upstream of [world.upstream, files]) {
    sources.set(upstream, []);
    upstream.arrivals.length = 0;
    upstream.behaviour = answerJson;
    upstream.on.clear();
    upstream.onInitialize = null;
    upstream.on.set("GET", (res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
      sources.get(upstream)?.push(res);
    });
  }
});
afterEach(() => {
  for (const each of sources.values()) for (const source of each) source.destroy();
});

const note = (method: string, params?: object) => JSON.stringify({ jsonrpc: "2.0", method, params });
const event = (text: string, id?: string) => `${id === undefined ? "" : `id: ${id}\n`}data: ${text}\n\n`;

async function open(): Promise<TestClient> {
  const policy = '{"version":"1","default":"allow","resources":{"default":"allow","deny":["secret:*"]}}';
  const { seeded } = await seedTeam(world, [{ slug: "files", upstreamUrl: files.url, tools: ["read"], policy }]);
  return TestClient.open(world.proxy, seeded);
}

/** The upstream's side, once it was asked for its `count`th stream. */
async function sourceOf(upstream: RecordingUpstream, count = 1): Promise<ServerResponse> {
  const all = await eventually(
    "an upstream's stream",
    () => sources.get(upstream) ?? [],
    (streams) => streams.length >= count,
  );
  return all[count - 1] as ServerResponse;
}

test("one stream holds what every server says, its resources under their names here, and no ids", async () => {
  const client = await open();
  const stream = await OpenStream.open(client);
  expect(stream.status).toBe(200);
  const [one, two] = [await sourceOf(world.upstream), await sourceOf(files)];
  one.write(event(note("notifications/tools/list_changed"), "e1"));
  two.write(event(note("notifications/resources/updated", { uri: "secret:1" }), "e1"));
  two.write(event(note("notifications/resources/updated", { uri: "file:///a" }), "e2"));
  await stream.until("tools/list_changed");
  const text = await stream.until("resources/updated");
  expect(text).toContain('"uri":"policylayer+files:file:///a"');
  expect(text).not.toContain("secret:1");
  expect(text).not.toContain("id: ");
  stream.close();
});

test("a server's stream that ends is asked for again, while the others go on", async () => {
  const client = await open();
  const stream = await OpenStream.open(client);
  (await sourceOf(files)).end();
  (await sourceOf(world.upstream)).write(event(note("notifications/prompts/list_changed")));
  await stream.until("prompts/list_changed");
  (await sourceOf(files, 2)).write(event(note("notifications/resources/list_changed")));
  await stream.until("resources/list_changed");
  stream.close();
});

test("a server that was away when the client came is listened to once it is back, and its tools are announced", async () => {
  files.onInitialize = answerRaw(500, {}, "");
  const client = await open();
  const stream = await OpenStream.open(client);
  files.onInitialize = null;
  await stream.until("tools/list_changed");
  (await sourceOf(files)).write(event(note("notifications/message", { level: "info", data: "back" })));
  await stream.until('"back"');
  stream.close();
});

test("a server that joins the grant is heard, and the stream ends with the session or the grant", async () => {
  const client = await open();
  const stream = await OpenStream.open(client);
  const added = await RecordingUpstream.start();
  sources.set(added, []);
  added.on.set("GET", (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    sources.get(added)?.push(res);
  });
  await seedServer(world.db, client.seeded, { slug: "added", upstreamUrl: added.url, tools: [] });
  await world.bumpEpoch(client.seeded);
  (await sourceOf(added)).write(event(note("notifications/tools/list_changed")));
  await stream.until("tools/list_changed");
  await world.revoke(client.seeded);
  await stream.toEnd();
  await added.stop();
});

test("servers without a stream are none to listen to, and a session has no more streams than it may", async () => {
  for (const upstream of [world.upstream, files]) upstream.on.delete("GET");
  const client = await open();
  expect((await OpenStream.open(client)).status).toBe(405);
  world.upstream.on.set(
    "GET",
    (res) => void res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders(),
  );
  const streams = [await OpenStream.open(client), await OpenStream.open(client), await OpenStream.open(client)];
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 429]);
  for (const stream of streams) stream.close();
});

test("the stream of a call that breaks is resumed at its server, on any proxy", async () => {
  const client = await open();
  files.behaviour = (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" });
    res.end("id: c1\nretry: 5\ndata:\n\n");
  };
  const call = JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/call", params: { name: "files__read" } });
  const broken = await (await OpenStream.open(client, {}, call)).toEnd();
  expect(broken).toContain("id: files:c1");
  for (const proxy of [world.proxy, second]) {
    files.arrivals.length = 0;
    const resuming = OpenStream.open(client.through(proxy), { "last-event-id": "files:c1" });
    const source = await sourceOf(files, proxy === second ? 2 : 1);
    const result = { content: [{ type: "resource_link", uri: "file:///a", name: "a" }] };
    source.end(event(JSON.stringify({ jsonrpc: "2.0", id: 7, result }), "c2"));
    const rest = await (await resuming).toEnd();
    expect(rest).toContain("id: files:c2");
    expect(rest).toContain("policylayer+files:file:///a");
    expect(files.arrivals.map((get) => headerOf(get, "last-event-id"))).toEqual(["c1"]);
  }
  expect((await OpenStream.open(client, { "last-event-id": "nowhere:c1" })).status).toBe(200);
});

test("a cancellation reaches the server that has the request, and through another proxy too", async () => {
  const client = await open();
  files.behaviour = () => undefined;
  const cancel = (through: TestClient, requestId: string) =>
    through.post({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId } });
  const first = client.request("tools/call", { name: "files__read" }, "first");
  await eventually(
    "the call",
    () => files.calls.length,
    (count) => count === 1,
  );
  expect((await cancel(client, "first")).status).toBe(202);
  expect((await first).json.error.data.code).toBe("cancelled");
  expect(files.of("notifications/cancelled").map(({ message }) => message?.params)).toEqual([{ requestId: "first" }]);
  expect(world.upstream.of("notifications/cancelled")).toHaveLength(0);
  files.behaviour = (res, arrival) => {
    files.on.set("notifications/cancelled", (_res) => {
      _res.writeHead(202).end();
      answerJson(res, arrival);
    });
  };
  const other = client.request("tools/call", { name: "files__read" }, "other");
  await eventually(
    "the call",
    () => files.calls.length,
    (count) => count === 2,
  );
  expect((await cancel(client.through(second), "other")).status).toBe(202);
  expect((await other).json.result.content).toHaveLength(1);
});

const SAMPLING = "sampling/createMessage";

async function openAsked(): Promise<TestClient> {
  const policy = '{"version":"1","default":"allow","hide":["secret"],"server_requests":{"default":"allow"}}';
  const server = { slug: "files", upstreamUrl: files.url, tools: ["read", "secret"], policy };
  return TestClient.open(world.proxy, (await seedTeam(world, [server], policy)).seeded);
}

/** An upstream's stream of one request, which has said and asked something by now. */
function asking(upstream: RecordingUpstream, method: string, ask: object): Promise<ServerResponse> {
  return new Promise((resolve) => {
    upstream.on.set(method, (res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      res.write(event(note("notifications/message", { level: "info", data: "counting" }), "e1"));
      res.write(event(JSON.stringify({ jsonrpc: "2.0", ...ask }), "e2"));
      resolve(res);
    });
  });
}

const messagesOf = (text: string) => [...text.matchAll(/^data: (.+)$/gm)].map(([, line]) => JSON.parse(line ?? ""));

test.each(["tools/list", "logging/setLevel"])(
  "what a server says and asks while it answers %s reaches the client, and the answer of all comes last",
  async (method) => {
    const client = await openAsked();
    listAtOnce(world.upstream);
    const params = { messages: [], maxTokens: 5, _meta: { progressToken: 4 } };
    const asks = method === "tools/list" ? {} : { level: "info" };
    const source = asking(files, method, { id: 4, method: SAMPLING, params });
    const body = JSON.stringify({ jsonrpc: "2.0", id: "l1", method, params: asks });
    const stream = await OpenStream.open(client, {}, body);
    expect(stream.answer.headers["content-type"]).toBe("text/event-stream");
    const [said, asked] = messagesOf(
      await stream.until('"maxTokens":5,"_meta":{"progressToken":"policylayer+files:4"}}'),
    );
    expect(said.params.data).toBe("counting");
    expect(asked.params._meta).toEqual({ progressToken: "policylayer+files:4" });
    const progress = { progressToken: asked.params._meta.progressToken, progress: 1, total: 2 };
    const told = await client.post({ jsonrpc: "2.0", method: "notifications/progress", params: progress });
    expect(told.status).toBe(202);
    expect(files.of("notifications/progress").map(({ message }) => message?.params)).toEqual([
      { ...progress, progressToken: 4 },
    ]);
    expect(world.upstream.of("notifications/progress")).toHaveLength(0);
    expect((await client.post({ jsonrpc: "2.0", id: asked.id, result: { model: "m" } })).status).toBe(202);
    expect(files.arrivals.at(-1)?.body).toBe('{"jsonrpc":"2.0","id":4,"result":{"model":"m"}}');
    const id = files.of(method)[0]?.message?.id;
    const tools = ["read", "secret"].map((name) => ({ name, inputSchema: { type: "object" } }));
    (await source).end(event(JSON.stringify({ jsonrpc: "2.0", id, result: { tools } }), "e3"));
    const text = await stream.toEnd();
    const last = messagesOf(text).at(-1);
    expect(last.id).toBe("l1");
    if (method === "tools/list") {
      expect(last.result.tools.map(({ name }: { name: string }) => name)).toEqual(["files__read"]);
    }
    expect(text).not.toMatch(/^id:/m);
  },
);

test("progress under a token that no server gave is taken, and told to nobody", async () => {
  const client = await openAsked();
  for (const progressToken of [4, "4", "policylayer+files:x", "policylayer+nobody:4", "files__4"]) {
    const progress = { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken, progress: 1 } };
    expect((await client.post(progress)).status).toBe(202);
  }
  expect([...files.arrivals, ...world.upstream.arrivals].map(({ message }) => message?.method)).not.toContain(
    "notifications/progress",
  );
});
