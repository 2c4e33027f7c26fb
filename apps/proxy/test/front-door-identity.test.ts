import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditOf, createWorld, eventually, secrets, TestClient, type World } from "./harness";
import { bodyOf, CALL, type Changes, codeOf, RawClient } from "./raw-client";
import { type Seeded, seedColleague } from "./seed-world";

// Who somebody says to be, one case a row, sent as bytes: sessions, headers of other hops, and what belongs to another era
// of the protocol.

let world: World;
let seeded: Seeded;
let client: TestClient;
let raw: RawClient;
beforeAll(async () => {
  world = await createWorld();
  seeded = await world.seed();
  client = await TestClient.open(world.proxy, seeded);
  raw = new RawClient(world.proxy, client);
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

/** What is recorded, but for the one grant that names the session of another: see `foreign-sessions.test.ts`. */
async function recorded() {
  const records = await auditOf(world.watcher, seeded);
  const foreign = new Set<string>();
  for (const record of records) {
    if (record.kind !== "intent" || record.intent.grantLabel !== "colleague") continue;
    expect(record.code).toBe("session_mismatch");
    foreign.add(record.intent.callId);
  }
  return records.filter((record) => !foreign.has((record.kind === "intent" ? record.intent : record.outcome).callId));
}

describe("a session opens nothing by itself: 404, and the upstream sees nothing, with", () => {
  const session = (id: string): Changes => ({ lines: { "Mcp-Session-Id": id } });
  const rows: [what: string, changes: () => Changes | Promise<Changes>][] = [
    [
      "one of another grant",
      async () => ({ lines: { Authorization: `Bearer ${await seedColleague(world.db, secrets, seeded)}` } }),
    ],
    [
      "one of another organization",
      async () => session((await TestClient.open(world.proxy, await world.seed())).session),
    ],
    ["the upstream's own", () => session("upstream-session-1")],
    ["a random one", () => session("A".repeat(32))],
    ["one in other letters", () => session(client.session.toLowerCase().replace(/^./, "_"))],
    ["one with more behind it", () => session(`${client.session}x`)],
    ["one in quotes", () => session(`"${client.session}"`)],
    ["one of 8 KB", () => session("a".repeat(8_000))],
    ["one that isn't ASCII", () => session(`${client.session}\u00e9`)],
    [
      "one that has expired",
      async () => {
        const { session: id } = await TestClient.open(world.proxy, seeded);
        const [key] = await world.watcher.keys(`ses:*:${id}`);
        await world.watcher.pexpireat(key ?? "", 1);
        return session(id);
      },
    ],
    [
      "one that was ended",
      async () => {
        const other = new RawClient(world.proxy, await TestClient.open(world.proxy, seeded));
        const ended = other.bytes({ method: "DELETE" }).toString("latin1");
        expect((await other.send({ method: "DELETE", body: "" })).status).toBe(204);
        return session(/Mcp-Session-Id: (.*)\r\n/.exec(ended)?.[1] ?? "");
      },
    ],
  ];
  test.each(rows)("%s", async (_, changes) => {
    const attempt = await changes();
    world.upstream.arrivals.length = 0;
    for (const body of [CALL, CALL.replace("tools/call", "tools/list").replace(/,"params".*/, "}")]) {
      const answer = await raw.send({ ...attempt, body });
      expect([answer.status, bodyOf(answer).code]).toEqual([404, "session_not_found"]);
    }
    expect((await raw.send({ ...attempt, method: "DELETE", body: "" })).status).toBe(404);
    expect(world.upstream.arrivals).toEqual([]);
    expect(await recorded()).toEqual([]);
  });

  test("nothing of what was tried has ended the session of its owner", async () => {
    expect((await raw.send()).status).toBe(200);
    const records = await eventually("the outcome", recorded, (all) => all.length === 2);
    expect(records.map(({ kind }) => kind)).toEqual(["intent", "outcome"]);
  });

  test("none at all is 400", async () => {
    const answer = await raw.send({ lines: { "Mcp-Session-Id": "" } });
    expect([answer.status, bodyOf(answer).code]).toEqual([400, "bad_session_header"]);
    expect(world.upstream.arrivals).toEqual([]);
  });
});

describe("headers that name somebody", () => {
  const forwarding = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "evil.example.com",
    "X-Forwarded-Proto": "https",
    "X-Real-IP": "203.0.113.9",
    Forwarded: "for=203.0.113.9;host=evil.example.com",
    "X-Original-URL": "/admin",
    "X-HTTP-Method-Override": "DELETE",
    "X-MCP-User": "root",
    Via: "1.1 evil",
    Cookie: "a=b",
  };

  test.each(Object.entries(forwarding))("%s is neither believed nor passed on nor recorded", async (name, value) => {
    const before = (await auditOf(world.watcher, seeded)).length;
    expect((await raw.send({ lines: { [name]: value } })).status).toBe(200);
    const [call] = world.upstream.calls;
    expect(call?.rawHeaders.map((part) => part.toLowerCase())).not.toContain(name.toLowerCase());
    expect(JSON.stringify(world.upstream.arrivals)).not.toContain(value);
    const records = await eventually(
      "the outcome",
      () => auditOf(world.watcher, seeded),
      (all) => all.length === before + 2,
    );
    expect(JSON.stringify(records)).not.toContain(value);
  });

  test.each([
    ["Host", "evil.example.com"],
    ["Host", "127.0.0.1, evil.example.com"],
    ["Host", "127.0.0.1#evil"],
  ])("%s: %s isn't ours, whatever X-Forwarded-Host says", async (name, value) => {
    const answer = await raw.send({ lines: { [name]: value, "X-Forwarded-Host": "127.0.0.1" } });
    expect([answer.status, bodyOf(answer).code]).toEqual([403, "host_refused"]);
    expect(world.upstream.arrivals).toEqual([]);
  });
});

describe("what belongs to another era of the protocol", () => {
  test.each([
    ["Mcp-Name", "drop_table"],
    ["Mcp-Method", "tools/list"],
    ["Mcp-Param-Region", "=?base64?ZXZpbA==?="],
    ["Last-Event-ID", "7"],
  ])("%s that disagrees with the body decides nothing and isn't passed on", async (name, value) => {
    expect((await raw.send({ lines: { [name]: value } })).status).toBe(200);
    const [call] = world.upstream.calls;
    expect(call?.message).toMatchObject({ method: "tools/call", params: { name: "run_procedure" } });
    expect(call?.rawHeaders.map((part) => part.toLowerCase())).not.toContain(name.toLowerCase());
  });

  test.each([
    ["2026-07-28", 400],
    ["2024-11-05", 200],
    ["2024-10-07", 400],
    ["2025-11-25 ", 200],
    ["2025-11-25, 2025-06-18", 400],
    ["", 400],
    ["draft", 400],
  ])("the version %j is answered with %i", async (version, status) => {
    const answer = await raw.send({ more: [`MCP-Protocol-Version: ${version}`] });
    expect(answer.status).toBe(status);
    // A header of 2026-07-28 on a body that says nothing of it is neither the one nor the other.
    if (status === 400) expect(codeOf(answer)).toBe(version === "2026-07-28" ? -32602 : -32600);
    expect(world.upstream.calls).toHaveLength(status === 200 ? 1 : 0);
  });

  test.each([
    ["the state of a request that asked back", '"requestState":"x"'],
    ["answers to what was asked back", '"inputResponses":{}'],
    ["a task", '"task":{"ttl":1}'],
  ])("%s is refused", async (_, member) => {
    const answer = await raw.send({ body: CALL.replace('"arguments"', `${member},"arguments"`) });
    expect([answer.status, codeOf(answer)]).toEqual([200, -32602]);
    expect(world.upstream.arrivals).toEqual([]);
  });
});
