import { describe, expect, it } from "vitest";
import { classifyStateless } from "./classify-stateless";
import { encodeUtf8 } from "./encode-utf8.fixture";
import { parseJsonRpc } from "./parse-json-rpc";

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "IO.modelcontextprotocol/clientInfo": {},
};

function classify(method: string, params: object = {}): ReturnType<typeof classifyStateless> {
  const text = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: META } });
  const parsed = parseJsonRpc(encodeUtf8(text));
  if (parsed.kind !== "request") throw new Error(parsed.kind);
  return classifyStateless(parsed);
}

describe("the methods of the revision, and no others", () => {
  const rows: readonly (readonly [string, object, string])[] = [
    ["server/discover", {}, "server/discover"],
    ["server/discover", { a: 1 }, "200 -32602"],
    ["tools/list", { cursor: "c" }, "tools/list"],
    ["tools/call", { name: "t", arguments: {} }, "tools/call"],
    ["tools/call", { name: 1 }, "200 -32602"],
    ["tools/call", { name: "t", task: {} }, "200 -32602"],
    ["tools/call", { name: "t", requestState: 1 }, "200 -32602"],
    ["tools/call", { name: "t", inputResponses: [] }, "200 -32602"],
    ["tools/call", { name: "t", inputResponses: { a: "b" } }, "200 -32602"],
    ["tools/list", { requestState: "s" }, "200 -32602"],
    ["prompts/list", {}, "prompts/list"],
    ["prompts/get", { name: "p" }, "prompts/get"],
    ["resources/list", {}, "resources/list"],
    ["resources/templates/list", {}, "resources/templates/list"],
    ["resources/read", { uri: "a:b" }, "resources/read"],
    [
      "completion/complete",
      { ref: { type: "ref/prompt", name: "p" }, argument: { name: "a", value: "" } },
      "completion/complete",
    ],
    ["subscriptions/listen", { notifications: {} }, "subscriptions/listen"],
    ["subscriptions/listen", {}, "200 -32602"],
    ["subscriptions/listen", { notifications: { resourceSubscriptions: [1] } }, "200 -32602"],
    ["subscriptions/listen", { notifications: { resourceSubscriptions: Array(101).fill("a:b") } }, "200 -32602"],
    ...["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "tasks/get", "x"].map(
      (method) => [method, {}, "404 -32601"] as const,
    ),
  ];
  for (const [method, params, expected] of rows) {
    it(`${method} ${JSON.stringify(params).slice(0, 60)}: ${expected}`, () => {
      const asked = classify(method, params);
      expect("httpStatus" in asked ? `${asked.httpStatus} ${asked.code}` : asked.kind).toBe(expected);
    });
  }
});

it("the envelope stays behind, in whatever letters, and what else is in _meta doesn't", () => {
  const text = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/list",
    params: { _meta: { ...META, progressToken: 3 } },
  });
  const parsed = parseJsonRpc(encodeUtf8(text));
  if (parsed.kind !== "request") throw new Error(parsed.kind);
  expect(classifyStateless(parsed)).toMatchObject({ meta: { progressToken: 3 } });
});

it("a second round keeps what the client answered and what the server remembers", () => {
  const inputResponses = { a: { action: "accept" } };
  for (const [method, of] of [
    ["tools/call", { name: "t" }],
    ["prompts/get", { name: "p" }],
    ["resources/read", { uri: "a:b" }],
  ] as const) {
    expect(classify(method, { ...of, inputResponses, requestState: "s" })).toMatchObject({
      kind: method,
      retry: { inputResponses, requestState: "s" },
    });
    expect(classify(method, { ...of, requestState: "s" })).toMatchObject({
      retry: { inputResponses: null, requestState: "s" },
    });
    expect(classify(method, of)).not.toHaveProperty("retry");
  }
});

it("a listener asks for what it names, each resource once", () => {
  const notifications = {
    toolsListChanged: true,
    promptsListChanged: false,
    other: true,
    resourceSubscriptions: ["a:b", "a:b"],
  };
  expect(classify("subscriptions/listen", { notifications })).toEqual({
    kind: "subscriptions/listen",
    id: 1,
    toolsListChanged: true,
    promptsListChanged: false,
    resourcesListChanged: false,
    resourceSubscriptions: ["a:b"],
  });
});
