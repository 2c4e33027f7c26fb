import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { RawClient } from "./raw-client";
import {
  answerEvents,
  answerJson,
  answerRaw,
  type Behaviour,
  headerOf,
  SECRET_OF_UPSTREAM,
  sendJson,
} from "./recording-upstream";
import type { Seeded } from "./seed-world";

// What an upstream may say instead of an answer, one case a row: what the client gets, what is recorded, and that it was
// asked once.

const LIMITED = JSON.stringify({
  version: "1",
  default: "allow",
  tools: { run_procedure: { limits: [{ counter: "c", window: "day", max: 3 }] } },
});
const JSON_TYPE = { "Content-Type": "application/json" };
const EVENTS_TYPE = { "Content-Type": "text/event-stream" };

let world: World;
beforeAll(async () => {
  world = await createWorld({ totalTimeoutMs: 600, answerBytesMax: 200_000 });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

function result(id: unknown, text = "done"): object {
  return { jsonrpc: "2.0", id, result: { content: [{ type: "text", text }] } };
}

function progress(progressToken: unknown, step: number): object {
  return { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken, progress: step } };
}

/** An answer of this text, made of the request's id. */
function answerText(headers: Record<string, string>, text: (id: unknown) => string): Behaviour {
  return (res, arrival) => answerRaw(200, headers, text(arrival.message?.id))(res, arrival);
}

/** The messages of an event stream. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into messages of every shape.
function eventsOf(text: string): any[] {
  return text.split("\n\n").flatMap((event) => {
    const lines = event.split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice(6)] : []));
    return lines.length === 0 ? [] : [JSON.parse(lines.join("\n"))];
  });
}

/** The one outcome in the record of the one allowed call. */
async function outcomeOf(seeded: Seeded) {
  const records = await eventually(
    "an outcome",
    () => auditOf(world.watcher, seeded),
    (all) => all.filter(({ kind }) => kind === "outcome").length >= all.filter(({ kind }) => kind === "intent").length,
  );
  const calls = records.flatMap((record) =>
    record.kind === "intent" && record.intent.method === "tools/call" ? [record] : [],
  );
  expect(calls.map(({ decision }) => decision)).toEqual(["allow"]);
  const outcomes = records.flatMap((record) =>
    record.kind === "outcome" && record.outcome.callId === calls[0]?.intent.callId ? [record] : [],
  );
  expect(outcomes).toHaveLength(1);
  return outcomes[0];
}

describe("guarantee 8: never twice: an upstream that misbehaves gives the caller one clean error, is asked once, and is never believed", () => {
  const cases: [what: string, behaviour: Behaviour, outcome: string][] = [
    ["another id", (res) => sendJson(res, result("other")), "upstream_protocol"],
    ["the id as a string", (res, { message }) => sendJson(res, result(String(message?.id))), "upstream_protocol"],
    ["an object as the id", (res) => sendJson(res, result({ id: 1 })), "upstream_protocol"],
    ["the id null", (res) => sendJson(res, result(null)), "upstream_protocol"],
    [
      "the id as a fraction",
      answerText(JSON_TYPE, (id) => JSON.stringify(result(id)).replace('"id":1', '"id":1.5')),
      "upstream_protocol",
    ],
    [
      "a method and a result",
      (res, { message }) => sendJson(res, { ...result(message?.id), method: "tools/call" }),
      "upstream_protocol",
    ],
    [
      "a method and an error",
      (res, { message }) =>
        sendJson(res, { jsonrpc: "2.0", id: message?.id, method: "ping", error: { code: 1, message: "" } }),
      "upstream_protocol",
    ],
    [
      "a result and another spelling of it",
      (res, { message }) => sendJson(res, { ...result(message?.id), Result: {} }),
      "upstream_protocol",
    ],
    [
      "a result that is no object",
      (res, { message }) => sendJson(res, { jsonrpc: "2.0", id: message?.id, result: "secret" }),
      "upstream_protocol",
    ],
    [
      "an error that is none",
      (res, { message }) => sendJson(res, { jsonrpc: "2.0", id: message?.id, error: "secret" }),
      "upstream_protocol",
    ],
    [
      "a request instead of an answer",
      (res) => sendJson(res, { jsonrpc: "2.0", id: 1, method: "sampling/createMessage", params: { secret: 1 } }),
      "upstream_protocol",
    ],
    [
      "a request on a stream, and no answer",
      answerEvents(() => [{ jsonrpc: "2.0", id: 9, method: "sampling/createMessage", params: {} }]),
      "upstream_protocol",
    ],
    [
      "an answer to another client's request on a stream",
      answerEvents(() => [result(2, "secret"), result("1", "secret")]),
      "upstream_protocol",
    ],
    [
      "a byte order mark before JSON",
      answerText(JSON_TYPE, (id) => `\ufeff${JSON.stringify(result(id))}`),
      "upstream_protocol",
    ],
    [
      "a byte order mark before events",
      answerText(EVENTS_TYPE, (id) => `\ufeffdata: ${JSON.stringify(result(id))}\n\n`),
      "upstream_protocol",
    ],
    [
      "events that are called JSON",
      answerText(JSON_TYPE, (id) => `data: ${JSON.stringify(result(id))}\n\n`),
      "upstream_protocol",
    ],
    ["JSON that is called events", answerText(EVENTS_TYPE, (id) => JSON.stringify(result(id))), "upstream_protocol"],
    ["JSON without a content type", answerText({}, (id) => JSON.stringify(result(id))), "upstream_protocol"],
    [
      "JSON that is called text",
      answerText({ "Content-Type": "text/plain" }, (id) => JSON.stringify(result(id))),
      "upstream_protocol",
    ],
    [
      "two messages in one event",
      answerText(EVENTS_TYPE, (id) => `data: ${JSON.stringify(result(id)).repeat(2)}\n\n`),
      "upstream_protocol",
    ],
    [
      "two messages in two lines of one event",
      answerText(EVENTS_TYPE, (id) => `data: ${JSON.stringify(result(id))}\ndata: ${JSON.stringify(result(id))}\n\n`),
      "upstream_protocol",
    ],
    ["a batch in an event", answerEvents((id) => [[result(id)]]), "upstream_protocol"],
    [
      "an event of another type",
      answerText(EVENTS_TYPE, (id) => `event: endpoint\ndata: ${JSON.stringify(result(id))}\n\n`),
      "upstream_protocol",
    ],
    [
      "an event that isn't ended",
      answerText(EVENTS_TYPE, (id) => `data: ${JSON.stringify(result(id))}\n`),
      "upstream_protocol",
    ],
    [
      "bytes in an event that aren't UTF-8",
      answerRaw(200, EVENTS_TYPE, Buffer.from('data: "\xff"\n\n', "latin1")),
      "upstream_protocol",
    ],
    [
      "a depth without end",
      answerText(JSON_TYPE, (id) => `{"jsonrpc":"2.0","id":${id},"result":${'{"a":'.repeat(30_000)}`),
      "upstream_protocol",
    ],
    [
      "its own credentials",
      (res, { message }) => sendJson(res, result(message?.id, `you sent ${SECRET_OF_UPSTREAM}`)),
      "upstream_protocol",
    ],
    [
      "its own credentials without the scheme",
      (res, { message }) => sendJson(res, result(message?.id, SECRET_OF_UPSTREAM.split(" ")[1])),
      "upstream_protocol",
    ],
    [
      "its own credentials in an error",
      (res, { message }) =>
        sendJson(res, { jsonrpc: "2.0", id: message?.id, error: { code: 1, message: SECRET_OF_UPSTREAM } }),
      "upstream_protocol",
    ],
    [
      "its own credentials in a log message",
      answerEvents((id) => [
        { jsonrpc: "2.0", method: "notifications/message", params: { data: SECRET_OF_UPSTREAM } },
        result(id),
      ]),
      "upstream_protocol",
    ],
    ["no id", (res) => sendJson(res, { jsonrpc: "2.0", result: {} }), "upstream_protocol"],
    [
      "two messages",
      (res, a) => answerRaw(200, JSON_TYPE, JSON.stringify(result(a.message?.id)).repeat(2))(res, a),
      "upstream_protocol",
    ],
    ["a batch", (res, { message }) => sendJson(res, [result(message?.id)]), "upstream_protocol"],
    [
      "result and error",
      (res, { message }) => sendJson(res, { ...result(message?.id), error: { code: 1, message: "" } }),
      "upstream_protocol",
    ],
    ["a duplicate key", answerRaw(200, JSON_TYPE, '{"jsonrpc":"2.0","id":1,"id":1,"result":{}}'), "upstream_protocol"],
    ["no jsonrpc", (res, { message }) => sendJson(res, { id: message?.id, result: {} }), "upstream_protocol"],
    ["HTML", answerRaw(200, { "Content-Type": "text/html" }, "<p>secret-of-html</p>"), "upstream_protocol"],
    [
      "JSON in UTF-16",
      answerRaw(200, { "Content-Type": "application/json; charset=utf-16" }, "{}"),
      "upstream_protocol",
    ],
    ["bytes that aren't UTF-8", answerRaw(200, JSON_TYPE, Buffer.from('{"a":"\xff"}', "latin1")), "upstream_protocol"],
    ["a compressed body", answerRaw(200, { ...JSON_TYPE, "Content-Encoding": "gzip" }, "{}"), "upstream_protocol"],
    ["nothing", answerRaw(200, JSON_TYPE, ""), "upstream_protocol"],
    ["201", answerRaw(201, JSON_TYPE, "{}"), "upstream_protocol"],
    ["202", answerRaw(202, {}, ""), "upstream_protocol"],
    ["204", answerRaw(204, {}, ""), "upstream_protocol"],
    ["206", answerRaw(206, JSON_TYPE, "{}"), "upstream_protocol"],
    ["a body that is too large", answerRaw(200, JSON_TYPE, `"${"x".repeat(200_001)}"`), "upstream_protocol"],
    [
      "a stream without end",
      answerEvents(() => Array(300).fill(`: ${"x".repeat(1_000)}\n\n`), false),
      "upstream_protocol",
    ],
    ["a stream without the answer", answerEvents(() => [progress(1, 1)]), "upstream_protocol"],
    ["a stream with a broken frame", answerEvents(() => ["data: {]\n\n"]), "upstream_protocol"],
    [
      "a redirect to itself",
      (res, a) => answerRaw(308, { Location: world.upstream.url }, "")(res, a),
      "upstream_error",
    ],
    ["a redirect", answerRaw(307, { Location: "http://169.254.169.254/latest" }, ""), "upstream_error"],
    ["401", answerRaw(401, { "WWW-Authenticate": 'Bearer realm="secret-realm"' }, "secret-of-401"), "upstream_error"],
    ["403", answerRaw(403, JSON_TYPE, '{"error":"secret"}'), "upstream_error"],
    ["500", answerRaw(500, JSON_TYPE, '{"stack":"secret-of-500"}'), "upstream_error"],
    ["silence", () => undefined, "timeout"],
    ["half an answer, then silence", (res) => void res.writeHead(200, JSON_TYPE).write('{"jsonrpc":'), "timeout"],
    ["a reset after the request", (res) => void res.socket?.resetAndDestroy(), "unknown"],
    [
      "a reset in the middle of the answer",
      (res) => {
        res.writeHead(200, { ...JSON_TYPE, "Content-Length": "100" });
        res.write('{"jsonrpc":', () => res.socket?.resetAndDestroy());
      },
      "unknown",
    ],
    [
      "an end in the middle of the answer",
      (res) => {
        res.writeHead(200, { ...JSON_TYPE, "Content-Length": "100" });
        res.write('{"jsonrpc":', () => res.socket?.end());
      },
      "unknown",
    ],
    ["no HTTP", (res) => void res.socket?.end("SSH-2.0-OpenSSH_9\r\n"), "upstream_protocol"],
  ];
  test.each(cases)("%s", async (_, behaviour, outcome) => {
    world.upstream.behaviour = behaviour;
    const client = await TestClient.open(world.proxy, await world.seed({ policy: LIMITED }));
    const answer = await client.request("tools/call", { name: "run_procedure", arguments: {} }, 1);
    expect(answer.status).toBe(200);
    // A stream that was open already carries the error as its last event.
    expect(answer.json ?? eventsOf(answer.text).at(-1)).toMatchObject({
      jsonrpc: "2.0",
      id: 1,
      error: { code: -32603, data: { code: outcome, retryable: false, call_id: expect.stringMatching(/^call_/) } },
    });
    expect(answer.text).not.toMatch(/secret|169\.254|xxxx/);
    const record = await outcomeOf(client.seeded);
    expect(record).toMatchObject({ refunded: false, outcome: { outcome } });
    expect(record?.outcome.message).not.toMatch(/secret/);
    expect(world.upstream.calls).toHaveLength(1);
  });
});

describe("an upstream's odd ways that mean one thing only", () => {
  const answered = async (behaviour: Behaviour) => {
    world.upstream.behaviour = behaviour;
    const client = await TestClient.open(world.proxy, await world.seed());
    const params = { name: "run_procedure", arguments: {}, _meta: { progressToken: 1 } };
    const answer = await client.request("tools/call", params, 1);
    expect((await outcomeOf(client.seeded))?.outcome.outcome).toBe("ok");
    return answer.json ?? eventsOf(answer.text);
  };
  const lines = (id: unknown) => JSON.stringify(result(id), null, 1).split("\n");

  test.each<[what: string, text: (id: unknown) => string]>([
    ["several data lines", (id) => `data: ${lines(id).join("\ndata: ")}\n\n`],
    ["lines that end in CR and LF", (id) => `data: ${lines(id).join("\r\ndata: ")}\r\n\r\n`],
    ["lines that end in a bare CR", (id) => `data: ${lines(id).join("\rdata: ")}\r\r`],
    ["no space behind the colon", (id) => `data:${JSON.stringify(result(id))}\n\n`],
    ["unknown fields, ids and comments", (id) => `: a\nid: 7\nretry: 1\nx: y\ndata: ${JSON.stringify(result(id))}\n\n`],
  ])("an event with %s is one message", async (_, text) => {
    const [message] = [await answered(answerText(EVENTS_TYPE, text))].flat();
    expect(message).toEqual(result(1));
  });

  test("messages after the answer are nobody's", async () => {
    const after = [result(1, "again"), progress(1, 9), { jsonrpc: "2.0", id: 5, method: "roots/list" }, "data: {]\n\n"];
    expect(await answered(answerEvents((id) => [progress(1, 1), result(id), ...after]))).toEqual([
      progress(1, 1),
      result(1),
    ]);
  });

  test("what is inside a text stays inside: line breaks and fields of the event format start no event of their own", async () => {
    const text = "a\r\n\ndata: {}\n\nevent: x\u2028\r";
    expect(await answered(answerEvents((id) => [progress(1, 1), result(id, text)]))).toEqual([
      progress(1, 1),
      result(1, text),
    ]);
  });

  test("headers of the answer are never relayed, with JSON or with events", async () => {
    const headers = {
      "Set-Cookie": "a=b",
      "WWW-Authenticate": "Basic",
      Location: "http://169.254.169.254/",
      "Access-Control-Allow-Origin": "*",
      "X-Internal": "1",
      Link: "<x>; rel=next",
    };
    const seeded = await world.seed();
    const raw = new RawClient(world.proxy, await TestClient.open(world.proxy, seeded));
    for (const type of [JSON_TYPE, EVENTS_TYPE]) {
      world.upstream.behaviour = answerText({ ...type, ...headers }, (id) =>
        type === JSON_TYPE ? JSON.stringify(result(id)) : `: a\n\ndata: ${JSON.stringify(result(id))}\n\n`,
      );
      const { status, text } = await raw.send({ more: ["Connection: close"] });
      expect(status).toBe(200);
      expect(text.split("\r\n\r\n")[0]).not.toMatch(/cookie|authenticate|location|access-control|internal|link/i);
    }
  });
});

test("two clients that use one id at one time get their own answers, whatever the order", async () => {
  const seeded = await world.seed();
  const clients = [await TestClient.open(world.proxy, seeded), await TestClient.open(world.proxy, seeded)];
  const waiting: (() => void)[] = [];
  world.upstream.behaviour = (res, arrival) => {
    waiting.push(() => answerJson(res, arrival));
    if (waiting.length === 2) for (const answer of waiting.reverse()) answer();
  };
  const answers = await Promise.all(
    clients.map((client, n) => client.request("tools/call", { name: "run_procedure", arguments: { n } }, 1)),
  );
  expect(answers.map(({ json }) => [json.id, json.result.content[0].text])).toEqual([
    [1, '{"n":0}'],
    [1, '{"n":1}'],
  ]);
  expect(world.upstream.calls.map((call) => headerOf(call, "mcp-session-id"))).toHaveLength(2);
});

/** As it was approved. */
const LIST_ROWS = { name: "list_rows", inputSchema: { type: "object" } };

describe("a list of tools", () => {
  const listed = async () => {
    const client = await TestClient.open(world.proxy, await world.seed());
    return client.request("tools/list", undefined, 1);
  };

  test.each<[what: string, tools: readonly Record<string, unknown>[]]>([
    ["a tool without a name", [{ title: "x" }]],
    ["a name that is a number", [{ name: 5 }]],
  ])("with %s is not relayed", async (_, tools) => {
    world.upstream.tools = tools;
    const { json } = await listed();
    expect(json).toMatchObject({ id: 1, error: { code: -32603, data: { code: "upstream_protocol" } } });
  });

  test.each<[what: string, tools: readonly Record<string, unknown>[]]>([
    ["names a tool twice", [{ name: "run_procedure" }, LIST_ROWS, { name: "run_procedure", title: "2" }]],
    [
      "holds ten thousand tools that nobody pinned",
      [LIST_ROWS, ...Array.from({ length: 10_000 }, (_, n) => ({ name: `t${n}` }))],
    ],
    [
      "holds names that look like pinned ones",
      [LIST_ROWS, { name: "l\u0456st_rows" }, { name: "LIST_ROWS" }, { name: "run_procedure\u200b" }],
    ],
  ])("that %s shows the others", async (_, tools) => {
    world.upstream.tools = tools;
    const { json } = await listed();
    expect(json.result.tools).toEqual([LIST_ROWS]);
  });
});
