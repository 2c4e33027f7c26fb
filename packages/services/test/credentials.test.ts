import { mintToken } from "@policylayer/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyPassword } from "../src/accounts";
import { adminEventPageSchema, listAdminEvents } from "../src/admin-events";
import {
  apiKeyPageSchema,
  apiKeyWithSecretViewSchema,
  authenticateApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from "../src/api-keys";
import { bootstrapOrganization } from "../src/bootstrap";
import { createOrganization, listMemberships } from "../src/organizations";
import { createTeam, listTeams, teamPageSchema } from "../src/teams";
import { buildWorld, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
});

afterAll(() => world.end());

describe("an API key", () => {
  it("says whose it is and what it may, until it is revoked", async () => {
    const made = await createApiKey(tenant.ctx, { name: "ci", role: "policy_manager" });
    expect(apiKeyWithSecretViewSchema.parse(made)).toEqual(made);
    expect(await authenticateApiKey(world.deps, made.key)).toEqual({
      organizationId: tenant.ctx.organizationId,
      organizationSlug: "acme",
      partition: tenant.ctx.partition,
      actor: { kind: "api_key", id: made.id, name: "ci" },
      role: "policy_manager",
      teamIds: null,
    });
    const page = await listApiKeys(tenant.ctx);
    expect(apiKeyPageSchema.parse(page)).toEqual(page);
    expect(page.data[0]).toMatchObject({ id: made.id, status: "active", last_used_at: world.now.toISOString() });
    expect((await revokeApiKey(tenant.ctx, { id: made.id })).status).toBe("revoked");
    expect(await authenticateApiKey(world.deps, made.key)).toBeNull();
    expect((await revokeApiKey(tenant.ctx, { id: made.id })).status).toBe("revoked");
  });

  it("expires", async () => {
    const expires_at = new Date(world.now.getTime() + 1_000).toISOString();
    const { key } = await createApiKey(tenant.ctx, { name: "short", role: "viewer", expires_at });
    expect(await authenticateApiKey(world.deps, key)).not.toBeNull();
    world.now = new Date(expires_at);
    expect(await authenticateApiKey(world.deps, key)).toBeNull();
  });

  it("that is none gets nobody in", async () => {
    for (const presented of ["", "plk_live_x", mintToken("plk"), mintToken("plg")]) {
      expect(await authenticateApiKey(world.deps, presented)).toBeNull();
    }
  });
});

describe("bootstrapping", () => {
  it("makes what is missing, the password once, and a new key every time", async () => {
    const input = { organizationSlug: "fresh", teamSlug: "bots", email: "Root@Example.com" };
    const first = await bootstrapOrganization(world.deps, input);
    expect(first).toMatchObject({
      organization: { slug: "fresh" },
      team: { slug: "bots" },
      user: { email: "root@example.com" },
    });
    const signedIn = await verifyPassword(world.deps, {
      email: "root@example.com",
      password: first.password ?? "",
      address: "192.0.2.1",
    });
    expect(signedIn?.id).toBe(first.user.id);
    expect(await authenticateApiKey(world.deps, first.api_key)).toMatchObject({ role: "admin" });

    const second = await bootstrapOrganization(world.deps, { ...input, teamSlug: "more-bots" });
    expect(second).toMatchObject({ organization: first.organization, user: first.user, password: null });
    expect(second.team.id).not.toBe(first.team.id);
    expect(second.api_key).not.toBe(first.api_key);
    expect(await authenticateApiKey(world.deps, first.api_key)).not.toBeNull();

    const joined = await bootstrapOrganization(world.deps, { ...input, email: "second@example.com" });
    expect(await listMemberships(world.db, joined.user.id)).toMatchObject([
      { organization: { slug: "fresh" }, role: "admin" },
    ]);
  });

  it("refuses a slug that addresses couldn't hold", async () => {
    const input = { organizationSlug: "sign-in", teamSlug: "bots", email: "root@example.com" };
    await expect(bootstrapOrganization(world.deps, input)).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("organizations and teams", () => {
  it("a person may own several organizations; a slug is taken once", async () => {
    const made = await createOrganization(world.deps, { name: "Second", ownerUserId: tenant.userId, teamName: "Crew" });
    expect(made).toMatchObject({ organization: { slug: "second" }, team: { slug: "crew", name: "Crew" } });
    const again = await createOrganization(world.deps, { name: "Second", ownerUserId: tenant.userId });
    expect(again.organization.slug).toBe("second-2");
    const taken = createOrganization(world.deps, { name: "x", slug: "second", ownerUserId: tenant.userId });
    await expect(taken).rejects.toMatchObject({ code: "CONFLICT" });
    const nobody = createOrganization(world.deps, { name: "x", ownerUserId: "usr_nobody" });
    await expect(nobody).rejects.toMatchObject({ code: "NOT_FOUND" });
    const slugs = (await listMemberships(world.db, tenant.userId)).map(({ organization }) => organization.slug);
    expect(slugs).toEqual(expect.arrayContaining(["acme", "second", "second-2"]));
  });

  it("a team's slug is taken once in its organization", async () => {
    expect((await createTeam(tenant.ctx, { name: "Data" })).slug).toBe("data");
    expect((await createTeam(tenant.ctx, { name: "Data" })).slug).toBe("data-2");
    await expect(createTeam(tenant.ctx, { name: "x", slug: "data" })).rejects.toMatchObject({ code: "CONFLICT" });
    const page = await listTeams(tenant.ctx);
    expect(teamPageSchema.parse(page)).toEqual(page);
  });
});

describe("the record of changes", () => {
  it("says who did what to what, newest first", async () => {
    const team = await createTeam(tenant.ctx, { name: "Recorded" });
    const page = await listAdminEvents(tenant.as("auditor"), { limit: 1 });
    expect(adminEventPageSchema.parse(page)).toEqual(page);
    expect(page.data).toEqual([
      {
        id: expect.stringMatching(/^evt_/),
        at: world.now.toISOString(),
        actor: { kind: "user", id: tenant.userId, name: "owner@acme.example" },
        action: "team.created",
        target: { kind: "team", id: team.id },
        before: null,
        after: { ...team },
      },
    ]);
    expect(page.pagination.has_more).toBe(true);
  });
});
