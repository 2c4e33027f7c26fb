import { newId } from "@policylayer/crypto";
import { Prisma, type Tx, withOrganization } from "@policylayer/db";
import type { ChangeContext } from "./context";
import { ServiceError } from "./errors";

/** What somebody did, for the organization's own record. `before` and `after` are views: they hold no secret. */
export interface ChangeEvent {
  /** `server.created` */
  readonly action: `${string}.${string}`;
  readonly targetId: string;
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

export interface Change<Result> {
  readonly result: Result;
  /** null: there was nothing to change. */
  readonly event: ChangeEvent | null;
  /** The grants that proxies judge differently from now on. */
  readonly grantIds?: readonly string[];
}

/**
 * One change: the rows, the admin event and the outbox row are committed together, then the proxies are told, then the
 * answer goes out. So an answer means that no call starting after it is judged by the old state. When the proxies can't be
 * told, the change stays committed, the outbox row stays open for the worker, and NOT_YET_IN_FORCE says so.
 */
export async function commitChange<Result>(
  ctx: ChangeContext,
  work: (tx: Tx) => Promise<Change<Result>>,
): Promise<Result> {
  const committed = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const change = await work(tx);
    if (change.event !== null) await recordEvent(tx, ctx, change.event);
    return { change, announcement: await announce(tx, ctx, change) };
  }).catch((error: unknown) => {
    throw conflictOf(error) ?? error;
  });
  if (committed.announcement !== null) await bringIntoForce(ctx, committed.announcement);
  return committed.change.result;
}

/** One line in the organization's record of changes. */
export async function recordEvent(
  tx: Tx,
  ctx: Pick<ChangeContext, "organizationId" | "actor" | "now">,
  event: ChangeEvent,
): Promise<void> {
  await tx.adminEvent.create({
    data: {
      id: newId("evt"),
      organizationId: ctx.organizationId,
      at: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      action: event.action,
      targetKind: event.action.slice(0, event.action.indexOf(".")),
      targetId: event.targetId,
      ...(event.before === undefined ? {} : { before: toJson(event.before) }),
      ...(event.after === undefined ? {} : { after: toJson(event.after) }),
    },
  });
}

function toJson(view: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(view));
}

interface Announcement {
  readonly seq: bigint;
  readonly grantIds: readonly string[];
}

async function announce(tx: Tx, ctx: ChangeContext, change: Change<unknown>): Promise<Announcement | null> {
  const grantIds = [...new Set(change.grantIds ?? [])].sort();
  if (change.event === null || grantIds.length === 0) return null;
  const row = await tx.outbox.create({
    data: {
      organizationId: ctx.organizationId,
      partition: ctx.partition,
      kind: change.event.action,
      objectId: change.event.targetId,
      grantIds,
    },
  });
  return { seq: row.seq, grantIds };
}

async function bringIntoForce(ctx: ChangeContext, announcement: Announcement): Promise<void> {
  try {
    await ctx.bumpEpochs(ctx.partition, ctx.organizationId, announcement.grantIds);
  } catch (cause) {
    throw new ServiceError(
      "NOT_YET_IN_FORCE",
      "The change is saved, but the proxies couldn't be told yet: until they are, calls are refused or judged by the old state. It is retried by itself; look again in a minute.",
      { cause },
    );
  }
  try {
    await withOrganization(ctx.db, ctx.organizationId, (tx) =>
      tx.outbox.updateMany({ where: { seq: announcement.seq }, data: { doneAt: ctx.now() } }),
    );
  } catch {
    // The proxies know. A row that stays open makes the worker tell them once more, which changes nothing.
  }
}

const TAKEN: Readonly<Record<string, string>> = {
  Organization: "Another organization has this slug: choose another.",
  Team: "Another team has this slug: choose another.",
  Server: "Another server has this slug: choose another.",
  Policy: "Another policy of this server has this name: choose another.",
  User: "There is an account with this e-mail already: sign in instead.",
};

/** CONFLICT for a value that must be unique and isn't; null for any other error. */
export function conflictOf(error: unknown): ServiceError | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return null;
  const model = error.meta?.modelName;
  const message = typeof model === "string" ? TAKEN[model] : undefined;
  return new ServiceError(
    "CONFLICT",
    message ?? "Somebody else made the same thing at this moment: look and try again.",
  );
}
