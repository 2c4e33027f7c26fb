import { createHash } from "node:crypto";
import { hashToken, mintDataKey, mintToken, newId, seal, serverHeadersPlace, tokenLast4 } from "@policylayer/crypto";
import { asSystem, type Db, withOrganization } from "@policylayer/db";

export interface Secrets {
  readonly tokenPepper: Buffer;
  readonly encryptionKey: Buffer;
}

export interface Seed {
  readonly upstreamUrl: string;
  /** Streamable HTTP when absent. */
  readonly transport?: "streamable_http" | "http_sse";
  /** The pinned tools: names, or definitions. */
  readonly tools: readonly (string | ToolSeed)[];
  /** Canonical text of the policy; null binds the server without one. */
  readonly policy: string | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly expiresAt: Date | null;
  /** Of the organization; strict when absent. */
  readonly auditMode?: "strict" | "available";
}

export interface ToolSeed {
  readonly name: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, unknown>>;
}

export interface Seeded {
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

/** A new organization with one team, one server, one policy and one grant, written straight into the tables. */
export async function seedWorld(db: Db, { tokenPepper, encryptionKey }: Secrets, seed: Seed): Promise<Seeded> {
  const organizationId = newId("org");
  const [teamId, serverId, policyId, grantId] = [newId("team"), newId("srv"), newId("pol"), newId("grt")];
  const organizationSlug = `org-${organizationId.slice(-8)}`;
  const partition = Math.floor(Math.random() * 64);
  const token = mintToken("plg");
  const { key, wrapped } = mintDataKey(encryptionKey, organizationId);
  const sealed =
    seed.headers && seal(key, Buffer.from(JSON.stringify(seed.headers)), serverHeadersPlace(organizationId, serverId));

  await asSystem(db, "organization-creation", async (tx) => {
    await tx.organization.create({
      data: {
        id: organizationId,
        slug: organizationSlug,
        name: organizationSlug,
        partition,
        auditMode: seed.auditMode ?? "strict",
      },
    });
    await tx.dataKey.create({
      data: { id: newId("dek"), organizationId, version: 1, kekVersion: 1, wrappedKey: Uint8Array.from(wrapped) },
    });
    await tx.team.create({ data: { id: teamId, organizationId, slug: "agents", name: "Agents" } });
    await tx.server.create({
      data: {
        id: serverId,
        organizationId,
        slug: "upstream",
        name: "Upstream",
        url: seed.upstreamUrl,
        transport: seed.transport ?? "streamable_http",
        headersCiphertext: sealed && Uint8Array.from(sealed),
        headerNames: Object.keys(seed.headers ?? {}),
      },
    });
    await tx.tool.createMany({
      data: seed.tools.map((tool) => {
        const definition = JSON.stringify(
          typeof tool === "string" ? { name: tool, inputSchema: { type: "object" } } : tool,
        );
        return {
          id: newId("tool"),
          organizationId,
          serverId,
          name: typeof tool === "string" ? tool : tool.name,
          definition: JSON.parse(definition),
          hash: createHash("sha256").update(definition).digest("hex"),
        };
      }),
    });
    if (seed.policy !== null) {
      await tx.policy.create({ data: { id: policyId, organizationId, serverId, name: "Rules", version: 1 } });
      await tx.policyVersion.create({
        data: { policyId, organizationId, version: 1, document: seed.policy, authorName: "seed" },
      });
    }
    await tx.grant.create({
      data: {
        id: grantId,
        organizationId,
        teamId,
        label: "seeded",
        tokenHash: hashToken(tokenPepper, token),
        tokenLast4: tokenLast4(token),
        createdBy: "seed",
        expiresAt: seed.expiresAt,
      },
    });
    const bound = seed.policy === null ? null : policyId;
    await tx.grantBinding.create({ data: { organizationId, grantId, serverId, policyId: bound } });
  });
  return {
    organizationId,
    organizationSlug,
    partition,
    teamId,
    serverId,
    policyId: seed.policy === null ? null : policyId,
    grantId,
    token,
    path: `/${organizationSlug}/agents/upstream/mcp`,
  };
}

export interface ServerSeed {
  readonly slug: string;
  readonly upstreamUrl: string;
  readonly tools: readonly (string | ToolSeed)[];
  /** Canonical text of the policy; everything is allowed when absent. */
  readonly policy?: string;
}

/** One more server of a seeded grant, with a policy of its own. Epochs are the caller's to bump. */
export async function seedServer(db: Db, { organizationId, grantId }: Seeded, seed: ServerSeed) {
  const [serverId, policyId] = [newId("srv"), newId("pol")];
  const document = seed.policy ?? '{"version":"1","default":"allow"}';
  await withOrganization(db, organizationId, async (tx) => {
    const { slug, upstreamUrl: url } = seed;
    await tx.server.create({ data: { id: serverId, organizationId, slug, name: slug, url } });
    await tx.tool.createMany({
      data: seed.tools.map((tool) => {
        const name = typeof tool === "string" ? tool : tool.name;
        const definition = JSON.stringify(typeof tool === "string" ? { name, inputSchema: { type: "object" } } : tool);
        const hash = createHash("sha256").update(definition).digest("hex");
        return { id: newId("tool"), organizationId, serverId, name, definition: JSON.parse(definition), hash };
      }),
    });
    await tx.policy.create({ data: { id: policyId, organizationId, serverId, name: "Rules", version: 1 } });
    await tx.policyVersion.create({ data: { policyId, organizationId, version: 1, document, authorName: "seed" } });
    await tx.grantBinding.create({ data: { organizationId, grantId, serverId, policyId } });
  });
  return { serverId, policyId };
}

/** The token of another grant of the same team, for the same server by the same policy. */
export async function seedColleague(db: Db, { tokenPepper }: Secrets, seeded: Seeded): Promise<string> {
  const token = mintToken("plg");
  const { organizationId, teamId, serverId, policyId } = seeded;
  const grantId = newId("grt");
  await withOrganization(db, organizationId, async (tx) => {
    await tx.grant.create({
      data: {
        id: grantId,
        organizationId,
        teamId,
        label: "colleague",
        tokenHash: hashToken(tokenPepper, token),
        tokenLast4: tokenLast4(token),
        createdBy: "seed",
      },
    });
    await tx.grantBinding.create({ data: { organizationId, grantId, serverId, policyId } });
  });
  return token;
}

/** What saving a policy does to the tables: a new version in force. Epochs are the caller's to bump. */
export async function savePolicy(db: Db, { organizationId, policyId }: Seeded, version: number, document: string) {
  if (policyId === null) throw new Error("seeded without a policy");
  await withOrganization(db, organizationId, async (tx) => {
    await tx.policyVersion.create({ data: { policyId, organizationId, version, document, authorName: "seed" } });
    await tx.policy.update({ where: { id: policyId }, data: { version } });
  });
}

/** What giving a tool another risk class does to the tables. Epochs are the caller's to bump. */
export async function overrideClass(db: Db, { organizationId, serverId }: Seeded, toolName: string, riskClass: string) {
  const override = { organizationId, serverId, toolName, riskClass, note: "seeded", toolHash: "", actorName: "seed" };
  await withOrganization(db, organizationId, (tx) => tx.toolRiskOverride.create({ data: override }));
}
