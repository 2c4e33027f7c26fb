import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditOf, createWorld, TestClient, type World } from "./harness";
import { bodyOf, type Changes, RawClient } from "./raw-client";
import { refuseDiscovery, stateless } from "./stateless-client";
import { seedTeam } from "./team-world";

// What a protocol trick could get past the gateway, sent as bytes to the URL of a server and to that of all of them, in either
// era. Nothing of it may reach the server.

const POLICY = JSON.stringify({
  version: "1",
  default: "deny",
  tools: { run_procedure: {}, drop_table: { action: "deny" } },
  prompts: { default: "allow", deny: ["secret"] },
  resources: { default: "allow", deny: ["file:///secret/*"] },
});

let world: World;
interface Place {
  readonly raw: RawClient;
  readonly client: TestClient;
  /** A tool or prompt, and a URI, as they are named there. */
  readonly name: (name: string) => string;
  readonly uri: (uri: string) => string;
}
const places = new Map<string, Place>();
beforeAll(async () => {
  world = await createWorld();
  refuseDiscovery(world.upstream);
  const { seeded } = await seedTeam(world, [], POLICY);
  const ofServer = await TestClient.open(world.proxy, {
    ...seeded,
    path: seeded.path.replace("/mcp", "/upstream/mcp"),
  });
  const ofTeam = await TestClient.open(world.proxy, seeded);
  const same = (text: string) => text;
  places.set("a server", { client: ofServer, raw: new RawClient(world.proxy, ofServer), name: same, uri: same });
  places.set("a team", {
    client: ofTeam,
    raw: new RawClient(world.proxy, ofTeam),
    name: (name) => `upstream__${name}`,
    uri: (uri) => `policylayer+upstream:${uri}`,
  });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

/** A message of 2026-07-28, without a session; `change` edits its text and `lines` its headers. */
function modern(
  method: string,
  params: object,
  lines: Record<string, string> = {},
  change: (body: string) => string = (body) => body,
): Changes {
  const { body, headers } = stateless(method, params);
  const said = {
    "MCP-Protocol-Version": headers["mcp-protocol-version"] ?? "",
    "Mcp-Method": headers["mcp-method"] ?? "",
    "Mcp-Name": headers["mcp-name"] ?? "",
  };
  return { lines: { "Mcp-Session-Id": "", ...said, ...lines }, body: change(body) };
}
const former = (body: object | string): Changes => ({ body: typeof body === "string" ? body : JSON.stringify(body) });
const request = (method: string, params: object, id: unknown = 1) => ({ jsonrpc: "2.0", id, method, params });

type Row = [what: string, changes: (place: Place) => Changes, status: number, code: number | "denied"];
const CALL = (place: Place) => ({ name: place.name("run_procedure"), arguments: {} });
const DROP = (place: Place) => ({ name: place.name("drop_table"), arguments: {} });
const rows: Row[] = [
  [
    "another name in the header",
    (at) => modern("tools/call", DROP(at), { "Mcp-Name": at.name("run_procedure") }),
    400,
    -32020,
  ],
  [
    "a percent-encoded name in the header",
    (at) => modern("tools/call", CALL(at), { "Mcp-Name": at.name("run%5Fprocedure") }),
    400,
    -32020,
  ],
  ["a percent-encoded name", (at) => modern("tools/call", { name: at.name("drop%5Ftable") }), 200, "denied"],
  ["a name in another case", (at) => modern("tools/call", { name: at.name("Drop_Table") }), 200, "denied"],
  [
    "a name in letters that look alike",
    (at) =>
      modern(
        "tools/call",
        { name: at.name("dr\u043ep_table") },
        { "Mcp-Name": `=?base64?${Buffer.from(at.name("dr\u043ep_table")).toString("base64")}?=` },
      ),
    200,
    "denied",
  ],
  [
    "an encoding in capitals",
    (at) =>
      modern("tools/call", CALL(at), {
        "Mcp-Name": `=?BASE64?${Buffer.from(at.name("run_procedure")).toString("base64")}?=`,
      }),
    400,
    -32020,
  ],
  [
    "a name of another Unicode form",
    (at) =>
      modern(
        "tools/call",
        { name: at.name("drop_tabl\u00e9") },
        { "Mcp-Name": `=?base64?${Buffer.from(at.name("drop_table\u0301")).toString("base64")}?=` },
      ),
    400,
    -32020,
  ],
  [
    "two names",
    (at) => ({ ...modern("tools/call", CALL(at)), more: [`Mcp-Name: ${at.name("run_procedure")}`] }),
    400,
    0,
  ],
  ["two methods", (at) => ({ ...modern("tools/call", CALL(at)), more: ["mcp-method: tools/call"] }), 400, 0],
  [
    "a method in another case in the header",
    (at) => modern("tools/call", CALL(at), { "Mcp-Method": "Tools/Call" }),
    400,
    -32020,
  ],
  [
    "a method in another case",
    (at) => modern("Tools/Call", CALL(at), { "Mcp-Name": at.name("run_procedure") }),
    404,
    -32601,
  ],
  [
    "another revision in the header",
    (at) => modern("tools/call", CALL(at), { "MCP-Protocol-Version": "2025-11-25" }),
    400,
    -32020,
  ],
  [
    "a revision that is none",
    (at) => modern("tools/call", CALL(at), { "MCP-Protocol-Version": "2026-07-28 " + "x" }),
    400,
    -32020,
  ],
  [
    "a claim of another revision",
    (at) => modern("tools/call", CALL(at), {}, (body) => body.replace("2026-07-28", "2027-01-01")),
    400,
    -32020,
  ],
  [
    "a claim that is no text",
    (at) => modern("tools/call", CALL(at), {}, (body) => body.replace('"2026-07-28"', '["2026-07-28"]')),
    400,
    -32602,
  ],
  [
    "no claim but the header, in a session",
    (at) => ({
      body: JSON.stringify(request("tools/call", CALL(at))),
      lines: { "MCP-Protocol-Version": "2026-07-28" },
    }),
    400,
    -32602,
  ],
  [
    "a claim, a session and the header of the session's era",
    (at) => ({ ...modern("tools/call", CALL(at)), lines: { "MCP-Protocol-Version": "2025-11-25" } }),
    400,
    -32020,
  ],
  [
    "a name twice",
    (at) =>
      modern("tools/call", CALL(at), {}, (body) =>
        body.replace('"name":', `"name":"${at.name("drop_table")}","name":`),
      ),
    400,
    -32600,
  ],
  [
    "a name twice, once escaped",
    (at) =>
      modern("tools/call", CALL(at), {}, (body) =>
        body.replace('"name":', `"n\\u0061me":"${at.name("drop_table")}","name":`),
      ),
    400,
    -32600,
  ],
  [
    "a `__proto__` that names an allowed tool",
    (at) =>
      modern("tools/call", DROP(at), {}, (body) =>
        body.replace('"params":{', `"params":{"__proto__":{"name":"${at.name("run_procedure")}"},`),
      ),
    200,
    "denied",
  ],
  [
    "nothing but a `__proto__`",
    (at) =>
      modern("tools/call", {}, { "Mcp-Name": at.name("run_procedure") }, (body) =>
        body.replace('"params":{', `"params":{"__proto__":{"name":"${at.name("run_procedure")}"},`),
      ),
    200,
    -32602,
  ],
  ["an array", (at) => modern("tools/call", CALL(at), {}, (body) => `[${body}]`), 400, -32600],
  [
    "an id that is an object",
    (at) => modern("tools/call", CALL(at), {}, (body) => body.replace('"id":1', '"id":{"a":1}')),
    400,
    -32600,
  ],
  [
    "an id that no double holds",
    (at) => modern("tools/call", CALL(at), {}, (body) => body.replace('"id":1', '"id":9007199254740993')),
    400,
    -32600,
  ],
  [
    "an id that is null",
    (at) => modern("tools/call", CALL(at), {}, (body) => body.replace('"id":1', '"id":null')),
    400,
    -32600,
  ],
  [
    "a call without an id",
    (at) => modern("tools/call", CALL(at), {}, (body) => body.replace('"id":1,', "")),
    400,
    -32600,
  ],
  ["a denied prompt", (at) => modern("prompts/get", { name: at.name("secret") }), 200, -31403],
  [
    "a completion for a denied prompt",
    (at) =>
      modern("completion/complete", {
        ref: { type: "ref/prompt", name: at.name("secret") },
        argument: { name: "a", value: "" },
      }),
    200,
    -31403,
  ],
  [
    "a completion for a denied template",
    (at) =>
      modern("completion/complete", {
        ref: { type: "ref/resource", uri: at.uri("file:///secret/{name}") },
        argument: { name: "a", value: "" },
      }),
    200,
    -31403,
  ],
  [
    "a completion for a denied template, written otherwise",
    (at) =>
      modern("completion/complete", {
        ref: { type: "ref/resource", uri: at.uri("file:///%73ecret/{name}") },
        argument: { name: "a", value: "" },
      }),
    200,
    -31403,
  ],
  [
    "a completion for a denied template, by a way round",
    (at) =>
      modern("completion/complete", {
        ref: { type: "ref/resource", uri: at.uri("file:///open/../secret/{name}") },
        argument: { name: "a", value: "" },
      }),
    200,
    -31403,
  ],
  ["a denied resource", (at) => modern("resources/read", { uri: at.uri("file:///secret/a") }), 200, -31403],
  [
    "a denied resource, written otherwise",
    (at) => modern("resources/read", { uri: at.uri("file:///open/%2e%2e/secret/a") }),
    200,
    -31403,
  ],
  [
    "a subscription of the other era",
    (at) => modern("resources/subscribe", { uri: at.uri("file:///secret/a") }),
    404,
    -32601,
  ],

  [
    "a call of the initialize era without an id",
    (at) => former({ jsonrpc: "2.0", method: "tools/call", params: CALL(at) }),
    400,
    -32600,
  ],
  ["one in an array", (at) => former([request("tools/call", CALL(at))]), 400, -32600],
  ["one with an id that is an object", (at) => former(request("tools/call", CALL(at), { a: 1 })), 400, -32600],
  [
    "one with an id of 9e999",
    (at) => former(JSON.stringify(request("tools/call", CALL(at))).replace('"id":1', '"id":9e999')),
    400,
    -32600,
  ],
  [
    "one with a name twice",
    (at) =>
      former(
        JSON.stringify(request("tools/call", CALL(at))).replace('"name":', `"name":"${at.name("drop_table")}","name":`),
      ),
    400,
    -32600,
  ],
  [
    "one with a member in another case",
    (at) =>
      former(
        JSON.stringify(request("tools/call", CALL(at))).replace('"name":', `"Name":"${at.name("drop_table")}","name":`),
      ),
    400,
    -32600,
  ],
  ["one of a method in another case", (at) => former(request("Tools/call", CALL(at))), 200, -32601],
  [
    "one with the headers of the other era",
    (at) => ({
      ...former(request("tools/call", DROP(at))),
      lines: { "Mcp-Method": "tools/call", "Mcp-Name": at.name("run_procedure") },
    }),
    200,
    "denied",
  ],
  [
    "a completion for a denied prompt, in a session",
    (at) =>
      former(
        request("completion/complete", {
          ref: { type: "ref/prompt", name: at.name("secret") },
          argument: { name: "a", value: "" },
        }),
      ),
    200,
    -31403,
  ],
  [
    "a subscription to a denied resource",
    (at) => former(request("resources/subscribe", { uri: at.uri("file:///secret/a") })),
    200,
    -31403,
  ],
  [
    "a subscription to a denied resource, written otherwise",
    (at) => former(request("resources/subscribe", { uri: at.uri("FILE:///%73ecret/a") })),
    200,
    -31403,
  ],
  [
    "a name with its server's twice",
    () => former(request("tools/call", { name: "upstream__upstream__run_procedure" })),
    200,
    "denied",
  ],
];

describe.each(["a server", "a team"])("at the URL of %s", (where) => {
  test.each(rows)("%s is refused", async (_, changes, status, code) => {
    const place = places.get(where) as Place;
    const answer = await place.raw.send(changes(place));
    expect(answer.text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const { error, result } = bodyOf(answer);
    if (code === "denied") expect(result?.isError === true || error?.code === -32602).toBe(true);
    else if (code !== 0) expect(error?.code).toBe(code);
    const reached = world.upstream.arrivals.map(({ message }) => message?.method);
    expect(
      reached.filter(
        (method) => !["server/discover", "initialize", "notifications/initialized"].includes(method ?? ""),
      ),
    ).toEqual([]);
  });

  test("what is denied by its name stands in the log under the server's own", async () => {
    const place = places.get(where) as Place;
    await place.raw.send(modern("resources/read", { uri: place.uri("file:///secret/row") }));
    const intents = (await auditOf(world.watcher, place.client.seeded)).flatMap((record) =>
      record.kind === "intent" ? [record] : [],
    );
    expect(intents.at(-1)).toMatchObject({
      decision: "deny",
      intent: { tool: "file:///secret/row", serverSlug: "upstream" },
    });
  });
});
