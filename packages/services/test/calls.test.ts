import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callPageSchema, callViewSchema, getCall, type ListCallsInput, listCalls } from "../src/calls";
import { insertCall } from "./insert-call";
import { buildWorld, type Furnished, furnish, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;
let has: Furnished;
const ids: string[] = [];

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  has = await furnish(tenant, "crm");
  for (const [tool, decision] of [
    ["read_row", undefined],
    ["run_procedure", "rate_limited"],
    ["100%_sure", "deny"],
  ] as const) {
    ids.push(await insertCall(world, tenant, { ...has, tool, ...(decision && { decision }) }));
  }
});

afterAll(() => world.end());

async function toolsOf(input: ListCallsInput): Promise<(string | null)[]> {
  return (await listCalls(tenant.ctx, input)).data.map((call) => call.tool);
}

describe("the log of calls", () => {
  it("is newest first, page by page", async () => {
    const first = await listCalls(tenant.ctx, { limit: 2 });
    expect(callPageSchema.parse(first)).toEqual(first);
    expect(first.data.map((call) => call.id)).toEqual([ids[2], ids[1]]);
    const rest = await listCalls(tenant.ctx, { limit: 2, cursor: first.pagination.next_cursor ?? "" });
    expect(rest.data.map((call) => call.id)).toEqual([ids[0]]);
    expect(rest.pagination).toEqual({ next_cursor: null, has_more: false });
  });

  it.each<[ListCallsInput, string[]]>([
    [{ decision: "rate_limited" }, ["run_procedure"]],
    [{ tool: "read_row" }, ["read_row"]],
    [{ tool: "read" }, []],
    [{ q: "READ_" }, ["read_row"]],
    [{ q: "%" }, ["100%_sure"]],
    [{ q: "rule_deny" }, ["100%_sure", "run_procedure"]],
    [{ server: "crm" }, ["100%_sure", "run_procedure", "read_row"]],
    [{ server: "absent" }, []],
    [{ grant: "grt_absent" }, []],
    [{ from: "2020-01-01T00:00:00Z", to: "2021-01-01T00:00:00Z" }, []],
    [{ from: "2020-01-01T00:00:00+02:00" }, ["100%_sure", "run_procedure", "read_row"]],
    [{ decision: "deny", q: "run" }, []],
  ])("filters by %j", async (input, tools) => {
    expect(await toolsOf(input)).toEqual(tools);
  });

  it("by the grant and the server's id", async () => {
    expect(await toolsOf({ grant: has.grantId, server: has.serverId })).toHaveLength(3);
  });

  it.each([{ decision: "maybe" }, { from: "yesterday" }, { to: "2026-13-01T00:00:00Z" }, { colour: "red" }])(
    "refuses the filter %j",
    async (input) => {
      // @ts-expect-error what a query may hold isn't known when compiling
      await expect(listCalls(tenant.ctx, input)).rejects.toMatchObject({
        code: "INVALID",
        problems: [{ pointer: `/${Object.keys(input)[0]}` }],
      });
    },
  );

  it("opens a row to everything known of it", async () => {
    const call = await getCall(tenant.ctx, { id: ids[1] ?? "" });
    expect(callViewSchema.parse(call)).toEqual(call);
    expect(call).toMatchObject({
      id: ids[1],
      tool: "run_procedure",
      decision: "rate_limited",
      code: "rule_deny",
      policy: { id: has.policyId, version: 1 },
      grant: has.grantId,
      server: has.serverId,
      team: tenant.teamId,
    });
  });

  it("shows the limits of a call without what only restores their counters", async () => {
    const shown = { pointer: "/tools/refund/limits/0", counter: "refunds", max: 3, window: "day", algorithm: "fixed" };
    const limits = [{ ...shown, per: "~hash", bucket: 1_795_305_600_000 }];
    const id = await insertCall(world, tenant, { ...has, tool: "refund", limits });
    expect((await getCall(tenant.ctx, { id })).limits).toEqual([shown]);
  });

  it.each(["call_01kx0000000000000000000000", "srv_x", "nonsense", "call_"])("has no row %s", async (id) => {
    await expect(getCall(tenant.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
