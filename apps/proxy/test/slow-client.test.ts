import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";

const CHUNK = "x".repeat(64_000);
const EVENT = `data: ${JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: { data: CHUNK } })}\n\n`;

let world: World;
beforeAll(async () => {
  world = await createWorld({ clientDrainMs: 300, answerBytesMax: 200 * 1_048_576, totalTimeoutMs: 20_000 });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

/** A client that asks and then doesn't read. */
async function askWithoutReading(client: TestClient): Promise<Socket> {
  const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}';
  const lines = Object.entries(client.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(world.proxy.port, "127.0.0.1");
  socket.pause();
  socket.on("error", () => undefined);
  socket.write(
    `POST ${client.seeded.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}Content-Length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

test("a client that doesn't read holds the upstream back, is dropped, and its call is recorded all the same", async () => {
  let isHeldBack = false;
  world.upstream.behaviour = (res, { message }) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" });
    let sent = 0;
    const pump = (): void => {
      while (sent < 1_000) {
        sent += 1;
        if (!res.write(EVENT)) {
          // More than every buffer on the way can hold, and the upstream can't get rid of it.
          isHeldBack ||= sent > 50;
          res.once("drain", pump);
          return;
        }
      }
      res.end(`data: ${JSON.stringify({ jsonrpc: "2.0", id: message?.id, result: {} })}\n\n`);
    };
    pump();
  };
  const client = await TestClient.open(world.proxy, await world.seed());
  const socket = await askWithoutReading(client);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const records = await eventually(
    "the outcome",
    () => auditOf(world.watcher, client.seeded),
    (all) => all.some(({ kind }) => kind === "outcome"),
  );
  expect(records.find((record) => record.kind === "outcome")?.outcome.outcome).toBe("ok");
  expect(isHeldBack).toBe(true);
  socket.resume();
  await closed;
  // 64 MB were sent; what the client could ever read is what the buffers held when it was dropped.
  expect(socket.bytesRead).toBeLessThan(32 * 1_048_576);
});

test("a client that doesn't take a large JSON answer is dropped", async () => {
  const text = "y".repeat(40_000_000);
  world.upstream.behaviour = (res, { message }) => {
    res.writeHead(200, { "Content-Type": "application/json" });
    const parts = Array.from({ length: 10 }, () => ({ type: "text", text: text.slice(0, 4_000_000) }));
    res.end(JSON.stringify({ jsonrpc: "2.0", id: message?.id, result: { content: parts } }));
  };
  const client = await TestClient.open(world.proxy, await world.seed());
  const socket = await askWithoutReading(client);
  await eventually(
    "the outcome",
    () => auditOf(world.watcher, client.seeded),
    (all) => all.some((record) => record.kind === "outcome" && record.outcome.outcome === "ok"),
  );
  await eventually(
    "the proxy to drop the client",
    () => new Promise<number>((resolve) => world.proxy.app.server.getConnections((_, count) => resolve(count))),
    (count) => count <= 1,
  );
  socket.destroy();
});
