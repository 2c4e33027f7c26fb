import { parsePolicy } from "@policylayer/policy";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGrant, getGrant, revokeGrant } from "../src/grants";
import {
  createPolicy,
  deletePolicy,
  diffPolicyVersions,
  draftPolicyFor,
  getPolicy,
  getPolicyVersion,
  listPolicies,
  listPolicyVersions,
  policyDiffViewSchema,
  policyPageSchema,
  policyVersionPageSchema,
  policyViewSchema,
  restorePolicyVersion,
  savePolicy,
  simulatedCallViewSchema,
  simulatePolicy,
} from "../src/policies";
import { createServer, pinTools } from "../src/servers";
import { buildWorld, POLICY, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;
let server: string;
let serial = 0;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  server = (await createServer(tenant.ctx, { name: "CRM", url: "https://crm.example.com" })).id;
  const inputSchema = { type: "object" };
  await pinTools(tenant.ctx, {
    id: server,
    tools: [
      { name: "run_procedure", inputSchema },
      { name: "read_row", inputSchema, annotations: { readOnlyHint: true } },
      { name: "drop_table", inputSchema, annotations: { destructiveHint: true, readOnlyHint: "yes" } },
    ],
  });
});

afterAll(() => world.end());

async function makePolicy(document: string | Record<string, unknown> = POLICY) {
  serial += 1;
  return createPolicy(tenant.ctx, { server, name: `Policy ${serial}`, document });
}

describe("saving a policy", () => {
  it("stores the canonical form as version 1, from a value and from a text alike", async () => {
    const shorthand =
      '{"version":"1","default":"deny",\n"tools":{"run_procedure":{"action":"rate_limit","rate_limit":{"max":10,"window":60}}}}';
    const [fromText, fromValue] = [await makePolicy(shorthand), await makePolicy(JSON.parse(shorthand))];
    expect(fromText.text).toBe(fromValue.text);
    expect(policyViewSchema.parse(fromText)).toEqual(fromText);
    expect(fromText).toMatchObject({ version: 1, server, server_slug: "crm", grants: [] });
    expect(fromText.document).toEqual(JSON.parse(fromText.text));
    expect(JSON.stringify(fromText.document)).not.toContain('rate_limit"');
  });

  it("makes a new version each time and keeps the old ones with their authors", async () => {
    const { id } = await makePolicy();
    const saved = await savePolicy(tenant.ctx, {
      id,
      document: { ...POLICY, default: "allow" },
      message: "open up",
      ifMatch: 1,
    });
    expect(saved).toMatchObject({ version: 2, document: { default: "allow" } });
    const versions = await listPolicyVersions(tenant.ctx, { id });
    expect(policyVersionPageSchema.parse(versions)).toEqual(versions);
    expect(versions.data.map(({ version, message, author }) => ({ version, message, author }))).toEqual([
      { version: 2, message: "open up", author: "owner@acme.example" },
      { version: 1, message: null, author: "owner@acme.example" },
    ]);
    expect((await getPolicyVersion(tenant.ctx, { id, version: 1 })).text).toContain('"default": "deny"');
    await expect(getPolicyVersion(tenant.ctx, { id, version: 3 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const page = await listPolicyVersions(tenant.ctx, { id, limit: 1 });
    const cursor = page.pagination.next_cursor ?? "";
    expect((await listPolicyVersions(tenant.ctx, { id, limit: 1, cursor })).data[0]?.version).toBe(1);
  });

  it("restores an old version as a new one, and keeps those between", async () => {
    const { id } = await makePolicy();
    await savePolicy(tenant.ctx, { id, document: { ...POLICY, default: "allow" }, ifMatch: 1 });
    const stale = restorePolicyVersion(tenant.ctx, { id, version: 1, ifMatch: 1 });
    await expect(stale).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const absent = restorePolicyVersion(tenant.ctx, { id, version: 9 });
    await expect(absent).rejects.toMatchObject({ code: "NOT_FOUND" });
    const restored = await restorePolicyVersion(tenant.ctx, { id, version: 1, ifMatch: 2 });
    expect(restored).toMatchObject({ version: 3, document: { default: "deny" } });
    const versions = await listPolicyVersions(tenant.ctx, { id });
    expect(versions.data.map(({ version, message }) => [version, message])).toEqual([
      [3, "Restored version 1"],
      [2, null],
      [1, null],
    ]);
  });

  it("tells what a version changed, against the one before it or any other", async () => {
    const { id } = await makePolicy();
    const raised = {
      ...POLICY,
      tools: { run_procedure: { limits: [{ counter: "runs", window: "minute", max: 20 }] } },
    };
    await savePolicy(tenant.ctx, { id, document: { ...POLICY, hide: ["drop_table"] }, ifMatch: 1 });
    await savePolicy(tenant.ctx, { id, document: raised, ifMatch: 2 });
    const diff = await diffPolicyVersions(tenant.ctx, { id, version: 3, from: 1 });
    expect(policyDiffViewSchema.parse(diff)).toEqual(diff);
    expect(diff).toMatchObject({ from: 1, version: 3, total: 2 });
    expect(diff.changes.map(({ sentence }) => sentence)).toEqual([
      "`/tools/run_procedure/limits/0/max` 10 → 20",
      "`/tools/read_row` removed: {}",
    ]);
    const last = await diffPolicyVersions(tenant.ctx, { id, version: 3 });
    expect(last).toMatchObject({ from: 2, changes: [{}, {}, { kind: "removed", pointer: "/hide" }] });
    const back = await diffPolicyVersions(tenant.ctx, { id, version: 1, from: 3 });
    expect(back.changes[0]?.sentence).toBe("`/tools/run_procedure/limits/0/max` 20 → 10");
    expect(await diffPolicyVersions(tenant.ctx, { id, version: 1 })).toMatchObject({ from: null, changes: [] });
    for (const input of [{ version: 9 }, { version: 1, from: 9 }]) {
      await expect(diffPolicyVersions(tenant.ctx, { id, ...input })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("is refused while a test of the document fails, and says which", async () => {
    const { id } = await makePolicy();
    const document = { ...POLICY, tests: [{ call: "nobody_names_this", expect: "allow" }] };
    await expect(savePolicy(tenant.ctx, { id, document, ifMatch: 1 })).rejects.toMatchObject({
      code: "INVALID",
      problems: [{ pointer: expect.stringMatching(/^\/tests\/0/), detail: expect.any(String) }],
    });
  });

  it("takes rules by class, which judge by the class a tool has", async () => {
    const { id } = await makePolicy();
    const isExecute = { path: "tool.class", op: "eq", value: "execute" };
    const document = {
      version: "1",
      default: "deny",
      classes: { read: {}, destructive: { action: "hide" }, execute: { action: "require_approval" } },
      all_tools: { deny_if: [{ conditions: [isExecute], on_deny: "Nothing is run today." }] },
    };
    await savePolicy(tenant.ctx, { id, document, ifMatch: 1 });
    const calls = ["read_row", "drop_table", "run_procedure"].map((tool) => ({ tool }));
    expect(await simulatePolicy(tenant.ctx, { id, calls })).toMatchObject([
      { decision: "allow" },
      { decision: "hide", rule: "/classes/destructive" },
      { decision: "deny", rule: "/all_tools/deny_if/0", message: "Nothing is run today." },
    ]);
    const asRead = [{ tool: "drop_table", as: { class: "read" as const } }];
    expect(await simulatePolicy(tenant.ctx, { id, calls: asRead })).toMatchObject([{ decision: "allow" }]);
  });

  it("needs the version it started from", async () => {
    const { id } = await makePolicy();
    await expect(savePolicy(tenant.ctx, { id, document: POLICY })).rejects.toMatchObject({
      code: "PRECONDITION_REQUIRED",
    });
    const stale = savePolicy(tenant.ctx, { id, document: POLICY, ifMatch: 2 });
    await expect(stale).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect((await savePolicy(tenant.ctx, { id, document: POLICY, ifMatch: "any" })).version).toBe(2);
  });

  it("by two people at once lets one through", async () => {
    const { id } = await makePolicy();
    const saves = Array.from({ length: 4 }, () => savePolicy(tenant.ctx, { id, document: POLICY, ifMatch: 1 }));
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await getPolicy(tenant.ctx, { id })).version).toBe(2);
  });

  it("is refused with every problem, placed in the text as it was written", async () => {
    const { id } = await makePolicy();
    const document = '{\n  "version": "1",\n  "default": "perhaps",\n  "tools": {"a": {"limitz": []}}\n}';
    await expect(savePolicy(tenant.ctx, { id, document, ifMatch: 1 })).rejects.toMatchObject({
      code: "INVALID",
      problems: [
        { pointer: "/default", line: 3, column: 14, detail: expect.any(String) },
        { pointer: "/tools/a/limitz", line: 4, detail: expect.any(String) },
      ],
    });
    expect((await getPolicy(tenant.ctx, { id })).version).toBe(1);
  });

  it("under a name the server has already is a conflict; another server may have it", async () => {
    const { name } = await makePolicy();
    const again = createPolicy(tenant.ctx, { server, name, document: POLICY });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("name") });
    await createServer(tenant.ctx, { name: "Other", slug: "other", url: "https://other.example.com" });
    expect((await createPolicy(tenant.ctx, { server: "other", name, document: POLICY })).name).toBe(name);
    expect((await listPolicies(tenant.ctx, { server: "other" })).data).toHaveLength(1);
    const page = await listPolicies(tenant.ctx, { limit: 2 });
    expect(policyPageSchema.parse(page)).toEqual(page);
  });

  it("keeps its versions from being changed by the product's own hand", async () => {
    const { id } = await makePolicy();
    const { ctx } = tenant;
    const { withOrganization } = await import("@policylayer/db");
    const change = withOrganization(ctx.db, ctx.organizationId, (tx) =>
      tx.policyVersion.updateMany({ where: { policyId: id }, data: { document: "{}" } }),
    );
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe("simulating a policy", () => {
  it("says what real calls would get, in the order asked", async () => {
    const { id } = await makePolicy({
      version: "1",
      default: "deny",
      hide: ["drop_*"],
      tools: { run_procedure: { limits: [{ counter: "runs", window: "minute", max: 0 }] } },
    });
    const calls = ["read_row", "run_procedure", "drop_table", "Run_Procedure"].map((tool) => ({
      tool,
      args: { a: 1 },
    }));
    expect(await simulatePolicy(tenant.ctx, { id, calls })).toMatchObject([
      { decision: "deny", code: "default_deny", rule: "/default", message: expect.any(String) },
      { decision: "allow", code: "allowed", rule: "/tools/run_procedure", message: null },
      { decision: "hide", code: "hidden", rule: "/hide/0", message: expect.any(String) },
      { decision: "hide", code: "unknown_tool", rule: null, message: expect.any(String) },
    ]);
  });

  it("explains by which rules and conditions, and judges arguments, facts and the pinned schema", async () => {
    const { id } = await makePolicy({
      version: "1",
      default: "deny",
      tools: {
        run_procedure: {
          require: [{ path: "args.rows", op: "lte", value: 10 }],
          deny_if: [{ conditions: [{ path: "team.slug", op: "eq", value: "interns" }] }],
        },
        read_row: { arguments: "schema" },
      },
    });
    const [fits, tooMany, intern, unknownArgument] = await simulatePolicy(tenant.ctx, {
      id,
      calls: [
        { tool: "run_procedure", args: { rows: 10 }, as: { team: "agents" } },
        { tool: "run_procedure", args: { rows: 11 } },
        { tool: "run_procedure", args: { rows: 1 }, as: { team: "interns" } },
        { tool: "read_row", args: { id: 1 } },
      ],
    });
    expect(simulatedCallViewSchema.parse(fits)).toEqual(fits);
    expect(fits).toMatchObject({ decision: "allow", rule: "/tools/run_procedure", would: null });
    expect(tooMany).toMatchObject({ code: "require_failed", rule: "/tools/run_procedure/require/0" });
    expect(tooMany?.trace.at(-1)).toMatchObject({
      pointer: "/tools/run_procedure/require/0",
      kind: "require",
      outcome: "decides",
      conditions: [
        { path: "args.rows", op: "lte", wanted: "10", found: [{ type: "number", value: "11" }], holds: false },
      ],
    });
    expect(intern).toMatchObject({ code: "deny_if_matched", rule: "/tools/run_procedure/deny_if/0" });
    expect(unknownArgument).toMatchObject({ code: "schema_mismatch" });
  });

  it("in shadow mode says what would be decided", async () => {
    const { id } = await makePolicy({ version: "1", default: "deny", mode: "shadow" });
    expect(await simulatePolicy(tenant.ctx, { id, calls: [{ tool: "read_row" }] })).toMatchObject([
      { decision: "allow", code: "shadow", rule: "/default", would: { decision: "deny", code: "default_deny" } },
    ]);
  });
});

describe("a draft for a server", () => {
  it("is a valid document about its tools, whatever the upstream says of them", async () => {
    const parsed = parsePolicy(await draftPolicyFor(tenant.ctx, { server: "crm" }));
    expect(parsed).toMatchObject({
      ok: true,
      document: { default: "deny", hide: ["drop_table"], tools: { read_row: {} } },
    });
  });
});

describe("deleting a policy", () => {
  it("is refused, naming them, while active grants have it; ended ones lose it", async () => {
    const policy = await makePolicy();
    const bindings = [{ server, policy: policy.id }];
    const grant = await createGrant(tenant.ctx, { label: "its user", team: "agents", bindings });
    expect((await getPolicy(tenant.ctx, { id: policy.id })).grants).toEqual([{ id: grant.id, label: "its user" }]);
    const refused = deletePolicy(tenant.ctx, { id: policy.id });
    await expect(refused).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining(grant.id) });
    await revokeGrant(tenant.ctx, { id: grant.id });
    await deletePolicy(tenant.ctx, { id: policy.id });
    await expect(getPolicy(tenant.ctx, { id: policy.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getGrant(tenant.ctx, { id: grant.id })).bindings).toMatchObject([{ server, policy: null }]);
  });

  it("counts as its users the grants in force only", async () => {
    const policy = await makePolicy();
    const bindings = [{ server, policy: policy.id }];
    const input = { team: "agents", bindings };
    const ending = new Date(world.now.getTime() + 60_000).toISOString();
    const revoked = await createGrant(tenant.ctx, { ...input, label: "revoked" });
    await createGrant(tenant.ctx, { ...input, label: "expires", expires_at: ending });
    await revokeGrant(tenant.ctx, { id: revoked.id });
    const usersNow = async () => (await getPolicy(tenant.ctx, { id: policy.id })).grants.map(({ label }) => label);
    expect(await usersNow()).toEqual(["expires"]);
    const before = world.now;
    world.now = new Date(ending);
    expect(await usersNow()).toEqual([]);
    expect((await listPolicies(tenant.ctx, { server })).data.find(({ id }) => id === policy.id)?.grants).toEqual([]);
    const narrowed = tenant.as("policy_manager", ["team_of_nobody"]);
    const saved = await savePolicy(narrowed, { id: policy.id, document: POLICY, ifMatch: 1 });
    expect(saved.version).toBe(2);
    await deletePolicy(tenant.ctx, { id: policy.id });
    world.now = before;
  });
});
