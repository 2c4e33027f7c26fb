import { newId } from "@policylayer/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import { createApiKey, listApiKeys, revokeApiKey } from "../src/api-keys";
import { approve, countPendingApprovals, deny, getApproval, listApprovals } from "../src/approvals";
import { getCall, listCalls } from "../src/calls";
import type { Role, ServiceContext } from "../src/context";
import {
  createGrant,
  getGrant,
  listGrantLimits,
  listGrants,
  revokeGrant,
  rotateGrant,
  updateGrant,
} from "../src/grants";
import { getOrganization, updateOrganization } from "../src/organizations";
import * as policies from "../src/policies";
import * as servers from "../src/servers";
import { createTeam, listTeams } from "../src/teams";
import { everyVerb } from "./every-verb";
import { insertCall } from "./insert-call";
import { buildWorld, type Furnished, furnish, POLICY, type Tenant, type World } from "./world";

const EVERYBODY: readonly Role[] = ["viewer", "auditor", "policy_manager", "admin"];
const MANAGERS: readonly Role[] = ["policy_manager", "admin"];
/** By their role; the policy that asks says which of them. */
const DECIDERS: readonly Role[] = ["viewer", "policy_manager", "admin"];
const ADMINS: readonly Role[] = ["admin"];
const READERS_OF_EVENTS: readonly Role[] = ["auditor", "admin"];

type Call = (ctx: ServiceContext, has: Furnished) => unknown;
const url = "https://x.example.com";
const HASH = "0".repeat(64);

/** Who may do what: by verb the roles, and a call that succeeds or is refused for another reason than the role. */
const TABLE: Readonly<Record<string, readonly [readonly Role[], Call]>> = {
  approve: [DECIDERS, (ctx) => approve(ctx, { id: newId("apr") })],
  countPendingApprovals: [EVERYBODY, (ctx) => countPendingApprovals(ctx)],
  approveTool: [MANAGERS, (ctx, has) => servers.approveTool(ctx, { id: has.serverId, tool: "read_row", hash: HASH })],
  blockTool: [MANAGERS, (ctx, has) => servers.blockTool(ctx, { id: has.serverId, tool: "read_row", hash: HASH })],
  createApiKey: [ADMINS, (ctx) => createApiKey(ctx, { name: "x", role: "viewer" })],
  createGrant: [ADMINS, (ctx) => createGrant(ctx, { label: "x", team: "agents", bindings: [] })],
  createPolicy: [
    MANAGERS,
    (ctx, has) => policies.createPolicy(ctx, { server: has.serverId, name: newId("pol"), document: POLICY }),
  ],
  createServer: [ADMINS, (ctx) => servers.createServer(ctx, { name: "x", url })],
  createTeam: [ADMINS, (ctx) => createTeam(ctx, { name: "x" })],
  deletePolicy: [MANAGERS, (ctx, has) => policies.deletePolicy(ctx, { id: has.policyId })],
  deleteServer: [ADMINS, (ctx, has) => servers.deleteServer(ctx, { id: has.serverId })],
  diffPolicyVersions: [EVERYBODY, (ctx, has) => policies.diffPolicyVersions(ctx, { id: has.policyId, version: 1 })],
  draftPolicyFor: [EVERYBODY, (ctx, has) => policies.draftPolicyFor(ctx, { server: has.serverId })],
  deny: [DECIDERS, (ctx) => deny(ctx, { id: newId("apr") })],
  getApproval: [EVERYBODY, (ctx) => getApproval(ctx, { id: newId("apr") })],
  getCall: [EVERYBODY, (ctx) => getCall(ctx, { id: newId("call") })],
  getGrant: [EVERYBODY, (ctx, has) => getGrant(ctx, { id: has.grantId })],
  getOrganization: [EVERYBODY, (ctx) => getOrganization(ctx)],
  getPolicy: [EVERYBODY, (ctx, has) => policies.getPolicy(ctx, { id: has.policyId })],
  getPolicyVersion: [EVERYBODY, (ctx, has) => policies.getPolicyVersion(ctx, { id: has.policyId, version: 1 })],
  getServer: [EVERYBODY, (ctx, has) => servers.getServer(ctx, { id: has.serverId })],
  listAdminEvents: [READERS_OF_EVENTS, (ctx) => listAdminEvents(ctx)],
  listApiKeys: [EVERYBODY, (ctx) => listApiKeys(ctx)],
  listApprovals: [EVERYBODY, (ctx) => listApprovals(ctx)],
  listCalls: [EVERYBODY, (ctx) => listCalls(ctx)],
  listGrantLimits: [EVERYBODY, (ctx, has) => listGrantLimits(ctx, { id: has.grantId })],
  listGrants: [EVERYBODY, (ctx) => listGrants(ctx)],
  listPolicies: [EVERYBODY, (ctx) => policies.listPolicies(ctx)],
  listPolicyVersions: [EVERYBODY, (ctx, has) => policies.listPolicyVersions(ctx, { id: has.policyId })],
  listServers: [EVERYBODY, (ctx) => servers.listServers(ctx)],
  listTeams: [EVERYBODY, (ctx) => listTeams(ctx)],
  listToolDecisions: [EVERYBODY, (ctx, has) => servers.listToolDecisions(ctx, { id: has.serverId, tool: "read_row" })],
  listTools: [EVERYBODY, (ctx, has) => servers.listTools(ctx, { id: has.serverId })],
  overrideToolClass: [
    MANAGERS,
    (ctx, has) => servers.overrideToolClass(ctx, { id: has.serverId, tool: "read_row", class: "write", note: "x" }),
  ],
  pinTools: [ADMINS, (ctx, has) => servers.pinTools(ctx, { id: has.serverId, tools: [] })],
  requireServerAddress: [ADMINS, (ctx) => servers.requireServerAddress(ctx, { url })],
  restorePolicyVersion: [MANAGERS, (ctx, has) => policies.restorePolicyVersion(ctx, { id: has.policyId, version: 1 })],
  revokeApiKey: [ADMINS, (ctx) => revokeApiKey(ctx, { id: newId("key") })],
  revokeGrant: [ADMINS, (ctx) => revokeGrant(ctx, { id: newId("grt") })],
  rotateGrant: [ADMINS, (ctx) => rotateGrant(ctx, { id: newId("grt") })],
  savePolicy: [
    MANAGERS,
    (ctx, has) => policies.savePolicy(ctx, { id: has.policyId, document: POLICY, ifMatch: "any" }),
  ],
  serverConnection: [ADMINS, (ctx, has) => servers.serverConnection(ctx, { id: has.serverId })],
  simulatePolicy: [EVERYBODY, (ctx, has) => policies.simulatePolicy(ctx, { id: has.policyId, calls: [{ tool: "x" }] })],
  updateGrant: [ADMINS, (ctx, has) => updateGrant(ctx, { id: has.grantId, label: "renamed" })],
  updateOrganization: [ADMINS, (ctx) => updateOrganization(ctx, { audit_mode: "strict" })],
  updateServer: [ADMINS, (ctx, has) => servers.updateServer(ctx, { id: has.serverId, name: "renamed" })],
};

const cells = Object.entries(TABLE).flatMap(([verb, [allowed, call]]) =>
  EVERYBODY.map((role) => [role, verb, allowed.includes(role) ? "may" : "may not", call] as const),
);

/** Verbs about the whole organization: refused to an admin of one team. */
const WHOLE = [
  ...[
    "approveTool",
    "overrideToolClass",
    "blockTool",
    "createApiKey",
    "createServer",
    "createTeam",
    "deleteServer",
    "listAdminEvents",
    "pinTools",
  ],
  ...["requireServerAddress", "revokeApiKey", "serverConnection", "updateOrganization", "updateServer"],
];

let world: World;
let tenant: Tenant;
let has: Furnished;
let opsTeam: string;
let opsGrant: string;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  has = await furnish(tenant, "crm");
  opsTeam = (await createTeam(tenant.ctx, { name: "Ops" })).id;
  opsGrant = (await createGrant(tenant.ctx, { label: "ops agent", team: "ops", bindings: [] })).id;
});

afterAll(() => world.end());

async function codeOf(call: () => unknown): Promise<string | null> {
  return Promise.resolve()
    .then(call)
    .then(
      () => null,
      (error: { code?: string }) => error.code ?? String(error),
    );
}

describe("roles", () => {
  it("are decided for every verb", () => {
    expect(Object.keys(TABLE).sort()).toEqual(everyVerb());
  });

  it.each(cells)("%s: %s (%s)", async (role, _verb, verdict, call) => {
    const code = await codeOf(() => call(tenant.as(role), has));
    if (verdict === "may") expect([null, "NOT_FOUND", "CONFLICT"]).toContain(code);
    else expect(code).toBe("FORBIDDEN");
  });

  it("let a policy manager choose another policy for a server a grant has, and nothing else of a grant", async () => {
    const manager = tenant.as("policy_manager");
    const bindings = [{ server: has.serverId, policy: null }];
    expect((await updateGrant(manager, { id: has.grantId, bindings })).bindings[0]?.policy).toBeNull();
    const restored = [{ server: has.serverId, policy: has.policyId }];
    expect((await updateGrant(manager, { id: has.grantId, bindings: restored })).bindings[0]?.policy).toBe(
      has.policyId,
    );
    await expect(updateGrant(manager, { id: has.grantId, bindings: [] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(updateGrant(manager, { id: has.grantId, expires_at: null })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a role narrowed to a team", () => {
  it.each(Object.entries(TABLE))("%s concerns the whole organization or not", async (verb, [, call]) => {
    const code = await codeOf(() => call(tenant.as("admin", [tenant.teamId]), has));
    if (WHOLE.includes(verb)) expect(code).toBe("FORBIDDEN");
    else expect(code).not.toBe("FORBIDDEN");
  });

  it("sees and manages only the grants and calls of its teams", async () => {
    const ops = tenant.as("admin", [opsTeam]);
    await insertCall(world, tenant, { ...has, tool: "read_row" });
    const opsCall = await insertCall(world, tenant, { ...has, tool: "read_row", grantId: opsGrant, teamId: opsTeam });
    expect((await listGrants(ops)).data.map((grant) => grant.id)).toEqual([opsGrant]);
    expect((await listTeams(ops)).data.map((team) => team.id)).toEqual([opsTeam]);
    expect((await listCalls(ops)).data.map((call) => call.id)).toEqual([opsCall]);
    for (const verb of [getGrant, revokeGrant, rotateGrant]) {
      await expect(verb(ops, { id: has.grantId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    for (const team of ["agents", tenant.teamId]) {
      await expect(createGrant(ops, { label: "x", team, bindings: [] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("can't change a policy that grants of other teams have, nor learn their names", async () => {
    const ops = tenant.as("policy_manager", [opsTeam]);
    expect((await policies.getPolicy(ops, { id: has.policyId })).grants).toEqual([]);
    const save = policies.savePolicy(ops, { id: has.policyId, document: POLICY, ifMatch: "any" });
    await expect(save).rejects.toMatchObject({ code: "FORBIDDEN", message: expect.not.stringContaining("crm") });
  });
});
