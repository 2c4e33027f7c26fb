import { asSystem } from "@policylayer/db";
import { siblingNames } from "@policylayer/policy";
import { CLASSIFIER_VERSION } from "@policylayer/risk";
import type { CatalogueDeps } from "./catalogue-deps";
import { classifyListedTool, type ListedTool } from "./classify-listed-tool";
import { lockCatalogue } from "./lock-catalogue";
import { type ListedServer, toServerEntry } from "./server-entry";
import type { ToolRecord } from "./tool-record";
import { type CatalogueSourceKind, type WrittenEntry, writeEntries } from "./write-entries";
import { writeListings } from "./write-listings";

/** Tools of one server that are kept; more are a mistake or an attack. */
export const LISTED_TOOLS_MAX = 5_000;

/** A server, and its tools if somebody listed them. */
export interface ServerListing {
  readonly server: ListedServer;
  /** null: they were not listed, and what is known of them stays. */
  readonly tools: readonly ListedTool[] | null;
  readonly listedAt: Date;
}

export interface RecordedListings {
  /** Servers that are new, described otherwise, or deleted. */
  readonly servers: number;
  /** Servers whose tools are different from what was known. */
  readonly listings: number;
  /** Tools that were added, changed or removed. */
  readonly tools: number;
}

/**
 * Classifies what servers list and takes it into the catalogue, in one transaction: entries, tools, counts and the history
 * of what is different. Recording the same again changes nothing. A listing that is older than the one that is known is
 * left aside. A deleted server takes no tools.
 */
export async function recordListing(
  deps: CatalogueDeps,
  source: CatalogueSourceKind,
  listings: readonly ServerListing[],
): Promise<RecordedListings> {
  return storeListings(deps, source, listings.map(classifyListing), CLASSIFIER_VERSION);
}

/** The part of recording that takes no database, and most of the time. */
export function classifyListing({ server, tools, listedAt }: ServerListing): ClassifiedListing {
  return {
    entry: toServerEntry(server),
    tools: tools === null ? null : classifyTools(server.name, tools),
    listedAt,
  };
}

/** The tools of one server as they are kept; of two with one name the first. */
export function classifyTools(server: string, tools: readonly ListedTool[]): ToolRecord[] {
  const kept = tools.slice(0, LISTED_TOOLS_MAX);
  const siblings = siblingNames(kept.map(({ name }) => name));
  const byName = new Map<string, ToolRecord>();
  for (const tool of kept) {
    const record = classifyListedTool(server, tool, siblings);
    if (!byName.has(record.name)) byName.set(record.name, record);
  }
  return [...byName.values()];
}

export interface ClassifiedListing {
  readonly entry: ReturnType<typeof toServerEntry>;
  readonly tools: readonly ToolRecord[] | null;
  readonly listedAt: Date;
}

/** The same for tools that were classified elsewhere. Of several listings of one server the last counts. */
export async function storeListings(
  deps: CatalogueDeps,
  source: CatalogueSourceKind,
  listings: readonly ClassifiedListing[],
  classifierVersion: string,
): Promise<RecordedListings> {
  const now = deps.now();
  return asSystem(deps.db, "catalogue", async (tx) => {
    await lockCatalogue(tx);
    const entries = await writeEntries(
      tx,
      listings.map(({ entry }) => entry),
      source,
      now,
    );
    const last = new Map(listings.map((listing) => [listing.entry.key, listing]));
    const listed = [...last].flatMap(([key, { tools, listedAt }]) => {
      const server: WrittenEntry | undefined = entries.byKey.get(key);
      return server === undefined || tools === null ? [] : [{ server, tools, listedAt, source, classifierVersion }];
    });
    const written = await writeListings(tx, listed, now);
    return { servers: entries.applied, listings: written.changed, tools: written.toolsWritten };
  });
}
