import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorld, TestClient, type World } from "./harness";
import { CALL, type Changes, codeOf, RawClient } from "./raw-client";
import { sendRaw } from "./raw-request";
import type { Seeded } from "./seed-world";

// What is refused before anything is judged, one case a row, sent as bytes: an ordinary client would repair much of it.
// `bad-input.test.ts` has the rest of the tables.

let world: World;
let seeded: Seeded;
let raw: RawClient;
beforeAll(async () => {
  world = await createWorld({ bodyBytesMax: 3_000_000 });
  seeded = await world.seed();
  raw = new RawClient(world.proxy, await TestClient.open(world.proxy, seeded));
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

const CHUNKED = { "Content-Length": "", "Transfer-Encoding": "chunked" };

describe("HTTP: the upstream sees nothing of", () => {
  const rows: [what: string, changes: () => Changes, status: number][] = [
    ["a chunk that is longer than it says", () => ({ lines: CHUNKED, body: `5\r\n${CALL}\r\n0\r\n\r\n` }), 400],
    ["a negative Content-Length", () => ({ lines: { "Content-Length": "-1" } }), 400],
    ["a Content-Length of two numbers", () => ({ lines: { "Content-Length": "95, 95" } }), 400],
    ["a Content-Length beyond every number", () => ({ lines: { "Content-Length": "9".repeat(30) } }), 400],
    ["an encoded dot segment", () => ({ path: `/x/%2e%2e${seeded.path}` }), 404],
    ["an encoded slash", () => ({ path: seeded.path.replace("/mcp", "%2fmcp") }), 404],
    ["a path parameter", () => ({ path: `${seeded.path};x` }), 404],
    ["a NUL in the path", () => ({ path: `${seeded.path}%00` }), 404],
    ["a path in upper case", () => ({ path: seeded.path.toUpperCase() }), 404],
    ["a query", () => ({ path: `${seeded.path}?x=1` }), 404],
    [
      "a server whose name holds the separator of tools",
      () => ({ path: seeded.path.replace("/upstream/", "/a__b/") }),
      404,
    ],
    ["a slash at the end", () => ({ path: `${seeded.path}/` }), 404],
    ["a GET with a body", () => ({ method: "GET" }), 400],
    ["an Authorization that isn't ASCII", () => ({ lines: { Authorization: `Bearer ${seeded.token}\u00e9` } }), 401],
    ["two spaces before the token", () => ({ lines: { Authorization: `Bearer  ${seeded.token}` } }), 401],
    ["a content type that only begins like JSON", () => ({ lines: { "Content-Type": "application/jsonx" } }), 415],
    ["an Accept without JSON", () => ({ lines: { Accept: "text/event-stream" } }), 406],
    ["a foreign name as the request's target", () => ({ path: `http://evil${seeded.path}` }), 400],
    ["a name like ours as the request's target", () => ({ path: `http://127.0.0.1@evil${seeded.path}` }), 400],
    ["another scheme as the request's target", () => ({ path: `ftp://127.0.0.1${seeded.path}` }), 400],
    ["two names of the tool in the head", () => ({ more: ["Mcp-Name: run_procedure", "Mcp-Name: drop_table"] }), 400],
    ["two methods in the head", () => ({ more: ["Mcp-Method: tools/call", "mcp-method: ping"] }), 400],
    ["two Origins", () => ({ more: ["Origin: http://localhost:1", "Origin: http://localhost:1"] }), 400],
    ["a form", () => ({ lines: { "Content-Type": "application/x-www-form-urlencoded" } }), 415],
  ];
  test.each(rows)("%s", async (_, changes, status) => {
    expect((await raw.send(changes())).status).toBe(status);
    expect(world.upstream.arrivals).toEqual([]);
  });

  const framing: [what: string, changes: () => Changes][] = [
    ["Content-Length with Transfer-Encoding", () => ({ lines: { "Transfer-Encoding": "chunked" } })],
    ["two different Content-Lengths", () => ({ more: ["Content-Length: 5"] })],
    ["the same Content-Length twice", () => ({ more: [`Content-Length: ${CALL.length}`] })],
    ["an unknown Transfer-Encoding", () => ({ lines: { "Content-Length": "", "Transfer-Encoding": "xchunked" } })],
    ["a space before a header's colon", () => ({ lines: { "Content-Length": "", "Transfer-Encoding ": "chunked" } })],
    ["lines that end in a bare LF", () => ({ end: "\n" })],
    ["a folded header", () => ({ more: ["X-A: b\r\n c"] })],
    ["a NUL in a header", () => ({ more: ["X-A: b\0c"] })],
    ["a chunk whose length is no number", () => ({ lines: CHUNKED, body: `xyz\r\n${CALL}\r\n0\r\n\r\n` })],
    ["a chunk longer than any number", () => ({ lines: CHUNKED, body: `${"f".repeat(40)}\r\n${CALL}` })],
    ["no Host", () => ({ lines: { Host: "" } })],
    ["a Content-Length that is too small", () => ({ lines: { "Content-Length": "10" } })],
  ];
  test.each(framing)(
    "%s, and the connection is closed, so that no rest of it is a second request",
    async (_, changes) => {
      const answer = await raw.send(changes());
      expect(answer).toMatchObject({ status: 400, isClosed: true });
      expect(answer.text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
      expect(world.upstream.arrivals).toEqual([]);
    },
  );

  test.each(["PUT", "TRACE", "PATCH", "HEAD", "OPTIONS"])("%s, which is told the methods there are", async (method) => {
    const answer = await raw.send({ method, body: "", lines: { "Content-Length": "" } });
    expect(answer.status).toBe(405);
    expect(answer.text).toContain("\r\nAllow: GET, POST, DELETE\r\n");
    expect(world.upstream.arrivals).toEqual([]);
  });

  test("the preface of HTTP/2", async () => {
    const answer = await sendRaw(world.proxy.port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    expect(answer).toMatchObject({ status: 400, isClosed: true });
  });

  test("a header with an underscore or in Latin-1, while the call itself passes", async () => {
    expect((await raw.send({ lines: { X_A: "1", "X-B": "\u00e9", "X-Forwarded-For": "10.0.0.1" } })).status).toBe(200);
    expect(world.upstream.calls).toHaveLength(1);
    expect(JSON.stringify(world.upstream.calls)).not.toMatch(/x_a|x-b|x-forwarded-for/i);
  });

  test.each([
    ["our own name as the request's target", () => ({ path: `http://127.0.0.1:${world.proxy.port}${seeded.path}` })],
    ["a scheme in lower case", () => ({ lines: { Authorization: `bearer ${seeded.token}` } })],
    ["a content type in other letters", () => ({ lines: { "Content-Type": "Application/JSON; charset=utf-8" } })],
  ])("%s passes", async (_, changes) => {
    expect((await raw.send(changes())).status).toBe(200);
    expect(world.upstream.calls).toHaveLength(1);
  });
});

describe("JSON-RPC: the upstream sees nothing of", () => {
  const args = (text: string) => CALL.replace('"arguments":{}', `"arguments":${text}`);
  const keys = (count: number) => `{${Array.from({ length: count }, (_, n) => `"k${n}":0`).join(",")}}`;
  const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  const rows: [what: string, body: string | Buffer, status: number, code: number][] = [
    ["garbage behind the message", `${CALL}x`, 400, -32700],
    ["NaN", args('{"a":NaN}'), 400, -32700],
    ["a comment", args('{/* a */"a":1}'), 400, -32700],
    ["a comma too many", args('{"a":1,}'), 400, -32700],
    ["single quotes", args("{'a':1}"), 400, -32700],
    ["a number with a plus", args('{"a":+1}'), 400, -32700],
    ["a number with a leading zero", args('{"a":01}'), 400, -32700],
    ["a raw line break in a text", args('{"a":"\n"}'), 400, -32700],
    ["UTF-16", Buffer.from(CALL, "utf16le"), 400, -32700],
    ["an overlong UTF-8 sequence", Buffer.from(args('{"a":"\u00c0\u00af"}'), "latin1"), 400, -32700],
    ["a surrogate encoded in UTF-8", Buffer.from(args('{"a":"\u00ed\u00a0\u0080"}'), "latin1"), 400, -32700],
    ["half a surrogate pair", args('{"a":"\\ud800"}'), 400, -32700],
    ["the other half", args('{"a":"\\udc00\\ud800"}'), 400, -32700],
    ["65 levels", args(nested(65)), 400, -32600],
    ["ten thousand levels", args(nested(10_000)), 400, -32600],
    ["a million levels", args(nested(1_000_000)), 400, -32600],
    ["10,001 keys", args(keys(10_001)), 400, -32600],
    ["200,000 keys", args(keys(200_000)), 400, -32600],
    ["a text of a megabyte and more", args(`{"a":"${"x".repeat(1_048_577)}"}`), 400, -32600],
    ["a number of a million digits", args(`{"a":${"1".repeat(1_000_000)}}`), 400, -32600],
    ["`NAME`", CALL.replace('"name"', '"NAME":"x","name"'), 400, -32600],
    ["`Arguments`", CALL.replace('"arguments"', '"Arguments":{},"arguments"'), 400, -32600],
    ["`_Meta`", CALL.replace('"arguments"', '"_Meta":{},"arguments"'), 400, -32600],
    ["`JSONRPC`", CALL.replace('"jsonrpc"', '"JSONRPC":"2.0","jsonrpc"'), 400, -32600],
    ["a duplicate of an argument's member", args('{"a":{"b":1,"b":2}}'), 400, -32600],
    ["a duplicate behind an escape", args('{"a":1,"\\u0061":2}'), 400, -32600],
    ["a duplicate of `params`", CALL.replace('"params"', '"params":{},"params"'), 400, -32600],
    ["a batch behind a vertical tab", `\v[${CALL}]`, 400, -32600],
    ["a batch that doesn't end", `[${CALL}`, 400, -32600],
    ['jsonrpc "1.0"', CALL.replace('"2.0"', '"1.0"'), 400, -32600],
    ["jsonrpc as a number", CALL.replace('"2.0"', "2"), 400, -32600],
    ["the id true", CALL.replace('"id":1', '"id":true'), 400, -32600],
    ["the id as an object", CALL.replace('"id":1', '"id":{}'), 400, -32600],
    ["an id of 10 KB", CALL.replace('"id":1', `"id":"${"i".repeat(10_000)}"`), 400, -32600],
    ["an id beyond 2^53", CALL.replace('"id":1', '"id":9007199254740993'), 400, -32600],
    ["a method that is a list", CALL.replace('"tools/call"', '["tools/call"]'), 400, -32600],
    ["a method and a result", CALL.replace('"id":1', '"id":1,"result":{}'), 400, -32600],
    ["a method in other letters", CALL.replace("tools/call", "Tools/Call"), 200, -32601],
    ["arguments as a text", args('"{}"'), 200, -32602],
    ["arguments null", args("null"), 200, -32602],
    [
      "the state of a request that asked back",
      CALL.replace('"arguments"', '"requestState":"x","arguments"'),
      200,
      -32602,
    ],
    ["a name as a number", CALL.replace('"run_procedure"', "1"), 200, -32602],
    ["a field that a call doesn't have", CALL.replace('"arguments"', '"task":{},"arguments"'), 200, -32602],
  ];
  test.each(rows)("%s", async (_, body, status, code) => {
    const answer = await raw.send({ body });
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(world.upstream.arrivals).toEqual([]);
  });

  test.each([
    ["upper case", "RUN_PROCEDURE"],
    ["a Kelvin sign", "run_procedure\u212a"],
    ["129 characters", "n".repeat(129)],
    ["a line break", "run_procedure\n"],
    ["a prototype's name", "__proto__"],
    ["an inherited name", "constructor"],
  ])("a tool's name with %s", async (_, name) => {
    const answer = await raw.send({ body: CALL.replace('"run_procedure"', JSON.stringify(name)) });
    expect([answer.status, codeOf(answer)]).toEqual([200, -32602]);
    expect(answer.text).toContain("Unknown tool: ");
    expect(world.upstream.arrivals).toEqual([]);
  });
});

test.each([
  ["names of a prototype", '{"__proto__":{"isAdmin":true},"constructor":1}'],
  ["numbers of every size", '{"a":9007199254740993,"b":1e400,"c":-0,"d":1.0}'],
  ["escapes and white space", '{ "a" : "\\u00e9\\/" }'],
])("arguments with %s that no rule compares reach the upstream as they were written", async (_, text) => {
  const answer = await raw.send({ body: CALL.replace('"arguments":{}', `"arguments":${text}`) });
  expect(answer.status).toBe(200);
  expect(world.upstream.calls.map(({ body }) => body)).toEqual([expect.stringContaining(`"arguments":${text}`)]);
});
