import type { Tx } from "@policylayer/db";

/** An arbitrary number of ours, for Postgres's advisory locks. */
const LOCK = 4_300_515;

/**
 * One writer of the catalogue at a time, until the transaction ends. Writers are few and batches short; without it two of them
 * that meet a new server in the same moment would take the same name. Readers never wait.
 */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::integer)`;
}
