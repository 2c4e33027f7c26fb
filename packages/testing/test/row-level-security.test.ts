import { asSystem, createDb, type Db, withOrganization } from "@policylayer/db";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let database: TestDatabase;
let db: Db;
let owner: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  await asSystem(db, "organization-creation", async (tx) => {
    for (const id of ["org_a", "org_b"]) {
      await tx.organization.create({ data: { id, slug: id.replace("_", "-"), name: id, partition: 1 } });
      await tx.team.create({ data: { id: `team_${id}`, organizationId: id, slug: "agents", name: "Agents" } });
      await tx.user.create({ data: { id: `usr_${id}`, email: `${id}@example.com`, passwordHash: "secret" } });
      await tx.member.create({ data: { id: `mem_${id}`, organizationId: id, userId: `usr_${id}`, role: "admin" } });
    }
  });
});

afterAll(async () => {
  await db.$disconnect();
  await owner.end();
  await database.drop();
});

/** Every table of ours as Postgres's own catalogue has it, partitions included. */
async function tables() {
  const { rows } = await owner.query<{
    name: string;
    enabled: boolean;
    forced: boolean;
    is_tenant: boolean;
    is_partition: boolean;
    app_policies: string;
  }>(`
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced, c.relispartition AS is_partition,
      EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id') AS is_tenant,
      (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid
        AND (SELECT oid FROM pg_roles WHERE rolname = 'policylayer_app') = ANY (p.polroles)) AS app_policies
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' ORDER BY 1`);
  return rows;
}

describe("row-level security", () => {
  it("is enabled and forced on every table there is", async () => {
    const all = await tables();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((table) => !table.enabled || !table.forced).map((table) => table.name)).toEqual([]);
  });

  it("has a policy for the product's role on every tenant table", async () => {
    const tenants = (await tables()).filter((table) => table.is_tenant && !table.is_partition);
    expect(tenants.map((table) => table.name)).toContain("grants");
    expect(tenants.filter((table) => table.app_policies === "0").map((table) => table.name)).toEqual([]);
  });

  it("leaves the product's roles neither ownership nor a way around it", async () => {
    const { rows } = await owner.query(
      `SELECT rolname, rolsuper, rolbypassrls, (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname LIKE 'policylayer\\_%' ORDER BY 1`,
    );
    expect(rows).toEqual(
      ["policylayer_app", "policylayer_system"].map((rolname) => {
        return { rolname, rolsuper: false, rolbypassrls: false, owned: "0" };
      }),
    );
  });

  it("shows a query that forgets its where its own organization only", async () => {
    const seen = await withOrganization(db, "org_a", async (tx) => ({
      organizations: (await tx.organization.findMany()).map(({ id }) => id),
      teams: (await tx.team.findMany()).map(({ id }) => id),
      people: (await tx.user.findMany({ select: { id: true } })).map(({ id }) => id),
    }));
    expect(seen).toEqual({ organizations: ["org_a"], teams: ["team_org_a"], people: ["usr_org_a"] });
  });

  it("changes nothing of another organization, even when it is named", async () => {
    const changed = await withOrganization(db, "org_a", (tx) => tx.team.updateMany({ data: { name: "taken over" } }));
    expect(changed.count).toBe(1);
    const named = await withOrganization(db, "org_a", (tx) =>
      tx.team.deleteMany({ where: { organizationId: "org_b" } }),
    );
    expect(named.count).toBe(0);
    const planted = withOrganization(db, "org_a", (tx) =>
      tx.team.create({ data: { id: "team_x", organizationId: "org_b", slug: "x", name: "x" } }),
    );
    await expect(planted).rejects.toThrow(/row-level security/);
    const moved = withOrganization(db, "org_a", (tx) => tx.team.updateMany({ data: { organizationId: "org_b" } }));
    await expect(moved).rejects.toThrow(/row-level security/);
  });

  it("shows nothing outside withOrganization, before, after and for an organization that doesn't exist", async () => {
    expect(await db.team.findMany()).toEqual([]);
    await withOrganization(db, "org_a", (tx) => tx.team.findMany());
    await asSystem(db, "maintenance", (tx) => tx.team.findMany());
    for (let n = 0; n < 12; n++) expect(await db.team.findMany()).toEqual([]);
    for (const id of ["org_absent", "", "org_a' OR 'a'='a"]) {
      expect(await withOrganization(db, id, (tx) => tx.team.findMany())).toEqual([]);
    }
  });

  it("keeps the organization of one transaction out of another that runs at the same time", async () => {
    const teams = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        withOrganization(db, n % 2 === 0 ? "org_a" : "org_b", (tx) => tx.team.findMany()),
      ),
    );
    for (const [n, rows] of teams.entries()) {
      expect(rows.map(({ organizationId }) => organizationId)).toEqual([n % 2 === 0 ? "org_a" : "org_b"]);
    }
  });

  it("keeps password hashes and sessions from everything but sign-in", async () => {
    const read = withOrganization(db, "org_a", (tx) => tx.user.findMany({ select: { passwordHash: true } }));
    await expect(read).rejects.toThrow(/permission denied/);
    await expect(withOrganization(db, "org_a", (tx) => tx.session.findMany())).rejects.toThrow(/permission denied/);
  });

  it("hides the partitions of the log, which are read through it only", async () => {
    const partitions = (await tables()).filter((table) => table.is_partition);
    expect(partitions.length).toBeGreaterThan(1);
    for (const { name } of partitions) {
      const read = withOrganization(db, "org_a", (tx) => tx.$queryRawUnsafe(`SELECT * FROM ${name}`));
      await expect(read).rejects.toThrow(/permission denied/);
    }
    expect(await withOrganization(db, "org_a", (tx) => tx.call.findMany())).toEqual([]);
  });

  it("covers the partitions that later months make", async () => {
    await asSystem(db, "maintenance", (tx) => tx.$executeRaw`SELECT ensure_call_partitions(14)`);
    const partitions = (await tables()).filter((table) => table.is_partition);
    expect(partitions.length).toBeGreaterThanOrEqual(16);
    expect(partitions.every((table) => table.enabled && table.forced)).toBe(true);
  });
});
