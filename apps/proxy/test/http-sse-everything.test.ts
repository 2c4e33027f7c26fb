import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  ResourceUpdatedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { type EverythingServer, startEverythingServer } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, eventually, type World } from "./harness";
import type { ToolSeed } from "./seed-world";

// `server-everything` over the SSE transport of the official SDK, and the official client over Streamable HTTP in front.

let world: World;
let everything: EverythingServer;
let tools: readonly ToolSeed[];
beforeAll(async () => {
  [world, everything] = [await createWorld(), await startEverythingServer("sse")];
  tools = await definitions();
});
afterAll(async () => {
  await everything.stop();
  await world.close();
});

const ABLE = { sampling: {}, elicitation: { form: {} }, roots: { listChanged: true } };
const ASKING = ["trigger-sampling-request", "trigger-elicitation-request", "get-roots-list"];

async function definitions(): Promise<readonly ToolSeed[]> {
  const client = new Client({ name: "direct", version: "1.0.0" }, { capabilities: ABLE });
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [] }));
  const transport = new SSEClientTransport(new URL(everything.url));
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  const listed = await eventually(
    "the server's tools",
    () => client.listTools(),
    (page) => ASKING.every((name) => page.tools.some((tool) => tool.name === name)),
  );
  await client.close();
  return listed.tools as readonly ToolSeed[];
}

async function connect(): Promise<{ client: Client; asked: string[]; updated: string[] }> {
  const seeded = await world.seed({
    upstreamUrl: everything.url,
    transport: "http_sse",
    tools,
    headers: null,
    policy: '{"version":"1","default":"allow","tools":{"get-env":{"action":"deny"}}}',
  });
  const [asked, updated]: [string[], string[]] = [[], []];
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
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void updated.push(params.uri));
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + seeded.path), {
    requestInit: { headers: { Authorization: `Bearer ${seeded.token}` } },
  });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return { client, asked, updated };
}

const text = (result: unknown) => JSON.stringify(result);

test("a real client works with a real server over HTTP+SSE: calls, refusals, progress, questions, updates", async () => {
  const { client, asked, updated } = await connect();
  const offered = async () => (await client.listTools()).tools.map(({ name }) => name);
  await eventually("the tools that ask", offered, (names) => ASKING.every((name) => names.includes(name)));
  expect(text(await client.callTool({ name: "echo", arguments: { message: "hi" } }))).toContain("Echo: hi");
  expect(text(await client.callTool({ name: "get-env", arguments: {} }))).toContain("POLICY DENIED");
  expect(everything.calls).not.toContain("get-env");

  const progress: number[] = [];
  await client.callTool({ name: "trigger-long-running-operation", arguments: { duration: 0.2, steps: 2 } }, undefined, {
    onprogress: (made) => void progress.push(made.progress),
  });
  expect(progress).toEqual([1, 2]);

  const sampled = await client.callTool({ name: "trigger-sampling-request", arguments: { prompt: "p", maxTokens: 5 } });
  expect(text(sampled)).toContain("sampled");
  await client.callTool({ name: "trigger-elicitation-request", arguments: {} });
  expect(asked).toEqual(expect.arrayContaining(["sampling/createMessage", "elicitation/create"]));
  // It asks for roots by itself, on the client's stream, and is refused as long as that isn't open.
  const rootsAsked = async () => {
    await client.sendRootsListChanged();
    return asked;
  };
  await eventually("the roots are asked for", rootsAsked, (methods) => methods.includes("roots/list"));

  const uri = (await client.listResources()).resources[0]?.uri ?? "";
  await client.subscribeResource({ uri });
  await client.callTool({ name: "toggle-subscriber-updates", arguments: {} });
  await eventually(
    "an update on the client's own stream",
    () => updated,
    (uris) => uris.includes(uri),
  );
  await client.close();
});

test("the server is killed and started again: the client goes on in the session it has", async () => {
  const { client } = await connect();
  await client.callTool({ name: "echo", arguments: { message: "1" } });
  everything.calls.length = 0;
  const inFlight = client.callTool({ name: "trigger-long-running-operation", arguments: { duration: 30, steps: 1 } });
  const failed = inFlight.catch((error: unknown) => String(error));
  await eventually(
    "the call",
    () => everything.calls,
    (calls) => calls.length > 0,
  );
  await everything.restart();
  expect(await failed).toContain("Whether the call had its effect is unknown");
  expect(text(await client.callTool({ name: "echo", arguments: { message: "2" } }))).toContain("Echo: 2");
  expect(everything.calls).toEqual(["trigger-long-running-operation", "echo"]);
  await client.close();
});
