import { asSystem, type Db } from "@policylayer/db";
import { toOrganizationView } from "./organization-view";
import type { MembershipView } from "./schemas";

/** The organizations a person belongs to, and as what. Empty for an unknown person. */
export async function listMemberships(db: Db, userId: string): Promise<MembershipView[]> {
  const members = await asSystem(db, "sign-in", (tx) =>
    tx.member.findMany({
      where: { userId },
      include: { organization: true, teams: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  );
  return members.map((member) => ({
    organization: toOrganizationView(member.organization),
    role: member.role,
    team_ids: member.teams.length === 0 ? null : member.teams.map((team) => team.teamId),
  }));
}
