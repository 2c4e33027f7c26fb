import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUpstreamAnswer } from "./read-upstream-answer";

const answer = (id: string, rest: string): string => `{"jsonrpc":"2.0","id":${id},${rest}}`;

describe("each message of an upstream, read for request 7", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["a result", answer("7", '"result":{}'), "answer"],
    ["an error", answer("7", '"error":{"code":-32002,"message":"no"}'), "answer"],
    ["white space around", ` \n${answer("7", '"result":{}')}\r\n`, "answer"],
    [
      "half a surrogate pair in its text",
      answer("7", '"result":{"content":[{"type":"text","text":"\\ud83d"}]}'),
      "answer",
    ],
    ["100 levels of nesting", answer("7", `"result":{"a":${"[".repeat(100)}${"]".repeat(100)}}`), "answer"],
    ["the id as a string", answer('"7"', '"result":{}'), "foreign"],
    ["another id", answer("8", '"result":{}'), "foreign"],
    ["another client's error", answer("8", '"error":{"code":1,"message":"x"}'), "foreign"],
    ["id missing", '{"jsonrpc":"2.0","result":{}}', "invalid"],
    ["id null", answer("null", '"error":{"code":-32000,"message":"x"}'), "invalid"],
    ["id object", answer("{}", '"result":{}'), "invalid"],
    ["id fractional", answer("7.5", '"result":{}'), "invalid"],
    ["empty", "", "invalid"],
    ["byte order mark", `\ufeff${answer("7", '"result":{}')}`, "invalid"],
    ["batch", `[${answer("7", '"result":{}')}]`, "invalid"],
    ["concatenated", `${answer("7", '"result":{}')}${answer("7", '"result":{}')}`, "invalid"],
    ["truncated", answer("7", '"result":{}').slice(0, -1), "invalid"],
    ["HTML", "<html></html>", "invalid"],
    ["a string", '"ok"', "invalid"],
    ["no jsonrpc", '{"id":7,"result":{}}', "invalid"],
    ["jsonrpc 1.0", '{"jsonrpc":"1.0","id":7,"result":{}}', "invalid"],
    ["result and error", answer("7", '"result":{},"error":{"code":1,"message":"x"}'), "invalid"],
    ["neither", '{"jsonrpc":"2.0","id":7}', "invalid"],
    ["method and result", answer("7", '"method":"ping","result":{}'), "invalid"],
    ["params with a result", answer("7", '"result":{},"params":{}'), "invalid"],
    ["Result", answer("7", '"result":{},"Result":{}'), "invalid"],
    ["duplicate id", '{"jsonrpc":"2.0","id":8,"id":7,"result":{}}', "invalid"],
    ["duplicate isError", answer("7", '"result":{"isError":true,"isError":false}'), "invalid"],
    ["result string", answer("7", '"result":"x"'), "invalid"],
    ["result null", answer("7", '"result":null'), "invalid"],
    ["error string", answer("7", '"error":"x"'), "invalid"],
    ["error null", answer("7", '"error":null'), "invalid"],
    ["error without code", answer("7", '"error":{"message":"x"}'), "invalid"],
    ["error with a fractional code", answer("7", '"error":{"code":1.5,"message":"x"}'), "invalid"],
    ["error without message", answer("7", '"error":{"code":1}'), "invalid"],
    ["depth bomb", answer("7", `"result":${'{"a":'.repeat(1_000)}`), "invalid"],
    [
      "progress",
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}',
      "notification",
    ],
    [
      "progress without a token",
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}',
      "invalid",
    ],
    [
      "a log message",
      '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}',
      "notification",
    ],
    ["a changed list", '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}', "notification"],
    [
      "an updated resource",
      '{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"a:b"}}',
      "notification",
    ],
    ["an updated resource without URI", '{"jsonrpc":"2.0","method":"notifications/resources/updated"}', "invalid"],
    [
      "a task's notification",
      '{"jsonrpc":"2.0","method":"notifications/tasks/status","params":{"taskId":"1"}}',
      "foreign",
    ],
    ["an unknown notification", '{"jsonrpc":"2.0","method":"x"}', "foreign"],
    ["a notification with array params", '{"jsonrpc":"2.0","method":"notifications/message","params":[]}', "invalid"],
    ["method number", '{"jsonrpc":"2.0","method":1}', "invalid"],
    ["a request", answer("7", '"method":"sampling/createMessage","params":{}'), "server_request"],
    [
      "a cancelled request",
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}',
      "server_cancelled",
    ],
    ["a cancellation of nothing", '{"jsonrpc":"2.0","method":"notifications/cancelled"}', "invalid"],
    ["a request with id null", answer("null", '"method":"ping"'), "invalid"],
  ];
  for (const [name, text, kind] of rows) {
    it(`${name}: ${kind}`, () => {
      expect(readUpstreamAnswer(text, 7).kind).toBe(kind);
    });
  }

  it("never throws, whatever it says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readUpstreamAnswer(text, 7).kind).toBe("invalid");
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what is relayed", () => {
  it("is the upstream's own text, with every digit", () => {
    const text = answer("7", '"result":{"structuredContent":{"n":9007199254740993,"o":1.0}, "content":[]}');
    expect(readUpstreamAnswer(text, 7)).toMatchObject({ kind: "answer", isToolError: false, isRpcError: false, text });
  });

  it("tells a tool's error and a JSON-RPC error from a result", () => {
    expect(readUpstreamAnswer(answer("7", '"result":{"isError":true,"content":[]}'), 7)).toMatchObject({
      isToolError: true,
      isRpcError: false,
    });
    expect(readUpstreamAnswer(answer("7", '"error":{"code":1,"message":"x"}'), 7)).toMatchObject({
      isToolError: false,
      isRpcError: true,
    });
  });

  it("never speaks in the gateway's name", () => {
    const text = answer("7", '"result":{"content":[],"_meta":{"policylayer/decision":{"decision":"allow"},"a":1}}');
    const clean = '{"jsonrpc":"2.0","id":7,"result":{"content":[],"_meta":{"a":1}}}';
    expect(readUpstreamAnswer(text, 7)).toMatchObject({ kind: "answer", text: clean, value: JSON.parse(clean) });
  });

  it("names the progress token, so that another request's progress can be dropped", () => {
    const text = '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":3,"progress":1}}';
    expect(readUpstreamAnswer(text, 7)).toEqual({
      kind: "notification",
      method: "notifications/progress",
      progressToken: 3,
      uri: null,
      text,
    });
  });

  it("on a stream that belongs to no one request is the answer to any", () => {
    const text = answer('"x"', '"result":{}');
    expect(readUpstreamAnswer(text, null)).toMatchObject({ kind: "answer", value: { id: "x" }, text });
  });

  it("a request of the upstream is its own text around an id that is ours, without the gateway's name", () => {
    const ask = (text: string): string => {
      const read = readUpstreamAnswer(text, 7);
      return read.kind === "server_request" ? `${read.before}"ours"${read.after}` : read.kind;
    };
    expect(ask('{"method":"sampling/createMessage", "id" : 4 ,"params":{"n": 9007199254740993},"jsonrpc":"2.0"}')).toBe(
      '{"method":"sampling/createMessage", "id" : "ours" ,"params":{"n": 9007199254740993},"jsonrpc":"2.0"}',
    );
    const named = ask('{"jsonrpc":"2.0","id":4,"method":"ping","params":{"_meta":{"policylayer/a":1,"b":2}}}');
    expect(JSON.parse(named)).toEqual({ jsonrpc: "2.0", id: "ours", method: "ping", params: { _meta: { b: 2 } } });
  });

  it("a reason repeats nothing of the payload", () => {
    const read = readUpstreamAnswer(answer("7", '"sk-secret":1,"result":{}'), 7);
    expect(read.kind === "invalid" ? read.reason : "sk-secret").not.toContain("secret");
  });
});
