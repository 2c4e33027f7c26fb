import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, buildApp } from "../src/app";
import { createDesk, type DeskState } from "../src/desk";
import { seedRecords } from "../src/seed";

let app: App;
let origin: string;

beforeEach(async () => {
  app = buildApp(createDesk(seedRecords(), () => new Date("2026-01-05T09:00:00Z")));
  app.server.listen(0, "127.0.0.1");
  await once(app.server, "listening");
  const { port } = app.server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});

afterEach(() => app.close());

async function connect(): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  // The SDK's own declarations don't hold under exactOptionalPropertyTypes.
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", origin)) as never);
  return client;
}

async function state(): Promise<DeskState> {
  return (await fetch(`${origin}/state`)).json() as Promise<DeskState>;
}

test("the tools cover reading, writing, executing, deleting and paying, each with title, description and hints", async () => {
  const client = await connect();
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name).sort()).toEqual([
    "add_order_note",
    "create_refund",
    "delete_customer",
    "get_customer",
    "get_invoice",
    "list_procedures",
    "run_procedure",
    "search_orders",
    "update_customer_email",
  ]);
  for (const tool of tools) {
    expect(tool, tool.name).toMatchObject({
      title: expect.stringMatching(/\w/),
      description: expect.stringMatching(/\w/),
      annotations: { readOnlyHint: expect.any(Boolean) },
      inputSchema: { type: "object", additionalProperties: false },
    });
  }
  expect(tools.find((tool) => tool.name === "delete_customer")?.annotations?.destructiveHint).toBe(true);
  await client.close();
});

test("a run of a procedure shows in the state, with its journal entry", async () => {
  const client = await connect();
  const result = await client.callTool({
    name: "run_procedure",
    arguments: { procedure: "rebuild_search_index", dry_run: true },
  });
  expect(result.structuredContent).toMatchObject({ id: "run_9001", result: "nothing was changed" });
  const { procedure_runs, journal } = await state();
  expect(procedure_runs).toMatchObject([{ procedure: "rebuild_search_index", dry_run: true }]);
  expect(journal).toEqual([
    {
      number: 1,
      at: "2026-01-05T09:00:00.000Z",
      tool: "run_procedure",
      effect: "tried rebuild_search_index (run_9001)",
    },
  ]);
  await client.close();
});

test("reads leave no journal entry, and each write leaves one and changes its record", async () => {
  const client = await connect();
  const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
  const before = await state();
  await call("list_procedures", {});
  await call("get_customer", { customer_id: "cus_1001" });
  await call("get_invoice", { order_id: "ord_5001" });
  const found = await call("search_orders", { query: "SCANNERS" });
  expect(found.structuredContent).toMatchObject({ orders: [{ id: "ord_5002" }] });
  expect(await state()).toEqual(before);

  await call("update_customer_email", { customer_id: "cus_1001", email: "new@northwind.example" });
  await call("add_order_note", { order_id: "ord_5003", note: "call back" });
  await call("create_refund", { order_id: "ord_5001", amount: 900, currency: "EUR" });
  await call("delete_customer", { customer_id: "cus_1003" });
  const after = await state();
  expect(after.journal.map((entry) => entry.tool)).toEqual([
    "update_customer_email",
    "add_order_note",
    "create_refund",
    "delete_customer",
  ]);
  expect(after.customers.map((customer) => customer.email)).toEqual([
    "new@northwind.example",
    "jonas@becklogistik.example",
    "sam@whitfield.example",
  ]);
  expect(after.orders.map((order) => [order.id, order.refunded, order.notes])).toEqual([
    ["ord_5001", 900, []],
    ["ord_5002", 0, []],
    ["ord_5003", 0, ["call back"]],
    ["ord_5006", 0, []],
  ]);
  expect(after.refunds).toEqual([{ id: "ref_7001", order_id: "ord_5001", amount: 900, currency: "EUR" }]);
  await client.close();
});

test.each([
  ["create_refund", { order_id: "ord_5006", amount: 2_991, currency: "EUR" }, /Only 2990/],
  ["create_refund", { order_id: "ord_5006", amount: 1, currency: "USD" }, /paid in EUR/],
  ["create_refund", { order_id: "ord_5006", amount: 0.5, currency: "EUR" }, /Invalid arguments/i],
  ["run_procedure", { procedure: "drop_database" }, /Invalid arguments/i],
  ["run_procedure", { procedure: "export_ledger", force: true }, /Invalid arguments|Unrecognized/i],
  ["delete_customer", { customer_id: "cus_9999" }, /no customer cus_9999/],
  ["add_order_note", { order_id: "ord_9999", note: "x" }, /no order ord_9999/],
])("%s with %j is a tool error and has no effect", async (name, args, text) => {
  const client = await connect();
  const before = await state();
  const result = await client.callTool({ name, arguments: args });
  expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(text) }] });
  expect(await state()).toEqual(before);
  await client.close();
});

test("clients have sessions of their own, end them with DELETE, and share the records", async () => {
  const [first, second] = [await connect(), await connect()];
  await first.callTool({ name: "add_order_note", arguments: { order_id: "ord_5003", note: "from the first" } });
  const found = await second.callTool({ name: "search_orders", arguments: { query: "route" } });
  expect(found.structuredContent).toMatchObject({ orders: [{ notes: ["from the first"] }] });
  const transport = first.transport as StreamableHTTPClientTransport;
  const sessionId = transport.sessionId;
  await transport.terminateSession();
  const late = await fetch(`${origin}/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-session-id": String(sessionId),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
  expect(late.status).toBe(404);
  await first.close();
  await second.close();
});

test("a request under a name that isn't loopback is refused (DNS rebinding)", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(`${origin}/state`, { headers: { host: "evil.example" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.once("error", reject).end();
  });
  expect(status).toBe(403);
});

test("SIGTERM ends the process with code 0, also while a client is connected", async () => {
  const main = join(import.meta.dirname, "../src/main.ts");
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)) as never);
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  await client.close();
});

test("a setting that can't be used is named in one sentence, exit code 1", async () => {
  const main = join(import.meta.dirname, "../src/main.ts");
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { ...process.env, PORT: "http" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said).toMatch(/^PORT: .+\n$/);
});
