import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { auditOf, createWorld, eventually, type World } from "./harness";
import { answerRaw, answerResult, RecordingUpstream } from "./recording-upstream";
import { seedServer } from "./seed-world";
import { refuseDiscovery, StatelessTestClient, stateless } from "./stateless-client";
import { type StatelessUpstream, startStatelessUpstream } from "./stateless-upstream";
import { seedTeam } from "./team-world";

/** `upstream` is of the initialize era, `latter` of 2026-07-28, `away` answers nothing of use, `silent` never answers. */
let world: World;
let latter: StatelessUpstream;
let away: RecordingUpstream;
let silent: RecordingUpstream;
let sources: ServerResponse[] = [];
beforeAll(async () => {
  world = await createWorld({ teamServerMs: 4_000, streamCheckMs: 50, keepAliveMs: 50 });
  [latter, away, silent] = await Promise.all([
    startStatelessUpstream(),
    RecordingUpstream.start(),
    RecordingUpstream.start(),
  ]);
});
afterAll(async () => {
  await Promise.all([latter.stop(), away.stop(), silent.stop()]);
  await world.close();
});
beforeEach(() => {
  sources = [];
  for (const upstream of [world.upstream, away, silent]) {
    upstream.arrivals.length = 0;
    upstream.on.clear();
    refuseDiscovery(upstream);
  }
  world.upstream.on.set("GET", (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    sources.push(res);
  });
  for (const method of ["resources/subscribe", "resources/unsubscribe"]) {
    world.upstream.on.set(method, answerResult({}));
  }
  for (const method of ["initialize", "server/discover"]) {
    away.on.set(method, answerRaw(500, {}, ""));
    silent.on.set(method, () => undefined);
  }
});
afterEach(() => {
  for (const source of sources) source.destroy();
});

const note = (method: string, params?: object) => `data: ${JSON.stringify({ jsonrpc: "2.0", method, params })}\n\n`;
const SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
const ALL = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };

async function team(slugs: readonly ("latter" | "away" | "silent")[] = ["latter", "away", "silent"]) {
  const policy = '{"version":"1","default":"allow","resources":{"default":"allow","deny":["memo:secret"]}}';
  const urls = { latter: latter.url, away: away.url, silent: silent.url };
  const servers = slugs.map((slug) => ({ slug, upstreamUrl: urls[slug], tools: [], policy }));
  return new StatelessTestClient(world.proxy, (await seedTeam(world, servers)).seeded);
}

function listen(client: StatelessTestClient, notifications: object): Promise<OpenStream> {
  const { body, headers } = stateless("subscriptions/listen", { notifications }, {}, "listen-1");
  return OpenStream.open(client, headers, body);
}

function messagesOf(stream: OpenStream) {
  return stream.text.split("\n").flatMap((line) => (line.startsWith("data: ") ? [JSON.parse(line.slice(6))] : []));
}

/** How often an event came. */
function countOf(stream: OpenStream, method: string): number {
  return messagesOf(stream).filter((message) => message.method === method).length;
}

test("one stream tells what changes in any server, and no server that is away holds it up", async () => {
  const client = await team();
  const stream = await listen(client, {
    ...ALL,
    resourceSubscriptions: [
      "policylayer+latter:memo:one",
      "policylayer+latter:memo:secret",
      "policylayer+upstream:file:///a",
      "policylayer+away:file:///a",
      "policylayer+nobody:file:///a",
      "file:///a",
    ],
  });
  await stream.until("notifications/subscriptions/acknowledged");
  expect(messagesOf(stream)[0]).toEqual({
    jsonrpc: "2.0",
    method: "notifications/subscriptions/acknowledged",
    params: {
      notifications: {
        ...ALL,
        resourceSubscriptions: ["policylayer+latter:memo:one", "policylayer+upstream:file:///a"],
      },
      _meta: { [SUBSCRIPTION]: "listen-1" },
    },
  });
  latter.notify.promptsChanged();
  await stream.until("prompts/list_changed");
  latter.notify.resourceUpdated("memo:secret");
  latter.notify.resourceUpdated("memo:one");
  await stream.until('"uri":"policylayer+latter:memo:one"');
  sources[0]?.write(note("notifications/resources/updated", { uri: "file:///b" }));
  sources[0]?.write(note("notifications/resources/updated", { uri: "file:///a" }));
  await stream.until('"uri":"policylayer+upstream:file:///a"');
  sources[0]?.write(note("notifications/tools/list_changed"));
  await stream.until("tools/list_changed");
  expect(messagesOf(stream).every(({ params }) => params._meta[SUBSCRIPTION] === "listen-1")).toBe(true);
  expect(stream.text).not.toMatch(/secret|file:\/\/\/b/);

  const rows = (await auditOf(world.watcher, client.seeded)).flatMap((record) =>
    record.kind === "intent" ? [[record.intent.serverSlug, record.intent.tool, record.decision]] : [],
  );
  for (const row of [
    ["latter", "memo:one", "allow"],
    ["latter", "memo:secret", "deny"],
    ["upstream", "file:///a", "allow"],
  ]) {
    expect(rows).toContainEqual(row);
  }
  // The grant's end is the stream's, with a result.
  await world.revoke(client.seeded);
  await stream.toEnd();
  expect(messagesOf(stream).at(-1)).toEqual({
    jsonrpc: "2.0",
    id: "listen-1",
    result: { resultType: "complete", _meta: { [SUBSCRIPTION]: "listen-1" } },
  });
});

test("nothing is told that was not asked for", async () => {
  const stream = await listen(await team(["latter"]), { promptsListChanged: true });
  await stream.until("acknowledged");
  expect(messagesOf(stream)[0].params.notifications).toEqual({ promptsListChanged: true });
  latter.notify.toolsChanged();
  latter.notify.promptsChanged();
  await stream.until("prompts/list_changed");
  expect(stream.text).not.toContain("tools/list_changed");
  stream.close();
  const nothing = await listen(await team(["latter"]), {});
  await nothing.toEnd();
  expect(messagesOf(nothing)).toHaveLength(2);
});

test("a server that breaks off is listened to again while the others go on, and what was missed is told", async () => {
  const stream = await listen(await team(["latter"]), {
    ...ALL,
    resourceSubscriptions: ["policylayer+upstream:file:///a"],
  });
  await stream.until("acknowledged");
  sources[0]?.end();
  latter.notify.promptsChanged();
  await stream.until("prompts/list_changed");
  await stream.until('"uri":"policylayer+upstream:file:///a"');
  expect(countOf(stream, "notifications/resources/updated")).toBe(1);
  await eventually(
    "a second stream",
    () => sources.length,
    (count) => count === 2,
  );
  sources[1]?.write(note("notifications/resources/updated", { uri: "file:///a" }));
  await eventually(
    "the update",
    () => countOf(stream, "notifications/resources/updated"),
    (count) => count === 2,
  );
  stream.close();
});

test("a server that was away is heard once it is back, and one that joins the grant", async () => {
  away.on.set("GET", (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    sources.push(res);
  });
  const client = await team(["away"]);
  const stream = await listen(client, ALL);
  await stream.until("acknowledged");
  expect(stream.text).not.toContain("tools/list_changed");
  away.on.delete("initialize");
  refuseDiscovery(away);
  await stream.until("tools/list_changed");

  const before = latter.of("subscriptions/listen").length;
  const added = { slug: "latter", upstreamUrl: latter.url, tools: [] };
  await seedServer(world.db, client.seeded, added);
  await world.bumpEpoch(client.seeded);
  await eventually(
    "the new server to be listened to",
    () => latter.of("subscriptions/listen").length,
    (count) => count > before,
  );
  const toldOf = countOf(stream, "notifications/tools/list_changed");
  await eventually(
    "its change",
    () => {
      latter.notify.toolsChanged();
      return countOf(stream, "notifications/tools/list_changed");
    },
    (count) => count > toldOf,
  );
  stream.close();
});

test("a resource that the policy no longer allows ends the stream, and a client that leaves ends the servers' streams", async () => {
  const client = await team(["latter"]);
  const watched = { resourceSubscriptions: ["policylayer+upstream:file:///a"] };
  const stream = await listen(client, watched);
  await stream.until("acknowledged");
  await world.savePolicy(
    client.seeded,
    2,
    '{"version":"1","default":"allow","resources":{"default":"allow","deny":["file:*"]}}',
  );
  await stream.toEnd();
  expect(messagesOf(stream).at(-1).result.resultType).toBe("complete");
  await eventually(
    "the upstream's stream to end",
    () => sources.every((source) => source.destroyed || source.closed),
    (isClosed) => isClosed,
  );
  expect(world.upstream.of("resources/unsubscribe")).toHaveLength(1);
  const again = await listen(client, ALL);
  await again.until("acknowledged");
  again.close();
  await eventually(
    "no stream to be open",
    () => sources.every((source) => source.destroyed || source.closed),
    (isClosed) => isClosed,
  );
});
