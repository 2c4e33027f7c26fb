import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "./encode-utf8.fixture";
import { parseJsonRpc } from "./parse-json-rpc";
import { type Inbound, type InboundHeaders, readInbound } from "./read-inbound";

const NEW = "2026-07-28";
const OLD = "2025-11-25";
const NONE: InboundHeaders = { protocolVersion: null, mcpMethod: null, mcpName: null };
const VERSION = "io.modelcontextprotocol/protocolVersion";
const CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
const CLAIM = { [VERSION]: NEW, [CAPABILITIES]: {} };

function read(message: object, headers: Partial<InboundHeaders>): Inbound {
  const parsed = parseJsonRpc(encodeUtf8(JSON.stringify({ jsonrpc: "2.0", ...message })));
  if (parsed.kind === "failure") throw new Error(parsed.message);
  return readInbound(parsed, { ...NONE, ...headers });
}

function fate(message: object, headers: Partial<InboundHeaders>): string {
  const inbound = read(message, headers);
  return inbound.kind === "stateless_refused" ? `${inbound.httpStatus} ${inbound.code}` : inbound.kind;
}

const list = (meta?: object) => ({ id: 1, method: "tools/list", ...(meta && { params: { _meta: meta } }) });
const call = (params: object) => ({ id: 1, method: "tools/call", params: { _meta: CLAIM, ...params } });
const LIST = { protocolVersion: NEW, mcpMethod: "tools/list" };
const CALL = { protocolVersion: NEW, mcpMethod: "tools/call" };
const init = (meta?: object) => ({ id: 1, method: "initialize", params: meta ? { _meta: meta } : {} });
const note = (meta?: object) => ({ method: "notifications/cancelled", params: meta ? { _meta: meta } : {} });

describe("the body says of which era a message is, and headers may only agree", () => {
  const rows: readonly (readonly [string, object, Partial<InboundHeaders>, string])[] = [
    ["no claim, no header", list(), {}, "initialize_era"],
    ["no claim, old header", list(), { protocolVersion: OLD }, "initialize_era"],
    ["no claim, a header of no revision", list(), { protocolVersion: "nonsense" }, "initialize_era"],
    ["no claim, new header", list(), LIST, "400 -32602"],
    ["other _meta, new header", list({ a: 1 }), LIST, "400 -32602"],
    ["no claim, a later header", list(), { protocolVersion: "2027-01-01" }, "400 -32602"],
    ["a claim that is whole", list(CLAIM), LIST, "stateless"],
    ["a claim, no header", list(CLAIM), { mcpMethod: "tools/list" }, "400 -32020"],
    ["a claim, old header", list(CLAIM), { ...LIST, protocolVersion: OLD }, "400 -32020"],
    ["a claim, later header", list(CLAIM), { ...LIST, protocolVersion: "2027-01-01" }, "400 -32020"],
    [
      "a later claim",
      list({ ...CLAIM, [VERSION]: "2027-01-01" }),
      { ...LIST, protocolVersion: "2027-01-01" },
      "400 -32022",
    ],
    ["a later claim, no header", list({ ...CLAIM, [VERSION]: "2027-01-01" }), {}, "400 -32022"],
    ["an old claim", list({ ...CLAIM, [VERSION]: OLD }), { ...LIST, protocolVersion: OLD }, "400 -32022"],
    ["a claim of nonsense", list({ ...CLAIM, [VERSION]: "x" }), {}, "400 -32022"],
    ["a claim that is no string", list({ ...CLAIM, [VERSION]: 1 }), {}, "400 -32602"],
    [
      "a claim that is no string, old header",
      list({ ...CLAIM, [VERSION]: null }),
      { protocolVersion: OLD },
      "400 -32602",
    ],
    ["a claim without capabilities", list({ [VERSION]: NEW }), LIST, "400 -32602"],
    ["capabilities that are no object", list({ ...CLAIM, [CAPABILITIES]: [] }), LIST, "400 -32602"],
    [
      "a client without a version",
      list({ ...CLAIM, "io.modelcontextprotocol/clientInfo": { name: "c" } }),
      LIST,
      "400 -32602",
    ],
    ["a log level there isn't", list({ ...CLAIM, "io.modelcontextprotocol/logLevel": "loud" }), LIST, "400 -32602"],
    ["a progress token that is none", list({ ...CLAIM, progressToken: 1.5 }), LIST, "400 -32602"],
    [
      "a claim in other letters is none",
      list({ "io.modelcontextprotocol/ProtocolVersion": NEW }),
      {},
      "initialize_era",
    ],
    ["initialize", init(), {}, "initialize_era"],
    ["initialize, new header", init(), { protocolVersion: NEW }, "400 -32020"],
    ["initialize, broken claim", init({ [VERSION]: NEW }), {}, "initialize_era"],
    ["initialize, old claim", init({ ...CLAIM, [VERSION]: OLD }), {}, "initialize_era"],
    ["initialize, broken claim, new header", init({ [VERSION]: NEW }), { protocolVersion: NEW }, "400 -32020"],
    ["initialize, a claim that is whole", init(CLAIM), { protocolVersion: NEW, mcpMethod: "initialize" }, "stateless"],
    ["a response", { id: 1, result: {} }, { protocolVersion: NEW }, "initialize_era"],
    ["a notification", note(), {}, "initialize_era"],
    ["a notification, old header", note(), { protocolVersion: OLD }, "initialize_era"],
    ["a notification, new header", note(), { protocolVersion: NEW }, "stateless_notification"],
    ["a notification, later header", note(), { protocolVersion: "2027-01-01" }, "400 -32022"],
    ["a notification, another method in the head", note(), { protocolVersion: NEW, mcpMethod: "ping" }, "400 -32020"],
    ["a notification with a claim", note({ [VERSION]: NEW }), {}, "stateless_notification"],
    ["a notification with a claim, old header", note({ [VERSION]: NEW }), { protocolVersion: OLD }, "400 -32020"],
    ["a notification with a broken claim", note({ [VERSION]: 1 }), { protocolVersion: OLD }, "400 -32602"],
    ["a notification with a later claim", note({ [VERSION]: "2027-01-01" }), {}, "400 -32022"],
  ];
  for (const [name, message, headers, expected] of rows) {
    it(`${name}: ${expected}`, () => {
      expect(fate(message, headers)).toBe(expected);
    });
  }
});

describe("the headers of a request say what its body says", () => {
  const rows: readonly (readonly [string, object, Partial<InboundHeaders>, string])[] = [
    ["no method", list(CLAIM), { protocolVersion: NEW }, "400 -32020"],
    ["another method", list(CLAIM), { ...LIST, mcpMethod: "tools/call" }, "400 -32020"],
    ["the method in other letters", list(CLAIM), { ...LIST, mcpMethod: "Tools/List" }, "400 -32020"],
    ["a name where none is due", list(CLAIM), { ...LIST, mcpName: "x" }, "stateless"],
    ["the name", call({ name: "t" }), { ...CALL, mcpName: "t" }, "stateless"],
    ["no name", call({ name: "t" }), CALL, "400 -32020"],
    ["another name", call({ name: "t" }), { ...CALL, mcpName: "u" }, "400 -32020"],
    ["the name in other letters", call({ name: "t" }), { ...CALL, mcpName: "T" }, "400 -32020"],
    ["the name, encoded", call({ name: "größe" }), { ...CALL, mcpName: "=?base64?Z3LDtsOfZQ==?=" }, "stateless"],
    ["another name, encoded", call({ name: "t" }), { ...CALL, mcpName: "=?base64?Z3LDtsOfZQ==?=" }, "400 -32020"],
    ["what can't be decoded", call({ name: "t" }), { ...CALL, mcpName: "=?base64?dA=?=" }, "400 -32020"],
    ["the encoding in other letters", call({ name: "t" }), { ...CALL, mcpName: "=?BASE64?dA==?=" }, "400 -32020"],
    ["a body without a name is refused as such", call({}), CALL, "stateless"],
    [
      "the name of a prompt",
      { ...call({ name: "p" }), method: "prompts/get" },
      { protocolVersion: NEW, mcpMethod: "prompts/get", mcpName: "q" },
      "400 -32020",
    ],
    [
      "the URI of a resource",
      { ...call({ uri: "a:b" }), method: "resources/read" },
      { protocolVersion: NEW, mcpMethod: "resources/read", mcpName: "a:c" },
      "400 -32020",
    ],
  ];
  for (const [name, message, headers, expected] of rows) {
    it(`${name}: ${expected}`, () => {
      expect(fate(message, headers)).toBe(expected);
    });
  }
});

it("an unsupported revision is answered with those there are", () => {
  expect(read(list({ ...CLAIM, [VERSION]: "2027-01-01" }), {})).toMatchObject({
    id: 1,
    data: { supported: [NEW], requested: "2027-01-01" },
  });
});

it("the envelope is read whole", () => {
  const meta = {
    ...CLAIM,
    [CAPABILITIES]: { roots: {} },
    "io.modelcontextprotocol/clientInfo": { name: "c", version: "1" },
    "io.modelcontextprotocol/logLevel": "info",
    traceparent: "t",
  };
  expect(read(list(meta), LIST)).toMatchObject({
    envelope: {
      protocolVersion: NEW,
      clientCapabilities: { roots: {} },
      clientInfo: { name: "c", version: "1" },
      logLevel: "info",
      traceparent: "t",
    },
  });
});
