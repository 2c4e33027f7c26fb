import type { Tx } from "@policylayer/db";
import type { ServiceContext } from "../context";

/** As who somebody decides. */
export interface Approver {
  /** Who counts as one: two credentials of one person are one. */
  readonly person: string;
  /** Slugs of the teams the membership is narrowed to; none for a key, which is in no team. */
  readonly teams: ReadonlySet<string>;
}

/** Keys that were made by keys that were made by keys … */
const KEY_CHAIN_MAX = 10;

/**
 * Who the caller is to approvals. An API key counts as the person who made it, as the record of changes has it; one that no
 * person made (by `npm run admin -- bootstrap`, or whose making is on no record) counts as the organization, and so do all
 * keys of that kind together.
 */
export async function approverOf(tx: Tx, ctx: ServiceContext): Promise<Approver> {
  const { actor, organizationId } = ctx;
  if (actor.kind === "user") return { person: `user:${actor.id}`, teams: await teamSlugs(tx, ctx) };
  let keyId = actor.id;
  for (let made = 0; made < KEY_CHAIN_MAX && actor.kind === "api_key"; made += 1) {
    const event = await tx.adminEvent.findFirst({
      where: { organizationId, action: "api_key.created", targetId: keyId },
      orderBy: { at: "asc" },
    });
    if (event?.actorKind === "user") return { person: `user:${event.actorId}`, teams: NO_TEAMS };
    if (event?.actorKind !== "api_key") break;
    keyId = event.actorId;
  }
  return { person: "organization", teams: NO_TEAMS };
}

const NO_TEAMS: ReadonlySet<string> = new Set();

async function teamSlugs(tx: Tx, { organizationId, teamIds }: ServiceContext): Promise<ReadonlySet<string>> {
  if (teamIds === null) return NO_TEAMS;
  const rows = await tx.team.findMany({
    where: { organizationId, id: { in: [...teamIds] } },
    select: { slug: true },
  });
  return new Set(rows.map(({ slug }) => slug));
}

/**
 * Whether the caller is one of those whom a rule names. `policy_manager` includes admins. A team's people may decide what is
 * asked of them whatever their role, auditors excepted; an admin of the whole organization may decide everything, because
 * they could change the policy as well.
 */
export function isApprover(
  ctx: Pick<ServiceContext, "role" | "teamIds">,
  { teams }: Approver,
  approval: { readonly approvers: string; readonly teamId: string },
): boolean {
  const { role, teamIds } = ctx;
  if (role === "auditor") return false;
  if (role === "admin" && teamIds === null) return true;
  const { approvers, teamId } = approval;
  if (approvers.startsWith("team:")) return teams.has(approvers.slice("team:".length));
  if (teamIds !== null && !teamIds.includes(teamId)) return false;
  return approvers === "admin" ? role === "admin" : role === "policy_manager" || role === "admin";
}
