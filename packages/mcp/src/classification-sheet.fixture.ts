import { repeatedKeys } from "./many-keys.fixture";

/** One message from a client and what becomes of it. `expect` is `kind` for a readable one, else `HTTP status and code`. */
export interface SheetRow {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly expect: string;
  /** A part of the refusal's message. */
  readonly says?: string;
}

const call = (params: string): string => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
const withId = (id: string): string => `{"jsonrpc":"2.0","id":${id},"method":"ping"}`;
const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0), 0]));
const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const INIT = '"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}';
const init = (params: string): string => `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{${params}}}`;
const note = (method: string, params?: string): string =>
  `{"jsonrpc":"2.0","method":"${method}"${params === undefined ? "" : `,"params":${params}`}}`;

const PARSE = "400 -32700";
const INVALID = "400 -32600";
const PARAMS = "200 -32602";

export const classificationSheet: readonly SheetRow[] = [
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

  // The envelope.
  { name: "a string", body: '"ping"', expect: INVALID, says: "must be a JSON object" },
  { name: "null", body: "null", expect: INVALID, says: "must be a JSON object" },
  { name: "empty object", body: "{}", expect: INVALID },
  { name: "jsonrpc missing", body: '{"id":1,"method":"ping"}', expect: INVALID, says: "`jsonrpc`" },
  { name: "jsonrpc 1.0", body: '{"jsonrpc":"1.0","id":1,"method":"ping"}', expect: INVALID, says: "`jsonrpc`" },
  { name: "jsonrpc as number", body: '{"jsonrpc":2,"id":1,"method":"ping"}', expect: INVALID, says: "`jsonrpc`" },
  { name: "id 0", body: withId("0"), expect: "ping" },
  { name: "negative id", body: withId("-3"), expect: "ping" },
  { name: "empty string id", body: withId('""'), expect: "ping" },
  { name: "greatest safe id", body: withId("9007199254740991"), expect: "ping" },
  { name: "string id of 256 characters", body: withId(`"${"i".repeat(256)}"`), expect: "ping" },
  { name: "string id of 257 characters", body: withId(`"${"i".repeat(257)}"`), expect: INVALID, says: "`id`" },
  { name: "string id of 10 kB", body: withId(`"${"i".repeat(10_000)}"`), expect: INVALID, says: "`id`" },
  { name: "id null", body: withId("null"), expect: INVALID, says: "`id`" },
  { name: "id fractional", body: withId("1.5"), expect: INVALID, says: "`id`" },
  { name: "id 1.0", body: withId("1.0"), expect: INVALID, says: "`id`" },
  { name: "id with a fraction below a double's precision", body: withId("1.00000000000000000000001"), expect: INVALID },
  { name: "id 1e2", body: withId("1e2"), expect: INVALID, says: "`id`" },
  { name: "id -0", body: withId("-0"), expect: INVALID, says: "`id`" },
  { name: "id beyond a double", body: withId("9007199254740993"), expect: INVALID, says: "`id`" },
  { name: "id 1e400", body: withId("1e400"), expect: INVALID, says: "`id`" },
  { name: "id boolean", body: withId("true"), expect: INVALID, says: "`id`" },
  { name: "id object", body: withId('{"a":1}'), expect: INVALID, says: "`id`" },
  { name: "id array", body: withId("[1]"), expect: INVALID, says: "`id`" },
  { name: "method number", body: '{"jsonrpc":"2.0","id":1,"method":1}', expect: INVALID, says: "`method`" },
  { name: "method null", body: '{"jsonrpc":"2.0","id":1,"method":null}', expect: INVALID, says: "`method`" },
  { name: "method empty", body: '{"jsonrpc":"2.0","id":1,"method":""}', expect: INVALID, says: "`method`" },
  { name: "method missing", body: '{"jsonrpc":"2.0","id":1}', expect: INVALID, says: "`method` is missing" },
  { name: "method and result", body: '{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}', expect: INVALID },
  { name: "method and error", body: '{"jsonrpc":"2.0","id":1,"method":"ping","error":{}}', expect: INVALID },
  { name: "params array", body: call("[]"), expect: "400 -32602", says: "`params`" },
  { name: "params string", body: call('"x"'), expect: "400 -32602", says: "`params`" },
  { name: "params null", body: call("null"), expect: "400 -32602", says: "`params`" },

  // Responses: nothing is ever asked of a client.
  {
    name: "client response",
    body: '{"jsonrpc":"2.0","id":1,"result":{}}',
    expect: INVALID,
    says: "answers no request",
  },
  {
    name: "client error response",
    body: '{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}',
    expect: INVALID,
    says: "answers no request",
  },
  {
    name: "response with result and error",
    body: '{"jsonrpc":"2.0","id":1,"result":{},"error":{}}',
    expect: INVALID,
    says: "both",
  },
  { name: "response without id", body: '{"jsonrpc":"2.0","result":{}}', expect: INVALID, says: "`id`" },
  { name: "response with params", body: '{"jsonrpc":"2.0","id":1,"result":{},"params":{}}', expect: INVALID },
  { name: "response with a string result", body: '{"jsonrpc":"2.0","id":1,"result":"x"}', expect: INVALID },

  // Notifications.
  { name: "initialized", body: note("notifications/initialized"), expect: "notifications/initialized" },
  {
    name: "initialized with params",
    body: note("notifications/initialized", '{"_meta":{}}'),
    expect: "notifications/initialized",
  },
  {
    name: "cancelled",
    body: note("notifications/cancelled", '{"requestId":7,"reason":"why"}'),
    expect: "notifications/cancelled",
  },
  {
    name: "cancelled without requestId",
    body: note("notifications/cancelled"),
    expect: "400 -32602",
    says: "`requestId`",
  },
  {
    name: "cancelled with a fractional requestId",
    body: note("notifications/cancelled", '{"requestId":7.5}'),
    expect: "400 -32602",
  },
  {
    name: "cancelled with an object as reason",
    body: note("notifications/cancelled", '{"requestId":7,"reason":{}}'),
    expect: "400 -32602",
  },
  {
    name: "progress",
    body: note("notifications/progress", '{"progressToken":"t","progress":0.5}'),
    expect: "notifications/progress",
  },
  {
    name: "progress without progress",
    body: note("notifications/progress", '{"progressToken":"t"}'),
    expect: "400 -32602",
  },
  {
    name: "progress of 1e400",
    body: note("notifications/progress", '{"progressToken":"t","progress":1e400}'),
    expect: "400 -32602",
  },
  {
    name: "progress with a total in words",
    body: note("notifications/progress", '{"progressToken":"t","progress":1,"total":"two"}'),
    expect: "400 -32602",
  },
  {
    name: "progress with a number as message",
    body: note("notifications/progress", '{"progressToken":"t","progress":1,"message":2}'),
    expect: "400 -32602",
  },
  { name: "roots changed", body: note("notifications/roots/list_changed"), expect: "notifications/roots/list_changed" },
  { name: "unknown notification", body: note("notifications/made_up"), expect: INVALID, says: "not accepted" },
  { name: "a server's notification from a client", body: note("notifications/tools/list_changed"), expect: INVALID },
  { name: "tools/call without id", body: note("tools/call", '{"name":"t"}'), expect: INVALID, says: "needs an `id`" },
  { name: "initialize without id", body: note("initialize", `{${INIT}}`), expect: INVALID, says: "needs an `id`" },
  {
    name: "notification with an id",
    body: '{"jsonrpc":"2.0","id":1,"method":"notifications/initialized"}',
    expect: INVALID,
    says: "must not have an `id`",
  },

  // Methods.
  { name: "unknown method", body: '{"jsonrpc":"2.0","id":1,"method":"made/up"}', expect: "unsupported" },
  {
    name: "method in another case",
    body: '{"jsonrpc":"2.0","id":1,"method":"Tools/Call","params":{"name":"t"}}',
    expect: "unsupported",
  },
  {
    name: "method with white space",
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call ","params":{"name":"t"}}',
    expect: "unsupported",
  },
  {
    name: "method named as an object's member",
    body: '{"jsonrpc":"2.0","id":1,"method":"constructor"}',
    expect: "unsupported",
  },
  {
    name: "resources/read",
    body: '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"x"}}',
    expect: "unsupported",
  },
  {
    name: "server/discover of 2026-07-28",
    body: '{"jsonrpc":"2.0","id":1,"method":"server/discover"}',
    expect: "unsupported",
  },
  {
    name: "a server's request from a client",
    body: '{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage"}',
    expect: "unsupported",
  },
  { name: "ping with params", body: '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":1}}', expect: PARAMS },
  { name: "tools/list", body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}', expect: "tools/list" },
  {
    name: "tools/list with cursor",
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"c","_meta":{}}}',
    expect: "tools/list",
  },
  {
    name: "tools/list with a number as cursor",
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":1}}',
    expect: PARAMS,
    says: "`cursor`",
  },
  {
    name: "tools/list with a foreign field",
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"name":"x"}}',
    expect: PARAMS,
    says: '"name"',
  },

  // tools/call.
  {
    name: "no params",
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call"}',
    expect: PARAMS,
    says: "`name` is missing",
  },
  { name: "no name", body: call('{"arguments":{}}'), expect: PARAMS, says: "`name` is missing" },
  { name: "name number", body: call('{"name":1}'), expect: PARAMS, says: "`name` must be a string" },
  { name: "name array", body: call('{"name":["t"]}'), expect: PARAMS, says: "`name` must be a string" },
  { name: "name null", body: call('{"name":null}'), expect: PARAMS },
  { name: "name object", body: call('{"name":{"toString":"t"}}'), expect: PARAMS },
  { name: "arguments string", body: call('{"name":"t","arguments":"{}"}'), expect: PARAMS, says: "`arguments`" },
  { name: "arguments array", body: call('{"name":"t","arguments":[]}'), expect: PARAMS, says: "`arguments`" },
  { name: "arguments number", body: call('{"name":"t","arguments":1}'), expect: PARAMS, says: "`arguments`" },
  { name: "arguments null", body: call('{"name":"t","arguments":null}'), expect: PARAMS, says: "`arguments`" },
  { name: "task", body: call('{"name":"t","task":{"ttl":1}}'), expect: PARAMS, says: '"task"' },
  { name: "foreign field", body: call('{"name":"t","tool":"u"}'), expect: PARAMS, says: '"tool"' },
  { name: "_meta array", body: call('{"name":"t","_meta":[]}'), expect: PARAMS, says: "`_meta`" },
  { name: "_meta null", body: call('{"name":"t","_meta":null}'), expect: PARAMS, says: "`_meta`" },
  {
    name: "progress token beyond a double",
    body: call('{"name":"t","_meta":{"progressToken":9007199254740993}}'),
    expect: PARAMS,
    says: "progressToken",
  },
  { name: "progress token object", body: call('{"name":"t","_meta":{"progressToken":{}}}'), expect: PARAMS },
  {
    name: "numbers a double can't hold",
    body: call('{"name":"t","arguments":{"a":9007199254740993,"b":1e400,"c":-0,"d":1.0}}'),
    expect: "tools/call",
  },

  // initialize.
  { name: "initialize", body: init(INIT), expect: "initialize" },
  {
    name: "initialize of an unknown revision",
    body: init(INIT.replace("2025-11-25", "2031-01-01")),
    expect: "initialize",
  },
  { name: "initialize of 2024-11-05", body: init(INIT.replace("2025-11-25", "2024-11-05")), expect: "initialize" },
  {
    name: "initialize with fields of later revisions",
    body: init(`${INIT},"extra":{},"_meta":{"a":1}`),
    expect: "initialize",
  },
  {
    name: "initialize with a richer clientInfo",
    body: init(INIT.replace('"version":"1"', '"version":"1","title":"C","icons":[]')),
    expect: "initialize",
  },
  { name: "initialize without params", body: '{"jsonrpc":"2.0","id":0,"method":"initialize"}', expect: PARAMS },
  {
    name: "initialize without protocolVersion",
    body: init('"capabilities":{},"clientInfo":{"name":"c","version":"1"}'),
    expect: PARAMS,
    says: "`protocolVersion`",
  },
  {
    name: "protocolVersion number",
    body: init(INIT.replace('"2025-11-25"', "20251125")),
    expect: PARAMS,
    says: "`protocolVersion`",
  },
  { name: "protocolVersion of 65 characters", body: init(INIT.replace("2025-11-25", "v".repeat(65))), expect: PARAMS },
  {
    name: "protocolversion",
    body: init(INIT.replace("protocolVersion", "protocolversion")),
    expect: INVALID,
    says: "wrong case",
  },
  {
    name: "capabilities array",
    body: init(INIT.replace('"capabilities":{}', '"capabilities":[]')),
    expect: PARAMS,
    says: "`capabilities`",
  },
  {
    name: "clientInfo missing",
    body: init('"protocolVersion":"2025-11-25","capabilities":{}'),
    expect: PARAMS,
    says: "`clientInfo`",
  },
  {
    name: "clientInfo without version",
    body: init(INIT.replace(',"version":"1"', "")),
    expect: PARAMS,
    says: "`version`",
  },
  {
    name: "clientInfo name of 257 characters",
    body: init(INIT.replace('"c"', `"${"c".repeat(257)}"`)),
    expect: PARAMS,
  },
  { name: "initialize with a null _meta", body: init(`${INIT},"_meta":null`), expect: PARAMS, says: "`_meta`" },
];
