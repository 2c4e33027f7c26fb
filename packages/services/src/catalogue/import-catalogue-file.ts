import { boundedLines } from "./bounded-lines";
import type { CatalogueDeps } from "./catalogue-deps";
import { refreshCatalogueTotals } from "./catalogue-totals";
import { readListingLine } from "./read-listing-line";
import { type RecordedListings, recordListing, type ServerListing } from "./record-listing";

/** A server with thousands of tools and long texts has room; more is no list of tools. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
/** What is held in memory, and written in one transaction. */
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
 * as it comes, in batches: memory doesn't grow with the file. What can't be used is told and passed over. Importing the same
 * again changes nothing, so an import that was interrupted is simply run again.
 */
export async function importCatalogueFile(
  deps: CatalogueDeps,
  stream: AsyncIterable<Uint8Array>,
  io: ImportIo,
): Promise<ImportProgress> {
  const batch = { listings: [] as ServerListing[], tools: 0, bytes: 0 };
  let progress: ImportProgress = { lines: 0, problems: 0, servers: 0, listings: 0, tools: 0 };
  const flush = async () => {
    if (batch.listings.length === 0) return;
    const { servers, listings, tools } = await recordListing(deps, "file", batch.listings);
    Object.assign(batch, { listings: [], tools: 0, bytes: 0 });
    progress = {
      ...progress,
      servers: progress.servers + servers,
      listings: progress.listings + listings,
      tools: progress.tools + tools,
    };
    io.onProgress?.(progress);
  };
  for await (const line of boundedLines(stream, LINE_BYTES_MAX)) {
    const text = "text" in line ? (line.at === 1 ? line.text.replace(/^\uFEFF/, "") : line.text) : null;
    const read =
      "text" in line && text !== null
        ? readListingLine(text, deps.now())
        : { listing: null, problems: ["problem" in line ? line.problem : ""] };
    for (const problem of read.problems) io.onProblem(line.at, problem);
    progress = { ...progress, lines: progress.lines + 1, problems: progress.problems + read.problems.length };
    if (read.listing === null) continue;
    batch.listings.push(read.listing);
    batch.tools += read.listing.tools?.length ?? 0;
    batch.bytes += line.bytes;
    if (batch.listings.length >= BATCH_SERVERS || batch.tools >= BATCH_TOOLS || batch.bytes >= BATCH_BYTES)
      await flush();
  }
  await flush();
  await refreshCatalogueTotals(deps);
  return progress;
}
