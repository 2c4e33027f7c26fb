import type { Redis } from "ioredis";
import { DEFINITION_REPORTS_KEY } from "./keys";
import { answerOf } from "./store-unavailable";

/** A server that lists something else than what was approved. */
export interface DefinitionReport {
  readonly organizationId: string;
  readonly serverId: string;
}

const ID = /^[a-z]+_[0-9a-z]{1,40}$/;

/**
 * Says that a server's tools have to be looked at again. However often it is said, it is one entry until somebody looks.
 * Rejects with `StoreUnavailable`; the next list that differs says it again.
 */
export async function reportDefinitions(redis: Redis, { organizationId, serverId }: DefinitionReport): Promise<void> {
  await answerOf(redis.sadd(DEFINITION_REPORTS_KEY, `${organizationId}/${serverId}`));
}

/** Up to `countMax` of what was reported, in no order. They stay until they are settled. */
export async function readDefinitionReports(redis: Redis, countMax: number): Promise<DefinitionReport[]> {
  const entries = await answerOf(redis.srandmember(DEFINITION_REPORTS_KEY, countMax));
  const reports: DefinitionReport[] = [];
  for (const entry of entries) {
    const [organizationId = "", serverId = "", ...rest] = entry.split("/");
    if (rest.length === 0 && ID.test(organizationId) && ID.test(serverId)) reports.push({ organizationId, serverId });
    // Nobody of ours writes such an entry, and nobody could ever settle it.
    else await answerOf(redis.srem(DEFINITION_REPORTS_KEY, entry));
  }
  return reports;
}

/** To be called before a server is looked at, so that what is reported meanwhile is looked at once more. */
export async function settleDefinitionReport(
  redis: Redis,
  { organizationId, serverId }: DefinitionReport,
): Promise<void> {
  await answerOf(redis.srem(DEFINITION_REPORTS_KEY, `${organizationId}/${serverId}`));
}
