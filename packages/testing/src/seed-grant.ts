import { createHash } from "node:crypto";
import { hashToken, mintDataKey, mintToken, newId, seal, serverHeadersPlace, tokenLast4 } from "@policylayer/crypto";
import { asSystem, type Db } from "@policylayer/db";

export interface GrantSeed {
  readonly tokenPepper: Buffer;
  readonly encryptionKey: Buffer;
  readonly upstreamUrl: string;
  /** The pinned tools, as their server lists them; a name alone has the least schema. */
  readonly tools: readonly (string | SeedTool)[];
  /** Canonical text of the policy; null binds the server without one. */
  readonly policy: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expiresAt?: Date;
}

export interface SeedTool {
  readonly name: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface SeededGrant {
  readonly organizationId: string;
  readonly organizationSlug: string;
  readonly partition: number;
  readonly teamId: string;
  readonly serverId: string;
  readonly policyId: string | null;
  readonly grantId: string;
  readonly token: string;
  /** Path of the proxy URL: `/{org}/{team}/{server}/mcp`. */
  readonly path: string;
}

/** A new organization with one team, server, policy and grant, written straight into the tables. */
export async function seedGrant(db: Db, seed: GrantSeed): Promise<SeededGrant> {
  const ids = {
    org: newId("org"),
    team: newId("team"),
    server: newId("srv"),
    policy: newId("pol"),
    grant: newId("grt"),
  };
  const slug = `org-${ids.org.slice(-8)}`;
  const partition = 17;
  const token = mintToken("plg");
  const { key, wrapped } = mintDataKey(seed.encryptionKey, ids.org);
  const sealedHeaders = seed.headers
    ? seal(key, Buffer.from(JSON.stringify(seed.headers)), serverHeadersPlace(ids.org, ids.server))
    : null;
  const policyId = seed.policy === null ? null : ids.policy;

  await asSystem(db, "organization-creation", async (tx) => {
    await tx.organization.create({ data: { id: ids.org, slug, name: slug, partition } });
    await tx.dataKey.create({
      data: {
        id: newId("dek"),
        organizationId: ids.org,
        version: 1,
        kekVersion: 1,
        wrappedKey: Uint8Array.from(wrapped),
      },
    });
    await tx.team.create({ data: { id: ids.team, organizationId: ids.org, slug: "agents", name: "Agents" } });
    await tx.server.create({
      data: {
        id: ids.server,
        organizationId: ids.org,
        slug: "upstream",
        name: "Upstream",
        url: seed.upstreamUrl,
        headersCiphertext: sealedHeaders === null ? null : Uint8Array.from(sealedHeaders),
        headerNames: Object.keys(seed.headers ?? {}),
      },
    });
    await tx.tool.createMany({
      data: seed.tools.map((tool) => {
        const listed = typeof tool === "string" ? { name: tool, inputSchema: { type: "object" } } : tool;
        const definition = JSON.stringify(listed);
        return {
          id: newId("tool"),
          organizationId: ids.org,
          serverId: ids.server,
          name: listed.name,
          definition: JSON.parse(definition),
          hash: createHash("sha256").update(definition).digest("hex"),
        };
      }),
    });
    if (seed.policy !== null) {
      await tx.policy.create({
        data: { id: ids.policy, organizationId: ids.org, serverId: ids.server, name: "Rules", version: 1 },
      });
      await tx.policyVersion.create({
        data: { policyId: ids.policy, organizationId: ids.org, version: 1, document: seed.policy, authorName: "seed" },
      });
    }
    await tx.grant.create({
      data: {
        id: ids.grant,
        organizationId: ids.org,
        teamId: ids.team,
        label: "seeded",
        tokenHash: hashToken(seed.tokenPepper, token),
        tokenLast4: tokenLast4(token),
        createdBy: "seed",
        expiresAt: seed.expiresAt ?? null,
        bindings: { create: { serverId: ids.server, policyId } },
      },
    });
  });
  return {
    organizationId: ids.org,
    organizationSlug: slug,
    partition,
    teamId: ids.team,
    serverId: ids.server,
    policyId,
    grantId: ids.grant,
    token,
    path: `/${slug}/agents/upstream/mcp`,
  };
}
