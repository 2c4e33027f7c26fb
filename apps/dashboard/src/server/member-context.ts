import "server-only";
import type { UserView } from "@policylayer/services/accounts";
import type { ServiceContext } from "@policylayer/services/context";
import { listMemberships } from "@policylayer/services/organizations";
import { getDeps } from "./deps";

/** The right of a signed-in person in an organization; null when they don't belong to it or it doesn't exist. */
export async function memberContext(user: UserView, organizationSlug: string): Promise<ServiceContext | null> {
  const { db, secrets, urls, bumpEpochs, readLimits, announceDecision, now } = getDeps();
  const memberships = await listMemberships(db, user.id);
  const membership = memberships.find(({ organization }) => organization.slug === organizationSlug);
  if (membership === undefined) return null;
  return {
    db,
    secrets,
    urls,
    bumpEpochs,
    readLimits,
    announceDecision,
    now,
    organizationId: membership.organization.id,
    organizationSlug: membership.organization.slug,
    partition: membership.organization.partition,
    actor: { kind: "user", id: user.id, name: user.name ?? user.email },
    role: membership.role,
    teamIds: membership.team_ids,
  };
}
