import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@policylayer/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../harness";
import { type DocumentedBridge, readDocumentedBridge } from "./documented-bridge";
import type { ForeignClient } from "./foreign-client";
import { listedTools } from "./listed-tools";
import { connectSdkV2 } from "./sdk-v2-client";
import { isBridgeUp, type ShellServer, startShellServer } from "./shell-server";

let world: World;
let home: string;
beforeAll(async () => {
  world = await createWorld();
  home = await mkdtemp(join(tmpdir(), "foreign-servers-"));
});
afterAll(async () => {
  await world?.close();
  await rm(home, { recursive: true });
});

/** A client behind the gateway of a server registered as it lists its tools, once for each way to open. */
async function connectThrough(
  url: string,
  policy: string,
  mode: "legacy" | "auto",
  headers: Readonly<Record<string, string>> = {},
): Promise<ForeignClient> {
  const tools = await listedTools(url, headers);
  const seeded = await world.seed({ upstreamUrl: url, tools, headers, policy });
  return connectSdkV2({ url: world.proxy.url + seeded.path, token: seeded.token }, mode);
}

describe("the filesystem server, as the README puts it behind mcp-proxy", () => {
  let documented: DocumentedBridge;
  let server: ShellServer;
  let port: number;
  let url: string;
  let key: string;
  beforeAll(async () => {
    [documented, port] = [await readDocumentedBridge(), await freePort()];
    const line = documented.line.replace(`--port ${documented.port}`, `--port ${port}`);
    server = await startShellServer(line, { HOME: home }, isBridgeUp(port));
    url = documented.url.replace(`:${documented.port}/`, `:${port}/`);
    key = /^X-API-Key: (\S+)$/m.exec(server.printed())?.[1] ?? "";
    await writeFile(join(home, "agent-files/there.txt"), "for agents to read");
  });
  afterAll(() => server?.stop());

  test.each(["legacy", "auto"] as const)("lets a client read files and write none (%s)", async (mode) => {
    const client = await connectThrough(url, documented.policy, mode, { "X-API-Key": key });
    const names = await client.toolNames();
    expect(names).toEqual(expect.arrayContaining(["read_text_file", "list_directory", "write_file"]));
    expect(names).not.toContain("move_file");
    const there = join(home, "agent-files/there.txt");
    const read = await client.call("read_text_file", { path: there });
    expect(read).toEqual({ text: "for agents to read", isError: false });
    const written = join(home, "agent-files/written.txt");
    const refused = await client.call("write_file", { path: written, content: "by an agent" });
    expect(refused).toEqual({ text: expect.stringContaining("These files are for reading only."), isError: true });
    const moved = await client.call("move_file", { source: there, destination: written });
    expect(moved).toEqual({ text: expect.stringContaining("[POLICY DENIED]"), isError: true });
    await expect(access(written)).rejects.toThrow("ENOENT");
    expect(await readFile(there, "utf8")).toBe("for agents to read");
    await client.close();
  });

  test("lets in nobody without the printed key, and nobody from another machine", async () => {
    await expect(listedTools(url)).rejects.toThrow();
    await expect(listedTools(url, { "X-API-Key": `${key}x` })).rejects.toThrow();
    for (const { address, family, internal } of Object.values(networkInterfaces()).flatMap(
      (entries) => entries ?? [],
    )) {
      if (internal || family !== "IPv4") continue;
      const socket = connect(port, address);
      const connected = new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
      await expect(connected).rejects.toThrow("ECONNREFUSED");
    }
  });
});

describe("the memory server behind mcp-proxy", () => {
  const POLICY = JSON.stringify({
    version: "1",
    default: "allow",
    tools: { delete_entities: { action: "deny", reason: "What is known stays known." } },
  });
  let server: ShellServer;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    const line = `mcp-proxy --host 127.0.0.1 --port ${port} --server stream -- mcp-server-memory`;
    server = await startShellServer(line, { MEMORY_FILE_PATH: join(home, "memory.jsonl") }, isBridgeUp(port));
    url = `http://127.0.0.1:${port}/mcp`;
  });
  afterAll(() => server?.stop());

  test.each(["legacy", "auto"] as const)("lets a client add what it knows and forget nothing (%s)", async (mode) => {
    const client = await connectThrough(url, POLICY, mode);
    expect(await client.toolNames()).toEqual(
      expect.arrayContaining(["create_entities", "delete_entities", "read_graph"]),
    );
    const entity = { name: `kept-${mode}`, entityType: "fact", observations: ["seen"] };
    expect(await client.call("create_entities", { entities: [entity] })).toMatchObject({ isError: false });
    const refused = await client.call("delete_entities", { entityNames: [entity.name] });
    expect(refused).toEqual({ text: expect.stringContaining("What is known stays known."), isError: true });
    expect(await readFile(join(home, "memory.jsonl"), "utf8")).toContain(`"name":"${entity.name}"`);
    expect((await client.call("read_graph")).text).toContain(entity.name);
    await client.close();
  });
});

describe("the demo server", () => {
  const POLICY = JSON.stringify({
    version: "1",
    default: "allow",
    tools: { delete_customer: { action: "deny", reason: "Customers stay." } },
  });
  let server: ShellServer;
  let origin: string;
  beforeAll(async () => {
    const listening = /"url":"(http:\S+)\/mcp"/;
    const line = "exec node --import tsx apps/demo-server/src/main.ts";
    server = await startShellServer(line, { PORT: "0", HOST: "127.0.0.1" }, async (printed) => listening.test(printed));
    origin = listening.exec(server.printed())?.[1] ?? "";
  });
  afterAll(() => server?.stop());

  test.each(["legacy", "auto"] as const)("lets a client note and delete nothing (%s)", async (mode) => {
    const client = await connectThrough(`${origin}/mcp`, POLICY, mode);
    expect(await client.toolNames()).toEqual(expect.arrayContaining(["add_order_note", "delete_customer"]));
    const { customers, orders } = await stateOf(origin);
    const noted = await client.call("add_order_note", { order_id: orders[0]?.id, note: `noted by ${mode}` });
    expect(noted).toMatchObject({ isError: false });
    const refused = await client.call("delete_customer", { customer_id: customers[0]?.id });
    expect(refused).toEqual({ text: expect.stringContaining("Customers stay."), isError: true });
    const after = await stateOf(origin);
    expect(after.customers).toEqual(customers);
    expect(after.orders[0]?.notes).toContain(`noted by ${mode}`);
    await client.close();
  });
});

interface Desk {
  readonly customers: readonly { readonly id: string }[];
  readonly orders: readonly { readonly id: string; readonly notes: readonly string[] }[];
}

async function stateOf(origin: string): Promise<Desk> {
  return (await (await fetch(`${origin}/state`)).json()) as Desk;
}
