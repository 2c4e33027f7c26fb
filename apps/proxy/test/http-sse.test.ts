import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import {
  auditOf,
  createWorld,
  eventually,
  type RunningProxy,
  send,
  startProxy,
  TestClient,
  type World,
} from "./harness";
import { answer, HttpSseUpstream, type SseMessage } from "./http-sse-upstream";
import { SECRET_OF_UPSTREAM } from "./recording-upstream";
import { StatelessTestClient, stateless } from "./stateless-client";

let world: World;
/** A second proxy on the same Redis and Postgres. */
let second: RunningProxy;
let upstream: HttpSseUpstream;
const SHORT = {
  firstByteTimeoutMs: 300,
  idleTimeoutMs: 400,
  answerBytesMax: 20_000,
  streamCheckMs: 40,
  cancelGraceMs: 50,
};
beforeAll(async () => {
  world = await createWorld(SHORT);
  second = await startProxy({ databaseUrl: world.database.url }, SHORT);
});
afterAll(async () => {
  await second.close();
  await world.close();
});
beforeEach(async () => {
  upstream = await HttpSseUpstream.start();
});
afterEach(() => upstream.kill());

const POLICY = {
  version: "1",
  default: "allow",
  tools: { drop_table: { action: "deny" } },
  resources: { default: "allow", deny: ["secret:*"] },
  server_requests: { default: "allow" },
};

async function open(capabilities: object = { sampling: {} }): Promise<TestClient> {
  const seeded = await world.seed({
    upstreamUrl: upstream.url,
    transport: "http_sse",
    policy: JSON.stringify(POLICY),
  });
  return TestClient.open(world.proxy, seeded, capabilities);
}

const calls = (): readonly SseMessage[] => upstream.of("tools/call");
const note = (method: string, params?: object) => ({ jsonrpc: "2.0", method, params });
const outcomes = async (client: TestClient) =>
  (await auditOf(world.watcher, client.seeded)).flatMap((record) =>
    record.kind === "outcome" ? [record.outcome] : [],
  );
const callMessage = (id: string, meta: object = {}) =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name: "run_procedure", ...meta } });

describe("an HTTP+SSE upstream behind the proxy", () => {
  test("is listed and called, and never hears of a call that is refused", async () => {
    const client = await open();
    expect((await client.call("run_procedure", { a: 1e2 })).json.result.content[0].text).toBe('{"a":100}');
    expect((await client.request("tools/list")).json.result.tools.map(({ name }: { name: string }) => name)).toEqual([
      "run_procedure",
    ]);
    expect((await client.call("drop_table")).json.result.isError).toBe(true);
    expect(calls().map(({ params }) => params.name)).toEqual(["run_procedure"]);
    expect(upstream.sessions).toHaveLength(1);
    const [call] = calls();
    expect(call?.headers.authorization).toBe(SECRET_OF_UPSTREAM);
    expect(call?.headers["mcp-session-id"]).toBeUndefined();
    expect([upstream.last.headers.authorization, upstream.last.headers.accept]).toEqual([
      SECRET_OF_UPSTREAM,
      "text/event-stream",
    ]);
  });

  test("answers many requests on its one stream, each to its own", async () => {
    const client = await open();
    const held: SseMessage[] = [];
    upstream.on.set("tools/call", (_session, message) => void held.push(message));
    const asked = ["a", "b", "c", "d"].map((n) => client.call("run_procedure", { n }));
    await eventually(
      "the calls",
      () => held.length,
      (length) => length === 4,
    );
    for (const message of held.reverse()) answer(upstream.last, message, null as never);
    const texts = (await Promise.all(asked)).map(({ json }) => json.result.content[0].text);
    expect(texts).toEqual(['{"n":"a"}', '{"n":"b"}', '{"n":"c"}', '{"n":"d"}']);
  });

  test("relays a call's own progress, what it asks meanwhile, and the client's answer", async () => {
    const client = await open();
    upstream.on.set("tools/call", (session) => {
      session.say(note("notifications/progress", { progressToken: "other", progress: 1 }));
      session.say(note("notifications/progress", { progressToken: "mine", progress: 2 }));
      session.say({ jsonrpc: "2.0", id: 7, method: "sampling/createMessage", params: { messages: [], maxTokens: 1 } });
    });
    const stream = await OpenStream.open(client, {}, callMessage("c1", { _meta: { progressToken: "mine" } }));
    const text = await stream.until("sampling/createMessage");
    expect(text).toContain('"progress":2');
    expect(text).not.toContain('"other"');
    const askId = /"id":"([^"]+)","method":"sampling/.exec(text)?.[1];
    const result = { model: "m", role: "assistant", content: { type: "text", text: "hi" } };
    expect((await client.post({ jsonrpc: "2.0", id: askId, result })).status).toBe(202);
    const answered = await eventually("the answer", () => upstream.messages.find(({ id }) => id === 7), Boolean);
    expect(answered?.body).toContain('"hi"');
    upstream.last.say({ jsonrpc: "2.0", id: "c1", result: { content: [] } });
    expect(await stream.toEnd()).toContain('"id":"c1"');
  });

  test("says what belongs to no request to whoever listens, and what the policy hides to nobody", async () => {
    const client = await open();
    const stream = await OpenStream.open(client);
    expect(stream.status).toBe(200);
    upstream.last.say(note("notifications/resources/updated", { uri: "secret:1" }));
    upstream.last.say(note("notifications/resources/updated", { uri: "a:b" }));
    upstream.last.say(note("notifications/tools/list_changed"));
    upstream.last.say({ jsonrpc: "2.0", id: 1, method: "sampling/createMessage", params: { messages: [] } });
    const text = await stream.until("sampling/createMessage");
    expect(text).toContain('"a:b"');
    expect(text).toContain("notifications/tools/list_changed");
    expect(text).not.toContain("secret:1");
    stream.close();
  });

  test("gets an answer to what it asks while nobody listens", async () => {
    const client = await open();
    await client.call("run_procedure");
    upstream.last.say({ jsonrpc: "2.0", id: "p", method: "ping" });
    upstream.last.say({ jsonrpc: "2.0", id: "s", method: "sampling/createMessage", params: { messages: [] } });
    const replies = () =>
      upstream.messages.filter(({ id }) => id === "p" || id === "s").map(({ body }) => JSON.parse(body));
    const found = await eventually("the replies", replies, (all) => all.length === 2);
    expect(found.find(({ id }) => id === "p")).toEqual({ jsonrpc: "2.0", id: "p", result: {} });
    expect(found.find(({ id }) => id === "s").error.message).toContain("not there to be asked");
  });

  test.each([false, true])(
    "gets an answer to what it asks during a call of a client of 2026-07-28, which goes through (while it listens: %s)",
    async (isListening) => {
      const seeded = await world.seed({
        upstreamUrl: upstream.url,
        transport: "http_sse",
        policy: JSON.stringify(POLICY),
      });
      const client = new StatelessTestClient(world.proxy, seeded);
      const listened = stateless("subscriptions/listen", {
        notifications: { resourceSubscriptions: ["a:b"] },
      });
      const stream = isListening ? await OpenStream.open(client, listened.headers, listened.body) : null;
      await stream?.until("acknowledged");
      let held: SseMessage | null = null;
      upstream.on.set("tools/call", (session, message) => {
        held = message;
        session.say({ jsonrpc: "2.0", id: "p", method: "ping" });
        session.say({ jsonrpc: "2.0", id: "s", method: "sampling/createMessage", params: { messages: [] } });
        return undefined;
      });
      const call = client.call("run_procedure", { a: 1 });
      const replies = () =>
        upstream.messages.filter(({ id }) => id === "p" || id === "s").map(({ body }) => JSON.parse(body));
      const found = await eventually("the replies", replies, (all) => all.length === 2);
      expect(found.find(({ id }) => id === "p")).toEqual({ jsonrpc: "2.0", id: "p", result: {} });
      expect(found.find(({ id }) => id === "s").error.code).toBe(-32601);
      expect(upstream.sessions).toHaveLength(1);
      if (held !== null) answer(upstream.last, held, undefined as never);
      expect((await call).text).toContain('{\\"a\\":1}');
      stream?.close();
    },
  );

  test("loses the stream when the session ends, with its grant or by the client's wish", async () => {
    const [ended, revoked] = [await open(), await open()];
    await revoked.call("run_procedure");
    const [first, other] = upstream.sessions;
    const gone = [first, other].map((session) => new Promise((resolve) => session?.res.once("close", resolve)));
    expect((await send(world.proxy, ended.seeded.path, null, ended.headers, "DELETE")).status).toBe(204);
    await world.revoke(revoked.seeded);
    await Promise.all(gone);
  });
});

test("a proxy that stops ends the streams it holds", async () => {
  const stopping = await startProxy({ databaseUrl: world.database.url }, SHORT);
  const seeded = await world.seed({ upstreamUrl: upstream.url, transport: "http_sse", policy: JSON.stringify(POLICY) });
  await TestClient.open(stopping, seeded);
  const ended = new Promise((resolve) => upstream.last.res.once("close", resolve));
  await stopping.close();
  await ended;
});

describe("guarantee 8: never twice: when an HTTP+SSE upstream goes away", () => {
  test("a call in flight gets one error, and the next one a new session at the restarted server", async () => {
    const client = await open();
    upstream.on.set("tools/call", () => undefined);
    const inFlight = client.call("run_procedure");
    await eventually("the call", () => calls().length, Boolean);
    await upstream.kill();
    expect((await inFlight).json.error.data).toMatchObject({ code: "unknown", retryable: false });
    const away = await client.call("run_procedure");
    expect(away.json.error.data).toMatchObject({ code: "upstream_error", retryable: true });
    upstream.on.clear();
    await upstream.listen();
    expect((await client.call("run_procedure", { n: 2 })).json.result.content[0].text).toBe('{"n":2}');
    expect(calls().map(({ params }) => params.arguments)).toEqual([{}, { n: 2 }]);
    expect(upstream.of("initialize")).toHaveLength(2);
    expect(upstream.of("notifications/initialized").length).toBeGreaterThan(0);
    const found = await eventually(
      "the outcomes",
      () => outcomes(client),
      (all) => all.length === 3,
    );
    expect(found.map(({ outcome }) => outcome).sort()).toEqual(["ok", "unknown", "upstream_error"]);
  });

  test("a listener's stream ends, and can be opened again", async () => {
    const client = await open();
    const stream = await OpenStream.open(client);
    await upstream.kill();
    await stream.toEnd();
    expect((await OpenStream.open(client)).status).toBe(502);
    await upstream.listen();
    const again = await OpenStream.open(client);
    expect(again.status).toBe(200);
    upstream.last.say(note("notifications/tools/list_changed"));
    await again.until("list_changed");
    again.close();
  });

  test("what the client had subscribed to is subscribed to again", async () => {
    const client = await open();
    expect((await client.request("resources/subscribe", { uri: "a:b" })).json.result).toEqual({});
    await upstream.kill();
    await upstream.listen();
    expect((await client.call("run_procedure")).status).toBe(200);
    expect(upstream.of("resources/subscribe").map(({ session }) => session)).toHaveLength(2);
    expect(upstream.of("resources/subscribe")[1]?.session).toBe(upstream.last.id);
  });

  test("a call whose POST broke half-way may have run: one error, and it is not sent again", async () => {
    const client = await open();
    upstream.on.set("tools/call", (_session, _message, res) => {
      res.destroy();
      return true;
    });
    expect((await client.call("run_procedure")).json.error.data.code).toBe("unknown");
    expect(calls()).toHaveLength(1);
  });

  test("another proxy opens a session of its own for the same client, and both go on", async () => {
    const client = await open();
    await client.call("run_procedure", { at: 1 });
    for (const at of [2, 3]) {
      const body = {
        jsonrpc: "2.0",
        id: at,
        method: "tools/call",
        params: { name: "run_procedure", arguments: { at } },
      };
      const there = await send(second, client.seeded.path, JSON.stringify(body), client.headers);
      expect(there.json.result.content[0].text).toBe(`{"at":${at}}`);
    }
    expect((await client.call("run_procedure", { at: 4 })).status).toBe(200);
    expect(upstream.of("initialize")).toHaveLength(2);
    expect(new Set(calls().map(({ session }) => session)).size).toBe(2);
  });

  test.each([
    [404, "gone"],
    [400, "No transport found for sessionId 1"],
  ])("a session that it has forgotten (HTTP %i) is opened anew: nothing had run", async (status, text) => {
    const client = await open();
    const old = upstream.last;
    const refuse: NonNullable<ReturnType<typeof upstream.on.get>> = (session, message, res) => {
      if (session !== old) return answer(session, message, res);
      res.writeHead(status).end(text);
      return true;
    };
    upstream.on.set("tools/call", refuse).set("ping", refuse);
    expect((await client.call("run_procedure", { n: 1 })).json.result.content[0].text).toBe('{"n":1}');
    expect(upstream.of("initialize")).toHaveLength(2);
  });
});

describe("a hostile HTTP+SSE upstream", () => {
  test.each<[string, string, string]>([
    ["sends messages to another origin", "event: endpoint\ndata: http://127.0.0.1:1/message\n\n", "upstream_protocol"],
    ["speaks before it named an endpoint", 'data: {"jsonrpc":"2.0","id":0,"result":{}}\n\n', "upstream_protocol"],
    ["names an endpoint that is no address", "event: endpoint\ndata: http://[\n\n", "upstream_protocol"],
    ["names no endpoint in time", ": nothing\n\n", "upstream_error"],
    ["sends garbage", "\xff\xfe\x00garbage", "upstream_protocol"],
    ["never ends its first event", `event: endpoint\ndata: ${"a".repeat(30_000)}`, "upstream_protocol"],
  ])("%s: no session, and no message leaves", async (_name, text, code) => {
    upstream.onOpen = (res) => void res.write(text, "latin1");
    const failure = await open().catch((error: unknown) => String(error));
    expect(failure).toContain(`"code":"${code}"`);
    expect(upstream.messages).toEqual([]);
  });

  test.each<[string, (say: (text: string) => void) => void]>([
    ["a second endpoint", (say) => say("event: endpoint\ndata: /message?sessionId=2\n\n")],
    ["what is no JSON-RPC", (say) => say('data: {"hello":1}\n\n')],
    ["a batch", (say) => say('data: [{"jsonrpc":"2.0","id":1,"result":{}}]\n\n')],
    ["bytes that are no text", (say) => say("data: \xff\xff\n\n")],
    ["an event without an end", (say) => say(`data: ${"a".repeat(40_000)}`)],
  ])("that says %s ends its session: one error for the call, nothing repeated", async (_name, misbehave) => {
    const client = await open();
    upstream.on.set("tools/call", ({ res }) => {
      misbehave((text) => void res.write(text, "latin1"));
      return undefined;
    });
    const { json } = await client.call("run_procedure");
    expect(json.error.data).toMatchObject({ code: "upstream_protocol", retryable: false });
    expect(calls()).toHaveLength(1);
    upstream.on.clear();
    expect((await client.call("run_procedure")).json.result.content).toHaveLength(1);
  });

  test("that answers ids nobody asked with is not heard", async () => {
    const client = await open();
    upstream.on.set("tools/call", (session, message) => {
      for (const id of ["x", "1", 999])
        session.say({ jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "!" }] } });
      answer(session, message, null as never);
    });
    expect((await client.call("run_procedure", { n: 1 })).json.result.content[0].text).toBe('{"n":1}');
  });

  test("that repeats the credentials: that answer is withheld, the others are not", async () => {
    const client = await open();
    upstream.on.set("tools/call", (session, { id, params }) =>
      session.say({
        jsonrpc: "2.0",
        id,
        result: { content: [{ type: "text", text: params.arguments ? SECRET_OF_UPSTREAM : "ok" }] },
      }),
    );
    const { json, text } = await client.call("run_procedure", { leak: true });
    expect(json.error.data.code).toBe("upstream_protocol");
    expect(text).not.toContain("upstream-secret");
    const fine = await client.request("tools/call", { name: "run_procedure" });
    expect(fine.json.result.content[0].text).toBe("ok");
    expect(upstream.sessions).toHaveLength(1);
  });

  test("that answers with more than an answer may have: an error, and the session lives", async () => {
    const client = await open();
    upstream.on.set("tools/call", (session, { id, params }) => {
      const { progressToken } = Object(params._meta);
      for (let n = 0; n < 30; n++) {
        session.say(note("notifications/progress", { progressToken, progress: n, message: "a".repeat(1_000) }));
      }
      session.say({ jsonrpc: "2.0", id, result: { content: [] } });
    });
    const stream = await OpenStream.open(client, {}, callMessage("c1", { _meta: { progressToken: "t" } }));
    expect(await stream.toEnd()).toContain("upstream_protocol");
    upstream.on.clear();
    expect((await client.call("run_procedure")).status).toBe(200);
    expect(upstream.sessions).toHaveLength(1);
  });

  test("that takes a call and falls silent: a timeout, and a late answer is not taken for another's", async () => {
    const client = await open();
    upstream.on.set("tools/call", () => undefined);
    const silent = await client.request("tools/call", { name: "run_procedure" }, "c1");
    expect(silent.json.error.data.code).toBe("timeout");
    upstream.on.set("tools/call", (session) => session.say({ jsonrpc: "2.0", id: "c1", result: { content: [] } }));
    const reused = await client.request("tools/call", { name: "run_procedure" }, "c1");
    expect(reused.json.error.data).toMatchObject({ code: "upstream_error", retryable: true });
    expect(calls()).toHaveLength(1);
  });

  test("a cancelled call is given up, and the session goes on", async () => {
    const client = await open();
    upstream.on.set("tools/call", () => undefined);
    const cancelled = client.request("tools/call", { name: "run_procedure" }, "c1");
    await eventually("the call", () => calls().length, Boolean);
    const told = await client.post(note("notifications/cancelled", { requestId: "c1" }));
    expect(told.status).toBe(202);
    expect((await cancelled).json.error.data.code).toBe("cancelled");
    expect(upstream.of("notifications/cancelled")).toHaveLength(1);
    upstream.on.clear();
    expect((await client.call("run_procedure")).status).toBe(200);
  });
});
