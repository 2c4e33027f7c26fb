import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { buildGateClient, createGate } from "@policylayer/gate";
import { compileStoredPolicy, planCall, type ToolCall } from "@policylayer/policy";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { grantLimitsViewSchema, listGrantLimits, updateGrant } from "../src/grants";
import { getPolicy, savePolicy } from "../src/policies";
import { buildWorld, type Furnished, furnish, type Tenant, type World } from "./world";

const DOCUMENT = {
  version: "1",
  default: "deny",
  tools: {
    run_procedure: {
      limits: [
        { counter: "runs", window: "hour", max: 3 },
        { counter: "team_day", window: "day", max: 50, scope: "team" },
        { counter: "everyone", window: "month", max: 900, scope: "organization" },
        { counter: "by_customer", window: "day", max: 3, per: "args.customer" },
        { counter: "one_session", window: "hour", max: 9, scope: "session" },
      ],
    },
    read_row: {},
  },
  all_tools: { limits: [{ counter: "all", window: "minute", max: 100, scope: "server", on_store_error: "allow" }] },
};

let world: World;
let tenant: Tenant;
let has: Furnished;
let redis: ReturnType<typeof buildGateClient>;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  has = await furnish(tenant, "crm");
  await savePolicy(tenant.ctx, { id: has.policyId, document: DOCUMENT, ifMatch: 1 });
  redis = buildGateClient(inject("redisUrl"));
  await once(redis, "ready");
});

afterAll(async () => {
  redis.disconnect();
  await world.end();
});

/** One call as the proxy judges it: the stored policy's plan, reserved by the gate. */
async function call(tool: string, customer: string) {
  const { ctx, teamId } = tenant;
  const { text, version } = await getPolicy(ctx, { id: has.policyId });
  const judged: ToolCall = {
    ...{ tool, isKnown: true, isQuarantined: false, toolClass: null, annotations: null, schema: null },
    args: { customer },
    argumentsText: JSON.stringify({ customer }),
    facts: {
      grant: { id: has.grantId, label: "agent" },
      team: { id: teamId, slug: "agents" },
      server: { id: has.serverId, slug: "crm" },
      client: { name: null },
      sessionId: "session_1",
      organizationId: ctx.organizationId,
      nowMs: 0,
    },
  };
  const plan = planCall(compileStoredPolicy(text), judged);
  if (plan.kind !== "reserve") throw new Error("the policy refuses the call");
  const { partition, organizationId } = ctx;
  const gate = createGate({ redis, lossGraceMs: 0 });
  const noCharges = async () => ({ ids: [], refunded: [], sums: [] });
  return gate.reserve({
    partition,
    epoch: await gate.openEpoch({ partition, organizationId, grantId: has.grantId }, noCharges),
    sessionId: null,
    limits: plan.limits,
    verdict: { decision: "allow", code: "allowed", rule: plan.rule, message: null, would: null },
    intent: {
      ...{
        callId: randomUUID(),
        organizationId,
        teamId,
        teamSlug: "agents",
        grantId: has.grantId,
        grantLabel: "agent",
      },
      ...{ serverId: has.serverId, serverSlug: "crm", method: "tools/call", tool, policyId: has.policyId },
      ...{ policyVersion: version, argumentKeys: [], sessionId: null, clientName: null, protocolVersion: null },
      ...{ requestBytes: 1, bootId: "boot_1", deadlineMs: 0, limits: [] },
    },
  });
}

async function states() {
  const view = await listGrantLimits(tenant.ctx, { id: has.grantId });
  expect(grantLimitsViewSchema.parse(view)).toEqual(view);
  return view;
}

const COUNTERS = ["runs", "team_day", "everyone", "by_customer", "one_session", "all"];

describe("the limits of a grant", () => {
  it("after some calls have so much less left, and a refused one takes nothing", async () => {
    const before = await states();
    expect(before.data.map(({ counter }) => counter)).toEqual(COUNTERS);
    expect(before.data.map(({ state }) => state?.used)).toEqual([0, 0, 0, undefined, undefined, 0]);
    expect(before.data[0]).toMatchObject({
      subject: "tool",
      name: "run_procedure",
      policy_version: 2,
      server_slug: "crm",
    });
    expect(before.data[5]).toMatchObject({ subject: "all_tools", name: null, on_store_error: "allow" });
    for (let n = 0; n < 3; n += 1) await call("run_procedure", `c${n}`);
    await call("read_row", "c0");
    const refused = await call("run_procedure", "c9");
    if (refused.kind !== "exceeded") throw new Error("the fourth call passed");
    const { data, read_at } = await states();
    expect(data.map(({ state }) => state?.remaining)).toEqual([0, 47, 897, undefined, undefined, 96]);
    const [runs, teamDay] = data;
    expect(runs?.state).toMatchObject({ used: 3, remaining: refused.remaining });
    // The same moment, but for what passed between the denial and the look: at most a bucket of the window.
    const waitMs = Date.parse(runs?.state?.room_at ?? "") - Date.parse(read_at);
    expect(waitMs).toBeLessThanOrEqual(refused.retryAfterMs);
    expect(waitMs).toBeGreaterThan(refused.retryAfterMs - 60_000);
    expect(teamDay?.state?.room_at).toBeNull();
    expect(teamDay?.state?.free_at).toMatch(/T00:00:00\.000Z$/);
  });

  it("stay used up when the policy is saved anew, and follow a new maximum", async () => {
    const raised = structuredClone(DOCUMENT);
    raised.tools.run_procedure.limits = [{ counter: "runs", window: "hour", max: 5 }];
    await savePolicy(tenant.ctx, { id: has.policyId, document: raised, ifMatch: 2 });
    expect((await states()).data[0]).toMatchObject({ max: 5, policy_version: 3, state: { used: 3, remaining: 2 } });
  });

  it("of a policy in shadow mode count apart", async () => {
    await savePolicy(tenant.ctx, { id: has.policyId, document: { ...DOCUMENT, mode: "shadow" }, ifMatch: 3 });
    expect((await states()).data[0]).toMatchObject({ shadow: true, state: { used: 0 } });
  });

  it("are none without a policy", async () => {
    await updateGrant(tenant.ctx, { id: has.grantId, bindings: [{ server: has.serverId, policy: null }] });
    expect(await states()).toMatchObject({ data: [], unreadable: [] });
  });

  it("are not known while the counters can't be read", async () => {
    world.isStoreDown = true;
    const asked = listGrantLimits(tenant.ctx, { id: has.grantId });
    await expect(asked).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringContaining("Try again"),
    });
    world.isStoreDown = false;
  });
});
