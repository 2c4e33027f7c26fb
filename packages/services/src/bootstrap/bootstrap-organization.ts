import { mintOpaqueToken, newId } from "@policylayer/crypto";
import { asSystem, type Tx } from "@policylayer/db";
import { hashPassword } from "../accounts/password";
import { insertApiKey } from "../api-keys/insert-api-key";
import { recordEvent } from "../commit-change";
import type { Actor, ServiceDeps } from "../context";
import { parseInput } from "../input/parse-input";
import { insertOrganization } from "../organizations/insert-organization";
import { type BootstrapOrganizationInput, type BootstrapView, bootstrapOrganizationSchema } from "./schemas";

const ACTOR: Actor = { kind: "system", id: "bootstrap", name: "bootstrap" };

/**
 * From nothing to a working organization, by whoever runs the deployment: the person, the organization, their admin
 * membership and the team are made where missing, and an admin API key every time. Running it twice is safe.
 */
export async function bootstrapOrganization(
  deps: ServiceDeps,
  input: BootstrapOrganizationInput,
): Promise<BootstrapView> {
  const { organizationSlug, teamSlug, email } = parseInput(bootstrapOrganizationSchema, input);
  const password = mintOpaqueToken().slice(0, 24);
  const passwordHash = await hashPassword(password);
  return asSystem(deps.db, "organization-creation", async (tx) => {
    const existing = await tx.user.findUnique({ where: { email } });
    const user =
      existing ?? (await tx.user.create({ data: { id: newId("usr"), email, passwordHash, createdAt: deps.now() } }));
    const { organization, team } = await ensureOrganization(tx, deps, { organizationSlug, teamSlug, userId: user.id });
    const { key, row } = await insertApiKey(tx, deps, {
      organizationId: organization.id,
      name: "bootstrap",
      role: "admin",
      expiresAt: null,
      actor: ACTOR,
    });
    await record(tx, deps, organization.id, "api_key.created", row.id, { name: row.name, role: row.role });
    return {
      organization: { id: organization.id, slug: organization.slug, name: organization.name },
      team: { id: team.id, slug: team.slug, name: team.name },
      user: { id: user.id, email: user.email },
      password: existing === null ? password : null,
      api_key: key,
    };
  });
}

interface Wanted {
  readonly organizationSlug: string;
  readonly teamSlug: string;
  readonly userId: string;
}

async function ensureOrganization(tx: Tx, deps: ServiceDeps, wanted: Wanted) {
  const { organizationSlug: slug, teamSlug, userId } = wanted;
  const organization = await tx.organization.findUnique({ where: { slug } });
  if (organization === null) {
    const team = { name: teamSlug, slug: teamSlug };
    return insertOrganization(tx, deps, { name: slug, slug, team, ownerUserId: userId, actor: ACTOR });
  }
  const organizationId = organization.id;
  const member = await tx.member.findUnique({ where: { organizationId_userId: { organizationId, userId } } });
  if (member === null) {
    const id = newId("mem");
    await tx.member.create({ data: { id, organizationId, userId, role: "admin", createdAt: deps.now() } });
    await record(tx, deps, organizationId, "member.added", id, { user: userId, role: "admin" });
  }
  const team = await tx.team.findUnique({ where: { organizationId_slug: { organizationId, slug: teamSlug } } });
  if (team !== null) return { organization, team };
  const made = await tx.team.create({
    data: { id: newId("team"), organizationId, slug: teamSlug, name: teamSlug, createdAt: deps.now() },
  });
  await record(tx, deps, organizationId, "team.created", made.id, { slug: made.slug, name: made.name });
  return { organization, team: made };
}

async function record(
  tx: Tx,
  deps: ServiceDeps,
  organizationId: string,
  action: `${string}.${string}`,
  targetId: string,
  after: object,
): Promise<void> {
  await recordEvent(tx, { organizationId, actor: ACTOR, now: deps.now }, { action, targetId, after });
}
