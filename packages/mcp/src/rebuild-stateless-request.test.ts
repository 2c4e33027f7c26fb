import { describe, expect, it } from "vitest";
import { classifyRequest } from "./classify-request";
import { encodeUtf8 } from "./encode-utf8.fixture";
import { parseJsonRpc } from "./parse-json-rpc";
import {
  isStatelessForwardable,
  type RebuiltRequest,
  rebuildDiscover,
  rebuildListen,
  rebuildStatelessRequest,
  type StatelessEnvelope,
} from "./rebuild-stateless-request";

const BARE: StatelessEnvelope = {
  clientInfo: null,
  clientCapabilities: {},
  logLevel: null,
  progressToken: null,
  traceparent: null,
};
const META =
  '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}';

function rebuilt(method: string, params: string | null, envelope = BARE, more = {}): RebuiltRequest {
  const members = params === null ? "" : `,"params":${params}`;
  const message = parseJsonRpc(encodeUtf8(`{"jsonrpc":"2.0","id":7,"method":"${method}"${members}}`));
  if (message.kind === "failure") throw new Error(message.message);
  const classified = classifyRequest(message);
  if (!("id" in classified) || !("meta" in classified) || !isStatelessForwardable(classified)) {
    throw new Error(`${classified.kind} doesn't exist in this revision`);
  }
  return rebuildStatelessRequest({ ...classified, ...more }, envelope, [
    { name: "region", path: ["region"], type: "string" },
  ]);
}

describe("what an upstream of 2026-07-28 receives", () => {
  const rows: readonly (readonly [string, string | null, string, readonly string[]])[] = [
    [
      "tools/call",
      '{"arguments":{"n": 9007199254740993,"region":"eu"},"name":"pay"}',
      `"name":"pay","arguments":{"n": 9007199254740993,"region":"eu"},${META}`,
      ["mcp-name", "pay", "mcp-param-region", "eu"],
    ],
    ["tools/call", '{"name":"größe"}', `"name":"größe",${META}`, ["mcp-name", "=?base64?Z3LDtsOfZQ==?="]],
    ["tools/list", null, META, []],
    ["tools/list", '{"cursor":"c"}', `"cursor":"c",${META}`, []],
    ["prompts/list", '{"cursor":"c"}', `"cursor":"c",${META}`, []],
    ["resources/list", null, META, []],
    ["resources/templates/list", null, META, []],
    [
      "prompts/get",
      '{"name":"p","arguments":{ "a":"b"}}',
      `"name":"p","arguments":{ "a":"b"},${META}`,
      ["mcp-name", "p"],
    ],
    ["resources/read", '{"uri":"a: b "}', `"uri":"a: b ",${META}`, ["mcp-name", "=?base64?YTogYiA=?="]],
    [
      "completion/complete",
      '{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":"v"}}',
      `"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":"v"},${META}`,
      [],
    ],
  ];
  for (const [method, params, expected, headers] of rows) {
    it(`${method} ${params}`, () => {
      expect(rebuilt(method, params)).toEqual({
        body: `{"jsonrpc":"2.0","id":7,"method":"${method}","params":{${expected}}}`,
        headers: ["mcp-protocol-version", "2026-07-28", "mcp-method", method, ...headers],
      });
    });
  }

  for (const method of ["resources/subscribe", "resources/unsubscribe"]) {
    it(`never ${method}`, () => {
      expect(() => rebuilt(method, '{"uri":"a:b"}')).toThrow("doesn't exist");
    });
  }

  it("the envelope in full, and nothing of the message's under its keys or ours", () => {
    const envelope: StatelessEnvelope = {
      clientInfo: { name: "c", version: "1" },
      clientCapabilities: { roots: {} },
      logLevel: "info",
      progressToken: "p",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };
    const meta = {
      progressToken: 9,
      "IO.modelcontextprotocol/clientInfo": { name: "evil" },
      "io.modelcontextprotocol/logLevel": "debug",
      "policylayer/gateway": 1,
      baggage: "k=v",
    };
    const { body } = rebuilt("tools/list", JSON.stringify({ _meta: meta }), envelope);
    expect(JSON.parse(body).params._meta).toEqual({
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": { roots: {} },
      "io.modelcontextprotocol/clientInfo": { name: "c", version: "1" },
      "io.modelcontextprotocol/logLevel": "info",
      progressToken: "p",
      traceparent: envelope.traceparent,
      baggage: "k=v",
    });
  });

  it("the client's own trace context before the header's", () => {
    const { body } = rebuilt("tools/list", '{"_meta":{"traceparent":"own"}}', { ...BARE, traceparent: "header" });
    expect(JSON.parse(body).params._meta.traceparent).toBe("own");
  });

  it("what a client adds to a request that needed its input", () => {
    const retry = { inputResponses: { a: { action: "accept" } }, requestState: "s" };
    for (const [method, params] of [
      ["tools/call", '{"name":"t"}'],
      ["prompts/get", '{"name":"p"}'],
      ["resources/read", '{"uri":"a:b"}'],
    ] as const) {
      expect(JSON.parse(rebuilt(method, params, BARE, { retry }).body).params).toMatchObject(retry);
    }
    const { body } = rebuilt("tools/call", '{"name":"t"}', BARE, {
      retry: { inputResponses: null, requestState: "s" },
    });
    expect(JSON.parse(body).params).not.toHaveProperty("inputResponses");
  });

  it("server/discover and subscriptions/listen", () => {
    expect(rebuildDiscover("d", BARE)).toEqual({
      body: `{"jsonrpc":"2.0","id":"d","method":"server/discover","params":{${META}}}`,
      headers: ["mcp-protocol-version", "2026-07-28", "mcp-method", "server/discover"],
    });
    expect(rebuildListen("l", { toolsListChanged: true, resourceSubscriptions: ["a:b"] }, BARE)).toEqual({
      body: `{"jsonrpc":"2.0","id":"l","method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true,"resourceSubscriptions":["a:b"]},${META}}}`,
      headers: ["mcp-protocol-version", "2026-07-28", "mcp-method", "subscriptions/listen"],
    });
  });
});
