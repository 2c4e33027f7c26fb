import type { Tx } from "@policylayer/db";
import { seesTeam } from "../authorize";
import type { ServiceContext } from "../context";
import { credentialStatus } from "../credential-status";
import { toInstant } from "../instant";
import type { PolicyVersionView, PolicyView } from "./schemas";

export interface PolicyRow {
  readonly id: string;
  readonly serverId: string;
  readonly name: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly server: { readonly slug: string };
  readonly bindings: readonly { readonly grant: BoundGrant }[];
}

interface BoundGrant {
  readonly id: string;
  readonly label: string;
  readonly teamId: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** For Prisma: what `toPolicyView` needs besides the row. */
export const WITH_SERVER_AND_GRANTS = {
  server: { select: { slug: true } },
  bindings: {
    select: { grant: { select: { id: true, label: true, teamId: true, expiresAt: true, revokedAt: true } } },
    orderBy: { grantId: "asc" },
  },
} as const;

/** The grants that judge calls by a policy: one that is revoked or has expired doesn't use it any more. */
export function usersOf(ctx: ServiceContext, row: Pick<PolicyRow, "bindings">): BoundGrant[] {
  return row.bindings.map(({ grant }) => grant).filter((grant) => credentialStatus(grant, ctx.now()) === "active");
}

/** `text` is that of the row's version. Grants of teams the caller doesn't see are left out. */
export function toPolicyView(ctx: ServiceContext, row: PolicyRow, text: string): PolicyView {
  return {
    id: row.id,
    server: row.serverId,
    server_slug: row.server.slug,
    name: row.name,
    version: row.version,
    document: JSON.parse(text),
    text,
    grants: usersOf(ctx, row)
      .filter((grant) => seesTeam(ctx, grant.teamId))
      .map((grant) => ({ id: grant.id, label: grant.label })),
    created_at: toInstant(row.createdAt),
    updated_at: toInstant(row.updatedAt),
  };
}

/** The texts in force of these policies, by policy id. */
export async function currentTexts(
  tx: Tx,
  ctx: ServiceContext,
  rows: readonly { readonly id: string; readonly version: number }[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const versions = await tx.policyVersion.findMany({
    where: {
      organizationId: ctx.organizationId,
      OR: rows.map((row) => ({ policyId: row.id, version: row.version })),
    },
    select: { policyId: true, document: true },
  });
  return new Map(versions.map((version) => [version.policyId, version.document]));
}

export interface PolicyVersionRow {
  readonly version: number;
  readonly message: string | null;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly document: string;
}

export function toPolicyVersionView(row: PolicyVersionRow): PolicyVersionView {
  return {
    version: row.version,
    message: row.message,
    author: row.authorName,
    created_at: toInstant(row.createdAt),
    text: row.document,
  };
}
