import { createServer, type RequestListener } from "node:http";
import { createGuardedFetch } from "@policylayer/net";
import { listUpstreamTools } from "@policylayer/services/discovery";
import { freePort, startEverythingServer } from "@policylayer/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { closeDeps } from "../src/server/deps";
import { buildRestWorld, callApi, type RestWorld } from "./rest-fixture";

vi.mock("server-only", () => ({}));

const endings: (() => Promise<unknown> | undefined)[] = [];

afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endings.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/mcp`;
}

/** An MCP server that answers `tools/list` page by page as it is told. */
async function listingServer(page: (cursor: string | undefined) => object): Promise<string> {
  return listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method !== "POST") return void response.writeHead(405).end();
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString());
      if (id === undefined) return void response.writeHead(202).end();
      const serverInfo = { name: "listing", version: "1" };
      const initialized = { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
      const result = method === "initialize" ? initialized : page(params?.cursor);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
    });
  });
}

function fetcher(allowPrivate = true) {
  const fetch = createGuardedFetch({ allowPrivate, timeoutMs: 400 });
  endings.push(() => fetch.close());
  return fetch;
}

const tool = (name: string) => ({ name, inputSchema: { type: "object" } });
const list = async (url: string, headers = {}) => (await listUpstreamTools(fetcher(), { url, headers })).tools;

describe("listing an upstream's tools", () => {
  it("reads all pages and sends the server's own headers", async () => {
    const url = await listingServer((cursor) =>
      cursor === undefined
        ? { tools: [tool("a")], nextCursor: "2" }
        : { tools: [{ ...tool("b"), title: "B", _meta: {} }] },
    );
    expect(await list(url)).toEqual([tool("a"), { ...tool("b"), title: "B", _meta: {} }]);
  });

  it("reads a real server, which answers in event streams", async () => {
    const everything = await startEverythingServer();
    endings.push(() => everything.stop());
    const tools = await list(everything.url);
    expect(tools.length).toBeGreaterThan(5);
    expect(tools.map(({ name }) => name)).toContain("echo");
  });

  it.each<[string, RequestListener, string, string]>([
    [
      "a web page",
      (_q, s) => void s.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end("<h1>secret-in-body"),
      "UPSTREAM_NOT_MCP",
      "HTTP 404 with text/html",
    ],
    [
      "a page that says 200",
      (_q, s) => void s.writeHead(200, { "content-type": "text/html" }).end("<h1>hi"),
      "UPSTREAM_NOT_MCP",
      "HTTP 200 with text/html",
    ],
    [
      "other JSON",
      (_q, s) => void s.writeHead(200, { "content-type": "application/json" }).end('{"hello":"secret-in-body"}'),
      "UPSTREAM_NOT_MCP",
      "HTTP 200 with application/json",
    ],
    [
      "broken JSON",
      (_q, s) => void s.writeHead(200, { "content-type": "application/json" }).end('{"hello'),
      "UPSTREAM_NOT_MCP",
      "HTTP 200 with application/json",
    ],
    [
      "missing credentials",
      (_q, s) => void s.writeHead(401).end("secret-in-body"),
      "UPSTREAM_UNREACHABLE",
      "HTTP 401 without a content type",
    ],
    [
      "a failing server",
      (_q, s) => void s.writeHead(503, { "content-type": "text/plain" }).end("secret-in-body"),
      "UPSTREAM_UNREACHABLE",
      "HTTP 503 with text/plain",
    ],
    [
      "a redirect",
      (_q, s) => void s.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
      "UPSTREAM_NOT_MCP",
      "redirect",
    ],
    ["a connection cut off", (q) => void q.socket.destroy(), "UPSTREAM_UNREACHABLE", "connection was closed"],
    ["silence", () => undefined, "UPSTREAM_UNREACHABLE", "no complete answer"],
  ])("says what it saw: %s", async (_name, listener, code, words) => {
    const failure = await list(await listen(listener), { Authorization: "Bearer s3cret" }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(JSON.stringify(failure)).not.toMatch(/s3cret|secret-in-body/);
    expect(String(failure)).not.toMatch(/s3cret|secret-in-body/);
  });

  it.each<[string, (cursor: string | undefined) => object, string]>([
    ["two tools of one name", () => ({ tools: [tool("a"), tool("a")] }), 'two tools named "a"'],
    ["a tool without a schema", () => ({ tools: [{ name: "a" }] }), 'the tool "a" is not valid (inputSchema)'],
    ["a list without an end", (cursor) => ({ tools: [], nextCursor: `${cursor}x` }), "after 50 pages"],
    [
      "too many tools",
      (c) => ({ tools: Array.from({ length: 501 }, (_, n) => tool(`${c}${n}`)), nextCursor: `${c}x` }),
      "more than 5000 tools",
    ],
    ["no list", () => ({ things: [] }), "isn't MCP"],
  ])("refuses %s", async (_name, page, words) => {
    const failure = list(await listingServer(page));
    await expect(failure).rejects.toMatchObject({ code: "UPSTREAM_NOT_MCP", message: expect.stringContaining(words) });
  });

  it("refuses private addresses where they aren't allowed, and names that don't exist", async () => {
    const refused = listUpstreamTools(fetcher(false), { url: "http://127.0.0.1:9999/mcp", headers: {} });
    await expect(refused).rejects.toMatchObject({
      code: "UPSTREAM_UNREACHABLE",
      message: expect.stringContaining("loopback"),
    });
    const closed = list(`http://127.0.0.1:${await freePort()}/mcp`);
    await expect(closed).rejects.toMatchObject({ message: expect.stringContaining("connection refused") });
  });
});

describe("a dashboard without its stores", () => {
  let world: RestWorld;

  it("is healthy with both, and says which one gives no answer", async () => {
    world = await buildRestWorld();
    endings.push(() => world.end());
    expect(await callApi("GET", "/api/health")).toMatchObject({
      status: 200,
      body: { status: "ok", postgres: "ok", redis: "ok" },
    });
  });

  it("without Redis saves a change and says that it isn't in force yet", async () => {
    world = await buildRestWorld({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
    endings.push(() => world.end());
    const key = world.apiKey;
    const made = await callApi("POST", "/api/v1/grants", { key, body: { label: "x", team: "agents", bindings: [] } });
    expect(made.status).toBe(201);
    const revoked = await callApi("DELETE", `/api/v1/grants/${made.body.id}`, { key });
    expect(revoked).toMatchObject({ status: 503, body: { code: "not_yet_in_force" } });
    expect((await callApi("GET", `/api/v1/grants/${made.body.id}`, { key })).body.status).toBe("revoked");
    expect(await callApi("GET", "/api/health")).toMatchObject({
      status: 503,
      body: { status: "unavailable", postgres: "ok", redis: "unavailable" },
    });
  });

  it("without Postgres answers 503 with a problem, never 401 or 404", async () => {
    world = await buildRestWorld();
    const { apiKey } = world;
    endings.push(() => world.end());
    await closeDeps();
    process.env.DATABASE_URL = `postgresql://policylayer@127.0.0.1:${await freePort()}/policylayer`;
    expect(await callApi("GET", "/api/v1/servers", { key: apiKey })).toMatchObject({
      status: 503,
      body: { code: "directory_unavailable" },
    });
    expect(await callApi("GET", "/api/health")).toMatchObject({
      status: 503,
      body: { status: "unavailable", postgres: "unavailable", redis: "ok" },
    });
  });
});
