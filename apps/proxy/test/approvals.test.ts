import { asSystem } from "@policylayer/db";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { approvalsOf, askingPolicy, decide, decisionOf, pendingOf, REFUND_TOOLS } from "./approval-world";
import { auditOf, createWorld, eventually, type RunningProxy, startProxy, TestClient, type World } from "./harness";
import { answerJson } from "./recording-upstream";
import { type Seeded, savePolicy } from "./seed-world";

let world: World;
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
  world.upstream.behaviour = answerJson;
});

async function open(policy = askingPolicy()): Promise<TestClient> {
  return TestClient.open(world.proxy, await world.seed({ policy, tools: REFUND_TOOLS }));
}

/** One row a call: what the worker makes of the records. */
async function rowsOf(seeded: Seeded, calls: number) {
  const records = await eventually(
    `${calls} outcomes`,
    () => auditOf(world.watcher, seeded),
    (all) => all.filter(({ kind }) => kind === "outcome").length === calls,
  );
  const last = new Map<string, readonly [decision: string, code: string, approval: string | undefined]>();
  for (const record of records) {
    if (record.kind !== "intent") continue;
    last.set(record.intent.callId, [record.decision, record.code, record.intent.approvalId]);
  }
  return [...last.values()];
}

test("a call is stored and refused, works once when it was approved, and then is asked about again", async () => {
  const client = await open();
  const first = await client.call("refund", { amount: 7, to: "c_1" });
  const approval = await pendingOf(world, client.seeded);
  expect(decisionOf(first)).toMatchObject({
    decision: "approval_required",
    code: "approval_required",
    rule: "/tools/refund",
    approval: { id: approval.id, expires_at: approval.expiresAt.toISOString() },
  });
  expect(first.json.result.content[0].text).toMatch(
    /^\[POLICY DENIED\] Money leaves\. .*call again with exactly the same/,
  );
  expect(approval).toMatchObject({
    callId: decisionOf(first).call_id,
    grantId: client.seeded.grantId,
    tool: "refund",
    policyVersion: 1,
    argumentKeys: ["amount", "to"],
    approvers: "policy_manager",
    count: 1,
    reason: "Money leaves.",
  });
  expect(approval.expiresAt.getTime() - approval.createdAt.getTime()).toBe(3_600_000);

  // The same arguments in another order and spelling.
  const again =
    '{"jsonrpc":"2.0","id":"again","method":"tools/call","params":{"name":"refund","arguments":{"to":"c_1","amount":7.0}}}';
  expect(decisionOf(await client.post(again)).approval.id).toBe(approval.id);
  expect(await approvalsOf(world, client.seeded)).toHaveLength(1);
  expect(world.upstream.calls).toHaveLength(0);

  await decide(world, approval, "approved");
  expect(decisionOf(await client.call("refund", { amount: 7, to: "c_1" }))).toBe("allowed");
  const third = await client.call("refund", { amount: 7, to: "c_1" });
  expect(decisionOf(third)).toMatchObject({ code: "approval_required" });
  expect(decisionOf(third).approval.id).not.toBe(approval.id);
  expect(world.upstream.calls).toHaveLength(1);
  const [used, asked] = await approvalsOf(world, client.seeded);
  expect(used).toMatchObject({ status: "used", argumentsCiphertext: null });
  expect(await rowsOf(client.seeded, 4)).toEqual([
    ["approval_required", "approval_required", approval.id],
    ["approval_required", "approval_required", approval.id],
    ["allow", "allowed", approval.id],
    ["approval_required", "approval_required", asked?.id],
  ]);
});

test("a call that waits goes through once it is approved, and is one row", async () => {
  const client = await open(askingPolicy({ wait_seconds: 60 }));
  const answer = client.call("refund", { amount: 7 });
  await decide(world, await pendingOf(world, client.seeded), "approved");
  expect((await answer).json.result.content[0].text).toBe('{"amount":7}');
  const [approval] = await approvalsOf(world, client.seeded);
  expect(approval?.status).toBe("used");
  expect(await rowsOf(client.seeded, 1)).toEqual([["allow", "allowed", approval?.id]]);
});

test("two calls that wait for one approval: one goes through", async () => {
  const client = await open(askingPolicy({ wait_seconds: 2 }));
  const answers = [client.call("refund", { amount: 7 }), client.call("refund", { amount: 7 })];
  const approval = await pendingOf(world, client.seeded);
  await eventually(
    "both to wait",
    () => world.proxy.app.metrics.get("policylayer_approvals_total", "held"),
    (held) => held >= 2,
  );
  await decide(world, approval, "approved");
  const codes = (await Promise.all(answers)).map((answer) => decisionOf(answer).code ?? "allowed").sort();
  expect(codes).toEqual(["allowed", "approval_required"]);
  expect(world.upstream.calls).toHaveLength(1);
});

test("a call that waits and is denied says so with the note, and so does the next; other arguments are asked about", async () => {
  const client = await open(askingPolicy({ wait_seconds: 60 }));
  const answer = client.call("refund", { amount: 7 });
  const approval = await pendingOf(world, client.seeded);
  await decide(world, approval, "denied", { note: "Ask billing first." });
  const denied = await answer;
  expect(decisionOf(denied)).toMatchObject({
    decision: "deny",
    code: "approval_denied",
    approval: { id: approval.id },
  });
  expect(denied.json.result.content[0].text).toBe("[POLICY DENIED] refund was denied by a person: Ask billing first.");
  expect(decisionOf(await client.call("refund", { amount: 7 }))).toMatchObject({ code: "approval_denied" });
  expect(world.upstream.calls).toHaveLength(0);
  expect(await rowsOf(client.seeded, 2)).toEqual([
    ["deny", "approval_denied", approval.id],
    ["deny", "approval_denied", approval.id],
  ]);
});

test("a decision that nobody announced is found when the wait is over", async () => {
  const client = await open(askingPolicy({ wait_seconds: 1 }));
  const answer = client.call("refund", { amount: 7 });
  await decide(world, await pendingOf(world, client.seeded), "approved", { isAnnounced: false });
  expect(decisionOf(await answer)).toBe("allowed");
});

test("a wait that ends undecided answers with the approval, which works later, on another proxy too", async () => {
  const client = await open(askingPolicy({ wait_seconds: 1 }));
  const approvalOf = async () => decisionOf(await client.call("refund", { amount: 7 })).approval.id;
  const id = await approvalOf();
  const [approval] = await approvalsOf(world, client.seeded);
  expect(approval).toMatchObject({ id, status: "pending" });
  if (approval !== undefined) await decide(world, approval, "approved");
  const elsewhere = await TestClient.open(second, client.seeded);
  expect(decisionOf(await elsewhere.call("refund", { amount: 7 }))).toBe("allowed");
  expect(await approvalOf()).not.toBe(id);
});

test("of calls that race for one approval on two proxies, one goes through", async () => {
  const client = await open();
  const elsewhere = await TestClient.open(second, client.seeded);
  for (let round = 1; round <= 5; round += 1) {
    await client.call("refund", { round });
    await decide(world, await pendingOf(world, client.seeded, round), "approved");
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? client : elsewhere).call("refund", { round })),
    );
    expect(answers.filter((answer) => decisionOf(answer) === "allowed")).toHaveLength(1);
    expect(world.upstream.calls).toHaveLength(round);
  }
});

test("an approval is for its arguments, its grant, its policy version and its tool's definition", async () => {
  const client = await open();
  const approve = async (args: object, pending: number) => {
    await client.call("refund", args);
    const approval = await pendingOf(world, client.seeded, pending);
    await decide(world, approval, "approved");
    return approval;
  };
  await approve({ amount: 7 }, 1);
  // A double takes the two numbers for one.
  for (const args of [
    '{"amount":8}',
    '{"amount":"7"}',
    '{"amount":7,"to":null}',
    '{"amount":7.0000000000000000001}',
    "{}",
  ]) {
    const body = `{"jsonrpc":"2.0","id":${JSON.stringify(args)},"method":"tools/call","params":{"name":"refund","arguments":${args}}}`;
    expect(decisionOf(await client.post(body)), args).toMatchObject({ code: "approval_required" });
  }
  const { seeded } = client;
  await savePolicy(world.db, seeded, 2, askingPolicy());
  await world.bumpEpoch(seeded);
  expect(decisionOf(await client.call("refund", { amount: 7 }))).toMatchObject({ code: "approval_required" });

  await approve({ amount: 9 }, 7);
  await asSystem(world.db, "maintenance", (tx) =>
    tx.tool.updateMany({
      where: { serverId: seeded.serverId, name: "refund" },
      data: { hash: "another", definition: { name: "refund", description: "Sends twice.", inputSchema: {} } },
    }),
  );
  await world.bumpEpoch(seeded);
  expect(decisionOf(await client.call("refund", { amount: 9 }))).toMatchObject({ code: "approval_required" });
  expect(world.upstream.calls).toHaveLength(0);
});

test("a grant's approval is no other grant's, nor another organization's", async () => {
  const [one, other] = [await open(), await open()];
  await one.call("refund", { amount: 7 });
  await decide(world, await pendingOf(world, one.seeded), "approved");
  expect(decisionOf(await other.call("refund", { amount: 7 }))).toMatchObject({ code: "approval_required" });
});

test("an expired approval works no more, whether it was approved or not, and another is asked for", async () => {
  const client = await open();
  for (const verdict of ["approved", "pending"] as const) {
    const { approval } = decisionOf(await client.call("refund", { verdict }));
    await asSystem(world.db, "maintenance", (tx) =>
      tx.approval.update({
        where: { id: approval.id },
        data: { status: verdict, expiresAt: new Date(Date.now() - 1) },
      }),
    );
    const next = decisionOf(await client.call("refund", { verdict }));
    expect(next).toMatchObject({ code: "approval_required" });
    expect(next.approval.id).not.toBe(approval.id);
  }
  expect(world.upstream.calls).toHaveLength(0);
});

test("while a call waits, and when it is denied, its limits are untouched; a limit that is full gives the approval back", async () => {
  const limit = { counter: "refunds", window: "hour", max: 1 };
  const client = await open(askingPolicy({}, { limits: [limit] }));
  const refused = await client.call("refund", { amount: 1 });
  await decide(world, await pendingOf(world, client.seeded), "denied");
  expect(decisionOf(refused)).toMatchObject({ code: "approval_required" });
  for (const amount of [2, 3]) {
    await client.call("refund", { amount });
    await decide(world, await pendingOf(world, client.seeded), "approved");
  }
  expect(decisionOf(await client.call("refund", { amount: 2 }))).toBe("allowed");
  expect(decisionOf(await client.call("refund", { amount: 3 }))).toMatchObject({ code: "limit_exceeded" });
  const statuses = (await approvalsOf(world, client.seeded)).map(({ status }) => status);
  expect(statuses).toEqual(["denied", "used", "approved"]);
  await world.watcher.del(...(await world.watcher.keys(`rl:*${client.seeded.organizationId}*`)));
  expect(decisionOf(await client.call("refund", { amount: 3 }))).toBe("allowed");
});

test("no more than a hundred calls of a grant wait, and arguments that nobody would read aren't stored", async () => {
  const client = await open();
  const long = await client.call("refund", { text: "x".repeat(70_000) });
  expect(decisionOf(long)).toMatchObject({ decision: "deny", code: "argument_too_long" });
  expect(await approvalsOf(world, client.seeded)).toEqual([]);
  for (let n = 0; n < 100; n += 1) await client.call("refund", { n });
  expect(decisionOf(await client.call("refund", { n: 100 }))).toMatchObject({
    decision: "deny",
    code: "approval_backlog",
  });
  expect(decisionOf(await client.call("refund", { n: 99 }))).toMatchObject({ code: "approval_required" });
  expect(await approvalsOf(world, client.seeded)).toHaveLength(100);
});

test("argument values are in no column, key or record in clear", async () => {
  const secret = "iban-DE89370400440532013000";
  const client = await open(askingPolicy({ wait_seconds: 1 }));
  await client.call("refund", { to: secret });
  const { rows } = await world.db
    .$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.organization_id', ${client.seeded.organizationId}, true)`;
      return tx.$queryRaw<
        { text: string }[]
      >`SELECT approvals::text || encode(arguments_ciphertext, 'escape') AS text FROM approvals`;
    })
    .then((found) => ({ rows: found }));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).not.toContain(secret);
  const keys = await world.watcher.keys("*");
  const held = await Promise.all(keys.map((key) => world.watcher.dump(key)));
  expect(`${keys.join(" ")} ${held.join(" ")}`).not.toContain(secret);
  expect(world.proxy.logged()).not.toContain(secret);
});
