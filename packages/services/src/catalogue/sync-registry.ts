import { asSystem, type Tx } from "@policylayer/db";
import type { GuardedFetch } from "@policylayer/net";
import type { CatalogueDeps } from "./catalogue-deps";
import { refreshCatalogueTotals } from "./catalogue-totals";
import { fetchRegistryPage } from "./fetch-registry-page";
import { lockCatalogue } from "./lock-catalogue";
import { type RegistryPage, registryPageUrl } from "./registry-page";
import { toServerEntry } from "./server-entry";
import { type ClaimedRun, claimRun, StepTaken, type SyncOptions, settle } from "./sync-run";
import { writeEntries } from "./write-entries";

/** More pages than any registry has: it never ends. */
const PAGES_MAX = 20_000;
/** How often a run may begin again because the registry forgot its cursor. */
const RESTARTS_MAX = 3;
/** Back-off between tries of one page. */
const BACK_OFF_MS = 2_000;
const BACK_OFF_MS_MAX = 600_000;
/** A registry may ask for more patience, but not for ever. */
const RETRY_AFTER_MS_MAX = 3_600_000;
/** What the next run asks for again: entries written in the moment this one began. */
const OVERLAP_MS = 60_000;

export interface SyncProgress {
  readonly pages: number;
  readonly entries: number;
  readonly applied: number;
  readonly deleted: number;
  readonly refused: number;
}

export type SyncStep =
  /** Nothing to do before `until`. */
  | { readonly kind: "waiting"; readonly until: Date | null }
  | { readonly kind: "page"; readonly progress: SyncProgress }
  | { readonly kind: "completed"; readonly progress: SyncProgress }
  /** This page failed and is tried again. */
  | { readonly kind: "retrying"; readonly reason: string; readonly at: Date }
  /** The run is given up; the next one begins at `at`. */
  | { readonly kind: "failed"; readonly reason: string; readonly at: Date };

/**
 * One step of reading a registry: at most one page, taken over together with the place it stands at. Called again and again,
 * by any number of processes, it reads everything once and then what has changed since; killed at any moment, the next step
 * goes on with the page that wasn't committed. Deletions delete. It connects to `url` and to nothing else, and only when a
 * page is due.
 */
export async function syncRegistry(
  deps: CatalogueDeps,
  guardedFetch: GuardedFetch,
  options: SyncOptions,
): Promise<SyncStep> {
  const claimed = await claimRun(deps, options);
  if (!claimed.isOurs) return { kind: "waiting", until: claimed.until };
  try {
    return await takeStep(deps, guardedFetch, options, claimed.run);
  } catch (error) {
    if (error instanceof StepTaken) return { kind: "waiting", until: null };
    throw error;
  }
}

async function takeStep(
  deps: CatalogueDeps,
  guardedFetch: GuardedFetch,
  options: SyncOptions,
  run: ClaimedRun,
): Promise<SyncStep> {
  const url = registryPageUrl(options.url, run.updatedSince, run.cursor);
  const fetched = await fetchRegistryPage(guardedFetch, url, deps.now());
  switch (fetched.kind) {
    case "again":
      return retryLater(deps, run, fetched.reason, fetched.retryAfterMs);
    case "refused":
      if (run.cursor === null)
        return giveUp(deps, run, options, `${fetched.reason}: is this the address of a registry?`);
      if (run.restarts >= RESTARTS_MAX) return giveUp(deps, run, options, `${fetched.reason} to its own cursor`);
      return beginAgain(deps, run, fetched.reason);
    case "page":
      return takePage(deps, run, options, fetched.page, fetched.registryNow);
  }
}

async function takePage(
  deps: CatalogueDeps,
  run: ClaimedRun,
  options: SyncOptions,
  page: RegistryPage,
  registryNow: Date | null,
): Promise<SyncStep> {
  const now = deps.now();
  const { nextCursor } = page;
  const pages = run.pages + 1;
  const asOf = run.runAsOf ?? registryNow ?? run.runStartedAt ?? now;
  const fault = faultOf(run, nextCursor, pages);
  const isLast = nextCursor === null;
  const nextAt = new Date(now.getTime() + (isLast || fault !== null ? options.everyMs : 0));
  const taken = await asSystem(deps.db, "catalogue", async (tx) => {
    await lockCatalogue(tx);
    const written = await writeEntries(tx, page.servers.map(toServerEntry), "registry", now);
    const progress = {
      pages,
      entries: run.entries + page.entries,
      applied: run.applied + written.applied,
      deleted: run.deleted + written.deleted,
      refused: run.refused + page.refused,
    };
    const place =
      fault !== null ? failed(fault, now) : isLast ? completed(asOf, now) : { cursor: nextCursor, runAsOf: asOf };
    await settle(tx, run, { ...progress, ...place, ...markOf(run, pages, nextCursor), failures: 0, nextAt });
    return progress;
  });
  if (fault !== null) return { kind: "failed", reason: fault, at: nextAt };
  if (!isLast) return { kind: "page", progress: taken };
  await refreshCatalogueTotals(deps);
  return { kind: "completed", progress: taken };
}

/** Brent's way to find a circle: the cursor of every page whose number is a power of two is remembered until the next one. */
function markOf(run: ClaimedRun, pages: number, nextCursor: string | null): { cursorMark: string | null } {
  return { cursorMark: (pages & (pages - 1)) === 0 ? nextCursor : run.cursorMark };
}

function faultOf(run: ClaimedRun, nextCursor: string | null, pages: number): string | null {
  if (nextCursor === null) return null;
  if (nextCursor === run.cursor || nextCursor === run.cursorMark)
    return `the registry goes in a circle: it gave the same cursor twice within ${pages} pages`;
  return pages >= PAGES_MAX ? `the registry doesn't end after ${PAGES_MAX} pages` : null;
}

function completed(asOf: Date, now: Date) {
  const updatedSince = new Date(asOf.getTime() - OVERLAP_MS);
  return {
    state: "idle",
    cursor: null,
    runAsOf: null,
    updatedSince,
    completedAt: now,
    lastError: null,
    lastErrorAt: null,
  };
}

function failed(reason: string, now: Date) {
  return { state: "failed", cursor: null, runAsOf: null, lastError: reason, lastErrorAt: now };
}

async function retryLater(
  deps: CatalogueDeps,
  run: ClaimedRun,
  reason: string,
  retryAfterMs: number | null,
): Promise<SyncStep> {
  const now = deps.now();
  const failures = run.failures + 1;
  const backOffMs = Math.min(BACK_OFF_MS * 2 ** Math.min(run.failures, 20), BACK_OFF_MS_MAX);
  const waitMs = Math.max(backOffMs, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MS_MAX));
  const at = new Date(now.getTime() + waitMs);
  await write(deps, (tx) => settle(tx, run, { failures, lastError: reason, lastErrorAt: now, nextAt: at }));
  return { kind: "retrying", reason, at };
}

async function giveUp(
  deps: CatalogueDeps,
  run: ClaimedRun,
  { everyMs }: SyncOptions,
  reason: string,
): Promise<SyncStep> {
  const now = deps.now();
  const at = new Date(now.getTime() + everyMs);
  await write(deps, (tx) => settle(tx, run, { ...failed(reason, now), nextAt: at }));
  return { kind: "failed", reason, at };
}

/** From the first page, for the same time: what was taken already is met again and changes nothing. */
async function beginAgain(deps: CatalogueDeps, run: ClaimedRun, reason: string): Promise<SyncStep> {
  const now = deps.now();
  const at = new Date(now.getTime() + BACK_OFF_MS);
  const place = { cursor: null, cursorMark: null, runAsOf: null, pages: 0, restarts: run.restarts + 1, nextAt: at };
  await write(deps, (tx) => settle(tx, run, { ...place, lastError: reason, lastErrorAt: now }));
  return { kind: "retrying", reason, at };
}

function write(deps: CatalogueDeps, work: (tx: Tx) => Promise<void>): Promise<void> {
  return asSystem(deps.db, "catalogue", work);
}
