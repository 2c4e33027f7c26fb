import { mintToken } from "@policylayer/crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorld, headersFor, send, TestClient, type World } from "./harness";
import { sendRaw } from "./raw-request";
import type { Seeded } from "./seed-world";

const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure","arguments":{}}}';
const BODY_BYTES_MAX = 10_000;

let world: World;
let seeded: Seeded;
let client: TestClient;
beforeAll(async () => {
  world = await createWorld({ bodyBytesMax: BODY_BYTES_MAX });
  seeded = await world.seed();
  client = await TestClient.open(world.proxy, seeded);
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

/** The head of an ordinary request, with lines to add or to put in place of others, and a body. */
function raw(
  changes: { lines?: string[]; without?: string[]; path?: string; method?: string; body?: string } = {},
): string {
  const { lines = [], without = [], path = seeded.path, method = "POST", body = CALL } = changes;
  const ordinary = [
    "Host: 127.0.0.1",
    `Authorization: Bearer ${seeded.token}`,
    `Mcp-Session-Id: ${client.session}`,
    "Content-Type: application/json",
    "Accept: application/json, text/event-stream",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].filter((line) => !without.some((name) => line.startsWith(`${name}:`)));
  return `${method} ${path} HTTP/1.1\r\n${[...ordinary, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

test("the ordinary request of these tables passes", async () => {
  expect((await sendRaw(world.proxy.port, raw())).status).toBe(200);
  expect(world.upstream.calls).toHaveLength(1);
});

describe("guarantee 1: nothing passes unjudged: over a raw connection the upstream sees nothing of", () => {
  const cases: [what: string, bytes: () => string, status: number][] = [
    ["two Host headers", () => raw({ lines: ["Host: 127.0.0.1"] }), 400],
    ["two Authorization headers", () => raw({ lines: [`Authorization: Bearer ${seeded.token}`] }), 400],
    ["two session ids", () => raw({ lines: [`Mcp-Session-Id: ${client.session}`] }), 400],
    ["two protocol versions", () => raw({ lines: Array(2).fill("MCP-Protocol-Version: 2025-11-25") }), 400],
    ["two content types", () => raw({ lines: ["Content-Type: application/json"] }), 400],
    ["no Host", () => raw({ without: ["Host"] }), 400],
    ["a foreign Host", () => raw({ without: ["Host"], lines: ["Host: evil.example.com"] }), 403],
    ["a Host that only begins like ours", () => raw({ without: ["Host"], lines: ["Host: 127.0.0.1.nip.io"] }), 403],
    ["a foreign Origin", () => raw({ lines: ["Origin: https://evil.example.com"] }), 403],
    ["the Origin null", () => raw({ lines: ["Origin: null"] }), 403],
    ["Content-Length with Transfer-Encoding", () => raw({ lines: ["Transfer-Encoding: chunked"] }), 400],
    ["two Content-Lengths", () => raw({ lines: ["Content-Length: 5"] }), 400],
    [
      "an unknown Transfer-Encoding",
      () => raw({ without: ["Content-Length"], lines: ["Transfer-Encoding: xchunked"] }),
      400,
    ],
    ["a folded header", () => raw({ lines: ["X-A: b\r\n c"] }), 400],
    ["a NUL in a header", () => raw({ lines: ["X-A: b\0c"] }), 400],
    ["20 KB of headers", () => raw({ lines: [`X-A: ${"a".repeat(20_000)}`] }), 431],
    ["101 headers", () => raw({ lines: Array.from({ length: 101 }, (_, n) => `X-${n}: a`) }), 431],
    ["a compressed body", () => raw({ lines: ["Content-Encoding: gzip"] }), 415],
    ["no content type", () => raw({ without: ["Content-Type"] }), 415],
    ["text", () => raw({ without: ["Content-Type"], lines: ["Content-Type: text/plain"] }), 415],
    [
      "application/json-rpc",
      () => raw({ without: ["Content-Type"], lines: ["Content-Type: application/json-rpc"] }),
      415,
    ],
    [
      "UTF-16",
      () => raw({ without: ["Content-Type"], lines: ["Content-Type: application/json; charset=utf-16"] }),
      415,
    ],
    ["an Accept without events", () => raw({ without: ["Accept"], lines: ["Accept: application/json"] }), 406],
    ["no Accept", () => raw({ without: ["Accept"] }), 406],
    ["an unknown protocol version", () => raw({ lines: ["MCP-Protocol-Version: 2026-07-28"] }), 400],
    ["an absolute request target", () => raw({ path: `http://evil${seeded.path}` }), 400],
    ["a path with dots", () => raw({ path: `/x/..${seeded.path}` }), 404],
    ["an encoded path", () => raw({ path: seeded.path.replace("/mcp", "/%6dcp") }), 404],
    ["a doubled slash", () => raw({ path: `/${seeded.path}` }), 404],
    [
      "a token in the query",
      () => raw({ path: `${seeded.path}?token=${seeded.token}`, without: ["Authorization"] }),
      404,
    ],
    ["PUT", () => raw({ method: "PUT" }), 405],
    ["TRACE", () => raw({ method: "TRACE" }), 405],
    [
      "a GET that doesn't take events",
      () => raw({ method: "GET", body: "", without: ["Accept"], lines: ["Accept: application/json"] }),
      406,
    ],
    [
      "a GET with an event id that fits no header",
      () => raw({ method: "GET", body: "", lines: ["Last-Event-ID: \xe9"] }),
      400,
    ],
    [
      "a GET with two event ids",
      () => raw({ method: "GET", body: "", lines: ["Last-Event-ID: 1", "Last-Event-ID: 2"] }),
      400,
    ],
    ["a GET without a session", () => raw({ method: "GET", body: "", without: ["Mcp-Session-Id"] }), 400],
    ["OPTIONS without an Origin", () => raw({ method: "OPTIONS", body: "" }), 405],
  ];
  test.each(cases)("%s", async (_, bytes, status) => {
    const answer = await sendRaw(world.proxy.port, bytes());
    expect(answer.status).toBe(status);
    expect(world.upstream.arrivals).toEqual([]);
  });
});

describe("body size", () => {
  const big = (length: number) => CALL.replace('"arguments":{}', `"arguments":{"a":"${"x".repeat(length)}"}`);

  test("an announced length over the cap is refused before the body is read, and the connection closed", async () => {
    const head = raw({ without: ["Content-Length"], lines: [`Content-Length: ${BODY_BYTES_MAX + 1}`], body: "" });
    const answer = await sendRaw(world.proxy.port, head);
    expect(answer).toMatchObject({ status: 413, isClosed: true });
    expect(answer.text).toContain('"code":"body_too_large"');
  });

  test("a body that grows over the cap chunk by chunk is refused, and the connection closed", async () => {
    const chunk = `1000\r\n${"x".repeat(4096)}\r\n`;
    const bytes = raw({ without: ["Content-Length"], lines: ["Transfer-Encoding: chunked"], body: chunk.repeat(4) });
    expect(await sendRaw(world.proxy.port, bytes)).toMatchObject({ status: 413, isClosed: true });
    expect(world.upstream.arrivals).toEqual([]);
  });

  test("a body just under the cap passes", async () => {
    expect((await client.post(big(BODY_BYTES_MAX - CALL.length - 10))).status).toBe(200);
    expect(world.upstream.calls).toHaveLength(1);
  });

  test("a body longer than announced is cut off and its rest is no second request", async () => {
    const bytes = raw({ without: ["Content-Length"], lines: ["Content-Length: 10"], body: CALL });
    const answer = await sendRaw(world.proxy.port, bytes);
    expect(answer.status).toBe(400);
    expect(world.upstream.arrivals).toEqual([]);
  });
});

describe("guarantee 1: nothing passes unjudged: a body that is no single well-formed message is refused, and the upstream sees nothing", () => {
  const request = (member: string) => `{"jsonrpc":"2.0","id":1,"method":"tools/call",${member}}`;
  const cases: [what: string, body: string | Buffer, status: number, code: number][] = [
    ["nothing", "", 400, -32700],
    ["half a message", CALL.slice(0, -2), 400, -32700],
    ["two messages", CALL + CALL, 400, -32700],
    ["a byte order mark", `\ufeff${CALL}`, 400, -32700],
    ["bytes that aren't UTF-8", Buffer.from(CALL.replace("run", "r\xffn"), "latin1"), 400, -32700],
    ["a batch", `[${CALL}]`, 400, -32600],
    ["a batch after white space", ` \t${`[${CALL}]`}`, 400, -32600],
    ["an empty batch", "[]", 400, -32600],
    ["a duplicate key", CALL.replace('"name":"run_procedure"', '"name":"x","name":"run_procedure"'), 400, -32600],
    ["an escaped duplicate key", CALL.replace('"name":', '"na\\u006de":"x","name":'), 400, -32600],
    ["a duplicate key in the arguments", CALL.replace("{}", '{"a":1,"a":2}'), 400, -32600],
    ["a key in other letters", CALL.replace('"name"', '"Name":"x","name"'), 400, -32600],
    ["a method in other letters", CALL.replace('"method"', '"Method":"x","method"'), 400, -32600],
    ["no jsonrpc", CALL.replace('"jsonrpc":"2.0",', ""), 400, -32600],
    ["the id null", CALL.replace('"id":1', '"id":null'), 400, -32600],
    ["a fractional id", CALL.replace('"id":1', '"id":1.5'), 400, -32600],
    ["params as a list", request('"params":[]'), 400, -32602],
    ["arguments as a list", request('"params":{"name":"run_procedure","arguments":[]}'), 200, -32602],
    ["a name as a list", request('"params":{"name":["run_procedure"]}'), 200, -32602],
    ["no name", request('"params":{}'), 200, -32602],
    ["nesting without end", CALL.replace("{}", `{"a":${"[".repeat(65)}${"]".repeat(65)}}`), 400, -32600],
    ["a call without an id", CALL.replace('"id":1,', ""), 400, -32600],
    ["a client's response", '{"jsonrpc":"2.0","id":1,"result":{}}', 400, -32600],
    ["an unknown notification", '{"jsonrpc":"2.0","method":"notifications/evil"}', 400, -32600],
    ["an unknown method", '{"jsonrpc":"2.0","id":1,"method":"resources/write"}', 200, -32601],
    ["sampling", '{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage","params":{}}', 200, -32601],
  ];
  test.each(cases)("%s", async (_, body, status, code) => {
    const answer = await send(world.proxy, seeded.path, body, client.headers);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ jsonrpc: "2.0", error: { code } });
    expect(answer.text).not.toContain('id":null');
    expect(world.upstream.arrivals).toEqual([]);
  });
});

describe("one 401 for every cause", () => {
  async function refused(path: string, headers: Record<string, string>): Promise<void> {
    const answer = await send(world.proxy, path, CALL, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
    expect(answer.text).toBe(
      '{"type":"about:blank","title":"Unauthorized","status":401,' +
        '"detail":"Send a valid grant token: Authorization: Bearer plg_live_…","code":"unauthorized"}',
    );
    expect(world.upstream.arrivals).toEqual([]);
  }
  const without = () => {
    const { authorization: _, ...headers } = client.headers;
    return headers;
  };

  test("no token", () => refused(seeded.path, without()));
  test("another scheme", () => refused(seeded.path, { ...without(), authorization: "Basic abc" }));
  test("a malformed token", () => refused(seeded.path, { ...without(), authorization: "Bearer plg_live_x" }));
  test("a wrong checksum", () =>
    refused(seeded.path, { ...without(), authorization: `Bearer ${seeded.token.slice(0, -1)}-` }));
  test("a token nobody has", () => refused(seeded.path, headersFor(mintToken("plg"), client.session)));
  test("an API key", () => refused(seeded.path, headersFor(mintToken("plk"), client.session)));
  test("an expired grant", async () => {
    const expired = await world.seed({ expiresAt: new Date(Date.now() - 1) });
    await refused(expired.path, headersFor(expired.token));
  });
  test("a token of another organization", async () => {
    const other = await world.seed();
    await refused(seeded.path, headersFor(other.token, client.session));
  });
  test("a path of another team", () => refused(seeded.path.replace("/agents/", "/people/"), client.headers));
  test("an organization that doesn't exist", () => refused("/nobody/agents/upstream/mcp", client.headers));
});

describe("404 as problem+json", () => {
  test.each([
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-authorization-server",
    "/register",
    "/",
    "/mcp",
  ])("%s", async (path) => {
    const answer = await send(world.proxy, path, null, {}, "GET");
    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.json.code).toBe("not_found");
  });

  test("a server that the grant doesn't have", async () => {
    const answer = await send(world.proxy, seeded.path.replace("/upstream/", "/other/"), CALL, client.headers);
    expect(answer.status).toBe(404);
    expect(world.upstream.arrivals).toEqual([]);
  });
});

describe("browsers", () => {
  const origin = "http://localhost:6274";

  test("a page of an allowed origin may ask and read", async () => {
    const preflight = await send(world.proxy, seeded.path, null, { origin }, "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers["access-control-allow-origin"]).toBe(origin);
    expect(preflight.headers["access-control-allow-headers"]).toContain("Mcp-Session-Id");
    const answer = await client.post(CALL, { origin });
    expect(answer.status).toBe(200);
    expect(answer.headers["access-control-allow-origin"]).toBe(origin);
    expect(answer.headers["access-control-expose-headers"]).toContain("WWW-Authenticate");
    expect(answer.headers.vary).toBe("Origin");
  });

  test("a page of another origin gets no permission with its refusal", async () => {
    const answer = await client.post(CALL, { origin: "https://evil.example.com" });
    expect(answer.status).toBe(403);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });
});

test("405 names the methods there are", async () => {
  const answer = await send(world.proxy, seeded.path, null, client.headers, "PUT");
  expect(answer.headers.allow).toBe("GET, POST, DELETE");
});
