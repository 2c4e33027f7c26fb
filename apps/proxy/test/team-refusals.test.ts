import type { AuditRecord } from "@policylayer/gate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditOf, createWorld, eventually, headersFor, secrets, send, TestClient, type World } from "./harness";
import { type Seeded, seedColleague } from "./seed-world";
import { refuseDiscovery, StatelessTestClient } from "./stateless-client";
import { seedTeam } from "./team-world";

const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"upstream__run_procedure"}}';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  refuseDiscovery(world.upstream);
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

async function rowsOf(seeded: Seeded, count: number): Promise<Extract<AuditRecord, { kind: "intent" }>[]> {
  const rows = async () => (await auditOf(world.watcher, seeded)).filter((record) => record.kind === "intent");
  return eventually(`${count} rows`, rows, ({ length }) => length >= count);
}

test.each([
  ["POST", CALL, "tools/call"],
  ["GET", null, "GET"],
  ["DELETE", null, "DELETE"],
])("%s at a team URL with the session of another grant is a 404 and a row of no server", async (how, body, method) => {
  const { seeded } = await seedTeam(world, []);
  const owner = await TestClient.open(world.proxy, seeded);
  const token = await seedColleague(world.db, secrets, seeded);
  world.upstream.arrivals.length = 0;
  const absent = await send(world.proxy, seeded.path, body, headersFor(token, "x".repeat(58)), how);
  const foreign = await send(world.proxy, seeded.path, body, headersFor(token, owner.session), how);
  expect([foreign.status, foreign.text]).toEqual([404, absent.text]);
  const [row, ...more] = await rowsOf(seeded, 1);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ decision: "deny", code: "session_mismatch" });
  expect(row?.intent).toMatchObject({ method, tool: null, sessionId: null, serverId: "", serverSlug: "" });
  expect(row?.intent.grantLabel).toBe("colleague");
  expect(JSON.stringify(row)).not.toContain(owner.session);
  expect(world.upstream.arrivals).toEqual([]);
  expect((await owner.request("ping")).status).toBe(200);
});

test("the session of a server's own URL is foreign at the team's, and guessing can't fill the log", async () => {
  const { seeded } = await seedTeam(world, []);
  const ofServer = await TestClient.open(world.proxy, {
    ...seeded,
    path: seeded.path.replace("/mcp", "/upstream/mcp"),
  });
  const before = world.proxy.app.metrics.get("policylayer_sessions_total", "mismatch");
  const startedAt = performance.now();
  for (let n = 0; n < 20; n += 1) {
    expect((await send(world.proxy, seeded.path, CALL, ofServer.headers)).status).toBe(404);
  }
  await eventually(
    "all to be counted",
    () => world.proxy.app.metrics.get("policylayer_sessions_total", "mismatch") - before,
    (count) => count === 20,
  );
  const rows = await rowsOf(seeded, 1);
  expect(rows.length).toBeLessThanOrEqual(1 + (performance.now() - startedAt) / 1_000);
});

const NAMES: [method: string, params: object, shown: string][] = [
  ["tools/call", { name: "nobody__read", arguments: { a: 1 } }, "nobody__read"],
  ["tools/call", { name: "read", arguments: {} }, "read"],
  ["tools/call", { name: "__proto__", arguments: {} }, "__proto__"],
  ["prompts/get", { name: "nobody__hello" }, "nobody__hello"],
  ["resources/read", { uri: "policylayer+nobody:file:///a" }, "policylayer+nobody:file:///a"],
  ["resources/read", { uri: "file:///a" }, "file:///a"],
];

test.each(NAMES)("%s of %j is a row of no server, in either era", async (method, params, shown) => {
  const { seeded } = await seedTeam(world, []);
  const session = await TestClient.open(world.proxy, seeded);
  const stateless = new StatelessTestClient(world.proxy, seeded);
  world.upstream.arrivals.length = 0;
  for (const answer of [await session.request(method, params), await stateless.request(method, params)]) {
    expect([answer.status, answer.json.error.code]).toEqual([200, -32602]);
    expect(answer.json.error.message).toMatch(/^Unknown (tool|prompt|resource): /);
  }
  const rows = await rowsOf(seeded, 2);
  expect(rows.map(({ intent }) => intent.sessionId)).toEqual([session.session, null]);
  for (const { decision, code, intent } of rows) {
    expect([decision, code]).toEqual(["hide", "unknown_server"]);
    expect(intent).toMatchObject({ method, tool: shown, serverId: "", serverSlug: "", policyId: null });
  }
  expect(world.upstream.arrivals).toEqual([]);
});
