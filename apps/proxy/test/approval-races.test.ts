import { newId } from "@policylayer/crypto";
import { createDb, type Db, type Tx, withOrganization } from "@policylayer/db";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimRow, insertRow } from "../src/grants/approval-rows";
import { eventually, secrets } from "./harness";
import { type Seeded, seedWorld } from "./seed-world";

/** Callers that claim at once, beside the one who holds the lock. */
const CALLERS = 4;
const BINDING = "one and the same call";

let database: TestDatabase;
let db: Db;
let seeded: Seeded;
let approvalId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, { connectionsMax: CALLERS + 2 });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  seeded = await seedWorld(db, secrets, {
    upstreamUrl: "http://127.0.0.1:1/mcp",
    tools: ["refund"],
    policy: '{"version":"1","default":"allow"}',
    headers: null,
    expiresAt: null,
  });
  approvalId = await withOrganization(db, seeded.organizationId, insertPending);
});

async function insertPending(tx: Tx): Promise<string> {
  const { organizationId, grantId, teamId, serverId, policyId } = seeded;
  const row = {
    id: newId("apr"),
    organizationId,
    binding: BINDING,
    callId: newId("call"),
    grantId,
    grantLabel: "seeded",
    teamId,
    teamSlug: "agents",
    serverId,
    serverSlug: "upstream",
    tool: "refund",
    toolHash: "hash",
    policyId: policyId ?? "",
    policyVersion: 1,
    rule: "/tools/refund",
    reason: "Money leaves.",
    argumentKeys: [],
    argumentsHash: "arguments",
    argumentsCiphertext: null,
    approval: { approvers: "admin", count: 1, timeoutSeconds: 3_600, waitSeconds: 0 },
  };
  const asked = await insertRow(tx, row, 100);
  if (asked === null) throw new Error("one waits already");
  return asked.id;
}

function setStatus(tx: Tx, status: string): Promise<number> {
  return tx.$executeRaw`UPDATE approvals SET status = ${status} WHERE id = ${approvalId}`;
}

const claim = (callId = newId("call")) =>
  withOrganization(db, seeded.organizationId, (tx) => claimRow(tx, BINDING, callId));

/** Runs `hold` in a transaction, waits until `count` others stand still because of it, runs `meanwhile`, and commits. */
async function whileBlocked<T>(
  hold: (tx: Tx) => Promise<unknown>,
  others: () => readonly Promise<T>[],
  meanwhile: (tx: Tx) => Promise<unknown>,
): Promise<T[]> {
  const started = await withOrganization(db, seeded.organizationId, async (tx) => {
    await hold(tx);
    const running = others();
    await eventually(
      "the others to be blocked",
      async () => {
        // Not by pg_stat_activity, which a transaction sees as it first saw it.
        const [waiting] = await tx.$queryRaw<{ count: bigint }[]>`
          SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN (
            SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database WHERE d.datname = current_database())`;
        return Number(waiting?.count);
      },
      (count) => count === running.length,
    );
    await meanwhile(tx);
    // As a value: a promise would be waited for before the commit.
    return { running };
  });
  return Promise.all(started.running);
}

// A look at the votes stands still until the decision is committed. Whoever looks for an approved request without the votes
// before that, and for the others with them after it, sees the decided one in neither look.
const lockVotes = (tx: Tx) => tx.$executeRaw`LOCK TABLE approval_votes IN ACCESS EXCLUSIVE MODE`;

test("an approval while it is looked up is seen, and used by the one who looked", async () => {
  const callId = newId("call");
  const [answer] = await whileBlocked(
    lockVotes,
    () => [claim(callId)],
    (tx) => setStatus(tx, "approved"),
  );
  expect(answer).toMatchObject({ kind: "approved", asked: { id: approvalId } });
  const row = await withOrganization(db, seeded.organizationId, (tx) =>
    tx.approval.findUniqueOrThrow({ where: { id: approvalId } }),
  );
  expect(row).toMatchObject({ status: "used", usedByCall: callId });
});

test("a denial while it is looked up is seen, with its note", async () => {
  const { organizationId } = seeded;
  const said = { person: "user:usr_1", verdict: "denied", actorKind: "user", actorId: "usr_1", actorName: "Ada" };
  const [answer] = await whileBlocked(
    lockVotes,
    () => [claim()],
    async (tx) => {
      await setStatus(tx, "denied");
      await tx.approvalVote.create({ data: { organizationId, approvalId, note: "Not today.", ...said } });
    },
  );
  expect(answer).toMatchObject({ kind: "denied", asked: { id: approvalId }, note: "Not today." });
});

const lockRow = (tx: Tx) => tx.$queryRaw`SELECT id FROM approvals WHERE id = ${approvalId} FOR UPDATE`;

test("of callers that have all seen an approved one, one uses it", async () => {
  await withOrganization(db, seeded.organizationId, (tx) => setStatus(tx, "approved"));
  const answers = await whileBlocked(
    lockRow,
    () => Array.from({ length: CALLERS }, () => claim()),
    async () => undefined,
  );
  expect(answers.filter((answer) => answer?.kind === "approved")).toHaveLength(1);
  expect(answers.filter((answer) => answer === null)).toHaveLength(CALLERS - 1);
});

test("one that was used between look and update is not used again: whoever saw it looks anew", async () => {
  await withOrganization(db, seeded.organizationId, (tx) => setStatus(tx, "approved"));
  let next = "";
  const [answer] = await whileBlocked(
    lockRow,
    () => [claim()],
    async (tx) => {
      await setStatus(tx, "used");
      next = await insertPending(tx);
    },
  );
  expect(answer).toMatchObject({ kind: "pending", asked: { id: next } });
});
