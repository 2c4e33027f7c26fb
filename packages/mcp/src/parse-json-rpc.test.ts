import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyRequest } from "./classify-request";
import { encodeUtf8 } from "./encode-utf8.fixture";
import { parseJsonRpc } from "./parse-json-rpc";

describe("nothing throws", () => {
  it("on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parseJsonRpc(bytes).kind).toBe("failure");
      }),
      { numRuns: 1_000 },
    );
  });

  it("on any JSON in place of any member", () => {
    const member = fc.option(fc.jsonValue(), { nil: undefined });
    const params = fc.oneof(
      member,
      fc.record(
        { name: member, arguments: member, _meta: member, cursor: member, requestId: member },
        { requiredKeys: [] },
      ),
    );
    const method = fc.constantFrom(
      "initialize",
      "ping",
      "tools/call",
      "tools/list",
      "notifications/cancelled",
      "notifications/progress",
      "x",
      1,
      undefined,
    );
    const message = fc.record({
      jsonrpc: fc.constantFrom("2.0", "1.0"),
      id: fc.oneof(fc.nat(), member),
      method,
      params,
      result: member,
    });
    fc.assert(
      fc.property(message, (value) => {
        const parsed = parseJsonRpc(encodeUtf8(JSON.stringify(value)));
        expect(parsed.kind === "failure" ? parsed.httpStatus : classifyRequest(parsed).kind).toBeTruthy();
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what a refused client reads", () => {
  const pins: readonly (readonly [string, object])[] = [
    [
      '{"a":1',
      {
        kind: "failure",
        httpStatus: 400,
        code: -32700,
        message: "Parse error: the text ends where a comma or `}` is expected at offset 6",
      },
    ],
    [
      '{"a":1,"a":2}',
      { kind: "failure", httpStatus: 400, code: -32600, message: "Invalid request: duplicate key at offset 7" },
    ],
    [
      `{"a":${"[".repeat(64)}`,
      {
        kind: "failure",
        httpStatus: 400,
        code: -32600,
        message: "Invalid request: too complex: nested deeper than 64 levels at offset 68",
      },
    ],
    [
      "[]",
      {
        kind: "failure",
        httpStatus: 400,
        code: -32600,
        message: "Invalid request: batches are not accepted, send one message per POST",
      },
    ],
    [
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"Name":"t"}}',
      {
        kind: "failure",
        httpStatus: 400,
        code: -32600,
        message: 'Invalid request: the key "Name" is a protocol key in the wrong case in `params`',
        id: 1,
      },
    ],
  ];
  for (const [body, failure] of pins) {
    it(body.slice(0, 40), () => {
      expect(parseJsonRpc(encodeUtf8(body))).toEqual(failure);
    });
  }

  it("never the whole of a long key", () => {
    const failure = parseJsonRpc(encodeUtf8(`{"jsonrpc":"2.0","id":1,"method":"ping","${"k".repeat(10_000)}":1}`));
    expect(failure.kind === "failure" ? failure.message : "").toBe(
      `Invalid request: unknown key "${"k".repeat(64)}…" in the message`,
    );
  });
});

describe("limits given by the caller", () => {
  it("replace the defaults", () => {
    const limits = { depthMax: 1, keysMax: 10, stringCharsMax: 10, numberCharsMax: 10, isLoneSurrogateAllowed: false };
    expect(parseJsonRpc(encodeUtf8('{"jsonrpc":"2.0","id":1,"method":"ping"}'), limits).kind).toBe("request");
    expect(parseJsonRpc(encodeUtf8('{"jsonrpc":"2.0","id":1,"method":"ping","params":{}}'), limits).kind).toBe(
      "failure",
    );
  });
});

it("a refused body leaves the decoder ready for the next one", () => {
  const ping = encodeUtf8('{"jsonrpc":"2.0","id":1,"method":"ping"}');
  expect(parseJsonRpc(Uint8Array.from([0x22, 0xe2, 0x82])).kind).toBe("failure");
  expect(parseJsonRpc(ping)).toEqual({ kind: "request", id: 1, method: "ping", params: null, argumentsText: null });
});
