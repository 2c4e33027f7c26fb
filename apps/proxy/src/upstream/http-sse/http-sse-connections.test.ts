import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Rights, UpstreamAddress } from "../../grants/grant";
import { Metrics } from "../../metrics";
import type { ClientSession } from "../../sessions/session-directory";
import { HttpSseConnection } from "./http-sse-connection";
import { HttpSseConnections } from "./http-sse-connections";

const MINUTE_MS = 60_000;
let isInForce: boolean | null = true;
let connections: HttpSseConnections;
let serial = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  isInForce = true;
  connections = new HttpSseConnections({
    look: ({ rights }) =>
      isInForce === null ? Promise.reject(new Error("nobody can say")) : Promise.resolve(isInForce ? rights : null),
  });
});
afterEach(() => vi.useRealTimers());

function addressOf(serverId: string, url = "https://a.example/sse"): UpstreamAddress {
  return {
    organizationId: "org_1",
    serverId,
    transport: "http_sse",
    url,
    origin: "https://a.example",
    path: "/sse",
    sealedHeaders: null,
    wrappedKeys: [],
  };
}

function build(serverId = "srv_1"): HttpSseConnection {
  serial += 1;
  const connection = new HttpSseConnection({
    id: `sse-${serial}`,
    upstream: addressOf(serverId),
    credentials: null,
    eventCharsMax: 1_000,
    openTimeoutMs: 1_000,
    serverRequests: { take: () => undefined, cancel: () => undefined },
    metrics: new Metrics(
      () => 0,
      () => "",
    ),
    reply: () => undefined,
    onEnded: (ended) => connections.forget(ended),
  });
  const ignore = () => undefined;
  const controller = { aborted: false, paused: false, reason: null, abort: ignore, pause: ignore, resume: ignore };
  connection.stream.onRequestStart(controller);
  connection.stream.onResponseStart(controller, 200, { "content-type": "text/event-stream" });
  connection.stream.onResponseData(controller, Buffer.from("event: endpoint\ndata: /message\n\n"));
  return connection;
}

function add(serverId?: string): HttpSseConnection {
  const connection = build(serverId);
  expect(connections.add(connection)).toBe(true);
  return connection;
}

const OWNER = { rights: {} as Rights, session: {} as ClientSession };

test("a session is found for its own server at its own address only", () => {
  const { id } = add("srv_1");
  expect(connections.find(addressOf("srv_1"), id)?.id).toBe(id);
  expect(connections.find(addressOf("srv_2"), id)).toBeNull();
  expect(connections.find(addressOf("srv_1", "https://a.example/other"), id)).toBeNull();
  expect(connections.find(addressOf("srv_1"), "sse-unknown")).toBeNull();
});

test("a session that nobody uses ends, sooner when nobody ever claimed it", async () => {
  const [unclaimed, claimed] = [add(), add()];
  claimed.owner = OWNER;
  vi.advanceTimersByTime(MINUTE_MS);
  await connections.sweep();
  expect([unclaimed.isOver, claimed.isOver]).toEqual([true, false]);
  vi.advanceTimersByTime(9 * MINUTE_MS);
  await connections.sweep();
  expect([claimed.isOver, connections.size]).toEqual([true, 0]);
});

test("a session doesn't outlive its grant, and is kept while nobody can tell", async () => {
  const connection = add();
  connection.owner = OWNER;
  isInForce = null;
  await expect(connections.sweep()).rejects.toThrow("nobody can say");
  expect(connection.isOver).toBe(false);
  isInForce = false;
  await connections.sweep();
  expect(connection.isOver).toBe(true);
});

test("a server's sessions are bounded: the one used longest ago makes room", () => {
  const [first, second] = [add(), add()];
  for (let count = 2; count < 256; count++) add();
  connections.find(addressOf("srv_1"), first.id);
  add();
  expect([first.isOver, second.isOver, connections.size]).toEqual([false, true, 256]);
});

test("a stream that was opened to see whether there is a server serves one session, or ends soon", async () => {
  const [one, other] = [build(), build()];
  const opening = (connection: HttpSseConnection) => ({ connection, opened: connection.stream.opened });
  const where = addressOf("srv_1");
  expect(connections.spare(where, () => opening(one)).connection).toBe(one);
  expect(connections.spare(where, () => opening(other)).connection).toBe(one);
  expect(connections.takeSpare(where)?.connection).toBe(one);
  expect(connections.takeSpare(where)).toBeNull();
  await connections.spare(where, () => opening(other)).opened;
  vi.advanceTimersByTime(10_000);
  expect([one.isOver, other.isOver]).toEqual([false, true]);
});

test("nothing is added once all are closed", () => {
  const connection = add();
  connections.closeAll();
  expect([connection.isOver, connections.add(build())]).toEqual([true, false]);
});
