import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "./harness";
import { answerEvents, answerJson, headerOf } from "./recording-upstream";
import type { Seeded } from "./seed-world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  world.upstream.tools = ["run_procedure", "drop_table"].map((name) => ({ name, inputSchema: { type: "object" } }));
});
afterAll(() => world.close());

async function connect(seeded: Seeded): Promise<{ client: Client; transport: StreamableHTTPClientTransport }> {
  const client = new Client({ name: "real", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + seeded.path), {
    requestInit: { headers: { Authorization: `Bearer ${seeded.token}` } },
  });
  // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return { client, transport };
}

const POLICY =
  '{"version":"1","default":"deny","tools":{"run_procedure":{"limits":[{"counter":"c","window":"minute","max":2}]}}}';

test("the official client lists, calls, is refused, follows progress, pings and leaves", async () => {
  const seeded = await world.seed({ policy: POLICY });
  const { client, transport } = await connect(seeded);
  expect(client.getServerCapabilities()).toEqual({
    tools: { listChanged: true },
    prompts: {},
    resources: { subscribe: true },
    logging: {},
  });
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["run_procedure"]);

  world.upstream.behaviour = answerJson;
  expect(await client.callTool({ name: "run_procedure", arguments: { a: 1 } })).toEqual({
    content: [{ type: "text", text: '{"a":1}' }],
  });

  world.upstream.behaviour = (res, arrival) => {
    const meta = arrival.message?.params?._meta as { progressToken: number };
    answerEvents((id) => [
      {
        jsonrpc: "2.0",
        method: "notifications/progress",
        params: { progressToken: meta.progressToken, progress: 1, total: 2 },
      },
      { jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "streamed" }] } },
    ])(res, arrival);
  };
  const steps: unknown[] = [];
  const streamed = await client.callTool({ name: "run_procedure" }, undefined, {
    onprogress: (step) => steps.push(step),
  });
  expect(streamed.content).toEqual([{ type: "text", text: "streamed" }]);
  expect(steps).toEqual([{ progress: 1, total: 2 }]);

  const third = await client.callTool({ name: "run_procedure" });
  expect(third.isError).toBe(true);
  expect(third._meta?.["policylayer/decision"]).toMatchObject({ decision: "rate_limited", code: "limit_exceeded" });
  const unnamed = await client.callTool({ name: "drop_table" });
  expect(unnamed._meta?.["policylayer/decision"]).toMatchObject({ code: "default_deny" });
  await expect(client.callTool({ name: "nothing" })).rejects.toThrow("Unknown tool: nothing");
  expect(await client.ping()).toEqual({});
  expect(world.upstream.calls).toHaveLength(2);

  await transport.terminateSession();
  expect(world.upstream.arrivals.at(-1)?.method).toBe("DELETE");
  await client.close();
});

test("an aborted call tells the upstream", async () => {
  const { client } = await connect(await world.seed());
  world.upstream.behaviour = () => undefined;
  const before = world.upstream.calls.length;
  const abort = new AbortController();
  const call = client.callTool({ name: "run_procedure" }, undefined, { signal: abort.signal });
  const refused = expect(call).rejects.toThrow("enough");
  while (world.upstream.calls.length === before) await new Promise((resolve) => setImmediate(resolve));
  abort.abort("enough");
  await refused;
  while (world.upstream.of("notifications/cancelled").length === 0)
    await new Promise((resolve) => setImmediate(resolve));
  expect(headerOf(world.upstream.of("notifications/cancelled")[0], "mcp-session-id")).toBe("upstream-session-1");
  await client.close();
});

test("a bad token is an authorization error to the official client", async () => {
  const seeded = await world.seed();
  await expect(connect({ ...seeded, token: `${seeded.token}x` })).rejects.toThrow();
});
