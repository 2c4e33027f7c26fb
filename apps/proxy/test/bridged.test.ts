import {
  Client as StatelessClient,
  StreamableHTTPClientTransport as StatelessTransport,
} from "@modelcontextprotocol/client";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { auditOf, createWorld, eventually, headersFor, send, startProxy, TestClient, type World } from "./harness";
import { SECRET_OF_UPSTREAM } from "./recording-upstream";
import type { Seeded } from "./seed-world";
import { type StatelessUpstream, startStatelessUpstream, TOOLS } from "./stateless-upstream";

let world: World;
let upstream: StatelessUpstream;
beforeAll(async () => {
  [world, upstream] = [await createWorld({ streamCheckMs: 100 }), await startStatelessUpstream()];
});
afterAll(async () => {
  await world.close();
  await upstream.stop();
});

const POLICY = JSON.stringify({
  version: "1",
  default: "allow",
  prompts: { default: "allow", deny: ["secret"] },
  resources: { default: "allow", deny: ["memo:secret*"] },
});

const seed = () =>
  world.seed({
    upstreamUrl: upstream.url,
    tools: TOOLS,
    policy: POLICY,
    headers: { Authorization: SECRET_OF_UPSTREAM },
  });

const open = async () => TestClient.open(world.proxy, await seed());

/** What both official clients have. */
type AnyClient = Pick<
  Client,
  | "listTools"
  | "callTool"
  | "listPrompts"
  | "getPrompt"
  | "listResources"
  | "listResourceTemplates"
  | "readResource"
  | "complete"
  | "setLoggingLevel"
  | "ping"
  | "getServerCapabilities"
  | "getServerVersion"
  | "getInstructions"
  | "close"
>;

async function connectFirst({ path, token }: Seeded): Promise<Client> {
  const client = new Client({ name: "first", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + path), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}

async function connectSecond({ path, token }: Seeded): Promise<AnyClient> {
  const client = new StatelessClient({ name: "second", version: "1.0.0" }, { versionNegotiation: { mode: "legacy" } });
  const transport = new StatelessTransport(new URL(world.proxy.url + path), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  return client as unknown as AnyClient;
}

describe.each([
  ["the client of the first SDK", connectFirst],
  ["the client of the second SDK, in its initialize era", connectSecond],
] as const)("%s before a server of 2026-07-28", (_, connect) => {
  test("is told what the server can do, in its own era", async () => {
    const client: AnyClient = await connect(await seed());
    expect(client.getServerVersion()).toMatchObject({ name: "stateless", version: "1.0.0" });
    expect(client.getInstructions()).toBe("Mind the gap.");
    expect(client.getServerCapabilities()).toEqual({
      tools: { listChanged: true },
      prompts: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
      completions: {},
      logging: {},
    });
    expect(await client.ping()).toEqual({});
    await client.close();
  });

  test("uses tools, prompts, resources and completion, by the policy", async () => {
    const client: AnyClient = await connect(await seed());
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(["echo", "by_region", "work", "hang", "ask"]);
    const called = await client.callTool({ name: "echo", arguments: { n: 1 } });
    expect(called.content).toEqual([{ type: "text", text: '{"n":1}' }]);
    expect(called).not.toHaveProperty("resultType");
    const regional = await client.callTool({ name: "by_region", arguments: { region: "Zürich" } });
    expect(regional.content).toEqual([{ type: "text", text: '{"region":"Zürich"}' }]);
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(["greet"]);
    const prompt = await client.getPrompt({ name: "greet", arguments: { who: "you" } });
    expect(prompt.messages[0]?.content).toEqual({ type: "text", text: "greet you" });
    await expect(client.getPrompt({ name: "secret" })).rejects.toThrow("POLICY DENIED");
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual(["memo:one"]);
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(1);
    expect((await client.readResource({ uri: "memo:one" })).contents).toEqual([{ uri: "memo:one", text: "first" }]);
    await expect(client.readResource({ uri: "memo:none" })).rejects.toThrow("Resource not found");
    const completed = await client.complete({
      ref: { type: "ref/prompt", name: "greet" },
      argument: { name: "who", value: "b" },
    });
    expect(completed.completion.values).toEqual(["ba"]);
    await client.close();
  });
});

test("progress comes under the client's own token, and the log as far as the session wants it", async () => {
  const client = await connectFirst(await seed());
  const logged: unknown[] = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void logged.push(params.data));
  const steps: unknown[] = [];
  const work = () => client.callTool({ name: "work" }, undefined, { onprogress: (step) => void steps.push(step) });
  await work();
  expect(steps).toEqual([{ progress: 1, total: 2 }]);
  expect(logged).toEqual([]);
  await client.setLoggingLevel("info");
  await work();
  expect(logged).toEqual(["at work"]);
  expect(upstream.of("tools/call").at(-1)?.message.params._meta["io.modelcontextprotocol/logLevel"]).toBe("info");
  expect(upstream.of("logging/setLevel")).toEqual([]);
  await client.close();
});

test("a cancellation that comes to another proxy ends the call where it is", async () => {
  const second = await startProxy({ databaseUrl: world.database.url });
  const client = await open();
  const call = client.request("tools/call", { name: "hang", arguments: {} }, "c1");
  await eventually("the call", upstream.hanging, (count) => count === 1);
  const cancel = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: "c1" } };
  // Somebody else's id is no way to it.
  const other = await TestClient.open(second, await seed());
  expect((await other.post(cancel)).status).toBe(202);
  await eventually(
    "the cancellation to be heard",
    async () => {
      expect((await client.through(second).post(cancel)).status).toBe(202);
      return upstream.hanging();
    },
    (count) => count === 0,
  );
  expect((await call).json.error.data.code).toBe("cancelled");
  const outcomes = await eventually(
    "the outcome",
    async () => (await auditOf(world.watcher, client.seeded)).filter(({ kind }) => kind === "outcome"),
    ({ length }) => length === 1,
  );
  expect(outcomes[0]).toMatchObject({ outcome: { outcome: "cancelled" } });
  await second.close();
});

test("what is cancelled ends at the server at once, and is recorded so", async () => {
  const seeded = await seed();
  const client = await connectFirst(seeded);
  const abort = new AbortController();
  const call = client.callTool({ name: "hang" }, undefined, { signal: abort.signal });
  const refused = expect(call).rejects.toThrow("enough");
  await eventually("the call", upstream.hanging, (count) => count === 1);
  abort.abort("enough");
  await refused;
  await eventually("its end", upstream.hanging, (count) => count === 0);
  const isOutcome = ({ kind }: { kind: string }) => kind === "outcome";
  const records = await eventually(
    "the outcome",
    () => auditOf(world.watcher, seeded),
    (all) => all.some(isOutcome),
  );
  expect(records.find(isOutcome)).toMatchObject({ outcome: { outcome: "cancelled" } });
  await client.close();
});

test("changed lists and subscribed resources reach the client, and nothing that it isn't subscribed to any more", async () => {
  const client = await connectFirst(await seed());
  const heard: string[] = [];
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => void heard.push("tools"));
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void heard.push(params.uri));
  await eventually(
    "the stream",
    () => upstream.of("subscriptions/listen").length,
    (count) => count > 0,
  );
  await eventually(
    "a change",
    () => {
      upstream.notify.toolsChanged();
      return heard.length;
    },
    (count) => count > 0,
  );
  await client.subscribeResource({ uri: "memo:one" });
  upstream.notify.resourceUpdated("memo:two");
  upstream.notify.resourceUpdated("memo:one");
  await eventually(
    "the update",
    () => heard,
    (all) => all.includes("memo:one"),
  );
  await client.unsubscribeResource({ uri: "memo:one" });
  upstream.notify.resourceUpdated("memo:one");
  await client.subscribeResource({ uri: "memo:three" });
  upstream.notify.resourceUpdated("memo:three");
  await eventually(
    "the next update",
    () => heard,
    (all) => all.includes("memo:three"),
  );
  expect(heard.filter((what) => what !== "tools")).toEqual(["memo:one", "memo:three"]);
  await expect(client.subscribeResource({ uri: "memo:secret" })).rejects.toThrow("POLICY DENIED");
  await client.close();
});

test("a subscription made through one proxy is heard on the stream that another one holds", async () => {
  const client = await open();
  const stream = await OpenStream.open(client);
  expect(stream.status).toBe(200);
  const other = await startProxy({ databaseUrl: world.database.url });
  const { seeded, session } = client;
  const subscribe = '{"jsonrpc":"2.0","id":"s","method":"resources/subscribe","params":{"uri":"memo:one"}}';
  const answer = await send(other, seeded.path, subscribe, headersFor(seeded.token, session));
  expect(answer.json).toEqual({ jsonrpc: "2.0", id: "s", result: {} });
  await other.close();
  const text = await eventually(
    "the update",
    () => {
      upstream.notify.resourceUpdated("memo:one");
      return stream.text;
    },
    (heard) => heard.includes("memo:one"),
  );
  expect(text).toContain(
    'data: {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"memo:one"}}',
  );
  stream.close();
});

test("a resource that isn't there has the code of the client's era", async () => {
  const missing = await (await open()).request("resources/read", { uri: "memo:none" });
  expect(missing.json.error).toEqual({ code: -32002, message: "Resource not found", data: { uri: "memo:none" } });
});

test("the end of a session ends its stream, and sends the server nothing", async () => {
  const client = await open();
  const stream = await OpenStream.open(client);
  const posted = upstream.posted.length;
  const { seeded, session } = client;
  expect((await send(world.proxy, seeded.path, null, headersFor(seeded.token, session), "DELETE")).status).toBe(204);
  await stream.toEnd();
  expect((await client.call("echo")).status).toBe(404);
  expect(upstream.posted).toHaveLength(posted);
});

test("the server gets its own credentials and headers made of the message, and nothing of the client's but a trace id", async () => {
  const client = await open();
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  await client.post(
    {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "by_region", arguments: { region: "eu" }, _meta: { a: 1 } },
    },
    {
      traceparent,
      cookie: "session=client-secret-cookie",
      "proxy-authorization": "Basic client-secret-proxy",
      "x-forwarded-for": "203.0.113.9",
      "x-api-key": "client-secret-key",
      "mcp-name": "evil",
      "mcp-param-region": "evil",
      "mcp-param-other": "evil",
    },
  );
  const call = upstream.of("tools/call").at(-1);
  expect(call?.headers).toMatchObject({
    authorization: SECRET_OF_UPSTREAM,
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": "tools/call",
    "mcp-name": "by_region",
    "mcp-param-region": "eu",
    traceparent,
  });
  expect(Object.keys(call?.headers ?? {}).sort()).toEqual([
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "mcp-method",
    "mcp-name",
    "mcp-param-region",
    "mcp-protocol-version",
    "traceparent",
    "user-agent",
  ]);
  expect(call?.message.params._meta).toEqual({
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "tester", version: "9" },
    traceparent,
    a: 1,
  });
  const everything = JSON.stringify(upstream.posted);
  for (const secret of [client.seeded.token, client.session, "client-secret"]) expect(everything).not.toContain(secret);
});

test("a tool whose definition breaks the rules of HTTP is neither listed nor called", async () => {
  const client = await open();
  const before = upstream.of("tools/call").length;
  const { json } = await client.call("odd", { n: 1 });
  expect(json.error.message).toContain("x-mcp-header");
  expect(upstream.of("tools/call")).toHaveLength(before);
});
