import { hashToken, isWellFormedToken } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import type { ServiceContext, ServiceDeps } from "../context";

/** When a key was last used is written at most this often. */
const LAST_USED_EVERY_MS = 60_000;

/** What an API key says of its holder; the edge adds the rest of a ServiceContext. */
export type ApiKeyPrincipal = Pick<
  ServiceContext,
  "organizationId" | "organizationSlug" | "partition" | "actor" | "role" | "teamIds"
>;

/** null for every credential that isn't a key in force: malformed, unknown, expired, revoked. */
export async function authenticateApiKey(deps: ServiceDeps, presented: string): Promise<ApiKeyPrincipal | null> {
  if (!isWellFormedToken("plk", presented)) return null;
  const keyHash = hashToken(deps.secrets.tokenPepper, presented);
  const now = deps.now();
  const row = await asSystem(deps.db, "credential-lookup", async (tx) => {
    const found = await tx.apiKey.findUnique({ where: { keyHash }, include: { organization: true } });
    if (found === null || found.revokedAt !== null) return null;
    if (found.expiresAt !== null && found.expiresAt <= now) return null;
    if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= LAST_USED_EVERY_MS) {
      await tx.apiKey.update({ where: { id: found.id }, data: { lastUsedAt: now } });
    }
    return found;
  });
  if (row === null) return null;
  return {
    organizationId: row.organizationId,
    organizationSlug: row.organization.slug,
    partition: row.organization.partition,
    actor: { kind: "api_key", id: row.id, name: row.name },
    role: row.role,
    teamIds: null,
  };
}
