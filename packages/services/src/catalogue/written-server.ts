import type { Tx } from "@policylayer/db";
import type { WrittenEntry } from "./write-entries";

/** Rows of servers, locked until the transaction ends, as listings are written with. */
export async function writtenServers(tx: Tx, ids: readonly string[]): Promise<WrittenEntry[]> {
  return tx.$queryRaw<WrittenEntry[]>`
    SELECT id, name, status = 'deleted' AS "isDeleted", listing_hash AS "listingHash", listing_source AS "listingSource",
      listed_at AS "listedAt", classifier_version AS "classifierVersion"
    FROM catalogue_servers WHERE id = ANY(${[...ids]}::text[]) ORDER BY id FOR UPDATE`;
}
