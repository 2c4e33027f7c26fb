import type { SheetRow } from "./sheet-row.fixture";

const call = (params: string): string => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
const withId = (id: string): string => `{"jsonrpc":"2.0","id":${id},"method":"ping"}`;
const INIT = '"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}';
const init = (params: string): string => `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{${params}}}`;
const note = (method: string, params?: string): string =>
  `{"jsonrpc":"2.0","method":"${method}"${params === undefined ? "" : `,"params":${params}`}}`;
const ask = (method: string, params?: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"${method}"${params === undefined ? "" : `,"params":${params}`}}`;
const INVALID = "400 -32600";
const PARAMS = "200 -32602";

/** Bodies that are JSON: envelopes, responses, notifications, methods and their parameters. */
export const messageSheet: readonly SheetRow[] = [
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

  // Responses.
  { name: "client response", body: '{"jsonrpc":"2.0","id":1,"result":{}}', expect: "response" },
  {
    name: "client error response",
    body: '{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}',
    expect: "response",
  },
  {
    name: "client error response without a code",
    body: '{"jsonrpc":"2.0","id":1,"error":{"message":"no"}}',
    expect: INVALID,
    says: "`code`",
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
    name: "an unknown method of a known kind",
    body: '{"jsonrpc":"2.0","id":1,"method":"resources/write","params":{"uri":"x"}}',
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

  // Prompts, resources, completion, logging.
  ...["prompts/list", "resources/list", "resources/templates/list"].flatMap((method): SheetRow[] => [
    { name: method, body: ask(method), expect: method },
    { name: `${method} with cursor`, body: ask(method, '{"cursor":"c","_meta":{}}'), expect: method },
    { name: `${method} with a foreign field`, body: ask(method, '{"uri":"x"}'), expect: PARAMS, says: '"uri"' },
    { name: `${method} with a number as cursor`, body: ask(method, '{"cursor":1}'), expect: PARAMS },
    { name: `${method} without id`, body: note(method), expect: INVALID, says: "needs an `id`" },
  ]),
  ...["resources/read", "resources/subscribe", "resources/unsubscribe"].flatMap((method): SheetRow[] => [
    { name: method, body: ask(method, '{"uri":"a:b","_meta":{"progressToken":1}}'), expect: method },
    { name: `${method} without uri`, body: ask(method), expect: PARAMS, says: "`uri`" },
    { name: `${method} with a list of URIs`, body: ask(method, '{"uri":["a:b"]}'), expect: PARAMS, says: "`uri`" },
    { name: `${method} with a foreign field`, body: ask(method, '{"uri":"a:b","name":"c"}'), expect: PARAMS },
    { name: `${method} with URI`, body: ask(method, '{"uri":"a:b","URI":"c:d"}'), expect: INVALID, says: '"URI"' },
    { name: `${method} without id`, body: note(method, '{"uri":"a:b"}'), expect: INVALID },
  ]),
  { name: "prompts/get", body: ask("prompts/get", '{"name":"p","arguments":{"a":"1"}}'), expect: "prompts/get" },
  { name: "prompts/get without name", body: ask("prompts/get", '{"arguments":{}}'), expect: PARAMS, says: "`name`" },
  {
    name: "prompts/get with a list of arguments",
    body: ask("prompts/get", '{"name":"p","arguments":[]}'),
    expect: PARAMS,
    says: "`arguments`",
  },
  { name: "logging/setLevel", body: ask("logging/setLevel", '{"level":"debug"}'), expect: "logging/setLevel" },
  { name: "logging/setLevel of no level", body: ask("logging/setLevel", '{"level":"loud"}'), expect: PARAMS },
  { name: "logging/setLevel without level", body: ask("logging/setLevel"), expect: PARAMS, says: "`level`" },
  ...(
    [
      ["a prompt", '{"ref":{"type":"ref/prompt","name":"p","title":"P"},ARG}', "completion/complete"],
      ["a template", '{"ref":{"type":"ref/resource","uri":"a:{b}"},ARG,"context":{}}', "completion/complete"],
      [
        "a template in context",
        '{"ref":{"type":"ref/resource","uri":"a:{b}"},ARG,"context":{"arguments":{"x":"y"}}}',
        "completion/complete",
      ],
      ["nothing", "{ARG}", PARAMS],
      ["another kind", '{"ref":{"type":"ref/tool","name":"t"},ARG}', PARAMS],
      ["a prompt without name", '{"ref":{"type":"ref/prompt","uri":"a:b"},ARG}', PARAMS],
      ["a prompt with two spellings", '{"ref":{"type":"ref/prompt","name":"p","Name":"q"},ARG}', PARAMS],
      ["a template by name", '{"ref":{"type":"ref/resource","name":"p"},ARG}', PARAMS],
      ["a prompt without argument", '{"ref":{"type":"ref/prompt","name":"p"}}', PARAMS],
      [
        "a prompt with a number in context",
        '{"ref":{"type":"ref/prompt","name":"p"},ARG,"context":{"arguments":{"a":1}}}',
        PARAMS,
      ],
      ["a prompt with a foreign field", '{"ref":{"type":"ref/prompt","name":"p"},ARG,"uri":"x"}', PARAMS],
    ] as const
  ).map(
    ([what, params, expect]): SheetRow => ({
      name: `completion of ${what}`,
      body: ask("completion/complete", params.replace("ARG", '"argument":{"name":"a","value":"v"}')),
      expect,
    }),
  ),

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
