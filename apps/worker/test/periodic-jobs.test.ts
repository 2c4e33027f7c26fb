import { newId } from "@policylayer/crypto";
import { asSystem, type Db } from "@policylayer/db";
import { buildControlClient } from "@policylayer/gate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { OpenCalls } from "../src/audit/open-calls";
import { expireApprovals } from "../src/jobs/expire-approvals";
import { expireIntents } from "../src/jobs/expire-intents";
import { finishOutbox } from "../src/jobs/finish-outbox";
import { makePartitions } from "../src/jobs/make-partitions";
import { createLog } from "../src/log";
import { Outages } from "../src/outages";
import { type System, watchedSystem } from "../src/watched-system";
import { type AuditFixture, noCharges, startAuditFixture } from "./audit-fixture";

let audit: AuditFixture;
let system: System;
beforeEach(async () => {
  audit = await startAuditFixture();
  system = watchedSystem(audit.db, new Outages(createLog("silent")));
});
afterEach(() => audit.close());

async function outcomes(): Promise<(string | null)[]> {
  await audit.drained();
  return (await audit.rows()).map(({ outcome }) => outcome);
}

test("a call whose proxy can't report any more becomes `unknown`, half a minute after its deadline and no sooner", async () => {
  const deadlineMs = Date.now() + 60_000;
  const { openCalls } = audit.startDrain();
  await audit.call({ deadlineMs });
  await audit.call({ decision: "deny", deadlineMs });
  const answered = await audit.call({ deadlineMs });
  await audit.outcome(answered);
  expect(await outcomes()).toEqual(["in_flight", null, "ok"]);

  let nowMs = deadlineMs + 29_999;
  const job = expireIntents({ system, redis: audit.redis, openCalls, nowMs: () => nowMs });
  await job.run();
  expect(await outcomes()).toEqual(["in_flight", null, "ok"]);
  nowMs++;
  await job.run();
  expect(await outcomes()).toEqual(["unknown", null, "ok"]);
  expect(openCalls.size).toBe(0);
});

test("a call becomes `unknown` when its proxy has given no sign of life for ten seconds and more, and no other's does", async () => {
  const { openCalls } = audit.startDrain();
  const startedMs = Date.now();
  const deadlineMs = startedMs + 300_000;
  await audit.call({ deadlineMs });
  await audit.call({ deadlineMs, bootId: "boot_killed" });
  let nowMs = startedMs;
  const job = expireIntents({ system, redis: audit.redis, openCalls, nowMs: () => nowMs });
  await audit.drained();
  await job.run();
  nowMs += 9_999;
  await job.run();
  expect(await outcomes()).toEqual(["in_flight", "in_flight"]);
  nowMs++;
  await job.run();
  expect(await outcomes()).toEqual(["in_flight", "unknown"]);
  expect(openCalls.bootIds()).toEqual(["boot_1"]);
});

test("while Redis can't say who lives nobody is taken for dead, and deadlines go by the clock", async () => {
  const { openCalls } = audit.startDrain();
  const startedMs = Date.now();
  await audit.call({ deadlineMs: startedMs });
  await audit.call({ deadlineMs: startedMs + 300_000, bootId: "boot_killed" });
  await audit.drained();
  const away = buildControlClient(audit.redisUrl);
  const job = expireIntents({ system, redis: away, openCalls, nowMs: () => nowMs });
  let nowMs = startedMs;
  await job.run();
  away.disconnect();
  nowMs += 60_000;
  await expect(job.run()).rejects.toThrow("counter store");
  expect(await outcomes()).toEqual(["unknown", "in_flight"]);
});

test("an outcome that comes after all replaces the `unknown`", async () => {
  const { openCalls } = audit.startDrain();
  const id = await audit.call({ deadlineMs: 0 });
  await audit.drained();
  await expireIntents({ system, redis: audit.redis, openCalls }).run();
  expect(await outcomes()).toEqual(["unknown"]);
  await audit.outcome(id);
  expect(await outcomes()).toEqual(["ok"]);
});

test("a call that another worker wrote is found in the table, and one completed meanwhile is left alone", async () => {
  audit.startDrain();
  const deadlineMs = Date.now() + 60_000;
  await audit.call({ deadlineMs });
  const completed = await audit.call({ deadlineMs });
  expect(await outcomes()).toEqual(["in_flight", "in_flight"]);

  let nowMs = Date.now();
  const openCalls = new OpenCalls();
  const job = expireIntents({ system, redis: audit.redis, openCalls, nowMs: () => nowMs });
  await job.run();
  expect(openCalls.size).toBe(2);
  await audit.outcome(completed);
  expect(await outcomes()).toEqual(["in_flight", "ok"]);
  nowMs = deadlineMs + 30_000;
  await job.run();
  expect(await outcomes()).toEqual(["unknown", "ok"]);
});

test("a change that the proxies weren't told of is told, once it is two seconds old", async () => {
  const [organizationId, grantId] = [newId("org"), newId("grt")];
  const epoch = () => audit.gate.openEpoch({ partition: 7, organizationId, grantId }, noCharges);
  const before = await epoch();
  await asSystem(audit.db, "organization-creation", async (tx) => {
    await tx.outbox.create({
      data: { organizationId, partition: 7, kind: "grant.revoked", objectId: grantId, grantIds: [grantId] },
    });
  });

  let nowMs = Date.now();
  const job = finishOutbox({ system, redis: audit.redis, nowMs: () => nowMs });
  await job.run();
  expect(await epoch()).toBe(before);
  nowMs += 60_000;
  await job.run();
  const after = await epoch();
  expect(after).not.toBe(before);
  expect(await outbox(audit.db)).toMatchObject([{ objectId: grantId, doneAt: expect.any(Date) }]);
  await job.run();
  expect(await epoch()).toBe(after);
});

test("changes that everybody knows of leave the outbox after a week", async () => {
  const day = 86_400_000;
  const now = Date.now();
  const change = { organizationId: newId("org"), partition: 7, kind: "policy.saved", grantIds: [] };
  await asSystem(audit.db, "organization-creation", (tx) =>
    tx.outbox.createMany({
      data: [
        { ...change, objectId: "old", doneAt: new Date(now - 8 * day) },
        { ...change, objectId: "recent", doneAt: new Date(now - 6 * day) },
      ],
    }),
  );
  await finishOutbox({ system, redis: audit.redis }).run();
  expect((await outbox(audit.db)).map(({ objectId }) => objectId)).toEqual(["recent"]);
});

test("approvals expire when their time is over, decided or not, and their arguments go", async () => {
  const organizationId = newId("org");
  const approval = {
    organizationId,
    binding: "",
    callId: "call_1",
    grantId: "grt_1",
    grantLabel: "nightly",
    teamId: "team_1",
    teamSlug: "agents",
    serverId: "srv_1",
    serverSlug: "demo",
    tool: "refund",
    toolHash: "hash",
    policyId: "pol_1",
    policyVersion: 1,
    reason: "Money leaves.",
    argumentsHash: "hash",
    argumentsCiphertext: Uint8Array.from([1]),
    approvers: "admin",
    count: 1,
  };
  const [past, future] = [new Date(Date.now() - 1_000), new Date(Date.now() + 60_000)];
  const rows = [
    ["over, pending", "pending", past],
    ["over, approved", "approved", past],
    ["over, denied", "denied", past],
    ["not over", "pending", future],
  ] as const;
  await system("maintenance", async (tx) => {
    await tx.organization.create({ data: { id: organizationId, slug: "acme", name: "Acme", partition: 7 } });
    await tx.approval.createMany({
      data: rows.map(([id, status, expiresAt]) => ({ ...approval, id, binding: id, status, expiresAt })),
    });
  });
  const job = expireApprovals(system);
  await Promise.all([job.run(), job.run()]);
  const found = await system("maintenance", (tx) => tx.approval.findMany({ orderBy: { id: "asc" } }));
  expect(found.map(({ id, status, argumentsCiphertext }) => [id, status, argumentsCiphertext === null])).toEqual([
    ["not over", "pending", false],
    ["over, approved", "expired", true],
    ["over, denied", "denied", false],
    ["over, pending", "expired", true],
  ]);
});

test("a month's partition that is missing is made, by a login that may make no table itself, and only once", async () => {
  const names = async () => {
    const rows = await system(
      "maintenance",
      (tx) => tx.$queryRaw<{ name: string }[]>`
        SELECT relid::text AS name FROM pg_partition_tree('calls') WHERE isleaf ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };
  const before = await names();
  const newest = before.filter((name) => /^calls_y\d{4}m\d{2}$/.test(name)).at(-1);
  await audit.asOwner(`DROP TABLE ${newest}`);
  expect(await names()).not.toContain(newest);
  await makePartitions(system).run();
  await makePartitions(system).run();
  expect(await names()).toEqual(before);
});

function outbox(db: Db) {
  return asSystem(db, "outbox", (tx) => tx.outbox.findMany());
}
