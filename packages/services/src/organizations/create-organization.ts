import { asSystem } from "@policylayer/db";
import { conflictOf } from "../commit-change";
import type { ServiceDeps } from "../context";
import { notFound } from "../errors";
import { parseInput } from "../input/parse-input";
import type { TeamView } from "../teams/schemas";
import { toTeamView } from "../teams/team-view";
import { insertOrganization } from "./insert-organization";
import { toOrganizationView } from "./organization-view";
import { type CreateOrganizationInput, createOrganizationSchema, type OrganizationView } from "./schemas";

export interface CreatedOrganization {
  readonly organization: OrganizationView;
  readonly team: TeamView;
  readonly member: { readonly id: string; readonly user: string; readonly role: "admin" };
}

/** A new tenant, owned by an existing person. CONFLICT when the slug is given and taken. */
export async function createOrganization(
  deps: ServiceDeps,
  input: CreateOrganizationInput,
): Promise<CreatedOrganization> {
  const { name, slug, ownerUserId, teamName } = parseInput(createOrganizationSchema, input);
  const inserted = await asSystem(deps.db, "organization-creation", async (tx) => {
    const owner = await tx.user.findUnique({ where: { id: ownerUserId } });
    if (owner === null) throw notFound("person", "/ownerUserId");
    return insertOrganization(tx, deps, {
      name,
      slug,
      team: { name: teamName ?? "agents" },
      ownerUserId,
      actor: { kind: "user", id: owner.id, name: owner.name ?? owner.email },
    });
  }).catch((error: unknown) => {
    throw conflictOf(error) ?? error;
  });
  return {
    organization: toOrganizationView(inserted.organization),
    team: toTeamView(inserted.team),
    member: { id: inserted.memberId, user: ownerUserId, role: "admin" },
  };
}
