import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import {
  type Answer,
  auditOf,
  createWorld,
  eventually,
  type RunningProxy,
  startProxy,
  TestClient,
  type World,
} from "./harness";

let world: World;
/** A second proxy on the same Redis and Postgres. */
let second: RunningProxy;
/** The upstream's side of the last stream it opened, for a call or a listener. */
let source: ServerResponse;
beforeAll(async () => {
  world = await createWorld();
  second = await startProxy({ databaseUrl: world.database.url });
});
afterAll(async () => {
  await second.close();
  await world.close();
});
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  const stream = (res: ServerResponse) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    source = res;
  };
  world.upstream.behaviour = stream;
  world.upstream.on.set("GET", stream);
});

const ALL = { sampling: {}, elicitation: { form: {}, url: {} }, roots: { listChanged: true }, tasks: {} };
const CALL = '{"jsonrpc":"2.0","id":"c1","method":"tools/call","params":{"name":"run_procedure"}}';
const DONE = '{"jsonrpc":"2.0","id":"c1","result":{"content":[]}}';
const SAMPLING = "sampling/createMessage";

async function open(
  serverRequests: object | null = { default: "allow" },
  capabilities: object = ALL,
): Promise<TestClient> {
  const asks = serverRequests === null ? {} : { server_requests: serverRequests };
  const policy = JSON.stringify({ version: "1", default: "allow", ...asks });
  return TestClient.open(world.proxy, await world.seed({ policy }), capabilities);
}

/** Opens a stream, by a call or by listening. */
async function stream(client: TestClient, body: string | null = CALL): Promise<OpenStream> {
  const before = source;
  const opening = OpenStream.open(client, {}, body);
  await eventually("the upstream's stream", () => source !== before, Boolean);
  // A call's stream opens with the first thing there is to say.
  source.write("id: e1\ndata:\n\n");
  return opening;
}

function ask(method: string, params: object | null = {}, id: unknown = 4): void {
  source.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id, method, ...(params === null ? {} : { params }) })}\n\n`);
}

/** The request as the client got it. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into requests of every shape.
async function askedOf(from: OpenStream, method: string): Promise<any> {
  const text = await from.until(`"${method}"`);
  const line = await eventually(
    "the whole line",
    () => /^data: (.*"method":"[a-z]+\/?[A-Za-z]*".*)$/m.exec(from.text)?.[1],
    Boolean,
  );
  return JSON.parse(line ?? text);
}

/** What the upstream got in answer to its requests. */
function answers(): unknown[] {
  return world.upstream.arrivals.flatMap(({ message }) =>
    message !== null && message.method === undefined ? [message] : [],
  );
}

async function answerOfGateway(): Promise<unknown> {
  return (await eventually("an answer to the upstream", answers, ({ length }) => length === 1))[0];
}

async function rows({ seeded }: TestClient): Promise<unknown[]> {
  const records = await auditOf(world.watcher, seeded);
  return records.flatMap((record) => {
    if (record.kind !== "intent" || record.intent.method === "tools/call") return [];
    const { callId, method } = record.intent;
    const outcome = records.find((other) => other.kind === "outcome" && other.outcome.callId === callId);
    return [[method, record.code, outcome?.kind === "outcome" ? outcome.outcome.outcome : "none"]];
  });
}

describe("what a server asks", () => {
  test.each([
    [SAMPLING, { messages: [], maxTokens: 5 }, CALL],
    ["elicitation/create", { message: "Who?", requestedSchema: { type: "object", properties: {} } }, CALL],
    ["elicitation/create", { mode: "url", message: "Go", url: "https://a.example", elicitationId: "e" }, null],
    ["roots/list", null, null],
  ])(
    "reaches its client as %s %j, and the client's answer the one request it answers, once",
    async (method, params, body) => {
      const client = await open();
      const asking = await stream(client, body);
      ask(method, params);
      const { id, ...rest } = await askedOf(asking, method);
      expect(rest).toEqual({ jsonrpc: "2.0", method, ...(params === null ? {} : { params }) });
      expect(id).toMatch(/^srv-[A-Za-z0-9_-]{24}$/);
      expect(await rows(client)).toEqual([[method, "allowed", "none"]]);
      const answer = `{"jsonrpc":"2.0","id":"${id}","result":{"n":9007199254740993}}`;
      expect((await client.post(answer)).status).toBe(202);
      expect(world.upstream.arrivals.at(-1)?.body).toBe('{"jsonrpc":"2.0","id":4,"result":{"n":9007199254740993}}');
      expect((await client.post(answer)).status).toBe(400);
      expect(answers()).toHaveLength(1);
      await eventually(
        "the outcome",
        () => rows(client),
        (all) => JSON.stringify(all) === `[["${method}","allowed","ok"]]`,
      );
      source.end(body === null ? "" : `data: ${DONE}\n\n`);
      await asking.toEnd();
    },
  );

  test("ping is relayed under any policy, without a row", async () => {
    const client = await open({ default: "deny" });
    const asking = await stream(client, null);
    ask("ping", null, "p");
    const { id } = await askedOf(asking, "ping");
    expect((await client.post(`{"jsonrpc":"2.0","id":"${id}","result":{}}`)).status).toBe(202);
    expect(answers()).toEqual([{ jsonrpc: "2.0", id: "p", result: {} }]);
    expect(await rows(client)).toEqual([]);
    asking.close();
  });

  test("can be answered with an error, and on another proxy", async () => {
    const client = await open();
    const asking = await stream(client);
    ask(SAMPLING);
    const { id } = await askedOf(asking, SAMPLING);
    const error = { code: -1, message: "User rejected" };
    const elsewhere = Object.assign(Object.create(client), { proxy: second }) as TestClient;
    expect((await elsewhere.post({ jsonrpc: "2.0", id, error })).status).toBe(202);
    expect(answers()).toEqual([{ jsonrpc: "2.0", id: 4, error }]);
    asking.close();
  });

  test("can be taken back: the client is told by its own id, and can't answer any more", async () => {
    const client = await open();
    const asking = await stream(client);
    ask(SAMPLING);
    const { id } = await askedOf(asking, SAMPLING);
    source.write(
      'data: {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4,"reason":"r"}}\n\n',
    );
    await asking.until(`{"requestId":"${id}","reason":"r"}`);
    const late = () => client.post({ jsonrpc: "2.0", id, result: {} });
    await eventually(
      "the outcome",
      () => rows(client),
      (all) => JSON.stringify(all).includes("cancelled"),
    );
    expect((await late()).status).toBe(400);
    expect(answers()).toEqual([]);
    asking.close();
  });
});

describe("guarantee 1: nothing passes unjudged: a server is answered by the gateway", () => {
  test.each([
    ["denied by the policy", { deny: ["sampling/*"] }, ALL, SAMPLING, -31403, [[SAMPLING, "rule_deny", null]]],
    ["denied by the default", { default: "deny" }, ALL, "roots/list", -31403, [["roots/list", "default_deny", null]]],
    ["of an unknown kind", { default: "allow" }, ALL, "tasks/result", -32601, []],
    ["in other letters", { default: "allow" }, ALL, "Roots/list", -32601, []],
    ["that its client can't do", { default: "allow" }, { roots: {} }, SAMPLING, -32601, []],
  ])(
    "when it asks for what is %s, and the client hears nothing",
    async (_, requests, capabilities, method, code, expected) => {
      const client = await open(requests, capabilities);
      const asking = await stream(client);
      ask(method);
      expect(await answerOfGateway()).toMatchObject({ jsonrpc: "2.0", id: 4, error: { code } });
      source.end(`data: ${DONE}\n\n`);
      expect(await asking.toEnd()).not.toContain("method");
      await eventually(
        "the rows",
        () => rows(client),
        (all) => JSON.stringify(all) === JSON.stringify(expected),
      );
    },
  );

  test("when the policy changes before the client has answered", async () => {
    const client = await open();
    const asking = await stream(client);
    ask(SAMPLING);
    const { id } = await askedOf(asking, SAMPLING);
    await world.savePolicy(client.seeded, 2, '{"version":"1","default":"deny"}');
    expect((await client.post({ jsonrpc: "2.0", id, result: { secret: 1 } })).status).toBe(202);
    expect(await answerOfGateway()).toMatchObject({ id: 4, error: { code: -31403 } });
    asking.close();
  });

  test("when it asks without end", async () => {
    const client = await open();
    const asking = await stream(client, null);
    for (let n = 0; n < 130; n += 1) ask("ping", null, n);
    expect(await eventually("refusals", answers, ({ length }) => length === 10)).toContainEqual(
      expect.objectContaining({ id: 129, error: expect.objectContaining({ code: -32603 }) }),
    );
    asking.close();
  });
});

describe("guarantee 1: nothing passes unjudged: a client can answer only what it was asked:", () => {
  async function refused(answer: Answer): Promise<void> {
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ code: -32600, message: expect.stringContaining("answers no request") });
    expect(answers()).toEqual([]);
  }

  test.each([4, "4", "srv-", `srv-${"a".repeat(24)}`, "", "*"])("not %j", async (id) => {
    const client = await open();
    const asking = await stream(client);
    ask(SAMPLING);
    await askedOf(asking, SAMPLING);
    await refused(await client.post({ jsonrpc: "2.0", id, result: {} }));
    asking.close();
  });

  test("not in another session, nor with another grant", async () => {
    const client = await open();
    const asking = await stream(client);
    ask(SAMPLING);
    const { id } = await askedOf(asking, SAMPLING);
    await refused(await (await TestClient.open(world.proxy, client.seeded)).post({ jsonrpc: "2.0", id, result: {} }));
    await refused(await (await open()).post({ jsonrpc: "2.0", id, result: {} }));
    asking.close();
  });
});

describe("an upstream is told what its client can do", () => {
  const told = () => world.upstream.of("initialize")[0]?.message?.params?.capabilities;

  test("as far as it is relayed and allowed", async () => {
    await open({ deny: ["sampling/*"] });
    expect(told()).toEqual({ elicitation: { form: {}, url: {} }, roots: { listChanged: true } });
  });

  test("and of changed roots only if it was told of roots", async () => {
    const change = '{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}';
    expect((await (await open()).post(change)).status).toBe(202);
    expect((await (await open({ default: "deny" })).post(change)).status).toBe(202);
    expect(world.upstream.of("notifications/roots/list_changed").map(({ body }) => body)).toEqual([change]);
  });
});
