import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createGuardedFetch } from "@policylayer/net";
import { startEverythingServer, startStatelessServer } from "@policylayer/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { discoverTools, listUpstreamTools, moveServer } from "../src/discovery";
import { createGrant } from "../src/grants";
import { createPolicy } from "../src/policies";
import { createServer, getServer, listTools, pinTools, toolHash, updateServer } from "../src/servers";
import { buildWorld, POLICY, type Tenant, type World } from "./world";

const TOOLS = [
  {
    name: "query",
    description: "Reads.",
    inputSchema: {
      type: "object",
      properties: { region: { type: "string", "x-mcp-header": "Region" }, limit: { type: "integer", maximum: 100 } },
      required: ["region"],
    },
    outputSchema: { type: "object", properties: { rows: { type: "array" } } },
    annotations: { readOnlyHint: true },
    _meta: { ui: { resourceUri: "ui://query" }, other: 1 },
  },
  { name: "send", title: "Send", inputSchema: { type: "object" } },
];
const PINNED = [{ ...TOOLS[0], _meta: { ui: { resourceUri: "ui://query" } } }, TOOLS[1]];

const endings: (() => unknown)[] = [];
let world: World;
let tenant: Tenant;
const guardedFetch = createGuardedFetch({ allowPrivate: true, timeoutMs: 2_000 });

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
});
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});
afterAll(async () => {
  await guardedFetch.close();
  await world.end();
});

async function serve(listener: RequestListener, path = "/sse"): Promise<string> {
  const server = createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}${path}`;
}

/** Takes no POST, and says this on its event stream. */
const streaming =
  (text: string): RequestListener =>
  (request, response) => {
    if (request.method !== "GET") return void response.writeHead(405).end();
    response.writeHead(200, { "content-type": "text/event-stream" }).write(text);
  };

const list = (url: string) => listUpstreamTools(guardedFetch, { url, headers: {} });
const hashes = (tools: Awaited<ReturnType<typeof list>>["tools"]) => tools.map(toolHash);

describe("a server's tools are listed", () => {
  it("from one that only speaks 2026-07-28, as it sent them", async () => {
    const modern = await startStatelessServer(TOOLS);
    endings.push(() => modern.stop());
    expect(await list(modern.url)).toEqual({ url: modern.url, transport: "streamable_http", tools: PINNED });
  });

  it("with the same hashes from one that speaks both eras", async () => {
    const [modern, both] = await Promise.all([
      startStatelessServer(TOOLS),
      startStatelessServer(TOOLS, { initialize: true }),
    ]);
    endings.push(
      () => modern.stop(),
      () => both.stop(),
    );
    expect(hashes((await list(both.url)).tools)).toEqual(hashes((await list(modern.url)).tools));
  });

  it("with one hash although the server says something else in each era: an output that is no object", async () => {
    const tools = [{ name: "rows", inputSchema: { type: "object" }, outputSchema: { type: "array" } }];
    const [modern, both] = await Promise.all([
      startStatelessServer(tools),
      startStatelessServer(tools, { initialize: true }),
    ]);
    endings.push(
      () => modern.stop(),
      () => both.stop(),
    );
    expect((await list(modern.url)).tools[0]?.outputSchema).toEqual({ type: "array" });
    expect((await list(both.url)).tools[0]?.outputSchema).toEqual({
      type: "object",
      properties: { result: { type: "array" } },
      required: ["result"],
    });
    expect(hashes((await list(both.url)).tools)).toEqual(hashes((await list(modern.url)).tools));
  });

  it("from one that only speaks HTTP+SSE", async () => {
    const everything = await startEverythingServer("sse");
    endings.push(() => everything.stop());
    const { transport, tools } = await list(everything.url);
    expect(transport).toBe("http_sse");
    expect(tools.map(({ name }) => name)).toContain("echo");
  });

  it("over HTTP+SSE with the server's own headers, on the stream and on every message", async () => {
    const seen: [string | undefined, string | undefined][] = [];
    const everything = await startEverythingServer("sse");
    endings.push(() => everything.stop());
    const recording: typeof guardedFetch = Object.assign(
      (url: string | URL, init?: RequestInit) => {
        seen.push([init?.method ?? "GET", new Headers(init?.headers).get("x-tenant") ?? undefined]);
        return guardedFetch(url, init);
      },
      { close: guardedFetch.close },
    );
    await listUpstreamTools(recording, { url: everything.url, headers: { "X-Tenant": "t1" } });
    expect(seen.map(([method]) => method)).toContain("GET");
    expect(seen.every(([, value]) => value === "t1")).toBe(true);
  });
});

describe("what can't be listed is told", () => {
  it.each<[string, RequestListener, string]>([
    [
      "a stream that sends messages to another origin",
      streaming("event: endpoint\ndata: http://169.254.169.254/message\n\n"),
      "opened an event stream (HTTP+SSE), but named no address of its own",
    ],
    [
      "a stream without an address",
      streaming(": nothing\n\n"),
      "opened an event stream (HTTP+SSE), but named no address",
    ],
    [
      "a web page for every request",
      (_request, response) => void response.writeHead(404, { "content-type": "text/html" }).end("<h1>secret"),
      "There is no MCP server at this address: HTTP 404 with text/html",
    ],
    [
      "a server that takes no POST and has no stream",
      (_request, response) => void response.writeHead(405, { allow: "PUT" }).end(),
      "There is no MCP server at this address: HTTP 405 without a content type",
    ],
  ])("%s", async (_name, listener, words) => {
    const failure = await list(await serve(listener)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "UPSTREAM_NOT_MCP", message: expect.stringContaining(words) });
    expect(String(failure)).not.toContain("secret");
  });

  it("a listing that breaks the rules of 2026-07-28", async () => {
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        if (request.method !== "POST") return void response.writeHead(405).end();
        const { id, method } = JSON.parse(Buffer.concat(chunks).toString());
        const discovered = {
          resultType: "complete",
          supportedVersions: ["2026-07-28"],
          capabilities: { tools: {} },
          ttlMs: 0,
          cacheScope: "private",
        };
        const body =
          method === "initialize"
            ? { error: { code: -32022, message: "no", data: { supported: ["2026-07-28"], requested: "2025-11-25" } } }
            : { result: method === "server/discover" ? discovered : { tools: [] } };
        response.writeHead(method === "initialize" ? 400 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify({ jsonrpc: "2.0", id, ...body }));
      });
    }, "/mcp");
    await expect(list(url)).rejects.toMatchObject({
      code: "UPSTREAM_NOT_MCP",
      message: "The server's answer isn't valid MCP 2026-07-28: HTTP 200 with application/json.",
    });
  });

  it("no credentials is not taken for another transport", async () => {
    const methods: string[] = [];
    const url = await serve((request, response) => {
      methods.push(request.method ?? "");
      response.writeHead(401).end();
    });
    await expect(list(url)).rejects.toMatchObject({ code: "UPSTREAM_UNREACHABLE" });
    expect(methods).toEqual(["POST"]);
  });
});

describe("how a server is spoken to", () => {
  it("is stored when its tools are listed, told to the proxies, and found again at another address", async () => {
    const everything = await startEverythingServer("sse");
    const modern = await startStatelessServer(TOOLS);
    endings.push(
      () => everything.stop(),
      () => modern.stop(),
    );
    const { ctx, teamId } = tenant;
    const { id, transport } = await createServer(ctx, { name: "Old", url: everything.url });
    expect(transport).toBe("streamable_http");
    await pinTools(ctx, { id, tools: (await list(everything.url)).tools });
    const { id: policy } = await createPolicy(ctx, { server: id, name: "p", document: POLICY });
    const bindings = [{ server: id, policy }];
    const { id: grantId } = await createGrant(ctx, { label: "g", team: teamId, bindings });
    world.bumps.length = 0;

    expect(await discoverTools(ctx, guardedFetch, { id })).toMatchObject({ transport: "http_sse", changed: [] });
    expect((await getServer(ctx, { id })).transport).toBe("http_sse");
    expect(world.bumps.flatMap(({ grantIds }) => grantIds)).toEqual([grantId]);
    await discoverTools(ctx, guardedFetch, { id });
    expect(world.bumps).toHaveLength(1);

    const moved = await updateServer(ctx, { id, url: modern.url });
    expect(moved).toMatchObject({ transport: "streamable_http", checked_at: null });
    await discoverTools(ctx, guardedFetch, { id });
    expect((await listTools(ctx, { id })).data.map(({ name }) => name)).toContain("query");
    expect((await getServer(ctx, { id })).transport).toBe("streamable_http");
  });

  it("is found and saved in the change that moves it, in either direction", async () => {
    const everything = await startEverythingServer("sse");
    const modern = await startStatelessServer(TOOLS);
    endings.push(
      () => everything.stop(),
      () => modern.stop(),
    );
    const { ctx, teamId } = tenant;
    const { id } = await createServer(ctx, { name: "Moved", url: modern.url });
    const { id: policy } = await createPolicy(ctx, { server: id, name: "p", document: POLICY });
    await createGrant(ctx, { label: "g", team: teamId, bindings: [{ server: id, policy }] });
    world.bumps.length = 0;
    expect(await moveServer(ctx, guardedFetch, { id, url: everything.url })).toMatchObject({
      url: everything.url,
      transport: "http_sse",
    });
    expect(world.bumps).toHaveLength(1);
    expect((await getServer(ctx, { id })).transport).toBe("http_sse");
    expect((await moveServer(ctx, guardedFetch, { id, name: "Still", url: everything.url })).transport).toBe(
      "http_sse",
    );
    expect((await moveServer(ctx, guardedFetch, { id, url: modern.url })).transport).toBe("streamable_http");
    // Nobody is kept from moving a server to an address where it is to be later.
    const absent = await serve(() => undefined);
    await endings.pop()?.();
    const moved = await moveServer(ctx, guardedFetch, { id, url: absent });
    expect(moved).toMatchObject({ url: absent, transport: "streamable_http" });
  });

  it("is found with the server's own headers, which no other host is sent before that is refused", async () => {
    const seen: (string | undefined)[] = [];
    const listener: RequestListener = (request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    };
    const [own, other] = [await serve(listener, "/a"), await serve(listener, "/a")];
    const { ctx } = tenant;
    const { id } = await createServer(ctx, { name: "Keyed", url: own, headers: { Authorization: "Bearer kept" } });
    const refused = moveServer(ctx, guardedFetch, { id, url: other });
    await expect(refused).rejects.toMatchObject({ code: "INVALID" });
    expect(seen).toEqual([]);
    await moveServer(ctx, guardedFetch, { id, url: `${own}/b` });
    expect(new Set(seen)).toEqual(new Set(["Bearer kept"]));
    seen.length = 0;
    await moveServer(ctx, guardedFetch, { id, url: other, headers: {} });
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });

  it("stays with its address: tools that were listed at a former one are not taken in", async () => {
    const { ctx } = tenant;
    const { id } = await createServer(ctx, { name: "Moving", url: "https://new.example.com/mcp" });
    const found = { url: "https://old.example.com/sse", transport: "http_sse" } as const;
    await expect(pinTools(ctx, { id, tools: [], found })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await getServer(ctx, { id })).toMatchObject({ transport: "streamable_http", discovered_at: null });
  });
});
