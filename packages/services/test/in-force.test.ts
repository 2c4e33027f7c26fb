import { withOrganization } from "@policylayer/db";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import { createGrant, getGrant, revokeGrant, rotateGrant, updateGrant } from "../src/grants";
import { getOrganization, updateOrganization } from "../src/organizations";
import { createPolicy, deletePolicy, getPolicy, savePolicy } from "../src/policies";
import { createServer, deleteServer, overrideToolClass, pinTools, updateServer } from "../src/servers";
import { buildWorld, type Furnished, furnish, POLICY, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;
let has: Furnished;
let serial = 0;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
});

beforeEach(async () => {
  world.isStoreDown = false;
  serial += 1;
  has = await furnish(tenant, `crm-${serial}`);
  world.bumps.length = 0;
});

afterAll(() => world.end());

interface OutboxRow {
  readonly kind: string;
  readonly object_id: string;
  readonly grant_ids: string[];
  readonly partition: number;
  readonly done_at: Date | null;
}

async function lastOutboxRow(): Promise<OutboxRow | undefined> {
  return (await world.owner.query<OutboxRow>("SELECT * FROM outbox ORDER BY seq DESC LIMIT 1")).rows[0];
}

async function count(table: "outbox" | "admin_events"): Promise<number> {
  return Number((await world.owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);
}

type Change = (ctx: Tenant["ctx"], has: Furnished) => Promise<unknown>;

const CHANGES: readonly (readonly [string, Change])[] = [
  ["policy.saved", (ctx, { policyId }) => savePolicy(ctx, { id: policyId, document: POLICY, ifMatch: 1 })],
  ["server.updated", (ctx, { serverId }) => updateServer(ctx, { id: serverId, name: "renamed" })],
  ["server.tools_pinned", (ctx, { serverId }) => pinTools(ctx, { id: serverId, tools: [] })],
  [
    "tool.class_overridden",
    (ctx, { serverId }) =>
      overrideToolClass(ctx, { id: serverId, tool: "run_procedure", class: "destructive", note: "It drops tables." }),
  ],
  ["grant.updated", (ctx, { grantId }) => updateGrant(ctx, { id: grantId, label: "renamed" })],
  ["grant.rotated", (ctx, { grantId }) => rotateGrant(ctx, { id: grantId })],
  ["grant.revoked", (ctx, { grantId }) => revokeGrant(ctx, { id: grantId })],
];

describe("a change holds from the next call", () => {
  it.each(CHANGES)(
    "%s tells the proxies of the grant before it answers, and closes its outbox row",
    async (kind, change) => {
      await change(tenant.ctx, has);
      const { partition, organizationId } = tenant.ctx;
      expect(world.bumps).toEqual([{ partition, organizationId, grantIds: [has.grantId] }]);
      expect(await lastOutboxRow()).toMatchObject({ kind, grant_ids: [has.grantId], partition, done_at: world.now });
    },
  );

  it.each(CHANGES)(
    "%s stays committed, says NOT_YET_IN_FORCE and stays in the outbox when they can't be told",
    async (kind, change) => {
      const events = await count("admin_events");
      world.isStoreDown = true;
      await expect(change(tenant.ctx, has)).rejects.toMatchObject({ code: "NOT_YET_IN_FORCE" });
      expect(await lastOutboxRow()).toMatchObject({ kind, grant_ids: [has.grantId], done_at: null });
      expect(await count("admin_events")).toBe(events + 1);
    },
  );

  it("can be repeated after NOT_YET_IN_FORCE until it holds", async () => {
    world.isStoreDown = true;
    await expect(revokeGrant(tenant.ctx, { id: has.grantId })).rejects.toMatchObject({ code: "NOT_YET_IN_FORCE" });
    expect((await getGrant(tenant.ctx, { id: has.grantId })).status).toBe("revoked");
    world.isStoreDown = false;
    expect((await revokeGrant(tenant.ctx, { id: has.grantId })).status).toBe("revoked");
    expect(world.bumps).toHaveLength(1);
  });

  it("of the organization's settings tells every grant that isn't revoked, and is in the record of changes", async () => {
    const own = await world.tenant(`settings-${serial}`);
    const furnished = await furnish(own, "crm");
    const revoked = await createGrant(own.ctx, { label: "revoked", team: "agents", bindings: [] });
    await revokeGrant(own.ctx, { id: revoked.id });
    world.bumps.length = 0;
    expect((await getOrganization(own.ctx)).audit_mode).toBe("strict");
    expect((await updateOrganization(own.ctx, { audit_mode: "available" })).audit_mode).toBe("available");
    expect(world.bumps.map(({ grantIds }) => grantIds)).toEqual([[furnished.grantId]]);
    expect((await listAdminEvents(own.ctx)).data[0]).toMatchObject({
      action: "organization.updated",
      before: { audit_mode: "strict" },
      after: { audit_mode: "available" },
    });
    world.isStoreDown = true;
    await expect(updateOrganization(own.ctx, { audit_mode: "strict" })).rejects.toMatchObject({
      code: "NOT_YET_IN_FORCE",
    });
    expect((await getOrganization(own.ctx)).audit_mode).toBe("strict");
  });

  it("of a policy tells every grant that has it, and no other", async () => {
    const bindings = [{ server: has.serverId, policy: has.policyId }];
    const second = await createGrant(tenant.ctx, { label: "second", team: "agents", bindings });
    await createGrant(tenant.ctx, {
      label: "without",
      team: "agents",
      bindings: [{ server: has.serverId, policy: null }],
    });
    world.bumps.length = 0;
    await savePolicy(tenant.ctx, { id: has.policyId, document: POLICY, ifMatch: 1 });
    expect(world.bumps.flatMap((bump) => bump.grantIds)).toEqual([has.grantId, second.id].sort());
  });

  it("of a deleted policy or server tells the ended grants that still named it", async () => {
    await revokeGrant(tenant.ctx, { id: has.grantId });
    world.bumps.length = 0;
    await deletePolicy(tenant.ctx, { id: has.policyId });
    await deleteServer(tenant.ctx, { id: has.serverId });
    expect(world.bumps.map((bump) => bump.grantIds)).toEqual([[has.grantId], [has.grantId]]);
  });

  it("that concerns no grant needs no proxy: nothing is told, nothing is in the outbox", async () => {
    const rows = await count("outbox");
    world.isStoreDown = true;
    const server = await createServer(tenant.ctx, { name: "lonely", url: "https://lonely.example.com" });
    await pinTools(tenant.ctx, { id: server.id, tools: [] });
    await createPolicy(tenant.ctx, { server: server.id, name: "P", document: POLICY });
    await createGrant(tenant.ctx, { label: "new", team: "agents", bindings: [{ server: server.id, policy: null }] });
    expect(await count("outbox")).toBe(rows);
  });

  it("that is refused leaves no event, no outbox row and tells nobody", async () => {
    const [events, rows] = [await count("admin_events"), await count("outbox")];
    const refused = [
      () => savePolicy(tenant.ctx, { id: has.policyId, document: { version: "2" }, ifMatch: 1 }),
      () => savePolicy(tenant.ctx, { id: has.policyId, document: POLICY, ifMatch: 7 }),
      () => deleteServer(tenant.ctx, { id: has.serverId }),
      () => deletePolicy(tenant.ctx, { id: has.policyId }),
      () => updateGrant(tenant.ctx, { id: has.grantId, bindings: [{ server: "absent", policy: null }] }),
    ];
    for (const one of refused) await expect(one()).rejects.toMatchObject({ name: "ServiceError" });
    expect([await count("admin_events"), await count("outbox")]).toEqual([events, rows]);
    expect(world.bumps).toEqual([]);
    expect((await getPolicy(tenant.ctx, { id: has.policyId })).version).toBe(1);
    expect((await getGrant(tenant.ctx, { id: has.grantId })).bindings).toHaveLength(1);
  });

  it("waits for a grant that is being bound to the policy at the same moment, and tells it too", async () => {
    const late = await createGrant(tenant.ctx, { label: "late", team: "agents", bindings: [] });
    let saved: Promise<unknown> = Promise.resolve();
    await withOrganization(tenant.ctx.db, tenant.ctx.organizationId, async (tx) => {
      await tx.grantBinding.create({
        data: {
          organizationId: tenant.ctx.organizationId,
          grantId: late.id,
          serverId: has.serverId,
          policyId: has.policyId,
        },
      });
      saved = savePolicy(tenant.ctx, { id: has.policyId, document: POLICY, ifMatch: 1 });
      await someoneWaitsForALock();
    });
    await saved;
    expect(world.bumps.flatMap((bump) => bump.grantIds)).toContain(late.id);
  });
});

async function someoneWaitsForALock(): Promise<void> {
  for (;;) {
    const { rows } = await world.owner.query(
      "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')",
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
