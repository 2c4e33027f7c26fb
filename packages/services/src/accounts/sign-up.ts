import { newId } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import { conflictOf } from "../commit-change";
import type { ServiceDeps } from "../context";
import { parseInput } from "../input/parse-input";
import { insertOrganization } from "../organizations/insert-organization";
import { toOrganizationView } from "../organizations/organization-view";
import type { OrganizationView } from "../organizations/schemas";
import type { TeamView } from "../teams/schemas";
import { toTeamView } from "../teams/team-view";
import { hashPassword } from "./password";
import { type SignUpInput, signUpSchema, type UserView } from "./schemas";
import { countSignUp } from "./sign-in-throttle";

export interface SignedUp {
  readonly user: UserView;
  readonly organization: OrganizationView;
  readonly team: TeamView;
}

/**
 * A new person with an organization of their own. CONFLICT when the e-mail has an account already, TOO_MANY_ATTEMPTS with
 * `retryAfterMs` when the address has asked for too many.
 */
export async function signUp(deps: ServiceDeps, input: SignUpInput): Promise<SignedUp> {
  const { email, password, name, organization, address } = parseInput(signUpSchema, input);
  await countSignUp(deps.db, deps.now(), address);
  const passwordHash = await hashPassword(password);
  return asSystem(deps.db, "organization-creation", async (tx) => {
    const user = await tx.user.create({
      data: { id: newId("usr"), email, name: name ?? null, passwordHash, createdAt: deps.now() },
    });
    const inserted = await insertOrganization(tx, deps, {
      name: organization,
      team: { name: "agents" },
      ownerUserId: user.id,
      actor: { kind: "user", id: user.id, name: user.name ?? user.email },
    });
    return {
      user: { id: user.id, email: user.email, name: user.name },
      organization: toOrganizationView(inserted.organization),
      team: toTeamView(inserted.team),
    };
  }).catch((error: unknown) => {
    throw conflictOf(error) ?? error;
  });
}
