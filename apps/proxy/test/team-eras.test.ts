import {
  type ClientOptions,
  Client as StatelessClient,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ResourceUpdatedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { type EverythingServer, startEverythingServer } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditOf, createWorld, eventually, type World } from "./harness";
import { RecordingUpstream } from "./recording-upstream";
import type { Seeded } from "./seed-world";
import { NEW, refuseDiscovery, StatelessTestClient, stateless } from "./stateless-client";
import { type StatelessUpstream, startStatelessUpstream, TOOLS } from "./stateless-upstream";
import { connectOfficial, seedTeam } from "./team-world";

/** A server of either era behind one URL. */
let world: World;
let former: EverythingServer;
let latter: StatelessUpstream;
let hanging: RecordingUpstream;
beforeAll(async () => {
  world = await createWorld({ teamServerMs: 1_500, streamCheckMs: 100 });
  [former, latter, hanging] = await Promise.all([
    startEverythingServer(),
    startStatelessUpstream(),
    RecordingUpstream.start(),
  ]);
  refuseDiscovery(world.upstream);
  for (const method of ["initialize", "server/discover"]) hanging.on.set(method, () => undefined);
});
afterAll(async () => {
  await Promise.all([former.stop(), latter.stop(), hanging.stop()]);
  await world.close();
});

const ECHO = {
  name: "echo",
  title: "Echo Tool",
  description: "Echoes back the input string",
  inputSchema: {},
};

async function team(): Promise<Seeded> {
  const direct = new Client({ name: "direct", version: "1.0.0" });
  const { StreamableHTTPClientTransport: Transport } = await import(
    "@modelcontextprotocol/sdk/client/streamableHttp.js"
  );
  await direct.connect(new Transport(new URL(former.url)) as Parameters<Client["connect"]>[0]);
  const tools = (await direct.listTools()).tools.filter(({ name }) => name === ECHO.name);
  await direct.close();
  const policy = '{"version":"1","default":"allow","hide":["work"],"tools":{"ask":{"action":"deny"}}}';
  const { seeded } = await seedTeam(world, [
    { slug: "former", upstreamUrl: former.url, tools: tools as never },
    { slug: "latter", upstreamUrl: latter.url, tools: TOOLS, policy },
    { slug: "hanging", upstreamUrl: hanging.url, tools: [] },
  ]);
  return seeded;
}

async function connectStateless({ path, token }: Seeded): Promise<StatelessClient> {
  const options = { versionNegotiation: { mode: { pin: NEW } } } as ClientOptions;
  const client = new StatelessClient({ name: "official", version: "1.0.0" }, options);
  const headers = { Authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + path), { requestInit: { headers } });
  await client.connect(transport as Parameters<StatelessClient["connect"]>[0]);
  return client;
}

test("a client of 2026-07-28 uses servers of both eras behind one URL, without a session", async () => {
  const seeded = await team();
  const client = await connectStateless(seeded);
  expect(client.getServerVersion()?.name).toBe("policylayer");
  expect(client.getInstructions()).toContain("The server hanging is unavailable");
  expect(client.getInstructions()).toContain("Instructions of the server latter:\nMind the gap.");
  const listed = await client.listTools();
  const names = listed.tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["former__echo", "latter__echo", "latter__by_region", "latter__ask"]));
  expect(names).not.toContain("latter__work");
  for (const server of ["former", "latter"]) {
    const answer = await client.callTool({ name: `${server}__echo`, arguments: { message: "hi" } });
    expect(JSON.stringify(answer.content)).toContain("hi");
  }
  // Its arguments are repeated in headers, under the server's own name for the tool.
  await client.callTool({ name: "latter__by_region", arguments: { region: "eu" } });
  const { headers } = latter.of("tools/call").at(-1) ?? {};
  expect(headers).toMatchObject({ "mcp-name": "by_region", "mcp-param-region": "eu" });
  const denied = await client.callTool({ name: "latter__ask", arguments: {} });
  expect(denied).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining("latter__ask is denied") }],
  });
  await expect(client.callTool({ name: "latter__work", arguments: {} })).rejects.toThrow("Unknown tool: latter__work");

  const prompts = (await client.listPrompts()).prompts.map(({ name }) => name);
  expect(prompts).toEqual(expect.arrayContaining(["former__simple-prompt", "latter__greet"]));
  const greeting = await client.getPrompt({ name: "latter__greet", arguments: { who: "you" } });
  expect(JSON.stringify(greeting.messages)).toContain("greet you");
  const { resources } = await client.listResources();
  for (const uri of [
    "policylayer+latter:memo:one",
    resources.find((r) => r.uri.startsWith("policylayer+former:"))?.uri ?? "",
  ]) {
    expect((await client.readResource({ uri })).contents[0]?.uri).toBe(uri);
  }
  const rows = (await auditOf(world.watcher, seeded)).flatMap((record) =>
    record.kind === "intent" ? [record.intent] : [],
  );
  expect(new Set(rows.map(({ sessionId, protocolVersion }) => `${sessionId} ${protocolVersion}`))).toEqual(
    new Set([`null ${NEW}`]),
  );
  expect(rows).toContainEqual(expect.objectContaining({ serverSlug: "latter", tool: "by_region" }));
  await client.close();
});

test("the name in a header is the one in the body, before its server is taken off", async () => {
  const client = new StatelessTestClient(world.proxy, await team());
  const list = await client.request("tools/list");
  expect(list.json.result).toMatchObject({ resultType: "complete", ttlMs: 0, cacheScope: "private" });
  expect(list.json.result._meta["policylayer/unavailable"]).toEqual([
    { server: "hanging", reason: expect.any(String) },
  ]);
  const { body, headers } = stateless("tools/call", { name: "latter__echo", arguments: {} });
  const before = latter.of("tools/call").length;
  const refused = await client.post(body, { ...headers, "mcp-name": "echo" });
  expect([refused.status, refused.json.error.code]).toEqual([400, -32020]);
  const region = stateless("tools/call", { name: "latter__by_region", arguments: { region: "eu" } });
  const unrepeated = await client.post(region.body, region.headers);
  expect([unrepeated.status, unrepeated.json.error.code]).toEqual([400, -32020]);
  expect(latter.of("tools/call")).toHaveLength(before);
  expect((await client.request("tools/list", { cursor: "x" })).json.error.code).toBe(-32602);
  const discovered = await client.request("server/discover");
  expect(discovered.json.result.capabilities).toMatchObject({
    tools: { listChanged: true },
    prompts: { listChanged: true },
    resources: { listChanged: true, subscribe: true },
  });
});

test("a client of the initialize era uses servers of both eras, and hears what changes in either", async () => {
  const seeded = await team();
  const client = await connectOfficial(world.proxy, seeded, new Client({ name: "real", version: "1.0.0" }));
  const updated: string[] = [];
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void updated.push(params.uri));
  for (const server of ["former", "latter"]) {
    const answer = await client.callTool({ name: `${server}__echo`, arguments: { message: "hi" } });
    expect(JSON.stringify(answer.content)).toContain("hi");
  }
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain("latter__by_region");
  const uri = "policylayer+latter:memo:one";
  expect((await client.readResource({ uri })).contents[0]?.uri).toBe(uri);
  await client.subscribeResource({ uri });
  await eventually(
    "an update",
    () => {
      latter.notify.resourceUpdated("memo:one");
      return updated;
    },
    (seen) => seen.length > 0,
  );
  expect(new Set(updated)).toEqual(new Set([uri]));
  await client.close();
});
