import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";
import { invalid, notFound } from "../errors";

export interface Binding {
  readonly server: string;
  readonly policy: string | null;
}

export interface ResolvedBinding {
  readonly serverId: string;
  readonly policyId: string | null;
}

/**
 * Servers by id or slug, policies by id. NOT_FOUND for either that isn't the organization's; INVALID for a server named
 * twice and for a policy of another server. Each says which binding.
 *
 * What is found is locked against deletion until the transaction ends, before the caller touches its bindings: a deletion
 * locks in the same order, so that the two can't wait for each other.
 */
export async function resolveBindings(
  tx: Tx,
  ctx: ServiceContext,
  bindings: readonly Binding[],
): Promise<ResolvedBinding[]> {
  const refs = bindings.map((binding) => binding.server);
  const servers = await tx.server.findMany({
    where: { organizationId: ctx.organizationId, OR: [{ id: { in: refs } }, { slug: { in: refs } }] },
    select: { id: true, slug: true },
  });
  const policies = await tx.policy.findMany({
    where: {
      organizationId: ctx.organizationId,
      id: { in: bindings.flatMap((binding) => binding.policy ?? []) },
    },
    select: { id: true, serverId: true },
  });
  await lockAgainstDeletion(tx, ctx, servers, policies);
  const serverIds = new Map(servers.flatMap(({ id, slug }) => [[id, id] as const, [slug, id] as const]));
  const serverOfPolicy = new Map(policies.map((policy) => [policy.id, policy.serverId]));
  const seen = new Set<string>();
  return bindings.map(({ server, policy }, index) => {
    const serverId = serverIds.get(server);
    if (serverId === undefined) throw notFound("server", `/bindings/${index}/server`);
    if (seen.has(serverId)) throw invalid(`/bindings/${index}/server`, "This server is named twice.");
    seen.add(serverId);
    if (policy === null) return { serverId, policyId: null };
    const ownServer = serverOfPolicy.get(policy);
    if (ownServer === undefined) throw notFound("policy", `/bindings/${index}/policy`);
    if (ownServer !== serverId) throw invalid(`/bindings/${index}/policy`, "This policy belongs to another server.");
    return { serverId, policyId: policy };
  });
}

interface Found {
  readonly id: string;
}

async function lockAgainstDeletion(
  tx: Tx,
  ctx: ServiceContext,
  servers: readonly Found[],
  policies: readonly Found[],
): Promise<void> {
  const [serverIds, policyIds] = [servers.map(({ id }) => id), policies.map(({ id }) => id)];
  await tx.$queryRaw`SELECT id FROM servers
    WHERE id = ANY(${serverIds}) AND organization_id = ${ctx.organizationId} ORDER BY id FOR KEY SHARE`;
  await tx.$queryRaw`SELECT id FROM policies
    WHERE id = ANY(${policyIds}) AND organization_id = ${ctx.organizationId} ORDER BY id FOR KEY SHARE`;
}
