import { newId, timeOfId } from "@policylayer/crypto";
import { asSystem, type Db } from "@policylayer/db";
import { AUDIT_GROUP, buildControlClient, tailChannel } from "@policylayer/gate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AuditConsumer, deadLetterKey } from "../src/audit/audit-consumer";
import { type AuditFixture, startAuditFixture, until } from "./audit-fixture";

let audit: AuditFixture;
beforeEach(async () => {
  audit = await startAuditFixture();
});
afterEach(() => audit.close());

async function rowsWhenDrained() {
  await audit.drained();
  return audit.rows();
}

test("a call and its outcome become one row, placed by the time in its id, and nothing stays in the stream", async () => {
  const id = await audit.call();
  await audit.outcome(id);
  audit.startDrain();
  const rows = await rowsWhenDrained();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    id,
    at: new Date(timeOfId(id)),
    decision: "allow",
    code: "allowed",
    rule: "/tools/run_procedure",
    tool: "run_procedure",
    argumentKeys: ["name"],
    outcome: "ok",
    upstreamStatus: 200,
    requestBytes: 120,
    responseBytes: 64,
    gatewayMs: 1.5,
    upstreamMs: 12,
    bootId: "boot_1",
  });
  expect(await audit.backlog()).toEqual({ entries: 0, pending: 0 });
});

test("a call is in the log while it is under way, and its outcome completes the row", async () => {
  audit.startDrain();
  const id = await audit.call();
  expect((await rowsWhenDrained()).map(({ outcome }) => outcome)).toEqual(["in_flight"]);
  await audit.outcome(id, { outcome: "tool_error", message: "no such record" });
  await until(async () => (await audit.rows())[0]?.outcome !== "in_flight");
  expect(await rowsWhenDrained()).toMatchObject([{ id, outcome: "tool_error", message: "no such record" }]);
});

test("a call that waited for a person is one row, of what followed the wait, whatever comes in which order", async () => {
  audit.startDrain();
  const steps: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    asked: (id) => audit.call({ id, decision: "approval_required", approvalId: "apr_1" }),
    let_through: (id) => audit.call({ id, approvalId: "apr_1" }),
    answered: (id) => audit.outcome(id),
  };
  const orders = [
    ["asked", "let_through", "answered"],
    ["asked", "answered", "let_through"],
    ["let_through", "asked", "answered"],
    ["let_through", "answered", "asked"],
    ["answered", "asked", "let_through"],
    ["answered", "let_through", "asked"],
  ];
  for (const order of orders) {
    const id = newId("call");
    for (const step of order) {
      await steps[step]?.(id);
      // Each in a batch of its own.
      await audit.drained();
    }
    const row = (await audit.rows()).find((found) => found.id === id);
    expect(row, order.join(", ")).toMatchObject({
      decision: "allow",
      code: "allowed",
      outcome: "ok",
      approvalId: "apr_1",
      tool: "run_procedure",
      gatewayMs: 1.5,
      // As a proxy writes them; out of order, the sentence of the wait may stay.
      ...(order[2] === "answered" ? { message: null } : {}),
    });
  }
  expect(await audit.rows()).toHaveLength(orders.length);
});

test("a call that waits is in the log as such, and under way once it was let through", async () => {
  const { openCalls } = audit.startDrain();
  const id = await audit.call({ decision: "approval_required", approvalId: "apr_1" });
  expect(await rowsWhenDrained()).toMatchObject([
    { decision: "approval_required", outcome: null, approvalId: "apr_1" },
  ]);
  expect(openCalls.size).toBe(0);
  await audit.call({ id, approvalId: "apr_1" });
  expect(await rowsWhenDrained()).toMatchObject([{ id, decision: "allow", outcome: "in_flight", message: null }]);
  expect(openCalls.size).toBe(1);
});

test("an outcome that arrives before its intent makes the row, and the intent fills it", async () => {
  const running = audit.startDrain();
  const id = newId("call");
  await audit.outcome(id, { message: "from the outcome" });
  const [early] = await rowsWhenDrained();
  expect(early).toMatchObject({ id, outcome: "ok", decision: "allow", bootId: null, tool: null });
  await audit.call({ id });
  const rows = await rowsWhenDrained();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    id,
    outcome: "ok",
    tool: "run_procedure",
    bootId: "boot_1",
    grantLabel: "nightly",
    message: "from the outcome",
    gatewayMs: 1.5,
  });
  expect(running.openCalls.size).toBe(1); // Not known to be over here; the table says it is, and expiry changes nothing.
});

test("what is delivered again changes nothing: not the row, not its outcome, not even its place on disk", async () => {
  const id = await audit.call();
  await audit.outcome(id);
  const copies = await audit.redis.xrange(audit.stream, "-", "+");
  audit.startDrain();
  const before = await rowsWhenDrained();
  const place = () =>
    asSystem(
      audit.db,
      "maintenance",
      (tx) => tx.$queryRaw<{ place: string }[]>`SELECT ctid::text || xmin::text AS place FROM calls`,
    );
  const placeBefore = await place();
  for (const [, fields] of copies) await audit.redis.xadd(audit.stream, "*", ...fields);
  await audit.outcome(id, { outcome: "timeout", gatewayMs: 99, message: "a second opinion" });
  await audit.outcome(id, { outcome: "unknown", gatewayMs: 99 });
  expect(await rowsWhenDrained()).toEqual(before);
  expect(await place()).toEqual(placeBefore);
});

test("`unknown` is replaced by what is learnt later", async () => {
  const id = await audit.call();
  await audit.outcome(id, { outcome: "unknown", upstreamStatus: null });
  audit.startDrain();
  expect((await rowsWhenDrained())[0]?.outcome).toBe("unknown");
  await audit.outcome(id);
  expect(await rowsWhenDrained()).toMatchObject([{ outcome: "ok", upstreamStatus: 200 }]);
});

test("a call that went on without Redis is marked, also where a reservation in doubt had its row already", async () => {
  audit.startDrain();
  const id = newId("call");
  await audit.call({ id, decision: "deny" });
  expect(await rowsWhenDrained()).toMatchObject([{ id, decision: "deny", degraded: false }]);
  await audit.degradedCall(id);
  await audit.outcome(id);
  await until(async () => (await audit.rows())[0]?.degraded === true);
  const marked = { id, decision: "allow", code: "store_unavailable", degraded: true, outcome: "ok" };
  expect(await rowsWhenDrained()).toMatchObject([marked]);
  await audit.call({ id, decision: "deny" });
  expect(await rowsWhenDrained()).toMatchObject([marked]);
});

test("a refused call has no outcome, and its message and times are kept", async () => {
  const id = await audit.call({ decision: "deny" });
  await audit.outcome(id, { outcome: null, message: "not yours", upstreamStatus: null, upstreamMs: null });
  audit.startDrain();
  expect(await rowsWhenDrained()).toMatchObject([
    { id, decision: "deny", code: "rule_deny", outcome: null, message: "not yours", gatewayMs: 1.5 },
  ]);
});

test("what a dead consumer had read is taken over", async () => {
  const ids = [await audit.call(), await audit.call()];
  const options = { redisUrl: audit.redisUrl, redis: audit.redis, claimIdleMs: 30_000, onError: () => undefined };
  const dead = new AuditConsumer({ ...options, name: "dead" });
  await dead.read(0); // Makes the groups.
  expect(await dead.read(0)).toHaveLength(2);
  dead.close();
  expect(await audit.backlog()).toEqual({ entries: 2, pending: 2 });
  audit.startDrain({ name: "alive", claimIdleMs: 100 });
  expect((await rowsWhenDrained()).map(({ id }) => id)).toEqual(ids.sort());
  expect(await audit.backlog()).toEqual({ entries: 0, pending: 0 });
});

test("what a worker was killed with, its successor of the same name resumes at once", async () => {
  const id = await audit.call();
  const options = { redisUrl: audit.redisUrl, redis: audit.redis, claimIdleMs: 3_600_000, onError: () => undefined };
  const killed = new AuditConsumer({ ...options, name: "same" });
  await killed.read(0);
  await killed.read(0);
  killed.close();
  audit.startDrain({ name: "same", claimIdleMs: 3_600_000 });
  expect((await rowsWhenDrained()).map((row) => row.id)).toEqual([id]);
});

test("two workers at once write every call once", async () => {
  audit.startDrain({ name: "one" });
  audit.startDrain({ name: "two" });
  const ids: string[] = [];
  for (let i = 0; i < 150; i++) {
    const id = await audit.call();
    ids.push(id);
    await audit.outcome(id);
  }
  const rows = await rowsWhenDrained();
  expect(rows.map(({ id }) => id)).toEqual(ids.sort());
  expect(rows.filter(({ outcome, bootId }) => outcome !== "ok" || bootId !== "boot_1")).toEqual([]);
});

test("a Redis that was emptied, and a group that is gone, are drained on", async () => {
  audit.startDrain();
  const before = await audit.call();
  await audit.drained();
  await until(async () => (await audit.rows()).length === 1);
  await audit.redis.flushall();
  const afterFlush = await audit.call();
  await until(async () => (await audit.rows()).length === 2);
  await audit.redis.xgroup("DESTROY", audit.stream, AUDIT_GROUP);
  const afterDestroy = await audit.call();
  await until(async () => (await audit.rows()).length === 3);
  expect((await rowsWhenDrained()).map(({ id }) => id)).toEqual([before, afterFlush, afterDestroy].sort());
});

test("an unreadable entry is kept among the dead letters and blocks nothing", async () => {
  const { drain } = audit.startDrain();
  await audit.redis.xadd(audit.stream, "*", "hello", "world");
  const id = await audit.call();
  expect((await rowsWhenDrained()).map((row) => row.id)).toEqual([id]);
  const [letter] = await audit.redis.xrange(deadLetterKey(audit.stream), "-", "+");
  expect(letter?.[1]).toEqual([
    "dead_id",
    expect.stringMatching(/^\d+-\d+$/),
    "dead_reason",
    "unreadable",
    "hello",
    "world",
  ]);
  expect(drain.deadLetters).toBe(1);
  expect((await audit.backlog()).pending).toBe(0);
});

test("a row that Postgres refuses is kept among the dead letters, and its neighbours are written", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) ids.push(await audit.call());
  // The call log refuses it as it would refuse any value out of range.
  await audit.asOwner(`ALTER TABLE calls ADD CONSTRAINT no_such_tool CHECK (tool <> 'refused')`);
  await audit.call({ tool: "refused" });
  for (let i = 0; i < 7; i++) ids.push(await audit.call());
  const { drain } = audit.startDrain();
  expect((await rowsWhenDrained()).map(({ id }) => id)).toEqual(ids.sort());
  const [letter] = await audit.redis.xrange(deadLetterKey(audit.stream), "-", "+");
  expect(letter?.[1][3]).toMatch(/no_such_tool/);
  expect(drain.deadLetters).toBe(1);
});

test("a tool name no database can hold is in the log all the same", async () => {
  await audit.call({ tool: "a\u0000b" });
  audit.startDrain();
  expect((await rowsWhenDrained()).map(({ tool }) => tool)).toEqual(["a\uFFFDb"]);
});

test("open logs are told after the rows are there", async () => {
  const organizationId = newId("org");
  const listener = buildControlClient(audit.redisUrl, { onError: () => undefined });
  const seen: Promise<number> = new Promise((resolve, reject) => {
    listener.once("message", () => audit.rows().then((rows) => resolve(rows.length), reject));
  });
  await listener.subscribe(tailChannel(organizationId));
  audit.startDrain();
  await audit.call({ organizationId });
  expect(await seen).toBe(1);
  listener.disconnect();
});

test("a grant shows when it was last used, written once a minute at the most", async () => {
  const grantId = await createGrant(audit.db);
  const lastUsed = async () =>
    (await asSystem(audit.db, "maintenance", (tx) => tx.grant.findUniqueOrThrow({ where: { id: grantId } })))
      .lastUsedAt;
  audit.startDrain();
  const first = await audit.call({ grantId });
  await until(async () => (await lastUsed()) !== null);
  expect(await lastUsed()).toEqual(new Date(timeOfId(first)));
  await audit.call({ grantId });
  const rows = await rowsWhenDrained();
  expect(rows).toHaveLength(2);
  expect(await lastUsed()).toEqual(new Date(timeOfId(first)));
});

async function createGrant(db: Db): Promise<string> {
  const ids = { organization: newId("org"), team: newId("team"), grant: newId("grt") };
  await asSystem(db, "organization-creation", async (tx) => {
    await tx.organization.create({ data: { id: ids.organization, slug: "acme", name: "Acme", partition: 7 } });
    await tx.team.create({ data: { id: ids.team, organizationId: ids.organization, slug: "agents", name: "Agents" } });
    await tx.grant.create({
      data: {
        id: ids.grant,
        organizationId: ids.organization,
        teamId: ids.team,
        label: "nightly",
        tokenHash: "hash",
        tokenLast4: "last",
        createdBy: "nobody",
      },
    });
  });
  return ids.grant;
}
