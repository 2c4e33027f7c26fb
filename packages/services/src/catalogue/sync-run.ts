import { asSystem, type Prisma, type Tx } from "@policylayer/db";
import type { CatalogueDeps } from "./catalogue-deps";

/** Longer than a page may take to fetch and to write. */
const LEASE_MS = 60_000;
/** After a wait that isn't over, a sign of life is written this often. */
const WAITING_SAID_MS = 30_000;
/** Without a sign of life for longer than another reader needs to take over and to take a page, nobody is reading. */
export const ACTIVE_MS = 2 * LEASE_MS;

export interface SyncOptions {
  /** Address of the registry, to which `/v0.1/servers` is added. */
  readonly url: string;
  /** From the end of a run to the next. */
  readonly everyMs: number;
  /** Who reads: a holder that was killed continues at once, others wait until its lease is over. */
  readonly holder: string;
  /** Begin a run although none is due. */
  readonly isAsked?: boolean;
}

/** Where a run stands, as its row says. */
export interface ClaimedRun {
  readonly id: string;
  readonly step: number;
  readonly cursor: string | null;
  readonly cursorMark: string | null;
  readonly updatedSince: Date | null;
  readonly runStartedAt: Date | null;
  readonly runAsOf: Date | null;
  readonly pages: number;
  readonly entries: number;
  readonly applied: number;
  readonly deleted: number;
  readonly refused: number;
  readonly failures: number;
  readonly restarts: number;
}

/**
 * Takes the next step of a registry's run for ourselves, beginning one when it is due. Not ours: nothing is due, or somebody
 * else is at it; `until` says when to ask again, null: nobody knows. Asking while nothing is due is a sign of life, taking a
 * step isn't one until it is settled: a page that can't be written, however often it is taken, doesn't pass for progress.
 */
export async function claimRun(
  deps: CatalogueDeps,
  { url, holder, isAsked = false }: SyncOptions,
): Promise<
  { readonly isOurs: true; readonly run: ClaimedRun } | { readonly isOurs: false; readonly until: Date | null }
> {
  const now = deps.now();
  return asSystem(deps.db, "catalogue", async (tx) => {
    // Locks the row in any case, which is written only when its sign of life has become old.
    await tx.$executeRaw`
      INSERT INTO catalogue_sources AS s (id, kind, active_at) VALUES (${url}, 'registry', now())
      ON CONFLICT (id) DO UPDATE SET active_at = now() WHERE s.next_at > ${now}::timestamptz
        AND (s.active_at IS NULL OR s.active_at < now() - ${WAITING_SAID_MS} * interval '1 millisecond')`;
    const source = await tx.catalogueSource.findUniqueOrThrow({ where: { id: url } });
    const { leaseUntil, leaseHolder, nextAt, state } = source;
    if (leaseUntil !== null && leaseUntil > now && leaseHolder !== holder) return { isOurs: false, until: leaseUntil };
    const isDue = nextAt === null || nextAt <= now || (isAsked && state !== "running");
    if (!isDue) return { isOurs: false, until: nextAt };
    if (state !== "running") await markActive(tx, url);
    const run = await tx.catalogueSource.update({
      where: { id: url },
      data: {
        step: source.step + 1,
        leaseUntil: new Date(now.getTime() + LEASE_MS),
        leaseHolder: holder,
        ...(state === "running" ? {} : beginning(now)),
      },
    });
    return { isOurs: true, run };
  });
}

function beginning(now: Date) {
  const counts = { pages: 0, entries: 0, applied: 0, deleted: 0, refused: 0, failures: 0, restarts: 0 };
  return { state: "running", runStartedAt: now, runAsOf: null, cursor: null, cursorMark: null, ...counts };
}

/** Somebody else has taken the step that we were at. Our transaction must not be committed. */
export class StepTaken extends Error {
  override readonly name = "StepTaken";
}

/** Writes where the run stands now and gives the lease back. Throws StepTaken when the step isn't ours any more. */
export async function settle(
  tx: Tx,
  run: ClaimedRun,
  data: Prisma.CatalogueSourceUpdateManyMutationInput,
): Promise<void> {
  const { count } = await tx.catalogueSource.updateMany({
    where: { id: run.id, step: run.step },
    data: { ...data, step: run.step + 1, leaseUntil: null, leaseHolder: null },
  });
  if (count === 0) throw new StepTaken(`another process has taken step ${run.step} of ${run.id}`);
  await markActive(tx, run.id);
}

/** By Postgres's clock, which is the one it is compared with: readers' own may differ. A transaction may have waited long. */
async function markActive(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE catalogue_sources SET active_at = clock_timestamp() WHERE id = ${id}`;
}
