import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  ResourceUpdatedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { type EverythingServer, startEverythingServer } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditOf, createWorld, eventually, type World } from "./harness";
import type { ToolSeed } from "./seed-world";
import { connectOfficial, seedTeam } from "./team-world";

/** Two of the official server, with the same tools, prompts and URIs, behind one URL. */
let world: World;
let both: readonly [EverythingServer, EverythingServer];
let definitions: readonly ToolSeed[];
beforeAll(async () => {
  world = await createWorld();
  both = await Promise.all([startEverythingServer(), startEverythingServer()]);
  definitions = await offered(both[0].url);
});
afterAll(async () => {
  await Promise.all(both.map((server) => server.stop()));
  await world.close();
});

const ABLE = { sampling: {}, elicitation: { form: {} }, roots: { listChanged: true } };

/** The tools as the server offers them to a client that can do everything. */
async function offered(url: string): Promise<readonly ToolSeed[]> {
  const client = new Client({ name: "direct", version: "1.0.0" }, { capabilities: ABLE });
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [] }));
  await client.connect(new StreamableHTTPClientTransport(new URL(url)) as Parameters<Client["connect"]>[0]);
  const { tools } = await eventually(
    "the server's tools",
    () => client.listTools(),
    (listed) => listed.tools.some(({ name }) => name === "get-roots-list"),
  );
  await client.close();
  return tools as readonly ToolSeed[];
}

async function connect(): Promise<{
  client: Client;
  asked: string[];
  updated: string[];
  seeded: Awaited<ReturnType<typeof seedTeam>>["seeded"];
}> {
  const [one, two] = both;
  const { seeded } = await seedTeam(world, [
    { slug: "one", upstreamUrl: one.url, tools: definitions },
    { slug: "two", upstreamUrl: two.url, tools: definitions },
  ]);
  const asked: string[] = [];
  const updated: string[] = [];
  const client = new Client({ name: "real", version: "1.0.0" }, { capabilities: ABLE });
  client.setRequestHandler(CreateMessageRequestSchema, ({ method }) => {
    asked.push(method);
    return { role: "assistant", model: "m", content: { type: "text", text: "sampled" } };
  });
  client.setRequestHandler(ElicitRequestSchema, ({ method }) => {
    asked.push(method);
    return { action: "decline" };
  });
  client.setRequestHandler(ListRootsRequestSchema, ({ method }) => {
    asked.push(method);
    return { roots: [{ uri: "file:///root", name: "root" }] };
  });
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
    updated.push(params.uri);
  });
  return { client: await connectOfficial(world.proxy, seeded, client), asked, updated, seeded };
}

test("prompts, resources, templates and completions of two servers that call them alike", async () => {
  const { client } = await connect();
  const { prompts } = await client.listPrompts();
  const names = prompts.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["one__simple-prompt", "two__simple-prompt", "two__completable-prompt"]),
  );
  expect(names).toEqual([...names].sort((a, b) => Number(a.startsWith("two__")) - Number(b.startsWith("two__"))));
  const prompt = await client.getPrompt({ name: "two__simple-prompt" });
  expect(prompt.messages.length).toBeGreaterThan(0);
  await expect(client.getPrompt({ name: "simple-prompt" })).rejects.toThrow("Unknown prompt");
  const completed = await client.complete({
    ref: { type: "ref/prompt", name: "two__completable-prompt" },
    argument: { name: "department", value: "" },
  });
  expect(completed.completion.values.length).toBeGreaterThan(0);

  const { resources } = await client.listResources();
  const ofTwo = resources.filter(({ uri }) => uri.startsWith("policylayer+two:"));
  expect(ofTwo.length).toBeGreaterThan(0);
  expect(resources.filter(({ uri }) => uri.startsWith("policylayer+one:"))).toHaveLength(ofTwo.length);
  const uri = ofTwo[0]?.uri ?? "";
  const read = await client.readResource({ uri });
  expect(read.contents.map((content) => content.uri)).toEqual([uri]);
  await expect(client.readResource({ uri: uri.replace("policylayer+two:", "") })).rejects.toThrow("Unknown resource");

  const { resourceTemplates } = await client.listResourceTemplates();
  const template = resourceTemplates.find(({ uriTemplate }) => uriTemplate.startsWith("policylayer+one:demo://"));
  expect(template).toBeDefined();
  const values = await client.complete({
    ref: { type: "ref/resource", uri: template?.uriTemplate ?? "" },
    argument: { name: "resourceId", value: "1" },
  });
  expect(values.completion.values).toContain("1");
  const made = (template?.uriTemplate ?? "").replace(/\{[^}]*\}/g, "1");
  expect((await client.readResource({ uri: made })).contents[0]?.uri).toBe(made);
  await client.close();
});

test("what a tool or prompt links to can be read under the name it is linked by", async () => {
  const { client } = await connect();
  const linked = await client.callTool({ name: "two__get-resource-links", arguments: { count: 2 } });
  const links = (linked.content as { type: string; uri?: string }[]).filter(({ type }) => type === "resource_link");
  expect(links.length).toBeGreaterThan(0);
  for (const { uri = "" } of links) {
    expect(uri).toMatch(/^policylayer\+two:demo:/);
    expect((await client.readResource({ uri })).contents[0]?.uri).toBe(uri);
  }
  const referred = await client.callTool({
    name: "one__get-resource-reference",
    arguments: { resourceType: "Text", resourceId: 1 },
  });
  expect(JSON.stringify(referred.content)).toContain('"uri":"policylayer+one:demo:');
  const prompt = await client.getPrompt({
    name: "one__resource-prompt",
    arguments: { resourceType: "Text", resourceId: "1" },
  });
  expect(JSON.stringify(prompt.messages)).toContain('"uri":"policylayer+one:demo:');
  await client.close();
});

test("each server asks the client on the call's stream, and its answer finds that server", async () => {
  const { client, asked, seeded } = await connect();
  for (const server of ["one", "two"]) {
    const sampled = await client.callTool({
      name: `${server}__trigger-sampling-request`,
      arguments: { prompt: "p", maxTokens: 5 },
    });
    expect(JSON.stringify(sampled.content)).toContain("sampled");
    await client.callTool({ name: `${server}__trigger-elicitation-request`, arguments: {} });
    const roots = await client.callTool({ name: `${server}__get-roots-list`, arguments: {} });
    expect(JSON.stringify(roots.content)).toContain("file:///root");
  }
  expect(asked.filter((method) => method === "sampling/createMessage")).toHaveLength(2);
  const rows = (await auditOf(world.watcher, seeded)).flatMap((record) =>
    record.kind === "intent" ? [record.intent] : [],
  );
  expect(
    rows.find(({ method, serverSlug }) => method === "sampling/createMessage" && serverSlug === "two"),
  ).toBeDefined();
  expect(new Set(rows.map(({ sessionId }) => sessionId)).size).toBe(1);
  await client.close();
});

test("updates of a resource that is subscribed to come under the name it was subscribed by", async () => {
  const { client, updated } = await connect();
  const { resources } = await client.listResources();
  const uri = resources.find((resource) => resource.uri.startsWith("policylayer+two:"))?.uri ?? "";
  await client.subscribeResource({ uri });
  await client.callTool({ name: "two__toggle-subscriber-updates", arguments: {} });
  await eventually(
    "an update",
    () => updated,
    (seen) => seen.includes(uri),
  );
  await client.callTool({ name: "two__toggle-subscriber-updates", arguments: {} });
  await client.unsubscribeResource({ uri });
  expect(new Set(updated)).toEqual(new Set([uri]));
  await client.setLoggingLevel("debug");
  await client.close();
});

test("the client doesn't notice that one of the servers was restarted", async () => {
  const { client } = await connect();
  const echo = (server: string) => client.callTool({ name: `${server}__echo`, arguments: { message: server } });
  expect(await echo("one")).toMatchObject({ content: [{ text: "Echo: one" }] });
  await both[0].restart();
  expect(await echo("two")).toMatchObject({ content: [{ text: "Echo: two" }] });
  expect(await echo("one")).toMatchObject({ content: [{ text: "Echo: one" }] });
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["one__echo", "two__echo"]),
  );
  await client.close();
});
