import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyRequest } from "./classify-request";
import { encodeUtf8 } from "./encode-utf8.fixture";
import { parseJsonRpc } from "./parse-json-rpc";
import { rebuildInitialize, rebuildRequest, rebuildResponse } from "./rebuild-request";

function rebuilt(body: string): string {
  const message = parseJsonRpc(encodeUtf8(body));
  if (message.kind === "failure") throw new Error(message.message);
  const classified = classifyRequest(message);
  switch (classified.kind) {
    case "tools/call":
    case "tools/list":
    case "ping":
    case "prompts/list":
    case "prompts/get":
    case "resources/list":
    case "resources/templates/list":
    case "resources/read":
    case "resources/subscribe":
    case "resources/unsubscribe":
    case "completion/complete":
    case "logging/setLevel":
    case "notifications/initialized":
    case "notifications/cancelled":
    case "notifications/progress":
      return rebuildRequest(classified);
    default:
      throw new Error(`${classified.kind} is not forwarded`);
  }
}

describe("what an upstream receives", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    [
      "a call: order and white space are ours, the arguments' text the client's",
      ' {"params": {"arguments":{"n": 9007199254740993,"e":1e400,"z":-0, "o":1.0},"name":"pay"}, "method":"tools/call","id":"a","jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"pay","arguments":{"n": 9007199254740993,"e":1e400,"z":-0, "o":1.0}}}',
    ],
    [
      "a call without arguments stays one",
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}',
    ],
    [
      "reserved `_meta` keys are taken out in any case, others kept, `__proto__` as data",
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":"p","policylayer/decision":1,"PolicyLayer/x":2,"__proto__":{"a":1}}}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":"p","__proto__":{"a":1}}}}',
    ],
    [
      "a `_meta` of reserved keys alone disappears",
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"policylayer/decision":{}}}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}',
    ],
    [
      "a name that needs escaping",
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a\\u0022,\\"arguments\\":{}"}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a\\",\\"arguments\\":{}"}}',
    ],
    [
      "tools/list",
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    ],
    [
      "tools/list with cursor and `_meta`",
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"a":1},"cursor":"c"}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"c","_meta":{"a":1}}}',
    ],
    [
      "tools/list with `_meta` alone",
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"a":1}}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"a":1}}}',
    ],
    [
      "resources/templates/list with a cursor",
      '{"jsonrpc":"2.0","id":1,"method":"resources/templates/list","params":{"cursor":"c"}}',
      '{"jsonrpc":"2.0","id":1,"method":"resources/templates/list","params":{"cursor":"c"}}',
    ],
    [
      "resources/read: the URI as it came",
      '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"_meta":{"policylayer/x":1},"uri":"FILE:///a/../%62"}}',
      '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"FILE:///a/../%62"}}',
    ],
    [
      "prompts/get",
      '{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"arguments":{ "n":1.0},"name":"p"}}',
      '{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"p","arguments":{ "n":1.0}}}',
    ],
    [
      "completion/complete: only what was judged, and what the completion needs",
      '{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","uri":"x:y","name":"p"},"argument":{"value":"v","name":"a","x":1},"context":{"arguments":{"b":"c"},"x":1}}}',
      '{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":"v"},"context":{"arguments":{"b":"c"}}}}',
    ],
    [
      "logging/setLevel",
      '{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"info"}}',
      '{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"info"}}',
    ],
    [
      "ping",
      '{"jsonrpc":"2.0","id":"p","method":"ping","params":{"_meta":{}}}',
      '{"jsonrpc":"2.0","id":"p","method":"ping"}',
    ],
    [
      "initialized",
      '{"jsonrpc":"2.0","method":"notifications/initialized","params":{"x":1}}',
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    ],
    [
      "cancelled",
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"reason":"r","requestId":3,"x":1}}',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3,"reason":"r"}}',
    ],
    [
      "progress",
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1,"progressToken":"t","message":"m"}}',
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1,"message":"m"}}',
    ],
  ];
  for (const [name, body, expected] of rows) {
    it(name, () => {
      expect(rebuilt(body)).toBe(expected);
    });
  }

  it("is the judged value, for any name, id, arguments and `_meta`", () => {
    const text = fc.string({ unit: "grapheme" });
    const object = fc.dictionary(text, fc.jsonValue({ stringUnit: "grapheme" }));
    const id = fc.oneof(fc.maxSafeInteger(), text);
    fc.assert(
      fc.property(id, text, object, object, (callId, name, args, meta) => {
        const { progressToken: _, ...free } = meta;
        const sent = {
          jsonrpc: "2.0",
          id: callId,
          method: "tools/call",
          params: { name, arguments: args, _meta: { ...free, a: 1 } },
        };
        const message = parseJsonRpc(encodeUtf8(JSON.stringify(sent)));
        if (message.kind === "failure") throw new Error(message.message);
        const judged = classifyRequest(message);
        if (judged.kind !== "tools/call" || judged.argumentsText === null)
          throw new Error("expected a call with arguments");
        expect(JSON.parse(judged.argumentsText)).toEqual(judged.args);
        expect(judged.argumentKeys).toEqual(Object.keys(args).sort());
        const received: unknown = JSON.parse(rebuildRequest(judged));
        expect(received).toEqual({
          jsonrpc: "2.0",
          id: judged.id,
          method: "tools/call",
          params: { name: judged.name, arguments: judged.args, _meta: judged.meta },
        });
        expect(received).toEqual(JSON.parse(JSON.stringify(sent)));
      }),
      { numRuns: 500 },
    );
  });
});

it("the upstream's initialize names client and gateway and declares what is relayed", () => {
  const init = { id: 0, clientInfo: { name: "claude-code", version: "2.0" }, capabilities: { roots: {} } };
  expect(rebuildInitialize(init, { protocolVersion: "2025-11-25", clientName: "PolicyLayer", version: "1.2.3" })).toBe(
    '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"roots":{}},"clientInfo":{"name":"claude-code","version":"2.0"},"_meta":{"policylayer/gateway":{"name":"PolicyLayer","version":"1.2.3"}}}}',
  );
});

describe("a client's answer goes upstream under the upstream's own id", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    [
      "with every digit",
      '{"id":"a","result":{"n": 9007199254740993},"jsonrpc":"2.0"}',
      '"result":{"n": 9007199254740993}',
    ],
    [
      "as an error",
      '{"jsonrpc":"2.0","id":"a","error":{"code":-1,"message":"no"}}',
      '"error":{"code":-1,"message":"no"}',
    ],
    [
      "never in the gateway's name",
      '{"jsonrpc":"2.0","id":"a","result":{"_meta":{"Policylayer/x":1,"b":2}}}',
      '"result":{"_meta":{"b":2}}',
    ],
  ];
  for (const [name, body, member] of rows) {
    it(name, () => {
      const message = parseJsonRpc(encodeUtf8(body));
      const response = message.kind === "failure" ? message : classifyRequest(message);
      if (response.kind !== "response") throw new Error(response.kind);
      expect(rebuildResponse(response, 7)).toBe(`{"jsonrpc":"2.0","id":7,${member}}`);
    });
  }
});
