import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { answerJson } from "./recording-upstream";

/** The policy a customer starts with: one tool, ten calls a minute, everything else denied. */
const SEED_POLICY = JSON.stringify({
  version: "1",
  default: "deny",
  tools: { run_procedure: { limits: [{ counter: "run_procedure_rate", window: "minute", max: 10, scope: "grant" }] } },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

test("of 15 calls a minute exactly 10 reach the upstream, 5 are refused with a time to come back, and all 15 are recorded", async () => {
  const seeded = await world.seed({ policy: SEED_POLICY });
  const client = await TestClient.open(world.proxy, seeded);
  const answers = [];
  for (let n = 1; n <= 15; n += 1) answers.push(await client.call("run_procedure", { n }));

  expect(answers.slice(0, 10).map(({ json }) => json.result.content[0].text)).toEqual(
    Array.from({ length: 10 }, (_, n) => JSON.stringify({ n: n + 1 })),
  );
  for (const { status, json } of answers.slice(10)) {
    expect(status).toBe(200);
    expect(json.result.isError).toBe(true);
    expect(json.result.content[0].text).toMatch(/^\[POLICY DENIED\] run_procedure is limited to 10 calls a minute/);
    const decision = json.result._meta["policylayer/decision"];
    expect(decision).toMatchObject({
      decision: "rate_limited",
      code: "limit_exceeded",
      rule: "/tools/run_procedure/limits/0",
      limit: { counter: "run_procedure_rate", max: 10, window: "minute", remaining: 0 },
    });
    expect(decision.retry_after_ms).toBeGreaterThan(0);
    expect(decision.retry_after_ms).toBeLessThanOrEqual(61_000);
  }
  expect(world.upstream.calls).toHaveLength(10);

  const records = await eventually(
    "15 outcomes",
    () => auditOf(world.watcher, seeded),
    (all) => all.filter(({ kind }) => kind === "outcome").length === 15,
  );
  const intents = records.flatMap((record) => (record.kind === "intent" ? [record] : []));
  expect(intents.map(({ decision, rule }) => `${decision} ${rule}`)).toEqual([
    ...Array.from({ length: 10 }, () => "allow /tools/run_procedure"),
    ...Array.from({ length: 5 }, () => "rate_limited /tools/run_procedure/limits/0"),
  ]);
  expect(intents[0]?.intent).toMatchObject({
    grantId: seeded.grantId,
    serverSlug: "upstream",
    teamSlug: "agents",
    method: "tools/call",
    tool: "run_procedure",
    policyId: seeded.policyId,
    policyVersion: 1,
    argumentKeys: ["n"],
    clientName: "tester",
    protocolVersion: "2025-11-25",
  });
  const outcomes = records.flatMap((record) => (record.kind === "outcome" ? [record.outcome] : []));
  expect(outcomes.filter(({ outcome }) => outcome === "ok")).toHaveLength(10);
  const refused = outcomes.filter(({ outcome }) => outcome === null);
  expect(refused).toHaveLength(5);
  expect(refused[0]?.message).toContain("limited to 10 calls a minute");
  const forwarded = outcomes.find(({ outcome }) => outcome === "ok");
  expect(forwarded?.upstreamStatus).toBe(200);
  expect(forwarded?.responseBytes).toBeGreaterThan(0);
  expect(forwarded?.upstreamMs).toBeGreaterThan(0);
  expect(forwarded?.gatewayMs).toBeGreaterThan(0);
});

test("a tool that no rule names gets the default's denial and reaches nobody", async () => {
  const seeded = await world.seed({ policy: SEED_POLICY });
  const client = await TestClient.open(world.proxy, seeded);
  const { json } = await client.call("list_rows");
  expect(json.result.isError).toBe(true);
  expect(json.result._meta["policylayer/decision"]).toMatchObject({
    decision: "deny",
    code: "default_deny",
    rule: "/default",
  });
  expect(json.result._meta["policylayer/decision"].call_id).toMatch(/^call_/);
  expect(world.upstream.calls).toHaveLength(0);
});

test("a rule that denies says its reason", async () => {
  const policy = '{"version":"1","default":"allow","tools":{"drop_table":{"action":"deny","reason":"Ask the DBAs."}}}';
  const client = await TestClient.open(world.proxy, await world.seed({ policy }));
  const { json } = await client.call("drop_table");
  expect(json.result.content[0].text).toBe("[POLICY DENIED] Ask the DBAs.");
  expect(world.upstream.calls).toHaveLength(0);
});

test("a hidden tool and one that doesn't exist are answered with the same bytes, and both are recorded", async () => {
  const policy = '{"version":"1","default":"allow","hide":["drop_table"]}';
  const seeded = await world.seed({ policy });
  const client = await TestClient.open(world.proxy, seeded);
  const hidden = await client.request("tools/call", { name: "drop_table", arguments: {} }, 7);
  const absent = await client.request("tools/call", { name: "drop_fable", arguments: {} }, 7);
  expect(hidden.status).toBe(200);
  expect(hidden.text).toBe('{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"Unknown tool: drop_table"}}');
  expect(absent.text.replace("drop_fable", "drop_table")).toBe(hidden.text);
  const strip = ({ headers }: typeof hidden) => ({ ...headers, date: undefined });
  expect(strip(absent)).toEqual(strip(hidden));
  expect(world.upstream.calls).toHaveLength(0);
  const intents = (await auditOf(world.watcher, seeded)).flatMap((record) =>
    record.kind === "intent" ? [record] : [],
  );
  expect(intents.map(({ decision, code, rule }) => [decision, code, rule])).toEqual([
    ["hide", "hidden", "/hide/0"],
    ["hide", "unknown_tool", null],
  ]);
});

test.each([
  ["another case", "Run_procedure"],
  ["a trailing space", "run_procedure "],
  ["a zero-width space", "run_procedure\u200b"],
  ["a Cyrillic letter", "run_procеdure"],
  ["a full-width letter", "ｒun_procedure"],
  ["a NUL", "run_procedure\u0000"],
  ["a right-to-left override", "\u202erun_procedure"],
  ["nothing", ""],
])("a tool name with %s is another, unknown tool", async (_, name) => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const { json } = await client.call(name);
  expect(json.error.code).toBe(-32602);
  expect(json.error.message).toMatch(/^Unknown tool: /);
  expect(world.upstream.calls).toHaveLength(0);
});

test("arguments reach the upstream digit by digit, in a message rebuilt from what was judged", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const body = `{ "params":{"arguments":{"big":9007199254740993, "e":1.0, "s":"\\u00e9"},
    "name":"run_procedure","_meta":{"policylayer/gateway":"me","trace":"1"}},"method":"tools/call","id":"x","jsonrpc":"2.0"}`;
  await client.post(body);
  expect(world.upstream.calls.map((arrival) => arrival.body)).toEqual([
    '{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"run_procedure","arguments":' +
      '{"big":9007199254740993, "e":1.0, "s":"\\u00e9"},"_meta":{"trace":"1"}}}',
  ]);
});

test("an id that is in flight can't be used a second time", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  let release = (): void => undefined;
  world.upstream.behaviour = (res, arrival) => {
    release = () => answerJson(res, arrival);
  };
  const first = client.request("tools/call", { name: "run_procedure", arguments: {} }, 5);
  await eventually(
    "the call's arrival",
    () => world.upstream.calls.length,
    (count) => count === 1,
  );
  const second = await client.request("tools/call", { name: "run_procedure", arguments: {} }, 5);
  expect(second.status).toBe(400);
  expect(second.json.error.code).toBe(-32600);
  release();
  expect((await first).json.result.content[0].text).toBe("{}");
  expect(world.upstream.calls).toHaveLength(1);
});

test("a server without a policy denies every call", async () => {
  const client = await TestClient.open(world.proxy, await world.seed({ policy: null }));
  const { json } = await client.call("run_procedure");
  expect(json.result._meta["policylayer/decision"]).toMatchObject({ decision: "deny", code: "no_policy", rule: null });
  expect(world.upstream.calls).toHaveLength(0);
});

test("a stored policy that can't be read denies every call", async () => {
  const policy = '{"version":"1","default":"allow","tools":{"run_procedure":{"newer":true}}}';
  const client = await TestClient.open(world.proxy, await world.seed({ policy }));
  const { json } = await client.call("run_procedure");
  expect(json.result._meta["policylayer/decision"]).toMatchObject({ decision: "deny", code: "policy_invalid" });
  expect(world.upstream.calls).toHaveLength(0);
});

test("a name of a megabyte and a NUL take little room in the record", async () => {
  const seeded = await world.seed();
  const client = await TestClient.open(world.proxy, seeded);
  await client.call(`\u0000${"n".repeat(1_000_000)}`, { ["k\u0000".repeat(1_000)]: 1 });
  const recorded = await eventually(
    "the outcome",
    () => auditOf(world.watcher, seeded),
    (all) => all.length === 2,
  );
  expect(JSON.stringify(recorded).length).toBeLessThan(5_000);
  expect(JSON.stringify(recorded)).not.toContain("\\u0000");
});
