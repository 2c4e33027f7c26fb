import { randomInt } from "node:crypto";
import { mintDataKey, newId } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import { recordEvent } from "../commit-change";
import type { Actor, ServiceDeps } from "../context";
import { freeSlug, slugFrom } from "../slug";
import { type TeamRow, toTeamView } from "../teams/team-view";
import { type OrganizationRow, toOrganizationView } from "./organization-view";

/** As many as there are hash tags in Redis; written into the keys of every organization, so it can't change. */
const PARTITIONS = 64;

export interface NewOrganization {
  readonly name: string;
  /** Taken as it is when given; otherwise made from the name, with a number when that is taken. */
  readonly slug?: string | undefined;
  readonly team: { readonly name: string; readonly slug?: string | undefined };
  readonly ownerUserId: string;
  readonly actor: Actor;
}

export interface InsertedOrganization {
  readonly organization: OrganizationRow;
  readonly team: TeamRow;
  readonly memberId: string;
}

/** An organization with its data key, its first team and its first admin. `tx` must be a system transaction. */
export async function insertOrganization(
  tx: Tx,
  deps: Pick<ServiceDeps, "secrets" | "now">,
  input: NewOrganization,
): Promise<InsertedOrganization> {
  const id = newId("org");
  const organization = await tx.organization.create({
    data: {
      id,
      slug: input.slug ?? (await freeOrganizationSlug(tx, input.name)),
      name: input.name,
      partition: randomInt(PARTITIONS),
      createdAt: deps.now(),
    },
  });
  const { wrapped } = mintDataKey(deps.secrets.encryptionKey, id);
  await tx.dataKey.create({
    data: { id: newId("dek"), organizationId: id, version: 1, kekVersion: 1, wrappedKey: Uint8Array.from(wrapped) },
  });
  const team = await tx.team.create({
    data: {
      id: newId("team"),
      organizationId: id,
      slug: input.team.slug ?? slugFrom(input.team.name, "team"),
      name: input.team.name,
      createdAt: deps.now(),
    },
  });
  const memberId = newId("mem");
  await tx.member.create({
    data: { id: memberId, organizationId: id, userId: input.ownerUserId, role: "admin", createdAt: deps.now() },
  });
  const ctx = { organizationId: id, actor: input.actor, now: deps.now };
  await recordEvent(tx, ctx, {
    action: "organization.created",
    targetId: id,
    after: { organization: toOrganizationView(organization), team: toTeamView(team), owner: input.ownerUserId },
  });
  return { organization, team, memberId };
}

/** Whoever makes one of the same name at this moment waits until `tx` has ended, and then sees its slug taken. */
async function freeOrganizationSlug(tx: Tx, name: string): Promise<string> {
  const wanted = slugFrom(name, "organization");
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`organization slug ${wanted}`}, 0))`;
  const rows = await tx.organization.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}
