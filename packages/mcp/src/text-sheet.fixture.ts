import { repeatedKeys } from "./many-keys.fixture";
import type { SheetRow } from "./sheet-row.fixture";

const call = (params: string): string => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
const withId = (id: string): string => `{"jsonrpc":"2.0","id":${id},"method":"ping"}`;
const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0), 0]));
const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const note = (method: string, params?: string): string =>
  `{"jsonrpc":"2.0","method":"${method}"${params === undefined ? "" : `,"params":${params}`}}`;
const PARSE = "400 -32700";
const INVALID = "400 -32600";
const PARAMS = "200 -32602";

/** Bodies that are no text, no JSON, too much JSON, or JSON that readers disagree on. */
export const textSheet: readonly SheetRow[] = [
  // Not JSON, or not text.
  { name: "empty body", body: "", expect: PARSE, says: "the text ends where a value is expected at offset 0" },
  { name: "white space only", body: " \r\n", expect: PARSE },
  { name: "truncated", body: PING.slice(0, -1), expect: PARSE, says: "at offset 39" },
  { name: "truncated in a string", body: '{"jsonrpc":"2.', expect: PARSE, says: "unterminated string" },
  { name: "trailing garbage", body: `${PING}x`, expect: PARSE, says: "at offset 40" },
  { name: "two documents", body: `${PING}\n${PING}`, expect: PARSE },
  { name: "NaN", body: call('{"name":"t","arguments":{"n":NaN}}'), expect: PARSE },
  { name: "Infinity", body: call('{"name":"t","arguments":{"n":-Infinity}}'), expect: PARSE },
  { name: "leading zero", body: withId("01"), expect: PARSE },
  { name: "leading plus", body: withId("+1"), expect: PARSE },
  { name: "bare point", body: withId("1."), expect: PARSE },
  { name: "line comment", body: `// hi\n${PING}`, expect: PARSE },
  { name: "block comment", body: `{/* hi */"jsonrpc":"2.0"}`, expect: PARSE },
  { name: "trailing comma", body: '{"jsonrpc":"2.0","id":1,"method":"ping",}', expect: PARSE },
  { name: "single quotes", body: "{'jsonrpc':'2.0'}", expect: PARSE },
  { name: "unquoted key", body: '{jsonrpc:"2.0"}', expect: PARSE },
  { name: "raw line feed in a string", body: call('{"name":"a\nb"}'), expect: PARSE, says: "control character" },
  { name: "bad escape", body: call('{"name":"\\x41"}'), expect: PARSE, says: "invalid escape" },
  { name: "no-break space as white space", body: `\u00a0${PING}`, expect: PARSE },
  { name: "byte order mark", body: bytes(`\xef\xbb\xbf${PING}`), expect: PARSE, says: "byte order mark" },
  { name: "byte order mark before a batch", body: bytes("\xef\xbb\xbf[]"), expect: PARSE },
  { name: "UTF-16 without a mark", body: utf16(PING), expect: PARSE },
  { name: "UTF-16 with a mark", body: Uint8Array.from([0xff, 0xfe, ...utf16(PING)]), expect: PARSE, says: "UTF-8" },
  { name: "overlong UTF-8", body: bytes(call('{"name":"\xc0\xaf"}')), expect: PARSE, says: "UTF-8" },
  { name: "truncated UTF-8", body: bytes(`${PING}\xe2\x82`), expect: PARSE, says: "UTF-8" },
  { name: "surrogate encoded in UTF-8", body: bytes(call('{"name":"\xed\xa0\x80"}')), expect: PARSE, says: "UTF-8" },
  {
    name: "lone high surrogate, escaped",
    body: call('{"name":"\\ud800"}'),
    expect: PARSE,
    says: "half a surrogate pair",
  },
  { name: "lone low surrogate, escaped", body: call('{"name":"\\udc00"}'), expect: PARSE },
  { name: "surrogates in the wrong order", body: call('{"name":"\\udc00\\ud800"}'), expect: PARSE },
  { name: "lone surrogate in a key", body: call('{"name":"t","arguments":{"\\ud800":1}}'), expect: PARSE },

  // JSON that costs too much.
  { name: "depth 64", body: call(`{"name":"t","arguments":${nested(62)}}`), expect: "tools/call" },
  { name: "depth 65", body: call(`{"name":"t","arguments":${nested(63)}}`), expect: INVALID, says: "too complex" },
  {
    name: "depth 10,000",
    body: call(`{"name":"t","arguments":${nested(10_000)}}`),
    expect: INVALID,
    says: "too complex",
  },
  { name: "depth 1,000,000", body: `{"a":${"[".repeat(1_000_000)}`, expect: INVALID, says: "too complex" },
  { name: "10,000 keys", body: call(`{"name":"t","arguments":${repeatedKeys(9_994)}}`), expect: "tools/call" },
  {
    name: "10,001 keys",
    body: call(`{"name":"t","arguments":${repeatedKeys(9_995)}}`),
    expect: INVALID,
    says: "too complex",
  },
  { name: "200,000 keys", body: call(`{"name":"t","arguments":${repeatedKeys(200_000)}}`), expect: INVALID },
  {
    name: "string of 1 MiB",
    body: call(`{"name":"t","arguments":{"s":"${"x".repeat(1_048_576)}"}}`),
    expect: "tools/call",
  },
  {
    name: "string over 1 MiB",
    body: call(`{"name":"t","arguments":{"s":"${"x".repeat(1_048_577)}"}}`),
    expect: INVALID,
    says: "too complex",
  },
  {
    name: "key over 1 MiB",
    body: call(`{"name":"t","arguments":{"${"x".repeat(1_048_577)}":1}}`),
    expect: INVALID,
    says: "too complex",
  },
  {
    name: "number of 1,000 digits",
    body: call(`{"name":"t","arguments":{"n":${"9".repeat(1_000)}}}`),
    expect: "tools/call",
  },
  {
    name: "number of 1,001 digits",
    body: call(`{"name":"t","arguments":{"n":${"9".repeat(1_001)}}}`),
    expect: INVALID,
    says: "too complex",
  },
  {
    name: "number of 1,000,000 digits",
    body: call(`{"name":"t","arguments":{"n":${"9".repeat(1_000_000)}}}`),
    expect: INVALID,
  },

  // JSON that readers disagree on.
  {
    name: "duplicate envelope key",
    body: '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/call"}',
    expect: INVALID,
    says: "duplicate key",
  },
  { name: "duplicate name", body: call('{"name":"safe","name":"evil"}'), expect: INVALID, says: "duplicate key" },
  {
    name: "duplicate name, escaped",
    body: call('{"name":"safe","na\\u006de":"evil"}'),
    expect: INVALID,
    says: "duplicate key",
  },
  {
    name: "duplicate key in arguments",
    body: call('{"name":"t","arguments":{"a":1,"a":2}}'),
    expect: INVALID,
    says: "duplicate key",
  },
  {
    name: "duplicate key deep in an array",
    body: call('{"name":"t","arguments":{"l":[{"a":1},{"a":1,"a":2}]}}'),
    expect: INVALID,
  },
  {
    name: "the ninth and tenth key alike",
    body: call('{"name":"t","arguments":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"i":1}}'),
    expect: INVALID,
  },
  {
    name: "the same key in sibling objects",
    body: call('{"name":"t","arguments":{"l":[{"a":1},{"a":2}],"a":3}}'),
    expect: "tools/call",
  },
  {
    name: "Method",
    body: '{"jsonrpc":"2.0","id":1,"method":"ping","Method":"tools/call"}',
    expect: INVALID,
    says: "wrong case",
  },
  { name: "JSONRPC", body: '{"JSONRPC":"2.0","id":1,"method":"ping"}', expect: INVALID, says: "wrong case" },
  { name: "Id", body: '{"jsonrpc":"2.0","Id":1,"method":"ping"}', expect: INVALID },
  { name: "Params", body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","Params":{"name":"t"}}', expect: INVALID },
  { name: "NAME", body: call('{"name":"safe","NAME":"evil"}'), expect: INVALID, says: '"NAME"' },
  { name: "Arguments", body: call('{"name":"t","Arguments":{}}'), expect: INVALID },
  {
    name: "argument\u017f with a long s",
    body: call('{"name":"t","argument\u017f":{}}'),
    expect: INVALID,
    says: '"argument\\u017f"',
  },
  {
    name: "progressToken with a Kelvin sign",
    body: note("notifications/progress", '{"progressTo\u212aen":1,"progress":1}'),
    expect: INVALID,
  },
  { name: "_Meta", body: call('{"name":"t","_Meta":{}}'), expect: INVALID },
  {
    name: "case variant inside arguments is the policy's matter",
    body: call('{"name":"t","arguments":{"Name":"x"}}'),
    expect: "tools/call",
  },
  {
    name: "unknown envelope key",
    body: '{"jsonrpc":"2.0","id":1,"method":"ping","extra":1}',
    expect: INVALID,
    says: 'unknown key "extra"',
  },
  {
    name: "__proto__ in the envelope",
    body: '{"jsonrpc":"2.0","id":1,"method":"ping","__proto__":{"method":"tools/call"}}',
    expect: INVALID,
    says: "unknown key",
  },
  {
    name: "__proto__ and constructor as arguments",
    body: call('{"name":"t","arguments":{"__proto__":{"a":1},"constructor":2}}'),
    expect: "tools/call",
  },
  {
    name: "__proto__ in params",
    body: call('{"name":"t","__proto__":{"arguments":{}}}'),
    expect: PARAMS,
    says: "__proto__",
  },
  {
    name: "method inherited through __proto__",
    body: '{"jsonrpc":"2.0","id":1,"__proto__":{"method":"ping"}}',
    expect: INVALID,
  },

  // Batches.
  { name: "batch", body: `[${PING}]`, expect: INVALID, says: "batches are not accepted" },
  { name: "empty batch", body: "[]", expect: INVALID, says: "batches are not accepted" },
  { name: "batch after white space", body: ` \r\n\t[${PING}]`, expect: INVALID, says: "batches are not accepted" },
  { name: "batch after a vertical tab", body: `\v[${PING}]`, expect: INVALID, says: "batches are not accepted" },
  {
    name: "batch after a form feed and a no-break space",
    body: `\f\u00a0[${PING}]`,
    expect: INVALID,
    says: "batches are not accepted",
  },
  { name: "malformed batch", body: "[{", expect: INVALID, says: "batches are not accepted" },
];
