import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import { createApiKey, listApiKeys, revokeApiKey } from "../src/api-keys";
import { approve, countPendingApprovals, deny, getApproval, listApprovals } from "../src/approvals";
import { getCall, listCalls } from "../src/calls";
import type { ServiceContext } from "../src/context";
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
import { insertApproval } from "./insert-approval";
import { insertCall } from "./insert-call";
import { buildWorld, type Furnished, furnish, POLICY, type Tenant, type World } from "./world";

interface Foreign extends Furnished {
  readonly teamId: string;
  readonly serverSlug: string;
  readonly apiKeyId: string;
  readonly callId: string;
  readonly approvalId: string;
  readonly toolId: string;
  /** The caller's own, to mix with foreign ids. */
  readonly own: Furnished;
}

type Attempt = (ctx: ServiceContext, a: Foreign) => unknown;

/** By verb: every way of naming something by its id. A verb without ids only has to see and change its own. */
const WALK: Readonly<Record<string, readonly Attempt[]>> = {
  approve: [(ctx, a) => approve(ctx, { id: a.approvalId })],
  countPendingApprovals: [],
  approveTool: [
    (ctx, a) => servers.approveTool(ctx, { id: a.serverId, tool: "read_row", hash: "0".repeat(64) }),
    (ctx, a) => servers.approveTool(ctx, { id: a.own.serverId, tool: a.toolId, hash: "0".repeat(64) }),
  ],
  blockTool: [
    (ctx, a) => servers.blockTool(ctx, { id: a.serverId, tool: "read_row", hash: "0".repeat(64) }),
    (ctx, a) => servers.blockTool(ctx, { id: a.own.serverId, tool: a.toolId, hash: "0".repeat(64) }),
  ],
  createApiKey: [],
  createGrant: [
    (ctx, a) => createGrant(ctx, { label: "x", team: a.teamId, bindings: [] }),
    (ctx, a) => createGrant(ctx, { label: "x", team: "agents", bindings: [{ server: a.serverId, policy: null }] }),
    (ctx, a) => createGrant(ctx, { label: "x", team: "agents", bindings: [{ server: a.serverSlug, policy: null }] }),
    (ctx, a) =>
      createGrant(ctx, { label: "x", team: "agents", bindings: [{ server: a.own.serverId, policy: a.policyId }] }),
  ],
  createPolicy: [
    (ctx, a) => policies.createPolicy(ctx, { server: a.serverId, name: "x", document: POLICY }),
    (ctx, a) => policies.createPolicy(ctx, { server: a.serverSlug, name: "x", document: POLICY }),
  ],
  createServer: [],
  createTeam: [],
  deletePolicy: [(ctx, a) => policies.deletePolicy(ctx, { id: a.policyId })],
  deleteServer: [
    (ctx, a) => servers.deleteServer(ctx, { id: a.serverId }),
    (ctx, a) => servers.deleteServer(ctx, { id: a.serverSlug }),
  ],
  diffPolicyVersions: [(ctx, a) => policies.diffPolicyVersions(ctx, { id: a.policyId, version: 1 })],
  draftPolicyFor: [(ctx, a) => policies.draftPolicyFor(ctx, { server: a.serverId })],
  deny: [(ctx, a) => deny(ctx, { id: a.approvalId })],
  getApproval: [(ctx, a) => getApproval(ctx, { id: a.approvalId })],
  getCall: [(ctx, a) => getCall(ctx, { id: a.callId })],
  getGrant: [(ctx, a) => getGrant(ctx, { id: a.grantId })],
  getOrganization: [],
  getPolicy: [(ctx, a) => policies.getPolicy(ctx, { id: a.policyId })],
  getPolicyVersion: [(ctx, a) => policies.getPolicyVersion(ctx, { id: a.policyId, version: 1 })],
  getServer: [
    (ctx, a) => servers.getServer(ctx, { id: a.serverId }),
    (ctx, a) => servers.getServer(ctx, { id: a.serverSlug }),
  ],
  listAdminEvents: [],
  listApiKeys: [],
  listApprovals: [],
  listCalls: [],
  listGrantLimits: [(ctx, a) => listGrantLimits(ctx, { id: a.grantId })],
  listGrants: [],
  listPolicies: [(ctx, a) => policies.listPolicies(ctx, { server: a.serverId })],
  listPolicyVersions: [(ctx, a) => policies.listPolicyVersions(ctx, { id: a.policyId })],
  listServers: [],
  listTeams: [],
  listToolDecisions: [
    (ctx, a) => servers.listToolDecisions(ctx, { id: a.serverId, tool: "read_row" }),
    (ctx, a) => servers.listToolDecisions(ctx, { id: a.own.serverId, tool: a.toolId }),
  ],
  listTools: [(ctx, a) => servers.listTools(ctx, { id: a.serverId })],
  overrideToolClass: [
    (ctx, a) => servers.overrideToolClass(ctx, { id: a.serverId, tool: "read_row", class: "read", note: "x" }),
    (ctx, a) => servers.overrideToolClass(ctx, { id: a.own.serverId, tool: a.toolId, class: "read", note: "x" }),
  ],
  pinTools: [(ctx, a) => servers.pinTools(ctx, { id: a.serverId, tools: [] })],
  requireServerAddress: [],
  restorePolicyVersion: [(ctx, a) => policies.restorePolicyVersion(ctx, { id: a.policyId, version: 1 })],
  revokeApiKey: [(ctx, a) => revokeApiKey(ctx, { id: a.apiKeyId })],
  revokeGrant: [(ctx, a) => revokeGrant(ctx, { id: a.grantId })],
  rotateGrant: [(ctx, a) => rotateGrant(ctx, { id: a.grantId })],
  savePolicy: [(ctx, a) => policies.savePolicy(ctx, { id: a.policyId, document: POLICY, ifMatch: 1 })],
  serverConnection: [(ctx, a) => servers.serverConnection(ctx, { id: a.serverId })],
  simulatePolicy: [(ctx, a) => policies.simulatePolicy(ctx, { id: a.policyId, calls: [{ tool: "read_row" }] })],
  updateGrant: [
    (ctx, a) => updateGrant(ctx, { id: a.grantId, label: "x" }),
    (ctx, a) => updateGrant(ctx, { id: a.own.grantId, bindings: [{ server: a.serverId, policy: null }] }),
    (ctx, a) => updateGrant(ctx, { id: a.own.grantId, bindings: [{ server: a.own.serverId, policy: a.policyId }] }),
  ],
  updateOrganization: [],
  updateServer: [(ctx, a) => servers.updateServer(ctx, { id: a.serverId, name: "x" })],
};

const attempts = Object.entries(WALK).flatMap(([verb, ways]) =>
  ways.map((way, n) => [`${verb} ${n + 1}`, way] as const),
);

/** The lists, which take no id: what they show must be the caller's own. */
const LISTS: Readonly<Record<string, (ctx: ServiceContext) => Promise<{ data: readonly object[] }>>> = {
  listAdminEvents: (ctx) => listAdminEvents(ctx),
  listApprovals: (ctx) => listApprovals(ctx),
  listApiKeys: (ctx) => listApiKeys(ctx),
  listCalls: (ctx) => listCalls(ctx),
  listGrants: (ctx) => listGrants(ctx),
  listPolicies: (ctx) => policies.listPolicies(ctx),
  listServers: (ctx) => servers.listServers(ctx),
  listTeams: (ctx) => listTeams(ctx),
};

let world: World;
let alpha: Tenant;
let beta: Tenant;
let foreign: Foreign;
let serial = 0;

beforeAll(async () => {
  world = await buildWorld();
  alpha = await world.tenant("alpha");
  beta = await world.tenant("beta");
  const furnished = await furnish(alpha, "crm-of-alpha");
  const apiKey = await createApiKey(alpha.ctx, { name: "ci", role: "viewer" });
  const callId = await insertCall(world, alpha, { ...furnished, tool: "read_row" });
  const approvalId = await insertApproval(world, alpha, furnished);
  foreign = {
    ...furnished,
    teamId: alpha.teamId,
    serverSlug: "crm-of-alpha",
    apiKeyId: apiKey.id,
    callId,
    approvalId,
    toolId: await toolOf(alpha, furnished.serverId),
    own: await furnish(beta, "crm-of-beta"),
  };
});

afterAll(() => world.end());

async function toolOf(tenant: Tenant, serverId: string): Promise<string> {
  return (await servers.listTools(tenant.ctx, { id: serverId })).data[0]?.id ?? "none";
}

/** A digest of everything every organization has. */
async function digest(): Promise<string> {
  const tables = await world.owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organization_id' ORDER BY 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    if (/^calls_/.test(name)) continue;
    const { rows } = await world.owner.query<{ digest: string }>(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM ${name} t`,
    );
    parts.push(`${name} ${rows[0]?.digest}`);
  }
  return parts.join("\n");
}

describe("guarantee 6: a tenant can't see another", () => {
  it("walks every verb", () => {
    expect(Object.keys(WALK).sort()).toEqual(everyVerb());
  });

  it.each(attempts)("%s with a foreign id is NOT_FOUND and changes nothing", async (_name, attempt) => {
    const before = await digest();
    const told = world.bumps.length;
    await expect(Promise.resolve().then(() => attempt(beta.ctx, foreign))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await digest()).toBe(before);
    expect(world.bumps).toHaveLength(told);
  });

  it.each(attempts)("%s finds the caller's own", async (_name, attempt) => {
    serial += 1;
    const own = await furnish(alpha, `own-${serial}`);
    const apiKey = await createApiKey(alpha.ctx, { name: "own", role: "viewer" });
    const callId = await insertCall(world, alpha, { ...own, tool: "read_row" });
    const approvalId = await insertApproval(world, alpha, own);
    const ids = {
      ...own,
      own,
      teamId: alpha.teamId,
      serverSlug: `own-${serial}`,
      apiKeyId: apiKey.id,
      callId,
      approvalId,
      toolId: await toolOf(alpha, own.serverId),
    };
    const code = await Promise.resolve()
      .then(() => attempt(alpha.ctx, ids))
      .then(
        () => null,
        (error: { code?: string }) => error.code,
      );
    // Something in use isn't deleted, and nothing waits to be decided; everything else is done.
    expect(code).toBe(/^(?:delete|approveTool|blockTool)/.test(_name) ? "CONFLICT" : null);
  });

  it.each(Object.entries(LISTS))("%s shows nothing foreign", async (_name, list) => {
    const shown = JSON.stringify(await list(beta.ctx));
    for (const id of [alpha.ctx.organizationId, foreign.serverId, foreign.policyId, foreign.grantId, alpha.teamId]) {
      expect(shown).not.toContain(id);
    }
    expect(shown).not.toContain("alpha");
  });

  it.each(["server", "grant"])("listCalls by a foreign %s is empty", async (field) => {
    const id = field === "server" ? foreign.serverId : foreign.grantId;
    expect((await listCalls(beta.ctx, { [field]: id })).data).toEqual([]);
    expect((await listCalls(alpha.ctx, { [field]: id })).data).toHaveLength(1);
  });

  it("getOrganization and updateOrganization are about the caller's own only", async () => {
    await updateOrganization(beta.ctx, { audit_mode: "available" });
    expect(await getOrganization(beta.ctx)).toMatchObject({ slug: "beta", audit_mode: "available" });
    expect(await getOrganization(alpha.ctx)).toMatchObject({ slug: "alpha", audit_mode: "strict" });
  });

  it("countPendingApprovals counts nothing foreign", async () => {
    expect(await countPendingApprovals(beta.ctx)).toBe(0);
    expect(await countPendingApprovals(alpha.ctx)).toBeGreaterThan(0);
  });

  it("createTeam, createServer and createApiKey make things of the caller's organization only", async () => {
    await createTeam(beta.ctx, { name: "ops" });
    await servers.createServer(beta.ctx, { name: "new", url: "https://new.example.com" });
    await createApiKey(beta.ctx, { name: "new", role: "viewer" });
    expect(JSON.stringify(await listTeams(alpha.ctx))).not.toContain("ops");
    expect(JSON.stringify(await servers.listServers(alpha.ctx))).not.toContain("new.example.com");
    expect((await listApiKeys(alpha.ctx)).data.map((key) => key.name)).not.toContain("new");
  });
});
