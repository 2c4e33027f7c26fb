import { newId } from "@policylayer/crypto";
import { withOrganization } from "@policylayer/db";
import type { AuditRecord } from "@policylayer/gate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Answer,
  auditOf,
  createWorld,
  eventually,
  headersFor,
  type RunningProxy,
  secrets,
  send,
  startProxy,
  TestClient,
  type World,
} from "./harness";
import { type Seeded, seedColleague } from "./seed-world";

const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}';

let world: World;
/** A second proxy on the same Redis and Postgres, which has no session in memory. */
let second: RunningProxy;
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
});

/** A living session, and the token of another grant of its organization. */
async function twoGrants(): Promise<{ owner: TestClient; seeded: Seeded; token: string }> {
  const seeded = await world.seed();
  const owner = await TestClient.open(world.proxy, seeded);
  world.upstream.arrivals.length = 0;
  return { owner, seeded, token: await seedColleague(world.db, secrets, seeded) };
}

async function rowsOf(seeded: Seeded): Promise<Extract<AuditRecord, { kind: "intent" }>[]> {
  return (await auditOf(world.watcher, seeded)).filter((record) => record.kind === "intent");
}

/** Everything a client sees, but for the time of day. */
function seen({ status, headers, text }: Answer): unknown {
  const { date: _, ...rest } = headers;
  return { status, headers: rest, text };
}

const proxies: [string, () => RunningProxy][] = [
  ["that has it in memory", () => world.proxy],
  ["that has not", () => second],
];

test.each(proxies)(
  "a session of another grant is answered as one that never was, and leaves a row, on a proxy %s",
  async (_, proxy) => {
    const { owner, seeded, token } = await twoGrants();
    const absent = await send(proxy(), seeded.path, CALL, headersFor(token, "x".repeat(58)));
    const foreign = await send(proxy(), seeded.path, CALL, headersFor(token, owner.session));
    expect(foreign.status).toBe(404);
    expect(seen(foreign)).toEqual(seen(absent));

    const [row, ...more] = await eventually(
      "the row",
      () => rowsOf(seeded),
      ({ length }) => length > 0,
    );
    expect(more).toEqual([]);
    expect(row).toMatchObject({ decision: "deny", code: "session_mismatch", rule: null, message: null });
    expect(row?.intent).toMatchObject({
      organizationId: seeded.organizationId,
      grantLabel: "colleague",
      serverId: seeded.serverId,
      method: "tools/call",
      tool: null,
      sessionId: null,
    });
    expect(JSON.stringify(row)).not.toContain(owner.session);
    expect(world.upstream.arrivals).toEqual([]);
    // Its owner isn't troubled.
    expect((await owner.call("run_procedure")).status).toBe(200);
  },
);

test.each(["GET", "DELETE"])("%s with a session of another grant leaves a row, and ends nothing", async (method) => {
  const { owner, seeded, token } = await twoGrants();
  const answer = await send(world.proxy, seeded.path, null, headersFor(token, owner.session), method);
  expect([answer.status, answer.json.code]).toEqual([404, "session_not_found"]);
  const [row] = await eventually(
    "the row",
    () => rowsOf(seeded),
    ({ length }) => length > 0,
  );
  expect(row).toMatchObject({ code: "session_mismatch", intent: { method, grantLabel: "colleague" } });
  expect((await owner.request("ping")).status).toBe(200);
});

test("a session with another server of the same grant leaves a row for the server that was asked", async () => {
  const { owner, seeded } = await twoGrants();
  const { organizationId, grantId } = seeded;
  const serverId = newId("srv");
  await withOrganization(world.db, organizationId, async (tx) => {
    const other = { id: serverId, organizationId, slug: "other", name: "Other", url: world.upstream.url };
    await tx.server.create({ data: other });
    await tx.grantBinding.create({ data: { organizationId, grantId, serverId } });
  });
  await world.bumpEpoch(seeded);
  const path = seeded.path.replace("/upstream/", "/other/");
  expect((await send(world.proxy, path, CALL, owner.headers)).status).toBe(404);
  const [row] = await eventually(
    "the row",
    () => rowsOf(seeded),
    ({ length }) => length > 0,
  );
  expect(row).toMatchObject({ code: "session_mismatch", intent: { grantId, serverId, serverSlug: "other" } });
  expect(world.upstream.arrivals).toEqual([]);
});

test("ids that never were or have ended, and those of another organization, leave no row", async () => {
  const { owner, seeded, token } = await twoGrants();
  const stranger = await world.seed();
  const ended = await TestClient.open(world.proxy, seeded);
  expect((await send(world.proxy, seeded.path, null, ended.headers, "DELETE")).status).toBe(204);
  const never = `${"x".repeat(32)}${owner.session.slice(32)}`;
  for (const proxy of [world.proxy, second]) {
    const answers = [
      await send(proxy, seeded.path, CALL, headersFor(token, ended.session)),
      await send(proxy, seeded.path, CALL, headersFor(token, never)),
      await send(proxy, seeded.path, CALL, headersFor(token, "short")),
      await send(proxy, stranger.path, CALL, headersFor(stranger.token, owner.session)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(answers.map((answer) => JSON.stringify(seen(answer)))).size).toBe(1);
  }
  // What each proxy records of this comes after all that it could have recorded of those.
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  for (const proxy of [world.proxy, second]) {
    await send(proxy, seeded.path, ping, headersFor(token, owner.session));
    await send(proxy, stranger.path, ping, headersFor(stranger.token, ended.session));
  }
  const rows = await eventually(
    "the rows of the pings",
    () => rowsOf(seeded),
    ({ length }) => length === 2,
  );
  expect(rows.map(({ intent }) => intent.method)).toEqual(["ping", "ping"]);
  expect(await rowsOf(stranger)).toEqual([]);
});

test("guessing can't fill the log: a row a second for a grant, the others are counted", async () => {
  const { owner, seeded, token } = await twoGrants();
  const colleague = await seedColleague(world.db, secrets, seeded);
  const before = world.proxy.app.metrics.get("policylayer_sessions_total", "mismatch");
  const startedAt = performance.now();
  for (let n = 0; n < 40; n += 1) await send(world.proxy, seeded.path, CALL, headersFor(token, owner.session));
  await eventually(
    "all to be counted",
    () => world.proxy.app.metrics.get("policylayer_sessions_total", "mismatch") - before,
    (count) => count === 40,
  );
  const rows = await rowsOf(seeded);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThanOrEqual(1 + (performance.now() - startedAt) / 1_000);
  // Each grant for itself.
  await send(world.proxy, seeded.path, CALL, headersFor(colleague, owner.session));
  await eventually(
    "the other grant's row",
    () => rowsOf(seeded),
    (all) => new Set(all.map(({ intent }) => intent.grantId)).size === 2,
  );
});
