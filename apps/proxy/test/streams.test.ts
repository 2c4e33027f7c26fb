import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { auditOf, createWorld, eventually, send, TestClient, type World } from "./harness";
import { type Arrival, answerEvents, answerRaw, headerOf, SECRET_OF_UPSTREAM } from "./recording-upstream";

let world: World;
/** The upstream's side of every stream it was asked for. */
const sources: ServerResponse[] = [];
beforeAll(async () => {
  world = await createWorld({ streamCheckMs: 40, keepAliveMs: 40, streamsPerSessionMax: 2, streamsPerGrantMax: 3 });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.on.set("GET", (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    sources.push(res);
  });
});
afterEach(() => {
  for (const source of sources.splice(0)) source.destroy();
});

const note = (method: string, params?: object) => JSON.stringify({ jsonrpc: "2.0", method, params });
const LISTED = note("notifications/tools/list_changed");
const POLICY = '{"version":"1","default":"allow","resources":{"default":"allow","deny":["secret:*"]}}';

async function open(policy = POLICY): Promise<TestClient> {
  return TestClient.open(world.proxy, await world.seed({ policy }));
}

function asked(): readonly Arrival[] {
  return world.upstream.arrivals.filter(({ method }) => method === "GET");
}

async function listen(client: TestClient, headers: Record<string, string> = {}): Promise<[OpenStream, ServerResponse]> {
  const before = sources.length;
  const stream = await OpenStream.open(client, headers);
  const source = sources[before];
  if (source === undefined) throw new Error(`no stream: ${stream.status}`);
  return [stream, source];
}

describe("a stream is relayed", () => {
  test("as it comes: ids, reconnection times, events without data, and its end", async () => {
    const [stream, source] = await listen(await open());
    expect([stream.status, stream.answer.headers["content-type"]]).toEqual([200, "text/event-stream"]);
    const updated = note("notifications/resources/updated", { uri: "a:b" });
    const message = note("notifications/message", { level: "info", data: 9007199254740992 });
    source.write(`id: e1\nretry: 7\ndata:\n\n`);
    source.write(`id: e2\ndata: ${LISTED}\n\nevent: message\ndata: ${updated}\n\ndata: ${message}\n\n`);
    source.end("retry: 9\n\n");
    const text = (await stream.toEnd()).replaceAll(":\n\n", "");
    expect(text).toBe(
      `id: e1\nretry: 7\ndata: \n\nid: e2\ndata: ${LISTED}\n\ndata: ${updated}\n\ndata: ${message}\n\nretry: 9\ndata: \n\n`,
    );
    const get = asked()[0];
    expect(headerOf(get, "mcp-session-id")).toBe("upstream-session-1");
    expect(headerOf(get, "mcp-protocol-version")).toBe("2025-11-25");
    expect(headerOf(get, "accept")).toBe("text/event-stream");
    expect([headerOf(get, "last-event-id"), headerOf(get, "content-type")]).toEqual([null, null]);
  });

  test("without what is none of the client's business", async () => {
    const [stream, source] = await listen(await open());
    for (const text of [
      note("notifications/resources/updated", { uri: "secret:1" }),
      note("notifications/resources/updated", { uri: "SECRET:1" }),
      note("notifications/evil"),
      '{"jsonrpc":"2.0","id":1,"result":{"content":[]}}',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}',
    ]) {
      source.write(`data: ${text}\n\n`);
    }
    source.end(`event: endpoint\ndata: /evil\n\ndata: ${LISTED}\n\n`);
    expect((await stream.toEnd()).replaceAll(":\n\n", "")).toBe(`data: ${LISTED}\n\n`);
  });

  test.each([
    ["no message", "data: {]\n\n"],
    ["a batch", `data: [${LISTED}]\n\n`],
    ["its own credentials", `data: ${note("notifications/message", { data: SECRET_OF_UPSTREAM })}\n\n`],
  ])("until the upstream says %s", async (_, bytes) => {
    const [stream, source] = await listen(await open());
    source.write(bytes);
    source.write(`data: ${LISTED}\n\n`);
    expect((await stream.toEnd()).replaceAll(":\n\n", "")).toBe("");
    await eventually("the upstream's end", () => source.closed, Boolean);
  });

  test("with a comment from time to time", async () => {
    const [stream] = await listen(await open());
    await stream.until(":\n\n:\n\n");
    stream.close();
  });
});

test.each([
  [405, 405, "stream_not_offered"],
  [404, 405, "stream_not_offered"],
])(
  "an upstream that answers %i to a listener, also in a new session, has no stream",
  async (status, expected, code) => {
    const client = await open();
    world.upstream.on.set("GET", answerRaw(status, {}, ""));
    const answer = await send(world.proxy, client.seeded.path, null, client.headers, "GET");
    expect([answer.status, answer.json.code]).toEqual([expected, code]);
    expect((await client.request("ping")).status).toBe(200);
  },
);

test.each([
  ["an error", answerRaw(500, {}, "secret")],
  ["no event stream", answerRaw(200, { "Content-Type": "application/json" }, "{}")],
  ["nothing", ((res) => void res.socket?.destroy()) satisfies Parameters<typeof world.upstream.on.set>[1]],
])("an upstream that answers %s is a 502", async (_, behaviour) => {
  const client = await open();
  world.upstream.on.set("GET", behaviour);
  const answer = await send(world.proxy, client.seeded.path, null, client.headers, "GET");
  expect(answer.status).toBe(502);
  expect(answer.text).not.toContain("secret");
});

describe("a stream ends", () => {
  test("when its grant is revoked", async () => {
    const client = await open();
    const [stream, source] = await listen(client);
    await world.revoke(client.seeded);
    await stream.toEnd();
    await eventually("the upstream's end", () => source.closed, Boolean);
  });

  test("when its session is deleted", async () => {
    const client = await open();
    const [stream] = await listen(client);
    expect((await send(world.proxy, client.seeded.path, null, client.headers, "DELETE")).status).toBe(204);
    await stream.toEnd();
  });

  test("upstream, when the client leaves", async () => {
    const [stream, source] = await listen(await open());
    stream.close();
    await eventually("the upstream's end", () => source.closed, Boolean);
    await eventually(
      "room",
      () => world.proxy.app.metrics.render(),
      (text) => text.includes("policylayer_streams 0\n"),
    );
  });
});

test("a changed policy holds on an open stream", async () => {
  const client = await open();
  const [stream, source] = await listen(client);
  await world.savePolicy(client.seeded, 2, '{"version":"1","default":"deny"}');
  const update = note("notifications/resources/updated", { uri: "a:b" });
  await eventually(
    "the policy's effect",
    async () => {
      source.write(`data: ${update}\n\n`);
      source.write(`data: ${LISTED}\n\n`);
      await stream.until(LISTED);
      return stream.text;
    },
    (text) => text.replaceAll(":\n\n", "").endsWith(`data: ${LISTED}\n\ndata: ${LISTED}\n\n`),
  );
  stream.close();
});

test("a session and a grant have so many streams and no more", async () => {
  const client = await open();
  const other = await TestClient.open(world.proxy, client.seeded);
  const streams = [await OpenStream.open(client), await OpenStream.open(client)];
  expect((await OpenStream.open(client)).status).toBe(429);
  streams.push(await OpenStream.open(other));
  expect((await OpenStream.open(other)).status).toBe(429);
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  streams[0]?.close();
  await eventually(
    "room",
    () => OpenStream.open(client),
    ({ status }) => status === 200,
  );
});

test("a foreign session can't be listened to", async () => {
  const client = await open();
  const thief = await open();
  const headers = { "mcp-session-id": client.session };
  expect((await OpenStream.open(thief, headers)).status).toBe(404);
  expect(asked()).toEqual([]);
});

describe("what broke is resumed", () => {
  const CALL = '{"jsonrpc":"2.0","id":"c1","method":"tools/call","params":{"name":"run_procedure"}}';
  const ANSWER = '{"jsonrpc":"2.0","id":"c1","result":{"content":[]}}';

  async function outcomes(client: TestClient): Promise<unknown[]> {
    const records = await auditOf(world.watcher, client.seeded);
    return records.flatMap((record) => (record.kind === "outcome" ? [record.outcome.outcome] : []));
  }

  test("from the id the client has, with the answer, and nothing that would have been filtered", async () => {
    const client = await open();
    const [stream, source] = await listen(client, { "last-event-id": "e7" });
    expect(headerOf(asked()[0], "last-event-id")).toBe("e7");
    for (const result of [{ tools: [{ name: "hidden" }] }, { resources: [] }, { prompts: [] }, { completion: {} }]) {
      source.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id: 5, result })}\n\n`);
    }
    source.end(`id: e8\ndata: ${ANSWER}\n\n`);
    expect((await stream.toEnd()).replaceAll(":\n\n", "")).toBe(`id: e8\ndata: ${ANSWER}\n\n`);
  });

  test("a call whose stream the upstream ended goes on, and its row says what came of it", async () => {
    const client = await open();
    world.upstream.behaviour = answerEvents(() => ["id: e1\nretry: 1\ndata:\n\n"]);
    const first = await OpenStream.open(client, {}, CALL);
    expect(await first.toEnd()).toBe("id: e1\nretry: 1\ndata: \n\n");
    expect(await outcomes(client)).toEqual([]);
    const [stream, source] = await listen(client, { "last-event-id": "e1" });
    source.end(`data: ${ANSWER}\n\n`);
    expect(await stream.toEnd()).toContain(ANSWER);
    expect(
      await eventually(
        "the outcome",
        () => outcomes(client),
        ({ length }) => length > 0,
      ),
    ).toEqual(["ok"]);
    expect(world.upstream.calls).toHaveLength(1);
  });

  test("a call whose client lost its connection is let go upstream, so that another stream can have it", async () => {
    const client = await open();
    const calls: ServerResponse[] = [];
    world.upstream.behaviour = (res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" }).write("id: e1\ndata:\n\n");
      calls.push(res);
    };
    const first = await OpenStream.open(client, {}, CALL);
    await first.until("id: e1");
    first.close();
    // The proxy may learn of the broken connection after the client comes again, as any server may.
    const [stream, source] = await eventually(
      "the first stream to be let go",
      async () => {
        const again = await listen(client, { "last-event-id": "e1" });
        if (calls[0]?.closed !== true) await new Promise((resolve) => setImmediate(resolve));
        if (calls[0]?.closed !== true) again[0].close();
        return again;
      },
      ([{ answer }]) => !answer.destroyed,
    );
    source.end(`data: ${ANSWER}\n\n`);
    expect(await stream.toEnd()).toContain(ANSWER);
    expect(
      await eventually(
        "the outcome",
        () => outcomes(client),
        ({ length }) => length > 0,
      ),
    ).toEqual(["ok"]);
    await eventually("the first stream's end", () => calls[0]?.closed ?? false, Boolean);
  });

  test("an answer on a stream that was not resumed is dropped", async () => {
    const [stream, source] = await listen(await open());
    source.end(`data: ${ANSWER}\n\n`);
    expect((await stream.toEnd()).replaceAll(":\n\n", "")).toBe("");
  });
});
