import { setImmediate as nextTurn } from "node:timers/promises";
import { CLASSIFIER_VERSION } from "@policylayer/risk";
import { boundedLines } from "./bounded-lines";
import type { CatalogueDeps } from "./catalogue-deps";
import { refreshCatalogueTotals } from "./catalogue-totals";
import { readListingLine } from "./read-listing-line";
import { type ClassifiedListing, classifyListing, type RecordedListings, storeListings } from "./record-listing";

/** A server with thousands of tools and long texts has room; more is no list of tools. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
/** What is written in one transaction; the next batch is put together meanwhile, so that two are held in memory. */
const BATCH_SERVERS = 400;
const BATCH_TOOLS = 1_500;
const BATCH_BYTES = 4 * 1024 * 1024;

export interface ImportProgress extends RecordedListings {
  /** Lines read so far, empty ones left out. */
  readonly lines: number;
  /** Lines and tools that couldn't be used. */
  readonly problems: number;
}

export interface ImportIo {
  /** A sentence about a line, with its number. */
  onProblem(line: number, problem: string): void;
  /** After every batch. */
  onProgress?(progress: ImportProgress): void;
}

/**
 * Takes a file of servers into the catalogue: a JSON line for each, `{"server": {…}, "tools": […]}`, where `server` is what
 * the registry calls `server.json` and `tools` what `tools/list` answers; without `tools` what is known of them stays. Read
 * as it comes, in batches: memory doesn't grow with the file. While Postgres writes one batch, the tools of the next are
 * classified. What can't be used is told and passed over. Importing the same again changes nothing, so an import that was
 * interrupted is simply run again.
 */
export async function importCatalogueFile(
  deps: CatalogueDeps,
  stream: AsyncIterable<Uint8Array>,
  io: ImportIo,
): Promise<ImportProgress> {
  const batch = { listings: [] as ClassifiedListing[], tools: 0, bytes: 0 };
  let progress: ImportProgress = { lines: 0, problems: 0, servers: 0, listings: 0, tools: 0 };
  /** How the batch ended that is being written; it never rejects, for nobody waits for it until the next one is full. */
  let writing: Promise<{ readonly error: unknown } | null> = Promise.resolve(null);
  const written = async () => {
    const failed = await writing;
    if (failed !== null) throw failed.error;
  };
  const write = async (listings: readonly ClassifiedListing[]) => {
    const done = await storeListings(deps, "file", listings, CLASSIFIER_VERSION);
    progress = {
      ...progress,
      servers: progress.servers + done.servers,
      listings: progress.listings + done.listings,
      tools: progress.tools + done.tools,
    };
    io.onProgress?.(progress);
  };
  const flush = async () => {
    await written();
    writing = write(batch.listings).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    Object.assign(batch, { listings: [], tools: 0, bytes: 0 });
  };
  try {
    for await (const line of boundedLines(stream, LINE_BYTES_MAX)) {
      const text = "text" in line ? (line.at === 1 ? line.text.replace(/^\uFEFF/, "") : line.text) : null;
      const read =
        "text" in line && text !== null
          ? readListingLine(text, deps.now())
          : { listing: null, problems: ["problem" in line ? line.problem : ""] };
      for (const problem of read.problems) io.onProblem(line.at, problem);
      progress = { ...progress, lines: progress.lines + 1, problems: progress.problems + read.problems.length };
      if (read.listing === null) continue;
      batch.listings.push(classifyListing(read.listing));
      // What Postgres has answered meanwhile is taken up, or it would wait for us between any two statements.
      await nextTurn();
      batch.tools += read.listing.tools?.length ?? 0;
      batch.bytes += line.bytes;
      if (batch.listings.length >= BATCH_SERVERS || batch.tools >= BATCH_TOOLS || batch.bytes >= BATCH_BYTES)
        await flush();
    }
    if (batch.listings.length > 0) await flush();
    await written();
  } finally {
    // Also when the file broke off: what is being written is finished before anybody closes the database.
    await writing;
  }
  await refreshCatalogueTotals(deps);
  return progress;
}
