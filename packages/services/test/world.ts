import { randomBytes } from "node:crypto";
import { createDb, type Db } from "@policylayer/db";
import { buildControlClient, readLimits } from "@policylayer/gate";
import { createTestDatabase } from "@policylayer/testing";
import { Client } from "pg";
import { inject } from "vitest";
import { bootstrapOrganization } from "../src/bootstrap";
import type { Role, ServiceContext, ServiceDeps } from "../src/context";
import { createGrant } from "../src/grants";
import { createPolicy } from "../src/policies";
import { createServer, pinTools } from "../src/servers";

export const UPSTREAM_SECRET = "Bearer upstream-secret-7f3a";

export const POLICY = {
  version: "1",
  default: "deny",
  tools: { run_procedure: { limits: [{ counter: "runs", window: "minute", max: 10 }] }, read_row: {} },
} as const;

export interface Bump {
  readonly partition: number;
  readonly organizationId: string;
  readonly grantIds: readonly string[];
}

/** A database of the suite's own, a clock that stands still, and the proxies as a list of what they were told. */
export interface World {
  readonly db: Db;
  readonly deps: ServiceDeps;
  /** Sees every tenant, for looking at what was written. */
  readonly owner: Client;
  readonly bumps: Bump[];
  /** The run's own, where the limits of calls are counted. */
  readonly redis: ReturnType<typeof buildControlClient>;
  /** The approvals whose decision the proxies were told of. */
  readonly announced: string[];
  /** While true, telling the proxies fails, and so does asking how far limits are used up. */
  isStoreDown: boolean;
  now: Date;
  tenant(slug: string): Promise<Tenant>;
  end(): Promise<void>;
}

export interface Tenant {
  readonly ctx: ServiceContext;
  readonly teamId: string;
  readonly userId: string;
  as(role: Role, teamIds?: readonly string[] | null): ServiceContext;
}

export async function buildWorld(): Promise<World> {
  const database = await createTestDatabase();
  const db = createDb(database.url);
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query("SET ROLE policylayer_system");
  const redis = buildControlClient(inject("redisUrl"));
  const secrets = { tokenPepper: randomBytes(32), encryptionKey: randomBytes(32) };
  const deps: ServiceDeps = { db, secrets, now: () => world.now };
  const world: World = {
    db,
    deps,
    owner,
    redis,
    bumps: [],
    announced: [],
    isStoreDown: false,
    now: new Date("2026-11-22T12:00:00.000Z"),
    tenant: (slug) => buildTenant(world, slug),
    end: async () => {
      await db.$disconnect();
      await owner.end();
      redis.disconnect();
      await database.drop();
    },
  };
  return world;
}

async function buildTenant(world: World, slug: string): Promise<Tenant> {
  const email = `owner@${slug}.example`;
  const made = await bootstrapOrganization(world.deps, { organizationSlug: slug, teamSlug: "agents", email });
  const rows = await world.owner.query<{ partition: number }>("SELECT partition FROM organizations WHERE slug = $1", [
    slug,
  ]);
  const partition = rows.rows[0]?.partition ?? -1;
  const ctx: ServiceContext = {
    ...world.deps,
    organizationId: made.organization.id,
    organizationSlug: slug,
    partition,
    actor: { kind: "user", id: made.user.id, name: email },
    role: "admin",
    teamIds: null,
    urls: { proxy: "https://mcp.example.com", dashboard: "https://policy.example.com" },
    bumpEpochs: async (ofPartition, organizationId, grantIds) => {
      if (world.isStoreDown) throw new Error("the store is down");
      world.bumps.push({ partition: ofPartition, organizationId, grantIds });
    },
    readLimits: async (ofPartition, limits) => {
      if (world.isStoreDown) throw new Error("the store is down");
      return readLimits(world.redis, ofPartition, limits);
    },
    announceDecision: async (approvalId) => {
      if (world.isStoreDown) throw new Error("the store is down");
      world.announced.push(approvalId);
    },
  };
  return {
    ctx,
    teamId: made.team.id,
    userId: made.user.id,
    as: (role, teamIds = null) => ({ ...ctx, role, teamIds }),
  };
}

export interface Furnished {
  readonly serverId: string;
  readonly policyId: string;
  readonly grantId: string;
  readonly token: string;
}

/** A server with secret headers and two tools, a policy of it, and a grant that has both. */
export async function furnish(tenant: Tenant, slug: string): Promise<Furnished> {
  const headers = { Authorization: UPSTREAM_SECRET };
  const server = await createServer(tenant.ctx, { name: slug, slug, url: `https://${slug}.example.com/mcp`, headers });
  const inputSchema = { type: "object" };
  await pinTools(tenant.ctx, {
    id: server.id,
    tools: ["run_procedure", "read_row"].map((name) => ({ name, inputSchema })),
  });
  const policy = await createPolicy(tenant.ctx, { server: server.id, name: "Rules", document: POLICY });
  const grant = await createGrant(tenant.ctx, {
    label: `agent of ${slug}`,
    team: "agents",
    bindings: [{ server: server.id, policy: policy.id }],
  });
  return { serverId: server.id, policyId: policy.id, grantId: grant.id, token: grant.token };
}
