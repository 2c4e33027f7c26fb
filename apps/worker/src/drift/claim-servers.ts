import type { DefinitionReport } from "@policylayer/gate";
import type { System } from "../watched-system";

/** A server that is this worker's to look at. */
export interface ClaimedServer {
  readonly serverId: string;
  readonly organizationId: string;
  readonly partition: number;
}

/**
 * Up to `countMax` servers that nobody has looked at for `everyMs`, longest first. A server that was never discovered waits
 * for a person: what it lists first is trusted.
 */
export function claimDueServers(
  system: System,
  now: Date,
  everyMs: number,
  countMax: number,
): Promise<ClaimedServer[]> {
  const before = new Date(now.getTime() - everyMs);
  return system(
    "maintenance",
    (tx) => tx.$queryRaw<ClaimedServer[]>`
      WITH due AS (
        SELECT id FROM servers
        WHERE discovered_at IS NOT NULL AND (tools_checked_at IS NULL OR tools_checked_at <= ${before}::timestamptz)
        ORDER BY tools_checked_at NULLS FIRST LIMIT ${countMax} FOR UPDATE SKIP LOCKED)
      UPDATE servers SET tools_checked_at = ${now}::timestamptz FROM due, organizations
      WHERE servers.id = due.id AND organizations.id = servers.organization_id
      RETURNING servers.id AS "serverId", servers.organization_id AS "organizationId", organizations.partition`,
  );
}

/**
 * The reported servers, but those that were looked at within `everyMs`: their reports stay. `settled` are the reports that
 * are done with, also because there is no such server.
 */
export async function claimReportedServers(
  system: System,
  reports: readonly DefinitionReport[],
  now: Date,
  everyMs: number,
): Promise<{ claimed: readonly ClaimedServer[]; settled: readonly DefinitionReport[] }> {
  if (reports.length === 0) return { claimed: [], settled: [] };
  const before = new Date(now.getTime() - everyMs);
  const ids = reports.map(({ serverId }) => serverId);
  return system("maintenance", async (tx) => {
    const known = await tx.server.findMany({ where: { id: { in: ids } }, select: { id: true, discoveredAt: true } });
    const claimed = await tx.$queryRaw<ClaimedServer[]>`
      WITH reported AS (
        SELECT id FROM servers
        WHERE id = ANY(${ids}::text[]) AND discovered_at IS NOT NULL
          AND (tools_checked_at IS NULL OR tools_checked_at <= ${before}::timestamptz)
        FOR UPDATE SKIP LOCKED)
      UPDATE servers SET tools_checked_at = ${now}::timestamptz FROM reported, organizations
      WHERE servers.id = reported.id AND organizations.id = servers.organization_id
      RETURNING servers.id AS "serverId", servers.organization_id AS "organizationId", organizations.partition`;
    const waiting = new Set(known.filter(({ discoveredAt }) => discoveredAt !== null).map(({ id }) => id));
    for (const { serverId } of claimed) waiting.delete(serverId);
    return { claimed, settled: reports.filter(({ serverId }) => !waiting.has(serverId)) };
  });
}
