import type { Db, Tx } from "@policylayer/db";

/** A question that takes longer than this is one that nobody should be able to ask. */
const STATEMENT_TIMEOUT_MS = 3_000;
/** How much of a word must be spelt like one in a title: `komdo` is near enough to Komodo. */
const WORD_SIMILARITY_MIN = "0.4";
/** And of a whole name: less would be like tens of thousands. */
const SIMILARITY_MIN = "0.45";

/**
 * What reading a row here and there costs against reading on. Postgres's own 4 is for turning disks, and has it read the whole
 * table for a word that a quarter of the servers hold, with all their search vectors; the index takes a tenth of that.
 */
const RANDOM_PAGE_COST = "1.1";

/**
 * A transaction that reads the catalogue for anybody. Without parallel workers, so that a page and the next one see rows in
 * one order; and since public pages come in crowds, one question keeps to one core.
 */
export async function readCatalogue<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true),
      set_config('max_parallel_workers_per_gather', '0', true),
      set_config('random_page_cost', ${RANDOM_PAGE_COST}, true),
      set_config('pg_trgm.similarity_threshold', ${SIMILARITY_MIN}, true),
      set_config('pg_trgm.word_similarity_threshold', ${WORD_SIMILARITY_MIN}, true)`;
    return work(tx);
  });
}
