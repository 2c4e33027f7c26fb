import { asSystem } from "@policylayer/db";
import { CLASSIFIER_VERSION } from "@policylayer/risk";
import type { CatalogueDeps } from "./catalogue-deps";
import { lockCatalogue } from "./lock-catalogue";
import type { RecordedListings } from "./record-listing";
import type { ToolRecord } from "./tool-record";
import { writeListings } from "./write-listings";
import { writtenServers } from "./written-server";

/** Takes over what a server of the catalogue lists now, and leaves alone what is said of it. */
export async function recordServerTools(
  deps: CatalogueDeps,
  serverId: string,
  tools: readonly ToolRecord[],
): Promise<RecordedListings> {
  const now = deps.now();
  const written = await asSystem(deps.db, "catalogue", async (tx) => {
    await lockCatalogue(tx);
    const [server] = await writtenServers(tx, [serverId]);
    if (server === undefined) return { changed: 0, toolsWritten: 0 };
    return writeListings(
      tx,
      [{ server, tools, source: "listing", listedAt: now, classifierVersion: CLASSIFIER_VERSION }],
      now,
    );
  });
  return { servers: 0, listings: written.changed, tools: written.toolsWritten };
}
