import { asSystem, type Db, type Tx, withOrganization } from "@policylayer/db";
import { type CompiledPolicy, type RiskClass, riskClasses } from "@policylayer/policy";
import { Freshness } from "./freshness";
import type { Binding, Grant, GrantLoad, UpstreamAddress } from "./grant";
import type { PinnedTool } from "./pinned-tool";

/** Whose a token is. None of it ever changes for a token. */
export interface GrantIdentity {
  readonly grantId: string;
  readonly organizationId: string;
  readonly partition: number;
}

/** The compiled form of a stored policy version; `document` is read only when it isn't compiled yet. */
export interface PolicyCache {
  has(id: string, version: number): boolean;
  get(id: string, version: number, document: string | undefined): CompiledPolicy;
}

/** Pinned tools by the hash of their definition, which is read only when the tool isn't here yet. */
export interface ToolCache {
  get(hash: string): PinnedTool | undefined;
  add(hash: string, definition: unknown): PinnedTool;
}

/** What Redis said of a grant before it was read, and the moment of `performance.now()` at which it was asked. */
export interface EpochStamp {
  readonly epoch: string;
  readonly askedAtMs: number;
}

/** Finds whose token this is, before anything is known of an organization. null for a token nobody has. */
export async function identifyGrant(db: Db, tokenHash: string): Promise<GrantIdentity | null> {
  const row = await asSystem(db, "credential-lookup", (tx) =>
    tx.grant.findUnique({
      where: { tokenHash },
      select: { id: true, organizationId: true, organization: { select: { partition: true } } },
    }),
  );
  if (row === null) return null;
  return { grantId: row.id, organizationId: row.organizationId, partition: row.organization.partition };
}

/**
 * The grant with all it may do, or null when it is gone, revoked, expired, or has another token by now. Several statements
 * read it, so a change in between may show in a part; its epoch is then bumped after `epoch` was read, and the next call
 * reloads.
 */
export async function loadGrant(
  db: Db,
  identity: GrantIdentity,
  tokenHash: string,
  { epoch, askedAtMs }: EpochStamp,
  policies: PolicyCache,
  pinned: ToolCache,
  load: GrantLoad,
  nowMs: number,
): Promise<Grant | null> {
  const { organizationId, grantId, partition } = identity;
  return withOrganization(db, organizationId, async (tx) => {
    const row = await tx.grant.findUnique({
      where: { organizationId_id: { organizationId, id: grantId } },
      select: {
        tokenHash: true,
        label: true,
        expiresAt: true,
        revokedAt: true,
        organization: {
          select: {
            slug: true,
            auditMode: true,
            dataKeys: { select: { wrappedKey: true }, orderBy: { version: "desc" } },
          },
        },
        team: { select: { id: true, slug: true } },
        bindings: {
          select: {
            server: {
              select: {
                id: true,
                slug: true,
                url: true,
                transport: true,
                headersCiphertext: true,
                tools: {
                  where: { status: { not: "removed" } },
                  select: { id: true, name: true, hash: true, status: true },
                },
                riskOverrides: { select: { toolName: true, riskClass: true } },
              },
            },
            policy: { select: { id: true, version: true } },
          },
        },
      },
    });
    if (row === null || row.tokenHash !== tokenHash || row.revokedAt !== null) return null;
    const expiresAtMs = row.expiresAt?.getTime() ?? null;
    if (expiresAtMs !== null && expiresAtMs <= nowMs) return null;

    const wanted = row.bindings.flatMap(({ policy }) =>
      policy === null || policies.has(policy.id, policy.version)
        ? []
        : [{ policyId: policy.id, version: policy.version }],
    );
    const versions = wanted.length === 0 ? [] : await tx.policyVersion.findMany({ where: { OR: wanted } });

    const tools = await pinnedTools(
      tx,
      organizationId,
      row.bindings.flatMap(({ server }) => server.tools),
      pinned,
    );

    const wrappedKeys = row.organization.dataKeys.map(({ wrappedKey }) => wrappedKey);
    const bindings = row.bindings.map(({ server, policy }): Binding => {
      const stored = versions.find(({ policyId, version }) => policyId === policy?.id && version === policy.version);
      return {
        serverId: server.id,
        serverSlug: server.slug,
        upstream: upstreamAddress(organizationId, server, wrappedKeys),
        tools: new Map(server.tools.flatMap(({ id, name }) => entryOf(name, tools.get(id)))),
        quarantined: new Set(server.tools.flatMap(({ name, status }) => (status === "approved" ? [] : [name]))),
        classOverrides: server.riskOverrides.length === 0 ? NO_OVERRIDES : overridesOf(server.riskOverrides),
        policy:
          policy === null ? null : { ...policy, compiled: policies.get(policy.id, policy.version, stored?.document) },
      };
    });
    return {
      grantId,
      tokenHash,
      label: row.label,
      organizationId,
      organizationSlug: row.organization.slug,
      partition,
      teamId: row.team.id,
      teamSlug: row.team.slug,
      expiresAtMs,
      epoch,
      freshness: row.organization.auditMode === "available" ? new Freshness(askedAtMs) : null,
      load,
      bindings: new Map(bindings.map((binding) => [binding.serverSlug, binding])),
    };
  });
}

/** By id. One whose row went away between two reads is left out: it is unknown, and so is its call. */
async function pinnedTools(
  tx: Tx,
  organizationId: string,
  rows: readonly { readonly id: string; readonly hash: string }[],
  pinned: ToolCache,
): Promise<ReadonlyMap<string, PinnedTool>> {
  const tools = new Map<string, PinnedTool>();
  const missing: string[] = [];
  for (const { id, hash } of rows) {
    const known = pinned.get(hash);
    if (known === undefined) missing.push(id);
    else tools.set(id, known);
  }
  if (missing.length === 0) return tools;
  const found = await tx.tool.findMany({
    where: { organizationId, id: { in: missing } },
    select: { id: true, hash: true, definition: true },
  });
  for (const { id, hash, definition } of found) tools.set(id, pinned.get(hash) ?? pinned.add(hash, definition));
  return tools;
}

const NO_OVERRIDES: ReadonlyMap<string, RiskClass> = new Map();

/** The table refuses other classes. */
function overridesOf(
  rows: readonly { readonly toolName: string; readonly riskClass: string }[],
): ReadonlyMap<string, RiskClass> {
  return new Map(
    rows.flatMap(({ toolName, riskClass }) => {
      const known = riskClasses.find((each) => each === riskClass);
      return known === undefined ? [] : [[toolName, known] as const];
    }),
  );
}

function entryOf(name: string, tool: PinnedTool | undefined): [string, PinnedTool][] {
  return tool === undefined ? [] : [[name, tool]];
}

function upstreamAddress(
  organizationId: string,
  server: {
    readonly id: string;
    readonly url: string;
    readonly transport: string;
    readonly headersCiphertext: Uint8Array | null;
  },
  wrappedKeys: readonly Uint8Array[],
): UpstreamAddress {
  const url = new URL(server.url);
  return {
    organizationId,
    serverId: server.id,
    // The table knows no third.
    transport: server.transport === "http_sse" ? "http_sse" : "streamable_http",
    url: server.url,
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    sealedHeaders: server.headersCiphertext,
    wrappedKeys,
  };
}
