import { describe, expect, it } from "vitest";
import type { Classified } from "./classified";
import { classifyRequest } from "./classify-request";
import { encodeUtf8 } from "./encode-utf8.fixture";
import type { ParseFailure } from "./json-rpc-message";
import { messageSheet } from "./message-sheet.fixture";
import { parseJsonRpc } from "./parse-json-rpc";
import { textSheet } from "./text-sheet.fixture";

const classificationSheet = [...textSheet, ...messageSheet];

function classify(body: string | Uint8Array): Classified | ParseFailure {
  const message = parseJsonRpc(typeof body === "string" ? encodeUtf8(body) : body);
  return message.kind === "failure" ? message : classifyRequest(message);
}

describe("every malformed, batched, unknown or version-skewed message has one known fate", () => {
  for (const row of classificationSheet) {
    it(`${row.name}: ${row.expect}`, () => {
      const fate = classify(row.body);
      const isRefusal = fate.kind === "failure" || fate.kind === "refused";
      expect(isRefusal ? `${fate.httpStatus} ${fate.code}` : fate.kind).toBe(row.expect);
      if (row.says !== undefined) expect(isRefusal ? fate.message : "").toContain(row.says);
    });
  }

  it("has no two rows of one name", () => {
    expect(new Set(classificationSheet.map((row) => row.name)).size).toBe(classificationSheet.length);
  });
});

describe("a tool's name is taken by exact code points", () => {
  const names = [
    "DELETE_customer",
    "delete_customer ",
    "a\u0000b",
    "a\u200bb",
    "d\u0435lete",
    "\uff44elete",
    "\u212aelvin",
    "a\u202eb",
    "n".repeat(129),
    "",
    "😀",
  ];
  for (const name of names) {
    it(JSON.stringify(name).slice(0, 30), () => {
      const fate = classify(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name } }));
      expect(fate).toMatchObject({ kind: "tools/call", name });
    });
  }
});

describe("what a classified message carries", () => {
  it("a call keeps the text of its arguments and names their keys in order", () => {
    const body =
      '{"params":{"arguments" : {"z":1.0, "a":9007199254740993 } ,"name":"t"},"method":"tools/call","id":"x","jsonrpc":"2.0"}';
    expect(classify(body)).toEqual({
      kind: "tools/call",
      id: "x",
      name: "t",
      args: { z: 1, a: 9007199254740992 },
      argumentsText: '{"z":1.0, "a":9007199254740993 }',
      argumentKeys: ["a", "z"],
      meta: null,
    });
  });

  it("only `params.arguments` is taken for the arguments, wherever else the name occurs", () => {
    const body =
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"_meta":{"arguments":{"x":1}},"name":"t","\\u0061rguments":{"arguments":{"y":2}}}}';
    expect(classify(body)).toMatchObject({ argumentsText: '{"arguments":{"y":2}}', argumentKeys: ["arguments"] });
  });

  it("a call without arguments has no text and no keys", () => {
    const fate = classify('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t"}}');
    expect(fate).toMatchObject({ args: null, argumentsText: null, argumentKeys: [] });
  });

  it("`__proto__` in arguments stays data and changes no prototype", () => {
    const fate = classify(
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{"__proto__":{"isAdmin":true}}}}',
    );
    if (fate.kind !== "tools/call" || fate.args === null) throw new Error("expected a call");
    expect(fate.argumentKeys).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(fate.args)).toBe(Object.prototype);
    expect("isAdmin" in fate.args).toBe(false);
  });

  it("initialize keeps version, client and capabilities, and nothing else", () => {
    const body =
      '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{"roots":{}},"clientInfo":{"name":"c","version":"1","title":"C"},"extra":1}}';
    expect(classify(body)).toEqual({
      kind: "initialize",
      id: 0,
      protocolVersion: "2025-06-18",
      capabilities: { roots: {} },
      clientInfo: { name: "c", version: "1" },
    });
  });

  it("notifications keep the fields that are relayed", () => {
    expect(classify('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7,"x":1}}')).toEqual({
      kind: "notifications/cancelled",
      requestId: 7,
      reason: null,
    });
    const progress =
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":1,"total":2,"message":"m"}}';
    expect(classify(progress)).toEqual({
      kind: "notifications/progress",
      progressToken: "p",
      progress: 1,
      total: 2,
      message: "m",
    });
  });
});

describe("the id of a refusal", () => {
  const idOf = (body: string): unknown => {
    const fate = classify(body);
    return "id" in fate ? fate.id : undefined;
  };

  it("is the request's when it could be read", () => {
    expect(idOf('{"jsonrpc":"1.0","id":"a","method":"ping"}')).toBe("a");
    expect(idOf('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":[]}')).toBe(5);
    expect(idOf('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"NAME":"t"}}')).toBe(5);
    expect(idOf('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{}}')).toBe(5);
  });

  it("is left out when it is in doubt, or belongs to a response", () => {
    expect(idOf('{"jsonrpc":"2.0","id":5,"id":6,"method":"ping"}')).toBeUndefined();
    expect(idOf('{"jsonrpc":"2.0","id":5.5,"method":"ping"}')).toBeUndefined();
    expect(idOf('{"jsonrpc":"2.0","id":5,"error":{}}')).toBeUndefined();
    expect(idOf('{"jsonrpc":"2.0","id":5,"result":{},"error":{}}')).toBeUndefined();
  });
});
