import { hashToken, isWellFormedToken } from "@policylayer/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createGrant,
  getGrant,
  grantPageSchema,
  grantWithTokenViewSchema,
  listGrants,
  revokeGrant,
  rotateGrant,
  updateGrant,
} from "../src/grants";
import { createPolicy } from "../src/policies";
import { createServer } from "../src/servers";
import { buildWorld, POLICY, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;
const servers: string[] = [];
const policies: string[] = [];

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  for (const slug of ["crm", "erp"]) {
    const server = await createServer(tenant.ctx, { name: slug, url: `https://${slug}.example.com` });
    servers.push(server.id);
    policies.push((await createPolicy(tenant.ctx, { server: slug, name: "Rules", document: POLICY })).id);
  }
});

afterAll(() => world.end());

const [crm, erp] = [() => servers[0] ?? "", () => servers[1] ?? ""];
const [crmPolicy, erpPolicy] = [() => policies[0] ?? "", () => policies[1] ?? ""];

async function tokenHashOf(id: string): Promise<string | undefined> {
  const { rows } = await world.owner.query<{ token_hash: string }>("SELECT token_hash FROM grants WHERE id = $1", [id]);
  return rows[0]?.token_hash;
}

describe("a grant", () => {
  it("is made with its servers by slug or id, an address for each, and a token that is shown once", async () => {
    const grant = await createGrant(tenant.ctx, {
      label: "Support agent",
      team: tenant.teamId,
      bindings: [
        { server: "erp", policy: null },
        { server: crm(), policy: crmPolicy() },
      ],
    });
    expect(grantWithTokenViewSchema.parse(grant)).toEqual(grant);
    expect(grant).toMatchObject({
      team: tenant.teamId,
      team_slug: "agents",
      status: "active",
      expires_at: null,
      bindings: [
        { server: crm(), server_slug: "crm", policy: crmPolicy(), policy_name: "Rules" },
        { server: erp(), server_slug: "erp", policy: null, policy_name: null },
      ],
      urls: {
        crm: "https://mcp.example.com/acme/agents/crm/mcp",
        erp: "https://mcp.example.com/acme/agents/erp/mcp",
      },
      team_url: "https://mcp.example.com/acme/agents/mcp",
    });
    expect(isWellFormedToken("plg", grant.token)).toBe(true);
    expect(grant.token.endsWith(grant.token_last4)).toBe(true);
    expect(await tokenHashOf(grant.id)).toBe(hashToken(tenant.ctx.secrets.tokenPepper, grant.token));
    expect(await getGrant(tenant.ctx, { id: grant.id })).not.toHaveProperty("token");
    const page = await listGrants(tenant.ctx);
    expect(grantPageSchema.parse(page)).toEqual(page);
    expect(page.data[0]).toEqual(await getGrant(tenant.ctx, { id: grant.id }));
  });

  it.each([
    [() => [{ server: crm(), policy: erpPolicy() }], "INVALID", "/bindings/0/policy"],
    [
      () => [
        { server: "crm", policy: null },
        { server: crm(), policy: null },
      ],
      "INVALID",
      "/bindings/1/server",
    ],
    [
      () => [
        { server: "crm", policy: null },
        { server: "absent", policy: null },
      ],
      "NOT_FOUND",
      "/bindings/1/server",
    ],
    [() => [{ server: "crm", policy: "pol_absent" }], "NOT_FOUND", "/bindings/0/policy"],
  ])("is refused with wrong bindings (%#), saying which", async (bindings, code, pointer) => {
    const refused = createGrant(tenant.ctx, { label: "x", team: "agents", bindings: bindings() });
    await expect(refused).rejects.toMatchObject({ code, problems: [{ pointer }] });
  });

  it("expires, and can't expire in the past", async () => {
    const bindings = [{ server: "crm", policy: null }];
    const past = createGrant(tenant.ctx, { label: "x", team: "agents", bindings, expires_at: "2020-01-01T00:00:00Z" });
    await expect(past).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: "/expires_at" }] });
    const soon = new Date(world.now.getTime() + 1_000).toISOString();
    const { id } = await createGrant(tenant.ctx, { label: "x", team: "agents", bindings, expires_at: soon });
    expect((await getGrant(tenant.ctx, { id })).status).toBe("active");
    world.now = new Date(soon);
    expect(await getGrant(tenant.ctx, { id })).toMatchObject({ status: "expired", expires_at: soon });
    expect((await updateGrant(tenant.ctx, { id, expires_at: null })).status).toBe("active");
  });

  it("changes its label and replaces its bindings, each alone", async () => {
    const bindings = [{ server: "crm", policy: null }];
    const { id } = await createGrant(tenant.ctx, { label: "before", team: "agents", bindings });
    expect(await updateGrant(tenant.ctx, { id, label: "after" })).toMatchObject({
      label: "after",
      bindings: [{ server_slug: "crm" }],
    });
    const rebound = await updateGrant(tenant.ctx, { id, bindings: [{ server: "erp", policy: erpPolicy() }] });
    expect(rebound).toMatchObject({ label: "after", bindings: [{ server_slug: "erp", policy: erpPolicy() }] });
  });

  it("gets a new token, and the old one is gone from the database", async () => {
    const made = await createGrant(tenant.ctx, { label: "x", team: "agents", bindings: [] });
    const rotated = await rotateGrant(tenant.ctx, { id: made.id });
    expect(rotated.token).not.toBe(made.token);
    expect(await tokenHashOf(made.id)).toBe(hashToken(tenant.ctx.secrets.tokenPepper, rotated.token));
  });

  it("is revoked for good", async () => {
    const { id } = await createGrant(tenant.ctx, { label: "x", team: "agents", bindings: [] });
    const revoked = await revokeGrant(tenant.ctx, { id });
    expect(revoked).toMatchObject({ status: "revoked", revoked_at: world.now.toISOString() });
    world.now = new Date(world.now.getTime() + 1_000);
    expect((await revokeGrant(tenant.ctx, { id })).revoked_at).toBe(revoked.revoked_at);
    await expect(updateGrant(tenant.ctx, { id, label: "y" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(rotateGrant(tenant.ctx, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
