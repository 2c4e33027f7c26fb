import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { createGuardedConnector } from "@policylayer/net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Bag } from "../src/bag";
import type { UpstreamAddress } from "../src/grants/grant";
import { createLog } from "../src/log";
import { Metrics } from "../src/metrics";
import { defaultSettings } from "../src/settings";
import type { ForwardDeps } from "../src/upstream/forward";
import { HttpSseConnections } from "../src/upstream/http-sse/http-sse-connections";
import { UpstreamEras } from "../src/upstream/upstream-eras";
import { UpstreamPools } from "../src/upstream/upstream-pools";

const pools = new UpstreamPools({
  connectionsMax: 8,
  streamsMax: 8,
  firstByteTimeoutMs: 300,
  idleTimeoutMs: 300,
  connect: createGuardedConnector({ allowPrivate: true, connectTimeoutMs: 2_000 }),
});
const forward: ForwardDeps = {
  pools,
  encryptionKey: Buffer.alloc(32),
  settings: defaultSettings,
  metrics: new Metrics(() => 0),
  serverRequests: { take: () => undefined, cancel: () => undefined },
  log: createLog("silent", new Writable({ write: (_chunk, _encoding, done) => done() })),
  open: new Bag(),
  httpSse: new HttpSseConnections({ look: () => Promise.resolve(null) }),
  isClosed: () => false,
};

type Answer = (res: ServerResponse, id: unknown) => void;

let server: Server;
let answer: Answer;
/** Probes that have arrived. */
let asked = 0;
let serial = 0;
beforeAll(async () => {
  server = createServer(async (req, res) => {
    let text = "";
    for await (const chunk of req) text += chunk;
    asked += 1;
    answer(res, JSON.parse(text).id);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await pools.destroy();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = 0;
});

/** Each test's own, since the breaker is a server's. */
function address(): UpstreamAddress {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  serial += 1;
  const place = { organizationId: "org_1", serverId: `srv_${serial}`, origin, path: "/mcp", url: `${origin}/mcp` };
  return { ...place, transport: "streamable_http", sealedHeaders: null, wrappedKeys: [] };
}

function erasAt(clock: { now: number }) {
  const eras = new UpstreamEras({ forward: () => forward, now: () => clock.now });
  const upstream = address();
  return { eras, upstream, speaks: () => eras.speaks2026({ binding: { upstream } }) };
}

function reply(status: number, message: object): Answer {
  return (res, id) => {
    res
      .writeHead(status, { "Content-Type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...message }));
  };
}
const result = (supportedVersions: readonly string[]) =>
  reply(200, { result: { resultType: "complete", supportedVersions, capabilities: {} } });
const error = (status: number, code: number, data?: object) =>
  reply(status, { error: { code, message: "m", ...(data === undefined ? {} : { data }) } });
const raw =
  (status: number, type: string, body: string): Answer =>
  (res) =>
    res.writeHead(status, { "Content-Type": type }).end(body);

describe("what an upstream's answer to server/discover says of its era", () => {
  const rows: readonly (readonly [string, Answer, string])[] = [
    ["a result", result(["2026-07-28"]), "yes"],
    ["a result of other revisions alone", result(["2027-07-28"]), "no"],
    ["a result that is none", reply(200, { result: {} }), "no"],
    ["-32022 that names the revision", error(400, -32022, { supported: ["2026-07-28"] }), "yes"],
    ["-32022 that names former ones", error(400, -32022, { supported: ["2025-11-25"] }), "no"],
    ["-32021", error(400, -32021), "yes"],
    ["-32020", error(400, -32020), "yes"],
    ["-32601", error(200, -32601), "no"],
    ["-32601 on 404", error(404, -32601), "no"],
    ["-32000", error(400, -32000), "no"],
    ["404", raw(404, "text/plain", "nothing here"), "no"],
    ["400", raw(400, "text/plain", "no session"), "no"],
    ["405", raw(405, "text/plain", ""), "no"],
    ["406", raw(406, "text/plain", ""), "no"],
    ["401", error(401, -32022, { supported: ["2026-07-28"] }), "status"],
    ["403", raw(403, "text/plain", ""), "status"],
    ["429", raw(429, "text/plain", ""), "status"],
    ["500", error(500, -32601), "status"],
    ["a redirect", raw(302, "text/plain", ""), "status"],
    ["a time-out", () => undefined, "timeout"],
    ["a broken connection", (res) => res.destroy(), "lost"],
    ["garbage", raw(200, "text/html", "<html>"), "protocol"],
    ["an answer to another request", reply(200, { id: "another", result: {} }), "protocol"],
  ];
  for (const [name, given, expected] of rows) {
    test(`${name}: ${expected}, ${expected.length > 3 ? "and nothing is kept" : "and kept"}`, async () => {
      answer = given;
      const { speaks } = erasAt({ now: 0 });
      const first = await speaks();
      expect(typeof first === "string" ? first : first.kind).toBe(expected);
      answer = result(["2026-07-28"]);
      expect(await speaks()).toBe(expected === "no" ? "no" : "yes");
      expect(asked).toBe(typeof first === "string" ? 1 : 2);
    });
  }
});

test("several who ask at a time get one answer", async () => {
  answer = result(["2026-07-28"]);
  const { speaks } = erasAt({ now: 0 });
  expect(await Promise.all([speaks(), speaks(), speaks()])).toEqual(["yes", "yes", "yes"]);
  expect(asked).toBe(1);
});

test("a verdict is of one address: at another one the server is asked again", async () => {
  answer = result(["2026-07-28"]);
  const { eras, upstream, speaks } = erasAt({ now: 0 });
  await speaks();
  await eras.speaks2026({ binding: { upstream: { ...upstream, url: `${upstream.url}/other` } } });
  expect(asked).toBe(2);
});

describe("a verdict that has become old", () => {
  for (const [old, next] of [
    ["no", "yes"],
    ["yes", "no"],
  ] as const) {
    test(`${old} is still used while the upstream is asked again, and then ${next}`, async () => {
      const clock = { now: 0 };
      const answers = { yes: result(["2026-07-28"]), no: error(200, -32601) };
      answer = answers[old];
      const { eras, upstream, speaks } = erasAt(clock);
      expect(await speaks()).toBe(old);
      clock.now += 300_001;
      answer = answers[next];
      expect(await speaks()).toBe(old);
      // Joins the question that is under way.
      await eras.probe(upstream);
      expect(await speaks()).toBe(next);
      expect(asked).toBe(2);
    });
  }

  test("stays in force when the upstream gives no answer that tells", async () => {
    const clock = { now: 0 };
    answer = error(200, -32601);
    const { eras, upstream, speaks } = erasAt(clock);
    await speaks();
    clock.now += 300_001;
    answer = raw(500, "text/plain", "");
    expect(await speaks()).toBe("no");
    await eras.probe(upstream);
    expect(await speaks()).toBe("no");
  });
});

describe("a verdict that an answer contradicts", () => {
  test("is dropped at once, and what the upstream answers then is kept", async () => {
    answer = result(["2026-07-28"]);
    const { eras, upstream, speaks } = erasAt({ now: 0 });
    await speaks();
    answer = error(404, -32601);
    expect(await eras.doubt(upstream)).toBe("no");
    expect(await speaks()).toBe("no");
    expect(asked).toBe(2);
  });

  test("isn't asked for again with every odd answer", async () => {
    const clock = { now: 0 };
    answer = result(["2026-07-28"]);
    const { eras, upstream } = erasAt(clock);
    for (let round = 0; round < 3; round += 1) expect(await eras.doubt(upstream)).toBe("yes");
    expect(asked).toBe(1);
    clock.now += 5_001;
    await eras.doubt(upstream);
    expect(asked).toBe(2);
  });

  test("is gone when the upstream doesn't tell", async () => {
    answer = result(["2026-07-28"]);
    const { eras, upstream, speaks } = erasAt({ now: 0 });
    await speaks();
    answer = raw(503, "text/plain", "");
    expect(await eras.doubt(upstream)).toMatchObject({ kind: "status", status: 503 });
    answer = error(200, -32601);
    expect(await speaks()).toBe("no");
  });
});

test("a server over HTTP+SSE, which is of no later revision than 2024-11-05, isn't asked", async () => {
  answer = result(["2026-07-28"]);
  const { eras, upstream } = erasAt({ now: 0 });
  expect(await eras.speaks2026({ binding: { upstream: { ...upstream, transport: "http_sse" } } })).toBe("no");
  expect(asked).toBe(0);
});
