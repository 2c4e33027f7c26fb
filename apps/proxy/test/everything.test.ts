import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  LoggingMessageNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { type EverythingServer, startEverythingServer } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, eventually, type World } from "./harness";
import type { ToolSeed } from "./seed-world";

let world: World;
let everything: EverythingServer;
beforeAll(async () => {
  [world, everything] = [await createWorld(), await startEverythingServer()];
});
afterAll(async () => {
  await everything.stop();
  await world.close();
});

const ABLE = { sampling: {}, elicitation: { form: {} }, roots: { listChanged: true } };
const TOOLS = [
  "echo",
  "trigger-sampling-request",
  "trigger-elicitation-request",
  "get-roots-list",
  "toggle-simulated-logging",
];

/** The tools as the server offers them to a client that can do everything: what an administrator approves. */
async function definitions(): Promise<readonly ToolSeed[]> {
  const client = new Client({ name: "direct", version: "1.0.0" }, { capabilities: ABLE });
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [] }));
  const transport = new StreamableHTTPClientTransport(new URL(everything.url));
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  const { tools } = await eventually(
    "the server's tools",
    () => client.listTools(),
    (listed) => TOOLS.every((name) => listed.tools.some((tool) => tool.name === name)),
  );
  await client.close();
  return tools.filter(({ name }) => TOOLS.includes(name)) as readonly ToolSeed[];
}

/** The official client, able to do all that a server may ask for, and what it was asked. */
async function connect(policy: object): Promise<{ client: Client; asked: string[]; logged: unknown[] }> {
  const document = JSON.stringify({ version: "1", default: "allow", ...policy });
  const seeded = await world.seed({
    upstreamUrl: everything.url,
    tools: await definitions(),
    headers: null,
    policy: document,
  });
  const asked: string[] = [];
  const logged: unknown[] = [];
  const client = new Client({ name: "real", version: "1.0.0" }, { capabilities: ABLE });
  client.setRequestHandler(CreateMessageRequestSchema, ({ method }) => {
    asked.push(method);
    return { model: "m", role: "assistant", content: { type: "text", text: "sampled" } };
  });
  client.setRequestHandler(ElicitRequestSchema, ({ method }) => {
    asked.push(method);
    return { action: "decline" };
  });
  client.setRequestHandler(ListRootsRequestSchema, ({ method }) => {
    asked.push(method);
    return { roots: [{ uri: "file:///work", name: "work" }] };
  });
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void logged.push(params));
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + seeded.path), {
    requestInit: { headers: { Authorization: `Bearer ${seeded.token}` } },
  });
  // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return { client, asked, logged };
}

test("prompts, resources, completion, subscriptions and log levels of a real server work for a real client", async () => {
  const { client } = await connect({ prompts: { default: "allow", deny: ["args-prompt"] } });
  const prompts = (await client.listPrompts()).prompts.map(({ name }) => name);
  expect(prompts).toContain("simple-prompt");
  expect(prompts).not.toContain("args-prompt");
  expect((await client.getPrompt({ name: "simple-prompt" })).messages).toHaveLength(1);
  await expect(client.getPrompt({ name: "args-prompt", arguments: { city: "x" } })).rejects.toThrow("POLICY DENIED");
  const { resources } = await client.listResources();
  const uri = resources[0]?.uri ?? "";
  expect((await client.readResource({ uri })).contents).toHaveLength(1);
  expect((await client.listResourceTemplates()).resourceTemplates.length).toBeGreaterThan(0);
  await client.subscribeResource({ uri });
  await client.unsubscribeResource({ uri });
  await client.setLoggingLevel("debug");
  const completed = await client.complete({
    ref: { type: "ref/prompt", name: "completable-prompt" },
    argument: { name: "department", value: "" },
  });
  expect(completed.completion.values.length).toBeGreaterThan(0);
  await client.close();
});

test("a real server samples, elicits and asks for roots; a real client hears its log", async () => {
  const { client, asked, logged } = await connect({});
  // The server offers these tools once it knows what its client can do.
  const offered = async () => (await client.listTools()).tools.map(({ name }) => name);
  await eventually("the tools that ask", offered, (names) => TOOLS.every((name) => names.includes(name)));
  const sampled = await client.callTool({ name: "trigger-sampling-request", arguments: { prompt: "p", maxTokens: 5 } });
  expect(JSON.stringify(sampled.content)).toContain("sampled");
  await client.callTool({ name: "trigger-elicitation-request", arguments: {} });
  await client.callTool({ name: "get-roots-list", arguments: {} });
  expect(asked).toEqual(expect.arrayContaining(["sampling/createMessage", "elicitation/create", "roots/list"]));
  await client.callTool({ name: "toggle-simulated-logging", arguments: {} });
  await eventually(
    "a log message",
    () => logged.length,
    (count) => count > 0,
  );
  await client.callTool({ name: "toggle-simulated-logging", arguments: {} });
  await client.close();
});

test("a real server whose policy forbids sampling isn't told that its client can", async () => {
  const { client, asked } = await connect({ server_requests: { default: "deny", allow: ["roots/list"] } });
  const offered = async () => (await client.listTools()).tools.map(({ name }) => name);
  await eventually("the roots tool", offered, (names) => names.includes("get-roots-list"));
  expect(await offered()).not.toContain("trigger-sampling-request");
  expect(asked).not.toContain("sampling/createMessage");
  await client.close();
});
