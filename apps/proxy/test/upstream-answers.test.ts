import { connect } from "node:net";
import type { AuditRecord } from "@policylayer/gate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { answerEvents, answerJson, RecordingUpstream, sendJson } from "./recording-upstream";
import type { Seeded } from "./seed-world";

const LIMITED = JSON.stringify({
  version: "1",
  default: "allow",
  tools: { run_procedure: { limits: [{ counter: "c", window: "day", max: 3 }] } },
});
const TOTAL_MS = 600;
const JSON_TYPE = { "Content-Type": "application/json" };

let world: World;
beforeAll(async () => {
  world = await createWorld({ totalTimeoutMs: TOTAL_MS, cancelGraceMs: 50, answerBytesMax: 200_000, keepAliveMs: 60 });
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

/** The messages of an event stream. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into messages of every shape.
function eventsOf(text: string): any[] {
  return text.split("\n\n").flatMap((event) => (event.startsWith("data: ") ? [JSON.parse(event.slice(6))] : []));
}

/** Not of what a server asks its client meanwhile. */
function isOfCall(records: readonly AuditRecord[], callId: string): boolean {
  return records.some(
    (record) => record.kind === "intent" && record.intent.callId === callId && record.intent.method === "tools/call",
  );
}

async function outcomeOf(seeded: Seeded) {
  const records = await eventually(
    "an outcome",
    () => auditOf(world.watcher, seeded),
    (all) => all.some((record) => record.kind === "outcome" && isOfCall(all, record.outcome.callId)),
  );
  const outcomes = records.flatMap((record) =>
    record.kind === "outcome" && isOfCall(records, record.outcome.callId) ? [record] : [],
  );
  expect(outcomes).toHaveLength(1);
  return outcomes[0];
}

describe("answers that are relayed", () => {
  test("a tool's own error is an answer, with the outcome tool_error", async () => {
    world.upstream.behaviour = (res, { message }) =>
      sendJson(res, { jsonrpc: "2.0", id: message?.id, result: { isError: true, content: [] } });
    const client = await TestClient.open(world.proxy, await world.seed());
    expect((await client.call("run_procedure")).json.result.isError).toBe(true);
    expect((await outcomeOf(client.seeded))?.outcome.outcome).toBe("tool_error");
  });

  test("a JSON-RPC error is relayed as it is, with the outcome upstream_error", async () => {
    world.upstream.behaviour = (res, { message }) =>
      sendJson(res, { jsonrpc: "2.0", id: message?.id, error: { code: -32000, message: "no", data: { a: 1 } } });
    const client = await TestClient.open(world.proxy, await world.seed());
    expect((await client.call("run_procedure")).json.error).toEqual({ code: -32000, message: "no", data: { a: 1 } });
    expect((await outcomeOf(client.seeded))?.outcome.outcome).toBe("upstream_error");
  });

  test("numbers keep every digit, and nothing may speak in the gateway's name", async () => {
    world.upstream.behaviour = (res, { message }) => {
      res.writeHead(200, JSON_TYPE);
      res.end(`{"jsonrpc":"2.0","id":${message?.id},"result":{"content":[],"n":9007199254740993}}`);
    };
    const client = await TestClient.open(world.proxy, await world.seed());
    expect((await client.call("run_procedure")).text).toContain('"n":9007199254740993}');
    world.upstream.behaviour = (res, { message }) =>
      sendJson(res, { jsonrpc: "2.0", id: message?.id, result: { _meta: { "policylayer/decision": {}, ok: 1 } } });
    expect((await client.call("run_procedure")).json.result._meta).toEqual({ ok: 1 });
  });

  test("the upstream's response headers stay behind", async () => {
    world.upstream.behaviour = (res, { message }) => {
      res.writeHead(200, {
        ...JSON_TYPE,
        "Set-Cookie": "a=b",
        "WWW-Authenticate": "Basic",
        Location: "http://x",
        "Access-Control-Allow-Origin": "*",
        "Mcp-Session-Id": "upstream-session-2",
        "X-Internal": "1",
      });
      res.end(JSON.stringify(result(message?.id)));
    };
    const client = await TestClient.open(world.proxy, await world.seed());
    const { headers } = await client.call("run_procedure");
    const expected = ["cache-control", "connection", "content-length", "content-type", "date", "keep-alive"];
    expect(Object.keys(headers).sort()).toEqual(expected);
  });

  test("an event stream is relayed frame by frame: this request's progress, its log, changed lists, its answer, and nothing else", async () => {
    world.upstream.behaviour = answerEvents((id) => [
      ": hello\n\n",
      "id: 1\nretry: 5\ndata: \n\n",
      progress("mine", 1),
      progress("other", 1),
      { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "x" } },
      { jsonrpc: "2.0", id: 99, method: "sampling/createMessage", params: {} },
      { jsonrpc: "2.0", method: "notifications/tools/list_changed" },
      result("foreign", "of another client"),
      "event: endpoint\ndata: /evil\n\n",
      progress("mine", 2),
      result(id),
      result(id, "a second answer"),
      progress("mine", 3),
    ]);
    const client = await TestClient.open(world.proxy, await world.seed());
    const params = { name: "run_procedure", arguments: {}, _meta: { progressToken: "mine" } };
    const { headers, text } = await client.request("tools/call", params, 1);
    expect(headers["content-type"]).toBe("text/event-stream");
    expect(eventsOf(text)).toEqual([
      progress("mine", 1),
      { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "x" } },
      { jsonrpc: "2.0", method: "notifications/tools/list_changed" },
      progress("mine", 2),
      result(1),
    ]);
    expect(text).toContain("id: 1\nretry: 5\ndata: \n\n");
    expect((await outcomeOf(client.seeded))?.outcome.outcome).toBe("ok");
  });

  test("a frame reaches the client before the next one exists", async () => {
    let finish = (): void => undefined;
    world.upstream.behaviour = (res, { message }) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      res.write(`data: ${JSON.stringify(progress(1, 1))}\n\n`);
      finish = () => res.end(`data: ${JSON.stringify(result(message?.id))}\n\n`);
    };
    const client = await TestClient.open(world.proxy, await world.seed());
    const params = { name: "run_procedure", arguments: {}, _meta: { progressToken: 1 } };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
    const answer = await fetch(`${world.proxy.url}${client.seeded.path}`, {
      method: "POST",
      headers: client.headers,
      body,
    });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toContain('"progress":1');
    // Silence: the stream is kept alive by a comment.
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(":\n\n");
    finish();
    let rest = "";
    for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
      rest += Buffer.from(part.value).toString();
    }
    expect(rest).toContain('"text":"done"');
  });

  test("an event split over many packets and lines is one message", async () => {
    const pretty = (id: unknown) => JSON.stringify(result(id), null, 1).split("\n").join("\ndata: ");
    world.upstream.behaviour = (res, { message }) => {
      res.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8" });
      for (const character of `data: ${pretty(message?.id)}\r\n\r\n`) res.write(character);
      res.end();
    };
    const client = await TestClient.open(world.proxy, await world.seed());
    const { text } = await client.request("tools/call", { name: "run_procedure", arguments: {} }, 1);
    expect(text).toContain('"text": "done"');
  });
});

test("what may have reached the upstream stays counted", async () => {
  world.upstream.behaviour = (res) => void res.socket?.resetAndDestroy();
  const client = await TestClient.open(world.proxy, await world.seed({ policy: LIMITED }));
  for (let n = 0; n < 3; n += 1) await client.call("run_procedure");
  world.upstream.behaviour = answerJson;
  expect((await client.call("run_procedure")).json.result._meta["policylayer/decision"].code).toBe("limit_exceeded");
});

test("an upstream that refuses the connection costs nothing: the reservation is given back", async () => {
  const upstream = await RecordingUpstream.start();
  const client = await TestClient.open(world.proxy, await world.seed({ policy: LIMITED, upstreamUrl: upstream.url }));
  const { port } = new URL(upstream.url);
  await upstream.stop();
  for (let n = 0; n < 5; n += 1) {
    const { json } = await client.call("run_procedure");
    expect(json.error).toMatchObject({ code: -32603, data: { code: "upstream_error", retryable: true } });
  }
  const revived = await RecordingUpstream.start(Number(port));
  // After five failures in a row it is left alone for a moment.
  const first = await eventually(
    "an answer",
    () => client.call("run_procedure"),
    ({ json }) => json.error === undefined,
  );
  expect(first.json.result.isError).toBeUndefined();
  for (let n = 0; n < 2; n += 1) expect((await client.call("run_procedure")).json.result.isError).toBeUndefined();
  expect((await client.call("run_procedure")).json.result.isError).toBe(true);
  expect(revived.calls).toHaveLength(3);
  await revived.stop();
  const records = await auditOf(world.watcher, client.seeded);
  const refunded = records.filter((record) => record.kind === "outcome" && record.refunded);
  expect(refunded.length).toBeGreaterThanOrEqual(5);
  expect(refunded).toHaveLength(records.filter(({ kind }) => kind === "intent").length - 4);
});

describe("cancellation", () => {
  test("is relayed, and a call that the upstream drops then ends as cancelled", async () => {
    world.upstream.behaviour = () => undefined;
    const client = await TestClient.open(world.proxy, await world.seed());
    const call = client.request("tools/call", { name: "run_procedure", arguments: {} }, 4);
    await eventually(
      "the call's arrival",
      () => world.upstream.calls.length,
      (count) => count === 1,
    );
    const params = { requestId: 4, reason: "changed my mind" };
    expect((await client.post({ jsonrpc: "2.0", method: "notifications/cancelled", params })).status).toBe(202);
    expect((await call).json.error.data.code).toBe("cancelled");
    expect(world.upstream.of("notifications/cancelled")[0]?.message?.params).toEqual(params);
    expect((await outcomeOf(client.seeded))?.outcome.outcome).toBe("cancelled");
  });

  test("of another session's request changes nothing", async () => {
    const release: (() => void)[] = [];
    world.upstream.behaviour = (res, arrival) => void release.push(() => answerJson(res, arrival));
    const seeded = await world.seed();
    const [mine, other] = [await TestClient.open(world.proxy, seeded), await TestClient.open(world.proxy, seeded)];
    const call = mine.request("tools/call", { name: "run_procedure", arguments: {} }, 4);
    await eventually(
      "the call's arrival",
      () => release.length,
      (count) => count === 1,
    );
    await other.post({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 4 } });
    release[0]?.();
    expect((await call).json.result.content[0].text).toBe("{}");
  });

  test("a client that leaves doesn't end the call: the record tells what really became of it", async () => {
    let finish = (): void => undefined;
    world.upstream.behaviour = (res, arrival) => {
      finish = () => answerJson(res, arrival);
    };
    const client = await TestClient.open(world.proxy, await world.seed());
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}';
    const lines = Object.entries(client.headers).map(([name, value]) => `${name}: ${value}`);
    const socket = connect(world.proxy.port, "127.0.0.1");
    socket.write(
      `POST ${client.seeded.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("\r\n")}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await eventually(
      "the call's arrival",
      () => world.upstream.calls.length,
      (count) => count === 1,
    );
    socket.destroy();
    finish();
    expect((await outcomeOf(client.seeded))?.outcome.outcome).toBe("ok");
  });
});
