import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Answer, auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { answerJson } from "./recording-upstream";
import { overrideClass, type Seeded } from "./seed-world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

/** Two tools with schemas and annotations, behind rules for `refund`. */
function seedRules(refund: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<Seeded> {
  const policy = JSON.stringify({ version: "1", default: "deny", tools: { refund }, ...more });
  const inputSchema = { type: "object", properties: { amount: { type: "number", maximum: 500 }, customer: {} } };
  return world.seed({
    policy,
    tools: [{ name: "refund", inputSchema, annotations: { destructiveHint: true } }, "other"],
  });
}

function decisionOf({ json }: Answer): unknown {
  return json.result._meta?.["policylayer/decision"] ?? "allowed";
}

async function intentsOf(seeded: Seeded, count: number) {
  const records = await eventually(
    `${count} outcomes`,
    () => auditOf(world.watcher, seeded),
    (all) => all.filter(({ kind }) => kind === "outcome").length === count,
  );
  return records.flatMap((record) => (record.kind === "intent" ? [record] : []));
}

test("rules judge the arguments that are forwarded, by value and by the number's own digits", async () => {
  const seeded = await seedRules({ require: [{ path: "args.amount", op: "lte", value: 100 }] });
  const client = await TestClient.open(world.proxy, seeded);
  expect(decisionOf(await client.call("refund", { amount: 100 }))).toBe("allowed");
  const refused: [args: string, code: string][] = [
    ['{"amount":101}', "require_failed"],
    ['{"amount":"100"}', "argument_type"],
    ['{"amount":99.99999999999999999999}', "unsafe_number"],
    ['{"amount":1e-400}', "unsafe_number"],
    ['{"Amount":5}', "ambiguous_argument"],
    ["{}", "require_failed"],
  ];
  for (const [args, code] of refused) {
    const body = `{"jsonrpc":"2.0","id":"${code}${args.length}","method":"tools/call","params":{"name":"refund","arguments":${args}}}`;
    expect(decisionOf(await client.post(body)), args).toMatchObject({ decision: "deny", code });
  }
  expect(world.upstream.calls).toHaveLength(1);
});

test("rules by class judge by what a tool is, and by what a person said it is from the next call", async () => {
  const policy = {
    version: "1",
    default: "deny",
    classes: { read: {}, destructive: { action: "hide" }, execute: { action: "deny", reason: "Nothing is run." } },
  };
  const inputSchema = { type: "object" };
  const seeded = await world.seed({
    policy: JSON.stringify(policy),
    tools: ["get_row", "drop_table", "run_procedure", "create_row"].map((name) => ({ name, inputSchema })),
  });
  const client = await TestClient.open(world.proxy, seeded);
  expect(decisionOf(await client.call("get_row", {}))).toBe("allowed");
  expect(decisionOf(await client.call("run_procedure", {}))).toMatchObject({ rule: "/classes/execute" });
  expect(decisionOf(await client.call("create_row", {}))).toMatchObject({ code: "default_deny" });
  expect((await client.call("drop_table", {})).json.error).toMatchObject({ code: -32602 });

  await overrideClass(world.db, seeded, "drop_table", "read");
  await world.bumpEpoch(seeded);
  expect(decisionOf(await client.call("drop_table", {}))).toBe("allowed");
  expect(world.upstream.calls).toHaveLength(2);
});

test("rules know the grant, the team, the server, the client and the tool's annotations", async () => {
  const facts = [
    ["grant.label", "seeded"],
    ["team.slug", "agents"],
    ["server.slug", "upstream"],
    ["client.name", "tester"],
    ["tool.annotations.destructiveHint", true],
  ];
  const conditions = facts.map(([path, value]) => ({ path, op: "eq", value }));
  const seeded = await seedRules({
    require: [...conditions, { path: "time.hour", op: "gte", value: 0 }],
  });
  const client = await TestClient.open(world.proxy, seeded);
  expect(decisionOf(await client.call("refund", {}))).toBe("allowed");
  const other = await TestClient.open(
    world.proxy,
    await seedRules({ deny_if: [{ conditions: [{ all: conditions }], on_deny: "Not by this client." }] }),
  );
  const answer = await other.call("refund", {});
  expect(decisionOf(answer)).toMatchObject({ code: "deny_if_matched", rule: "/tools/refund/deny_if/0" });
  expect(answer.json.result.content[0].text).toBe("[POLICY DENIED] Not by this client.");
});

test("`arguments: schema` checks by the pinned schema", async () => {
  const client = await TestClient.open(world.proxy, await seedRules({ arguments: "schema" }));
  expect(decisionOf(await client.call("refund", { amount: 500 }))).toBe("allowed");
  expect(decisionOf(await client.call("refund", { amount: 501 }))).toMatchObject({ code: "schema_mismatch" });
  expect(decisionOf(await client.call("refund", { extra: 1 }))).toMatchObject({ code: "schema_mismatch" });
  expect(world.upstream.calls).toHaveLength(1);
});

test("a call that needs approval is refused with that code", async () => {
  const seeded = await seedRules({
    approve_if: [{ conditions: [{ path: "args.amount", op: "gt", value: 10 }], reason: "Large refund." }],
  });
  const client = await TestClient.open(world.proxy, seeded);
  expect(decisionOf(await client.call("refund", { amount: 10 }))).toBe("allowed");
  const answer = await client.call("refund", { amount: 11 });
  expect(decisionOf(answer)).toMatchObject({ decision: "approval_required", code: "approval_required" });
  expect(world.upstream.calls).toHaveLength(1);
  expect((await intentsOf(seeded, 2)).map(({ decision }) => decision)).toEqual(["allow", "approval_required"]);
});

test("a limit counts for each value of an argument, by the amount in another, and within its scope", async () => {
  const perCustomer = {
    counter: "refunds",
    window: "day",
    max: 100,
    scope: "team",
    per: "args.customer",
    cost: { path: "args.amount", max: 80 },
  };
  const perSession = { counter: "sessions", window: "hour", max: 3, scope: "session" };
  const seeded = await seedRules({ limits: [perCustomer, perSession] });
  const [first, second] = [await TestClient.open(world.proxy, seeded), await TestClient.open(world.proxy, seeded)];
  expect(decisionOf(await first.call("refund", { customer: "a", amount: 60 }))).toBe("allowed");
  expect(decisionOf(await first.call("refund", { customer: "b", amount: 60 }))).toBe("allowed");
  expect(decisionOf(await second.call("refund", { customer: "a", amount: 41 }))).toMatchObject({
    code: "limit_exceeded",
    rule: "/tools/refund/limits/0",
    limit: { counter: "refunds", max: 100, remaining: 40 },
  });
  expect(decisionOf(await second.call("refund", { customer: "a", amount: 40 }))).toBe("allowed");
  expect(decisionOf(await second.call("refund", { customer: "c", amount: 81 }))).toMatchObject({
    code: "cost_too_high",
  });
  expect(decisionOf(await first.call("refund", { customer: "c", amount: 1 }))).toBe("allowed");
  expect(decisionOf(await first.call("refund", { customer: "c", amount: 1 }))).toMatchObject({
    rule: "/tools/refund/limits/1",
  });
  expect(decisionOf(await second.call("refund", { customer: "c", amount: 1 }))).toBe("allowed");
});

test("in shadow mode everything is forwarded, and what would have been decided is recorded", async () => {
  const limits = [{ counter: "refunds", window: "hour", max: 1 }];
  const seeded = await seedRules(
    { deny_if: [{ conditions: [{ path: "args.amount", op: "gt", value: 10 }] }], limits },
    { mode: "shadow" },
  );
  const client = await TestClient.open(world.proxy, seeded);
  for (const amount of [1, 2, 11]) {
    expect(decisionOf(await client.call("refund", { amount }))).toBe("allowed");
  }
  expect(decisionOf(await client.call("other", {}))).toBe("allowed");
  expect((await client.call("absent", {})).json.error.code).toBe(-32602);
  expect(world.upstream.calls).toHaveLength(4);
  expect(
    (await intentsOf(seeded, 5)).map(({ decision, code, rule, would }) => [decision, code, rule, would?.code]),
  ).toEqual([
    ["allow", "shadow", "/tools/refund", "allowed"],
    ["allow", "shadow", "/tools/refund/limits/0", "limit_exceeded"],
    ["allow", "shadow", "/tools/refund/deny_if/0", "deny_if_matched"],
    ["allow", "shadow", "/default", "default_deny"],
    ["hide", "unknown_tool", null, undefined],
  ]);
});

test("a call of shadow mode that was over its limit and never sent is recorded like any other", async () => {
  const limits = [{ counter: "refunds", window: "hour", max: 0 }];
  const seeded = await seedRules({ limits }, { mode: "shadow" });
  const client = await TestClient.open(world.proxy, seeded);
  await world.upstream.stop();
  const answer = await client.call("refund", {});
  expect(answer.json.error.data).toMatchObject({ code: "upstream_error" });
  const outcomes = (await auditOf(world.watcher, seeded)).filter(({ kind }) => kind === "outcome");
  expect(outcomes).toMatchObject([{ refunded: true, outcome: { outcome: "upstream_error" } }]);
});
