import type { ServiceContext } from "../context";
import { credentialStatus } from "../credential-status";
import { toInstant, toInstantOrNull } from "../instant";
import type { GrantView } from "./schemas";

export interface GrantRow {
  readonly id: string;
  readonly label: string;
  readonly teamId: string;
  readonly tokenLast4: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly team: { readonly slug: string };
  readonly bindings: readonly {
    readonly serverId: string;
    readonly policyId: string | null;
    readonly server: { readonly slug: string };
    readonly policy: { readonly name: string } | null;
  }[];
}

/** For Prisma: what `toGrantView` needs besides the row. */
export const WITH_TEAM_AND_BINDINGS = {
  team: { select: { slug: true } },
  bindings: {
    select: {
      serverId: true,
      policyId: true,
      server: { select: { slug: true } },
      policy: { select: { name: true } },
    },
    orderBy: { server: { slug: "asc" } },
  },
} as const;

/** Never holds the token: whoever makes one adds it to the answer, once. */
export function toGrantView(ctx: ServiceContext, row: GrantRow): GrantView {
  const teamUrl = `${ctx.urls.proxy}/${ctx.organizationSlug}/${row.team.slug}`;
  return {
    id: row.id,
    label: row.label,
    team: row.teamId,
    team_slug: row.team.slug,
    bindings: row.bindings.map((binding) => ({
      server: binding.serverId,
      server_slug: binding.server.slug,
      policy: binding.policyId,
      policy_name: binding.policy?.name ?? null,
    })),
    status: credentialStatus(row, ctx.now()),
    expires_at: toInstantOrNull(row.expiresAt),
    revoked_at: toInstantOrNull(row.revokedAt),
    last_used_at: toInstantOrNull(row.lastUsedAt),
    created_at: toInstant(row.createdAt),
    token_last4: row.tokenLast4,
    urls: Object.fromEntries(row.bindings.map(({ server }) => [server.slug, `${teamUrl}/${server.slug}/mcp`])),
    team_url: `${teamUrl}/mcp`,
  };
}
