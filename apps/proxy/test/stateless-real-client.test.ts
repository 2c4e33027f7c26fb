import { Client, type ClientOptions, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { type EverythingServer, startEverythingServer } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditOf, createWorld, eventually, type World } from "./harness";
import type { Seed, Seeded, ToolSeed } from "./seed-world";
import { NEW } from "./stateless-client";
import { type StatelessUpstream, startStatelessUpstream, TOOLS } from "./stateless-upstream";

let world: World;
let everything: EverythingServer;
let overHttpSse: EverythingServer;
let upstream: StatelessUpstream;
beforeAll(async () => {
  [world, everything, overHttpSse, upstream] = [
    await createWorld({ streamCheckMs: 200 }),
    await startEverythingServer(),
    await startEverythingServer("sse"),
    await startStatelessUpstream(),
  ];
});
afterAll(async () => {
  await everything.stop();
  await overHttpSse.stop();
  await upstream.stop();
  await world.close();
});

/** The official client, which speaks 2026-07-28 and nothing else here. */
async function connect(seeded: Seeded | null, url: string, options: ClientOptions = {}): Promise<Client> {
  const negotiation = { versionNegotiation: { mode: seeded === null ? "legacy" : { pin: NEW } } } as ClientOptions;
  const client = new Client({ name: "official", version: "1.0.0" }, { ...negotiation, ...options });
  const headers: Record<string, string> = seeded === null ? {} : { Authorization: `Bearer ${seeded.token}` };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}

async function through(seed: Partial<Seed>, options: ClientOptions = {}): Promise<[Client, Seeded]> {
  const seeded = await world.seed({ headers: null, ...seed });
  return [await connect(seeded, world.proxy.url + seeded.path, options), seeded];
}

async function everythingTools(): Promise<readonly ToolSeed[]> {
  const direct = await connect(null, everything.url);
  const { tools } = await direct.listTools();
  await direct.close();
  return tools as unknown as readonly ToolSeed[];
}

const transports: ["streamable_http" | "http_sse", () => EverythingServer][] = [
  ["streamable_http", () => everything],
  ["http_sse", () => overHttpSse],
];

test.each(transports)(
  "the official client of 2026-07-28 uses a real server of the initialize era, over %s",
  async (transport, server) => {
    const [client, seeded] = await through({
      upstreamUrl: server().url,
      transport,
      tools: await everythingTools(),
      policy: JSON.stringify({
        version: "1",
        default: "allow",
        hide: ["get-env"],
        tools: { echo: { limits: [{ counter: "e", window: "minute", max: 2 }] } },
        prompts: { default: "allow", deny: ["args-prompt"] },
      }),
    });
    expect(client.getProtocolEra()).toBe("modern");
    expect(client.getServerVersion()?.name).toContain("everything");
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain("echo");
    expect(names).not.toContain("get-env");
    const echo = () => client.callTool({ name: "echo", arguments: { message: "hi" } });
    expect(JSON.stringify((await echo()).content)).toContain("hi");
    await echo();
    expect((await echo()).isError).toBe(true);
    await expect(client.callTool({ name: "get-env", arguments: {} })).rejects.toThrow("Unknown tool");
    const steps: unknown[] = [];
    await client.callTool(
      { name: "trigger-long-running-operation", arguments: { duration: 1, steps: 2 } },
      { onprogress: (step) => steps.push(step) },
    );
    expect(steps.length).toBeGreaterThan(0);
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).not.toContain("args-prompt");
    expect((await client.getPrompt({ name: "simple-prompt" })).messages).toHaveLength(1);
    const [resource] = (await client.listResources()).resources;
    expect((await client.readResource({ uri: resource?.uri ?? "" })).contents).toHaveLength(1);
    expect((await client.listResourceTemplates()).resourceTemplates.length).toBeGreaterThan(0);
    const completed = await client.complete({
      ref: { type: "ref/prompt", name: "completable-prompt" },
      argument: { name: "department", value: "" },
    });
    expect(completed.completion.values.length).toBeGreaterThan(0);
    const rows = (await auditOf(world.watcher, seeded)).flatMap((record) =>
      record.kind === "intent" ? [record.intent] : [],
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row).toMatchObject({ clientName: "official", protocolVersion: NEW });
    await client.close();
  },
);

test.each(transports)(
  "it hears of a resource that changes in a server of the initialize era, over %s",
  async (transport, server) => {
    const [client, seeded] = await through({
      upstreamUrl: server().url,
      transport,
      tools: await everythingTools(),
      policy:
        '{"version":"1","default":"allow","resources":{"default":"allow","deny":["demo://resource/dynamic/blob/*"]}}',
    });
    const updated: string[] = [];
    client.setNotificationHandler("notifications/resources/updated", ({ params }) => void updated.push(params.uri));
    const watched = "demo://resource/dynamic/text/1";
    const subscription = await client.listen({
      toolsListChanged: true,
      resourceSubscriptions: [watched, "demo://resource/dynamic/blob/1"],
    });
    expect(subscription.honoredFilter).toEqual({ toolsListChanged: true, resourceSubscriptions: [watched] });
    await client.callTool({ name: "toggle-subscriber-updates", arguments: {} });
    await eventually(
      "an update",
      () => updated.length,
      (count) => count > 0,
    );
    expect(new Set(updated)).toEqual(new Set([watched]));
    const asked = (await auditOf(world.watcher, seeded)).flatMap((record) =>
      record.kind === "intent" && record.intent.method === "resources/subscribe" ? [record.intent.tool] : [],
    );
    expect(asked).toEqual([watched, "demo://resource/dynamic/blob/1"]);
    await world.savePolicy(seeded, 2, '{"version":"1","default":"allow","resources":{"default":"deny"}}');
    expect(await subscription.closed).toBe("graceful");
    await client.close();
  },
);

test("it uses a real server of its own revision", async () => {
  const [client] = await through({
    upstreamUrl: upstream.url,
    tools: TOOLS,
    policy: '{"version":"1","default":"allow","hide":["hang"],"prompts":{"default":"allow","deny":["secret"]}}',
  });
  expect(client.getServerVersion()?.name).toBe("stateless");
  expect(client.getInstructions()).toBe("Mind the gap.");
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["echo", "by_region", "work", "ask"]);
  const echoed = await client.callTool({ name: "by_region", arguments: { region: "Zürich" } });
  expect(echoed.content).toEqual([{ type: "text", text: '{"region":"Zürich"}' }]);
  expect(upstream.posted.at(-1)?.headers["mcp-param-region"]).toBe("=?base64?WsO8cmljaA==?=");
  const steps: unknown[] = [];
  await client.callTool({ name: "work", arguments: {} }, { onprogress: (step) => steps.push(step) });
  expect(steps).toEqual([{ progress: 1, total: 2 }]);
  expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(["greet"]);
  await expect(client.getPrompt({ name: "secret" })).rejects.toThrow("POLICY DENIED");
  expect((await client.readResource({ uri: "memo:one" })).contents).toHaveLength(1);
  await expect(client.readResource({ uri: "memo:two" })).rejects.toMatchObject({ code: -32602 });
  const completion = { ref: { type: "ref/prompt", name: "greet" }, argument: { name: "who", value: "M" } } as const;
  expect((await client.complete(completion)).completion.values).toEqual(["Ma"]);
  expect(upstream.of("initialize")).toEqual([]);
  await client.close();
});

test("it hears of what changes there, until its grant is revoked", async () => {
  const [client, seeded] = await through({ upstreamUrl: upstream.url, tools: TOOLS });
  const changes: string[] = [];
  client.setNotificationHandler("notifications/tools/list_changed", () => void changes.push("tools"));
  client.setNotificationHandler("notifications/resources/updated", ({ params }) => void changes.push(params.uri));
  const subscription = await client.listen({ toolsListChanged: true, resourceSubscriptions: ["memo:one"] });
  expect(subscription.honoredFilter).toEqual({ toolsListChanged: true, resourceSubscriptions: ["memo:one"] });
  upstream.notify.toolsChanged();
  upstream.notify.promptsChanged();
  upstream.notify.resourceUpdated("memo:two");
  upstream.notify.resourceUpdated("memo:one");
  await eventually(
    "both",
    () => changes,
    (heard) => heard.length === 2,
  );
  expect(changes).toEqual(["tools", "memo:one"]);
  await world.revoke(seeded);
  expect(await subscription.closed).toBe("graceful");
  upstream.notify.toolsChanged();
  await expect(client.listTools()).rejects.toThrow();
  expect(changes).toHaveLength(2);
  await client.close();
});

test("closing the connection ends the call in the upstream", async () => {
  const [client, seeded] = await through({ upstreamUrl: upstream.url, tools: TOOLS });
  const abort = new AbortController();
  const call = client.callTool({ name: "hang", arguments: {} }, { signal: abort.signal });
  const refused = expect(call).rejects.toThrow();
  await eventually("the call", upstream.hanging, (count) => count === 1);
  abort.abort("enough");
  await refused;
  await eventually("its end", upstream.hanging, (count) => count === 0);
  await eventually(
    "the outcome",
    () => auditOf(world.watcher, seeded),
    (found) => found.some((record) => record.kind === "outcome" && record.outcome.outcome === "cancelled"),
  );
  await client.close();
});

test("a proxy that is told to stop ends what is listened to in order", async () => {
  const other = await createWorld();
  const seeded = await other.seed({ upstreamUrl: upstream.url, tools: TOOLS, headers: null });
  const client = await connect(seeded, other.proxy.url + seeded.path);
  const subscription = await client.listen({ toolsListChanged: true });
  const drained = other.proxy.app.drain(2_000, 500);
  expect(await subscription.closed).toBe("graceful");
  await drained;
  await client.close();
  await other.close();
});
