import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  auditOf,
  createWorld,
  headersFor,
  INITIALIZE,
  type RunningProxy,
  secrets,
  send,
  startProxy,
  TestClient,
  type World,
} from "./harness";
import { answerJson, answerRaw, answerResult, RecordingUpstream } from "./recording-upstream";
import { savePolicy, seedColleague, seedServer } from "./seed-world";
import { connectOfficial, listAtOnce, seedTeam, startListed } from "./team-world";

let world: World;
/** A second proxy on the same Redis and Postgres. */
let second: RunningProxy;
let billing: RecordingUpstream;
let files: RecordingUpstream;
const SHORT = { teamServerMs: 700 };
beforeAll(async () => {
  world = await createWorld(SHORT);
  second = await startProxy({ databaseUrl: world.database.url }, SHORT);
  [billing, files] = [await startListed(["refund", "read"]), await startListed(["read"])];
});
afterAll(async () => {
  await second.close();
  await world.close();
  await billing.stop();
  await files.stop();
});
beforeEach(() => {
  for (const upstream of [world.upstream, billing, files]) {
    upstream.arrivals.length = 0;
    upstream.on.clear();
    upstream.onInitialize = null;
    upstream.behaviour = answerJson;
    listAtOnce(upstream);
  }
  world.upstream.tools = [{ name: "run_procedure", inputSchema: { type: "object" } }];
});

const team = (policy?: string) =>
  seedTeam(
    world,
    [
      { slug: "files", upstreamUrl: files.url, tools: ["read"] },
      {
        slug: "billing",
        upstreamUrl: billing.url,
        tools: ["refund", "read"],
        ...(policy === undefined ? {} : { policy }),
      },
    ],
    undefined,
  );
const namesOf = ({ json }: { json: { result: { tools: { name: string }[] } } }) =>
  json.result.tools.map(({ name }) => name);

test("all servers of the grant behind one URL: tools are listed and called under their server's name", async () => {
  const { seeded, servers } = await team();
  const client = await TestClient.open(world.proxy, seeded);
  expect(namesOf(await client.request("tools/list"))).toEqual([
    "billing__refund",
    "billing__read",
    "files__read",
    "upstream__run_procedure",
  ]);
  const answer = await client.call("billing__read", { a: 1.5 });
  expect(answer.json.result.content[0].text).toBe('{"a":1.5}');
  expect(billing.calls.map(({ message }) => message?.params?.name)).toEqual(["read"]);
  expect(files.calls).toHaveLength(0);
  const [intent] = (await auditOf(world.watcher, seeded)).flatMap((record) =>
    record.kind === "intent" ? [record.intent] : [],
  );
  expect(intent).toMatchObject({
    serverSlug: "billing",
    serverId: servers.get("billing")?.serverId,
    tool: "read",
    sessionId: client.session,
    clientName: "tester",
  });
});

test("the client learns what the servers can do together, and is told each one's instructions", async () => {
  const { seeded } = await team();
  files.onInitialize = answerResult({
    protocolVersion: "2025-06-18",
    capabilities: { completions: {}, tasks: {} },
    serverInfo: { name: "f", version: "1" },
    instructions: "Read only.",
  });
  const { json } = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
  expect(json.result).toMatchObject({ protocolVersion: "2025-11-25", serverInfo: { name: "policylayer" } });
  expect(json.result.capabilities).toEqual({
    tools: { listChanged: true },
    prompts: {},
    resources: { subscribe: true },
    logging: {},
    completions: {},
  });
  expect(json.result.instructions).toContain("Instructions of the server files:\nRead only.");
  expect(files.of("notifications/initialized")).toHaveLength(1);
});

test("ten servers, of which one hangs and one answers garbage: the other eight work, and the two are reported", async () => {
  const hanging = await RecordingUpstream.start();
  hanging.onInitialize = () => undefined;
  const garbage = await RecordingUpstream.start();
  garbage.onInitialize = answerRaw(200, { "Content-Type": "application/json" }, "<html>");
  const eight = await Promise.all(Array.from({ length: 7 }, () => startListed(["read"])));
  const { seeded } = await seedTeam(world, [
    ...eight.map(({ url }, n) => ({ slug: `s${n}`, upstreamUrl: url, tools: ["read"] })),
    { slug: "garbage", upstreamUrl: garbage.url, tools: ["read"] },
    { slug: "hanging", upstreamUrl: hanging.url, tools: ["read"] },
  ]);
  const opened = await send(world.proxy, seeded.path, JSON.stringify(INITIALIZE), headersFor(seeded.token));
  expect(opened.json.result.instructions).toContain("The server hanging is unavailable: it did not answer in time.");
  expect(opened.json.result.instructions).toContain("The server garbage is unavailable: its answer is not a valid");
  const client = await TestClient.open(world.proxy, seeded);
  const expected = [...eight.map((_, n) => `s${n}__read`), "upstream__run_procedure"];
  const lists = await Promise.all(
    [client, client.through(second)].map((c, n) => c.request("tools/list", undefined, `l${n}`)),
  );
  for (const list of lists) {
    expect(namesOf(list)).toEqual(expected);
    expect(list.json.result._meta["policylayer/unavailable"]).toEqual([
      { server: "garbage", reason: "its answer is not a valid MCP message" },
      { server: "hanging", reason: "it did not answer in time" },
    ]);
  }
  expect((await client.call("s3__read")).json.result.content).toHaveLength(1);
  const late = await client.call("hanging__read");
  expect(late.json.error).toMatchObject({ data: { code: "upstream_error", retryable: true } });
  expect(late.json.error.message).toContain("The server hanging is unavailable: it did not answer in time.");
  // It is tried again.
  hanging.onInitialize = null;
  hanging.tools = eight[0]?.tools ?? [];
  listAtOnce(hanging);
  expect((await client.call("hanging__read")).json.result.content).toHaveLength(1);
  expect(namesOf(await client.request("tools/list"))).toContain("hanging__read");
  await Promise.all([hanging, garbage, ...eight].map((upstream) => upstream.stop()));
});

test("the pages of every server come in order, and a cursor of somebody else's making is refused", async () => {
  const { seeded } = await team();
  const tools = Array.from({ length: 1_203 }, (_, n) => `t${String(n).padStart(4, "0")}`);
  const many = await RecordingUpstream.start();
  many.on.set("tools/list", (res, arrival) => {
    const from = Number(arrival.message?.params?.cursor ?? 0);
    const page = tools.slice(from, from + 100).map((name) => ({ name, inputSchema: { type: "object" } }));
    answerResult({ tools: page, ...(from + 100 < tools.length ? { nextCursor: String(from + 100) } : {}) })(
      res,
      arrival,
    );
  });
  await seedServer(world.db, seeded, { slug: "many", upstreamUrl: many.url, tools });
  const client = await TestClient.open(world.proxy, seeded);
  const elsewhere = client.through(second);
  const seen: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const list = await (pages % 2 === 0 ? client : elsewhere).request(
      "tools/list",
      cursor === undefined ? {} : { cursor },
      `p${pages}`,
    );
    expect(list.json.result.tools.length).toBeLessThan(700);
    seen.push(...namesOf(list));
    cursor = list.json.result.nextCursor;
    pages += 1;
  } while (cursor !== undefined);
  expect(seen).toEqual([
    "billing__refund",
    "billing__read",
    "files__read",
    ...tools.map((name) => `many__${name}`),
    "upstream__run_procedure",
  ]);
  expect(pages).toBeGreaterThan(2);
  const first = (await client.request("tools/list")).json.result.nextCursor as string;
  const colleague = {
    ...seeded,
    token: await seedColleague(world.db, { ...secrets }, seeded),
  };
  const other = await TestClient.open(world.proxy, colleague);
  for (const [asker, method, bad] of [
    [client, "tools/list", "garbage"],
    [client, "tools/list", `${first.slice(0, -2)}xx`],
    [client, "tools/list", `A${first}`],
    [client, "prompts/list", first],
    [other, "tools/list", first],
  ] as const) {
    expect((await asker.request(method, { cursor: bad })).json.error.code).toBe(-32602);
  }
  await many.stop();
});

test("what the policy of a server hides isn't listed, and what it denies is refused by the name the client used", async () => {
  const policy = JSON.stringify({
    version: "1",
    default: "deny",
    hide: ["refund"],
    tools: { read: { limits: [{ counter: "c", window: "hour", max: 1, scope: "session" }] } },
  });
  const { seeded } = await team(policy);
  const client = await TestClient.open(world.proxy, seeded);
  expect(namesOf(await client.request("tools/list"))).toEqual([
    "billing__read",
    "files__read",
    "upstream__run_procedure",
  ]);
  const hidden = await client.call("billing__refund");
  expect(hidden.json.error).toEqual({ code: -32602, message: "Unknown tool: billing__refund" });
  expect((await client.call("nowhere__refund")).json.error.message).toBe("Unknown tool: nowhere__refund");
  expect((await client.call("refund")).json.error.message).toBe("Unknown tool: refund");
  expect((await client.call("billing__read")).json.result.isError).toBeUndefined();
  const limited = await client.through(second).request("tools/call", { name: "billing__read" }, "again");
  expect(limited.json.result.content[0].text).toMatch(
    /^\[POLICY DENIED\] billing__read is limited to 1 call an hour in one session/,
  );
  // The other server's tool of the same name is another tool.
  expect((await client.call("files__read")).json.result.isError).toBeUndefined();
  expect(billing.calls).toHaveLength(1);
  // Another session has a count of its own.
  expect(
    (await (await TestClient.open(world.proxy, seeded)).call("billing__read")).json.result.isError,
  ).toBeUndefined();
});

test("limits are exact over two proxies", async () => {
  const limits = [{ counter: "c", window: "hour", max: 7 }];
  const { seeded } = await team(JSON.stringify({ version: "1", default: "deny", tools: { read: { limits } } }));
  const client = await TestClient.open(world.proxy, seeded);
  const both = [client, client.through(second)];
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      (both[n % 2] ?? client).request("tools/call", { name: "billing__read" }, `c${n}`),
    ),
  );
  expect(answers.filter(({ json }) => json.result.isError === undefined)).toHaveLength(7);
  expect(billing.calls).toHaveLength(7);
  // Two proxies have one session with the server.
  expect(billing.of("initialize")).toHaveLength(1);
});

test("a session is its own grant's and its own URL's", async () => {
  const { seeded } = await team();
  const other = await team();
  const client = await TestClient.open(world.proxy, seeded);
  const ofServer = { ...seeded, path: seeded.path.replace("/mcp", "/billing/mcp") };
  const single = await TestClient.open(world.proxy, ofServer);
  for (const proxy of [world.proxy, second]) {
    const ping = (path: string, token: string, session: string) =>
      send(proxy, path, '{"jsonrpc":"2.0","id":1,"method":"ping"}', headersFor(token, session));
    expect((await ping(seeded.path, seeded.token, client.session)).status).toBe(200);
    expect((await ping(ofServer.path, seeded.token, single.session)).status).toBe(200);
    expect((await ping(other.seeded.path, other.seeded.token, client.session)).status).toBe(404);
    expect((await ping(ofServer.path, seeded.token, client.session)).status).toBe(404);
    expect((await ping(seeded.path, seeded.token, single.session)).status).toBe(404);
    expect((await ping(other.seeded.path, seeded.token, client.session)).status).toBe(401);
  }
  expect(
    (await send(world.proxy, seeded.path, '{"jsonrpc":"2.0","id":1,"method":"ping"}', headersFor(seeded.token))).status,
  ).toBe(400);
});

test("a grant that is revoked or changed holds from the next message", async () => {
  const { seeded } = await team();
  const client = await TestClient.open(world.proxy, seeded);
  await client.call("billing__read");
  await seedServer(world.db, seeded, { slug: "added", upstreamUrl: files.url, tools: ["read"] });
  await world.bumpEpoch(seeded);
  expect((await client.call("added__read")).json.result.content).toHaveLength(1);
  expect(namesOf(await client.request("tools/list"))).toContain("added__read");
  await savePolicy(world.db, seeded, 2, '{"version":"1","default":"deny"}');
  await world.bumpEpoch(seeded);
  expect((await client.call("upstream__run_procedure")).json.result.isError).toBe(true);
  await world.revoke(seeded);
  for (const [method, params] of [
    ["tools/call", { name: "billing__read" }],
    ["tools/call", { name: "x" }],
    ["tools/list", {}],
    ["ping", {}],
  ] as const) {
    expect((await client.request(method, params)).status).toBe(401);
  }
});

test("the end of a session ends every server's, on every proxy", async () => {
  const { seeded } = await team();
  const client = await TestClient.open(world.proxy, seeded);
  const elsewhere = client.through(second);
  expect((await elsewhere.call("billing__read")).status).toBe(200);
  expect((await send(world.proxy, seeded.path, null, client.headers, "DELETE")).status).toBe(204);
  for (const upstream of [billing, files, world.upstream]) {
    expect(upstream.arrivals.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  }
  expect((await elsewhere.call("billing__read")).status).toBe(404);
  expect((await client.request("tools/list")).status).toBe(404);
  expect(billing.calls).toHaveLength(1);
});

test("names that no client can take are left out and told; a second tool under a name is neither", async () => {
  const odd = ["a__b", "billing__read", "re\u200bad", "x".repeat(125), "with space", "_lead"];
  const upstream = await startListed(odd);
  const { seeded } = await seedTeam(world, [{ slug: "odd", upstreamUrl: upstream.url, tools: odd }]);
  const client = await TestClient.open(world.proxy, seeded);
  const list = await client.request("tools/list");
  expect(namesOf(list)).toEqual(["odd__a__b", "odd__billing__read", "odd___lead", "upstream__run_procedure"]);
  expect(list.json.result._meta["policylayer/left_out"].map(({ name }: { name: string }) => name)).toEqual([
    "re\u200bad",
    "x".repeat(125),
    "with space",
  ]);
  for (const name of ["odd__a__b", "odd__billing__read", "odd___lead"]) {
    expect((await client.call(name)).json.result.content).toHaveLength(1);
  }
  expect(upstream.calls.map(({ message }) => message?.params?.name)).toEqual(["a__b", "billing__read", "_lead"]);
  await upstream.stop();
});

test("the official client lists and calls", async () => {
  const { seeded } = await team();
  const client = await connectOfficial(world.proxy, seeded, new Client({ name: "real", version: "1.0.0" }));
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain("files__read");
  expect(await client.callTool({ name: "files__read", arguments: { q: 1 } })).toMatchObject({
    content: [{ text: '{"q":1}' }],
  });
  await client.close();
});

test("the end of a session with one server is noticed, and another one is opened in its place", async () => {
  const { seeded } = await team();
  const client = await TestClient.open(world.proxy, seeded);
  for (const found of await world.watcher.keys(`ses:*:${seeded.organizationId}:*`)) {
    if (!found.endsWith(client.session)) await world.watcher.del(found);
  }
  // On a proxy that hasn't seen it, as after a day without use.
  expect((await client.through(second).call("billing__read")).json.result.content).toHaveLength(1);
  expect(billing.of("initialize")).toHaveLength(2);
  expect((await client.call("billing__read")).json.result.content).toHaveLength(1);
  expect(billing.of("initialize")).toHaveLength(2);
});
