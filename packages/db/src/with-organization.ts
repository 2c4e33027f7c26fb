import type { Db } from "./create-db";
import type { Prisma } from "./generated/client";

export type Tx = Prisma.TransactionClient;

const TRANSACTION = { maxWait: 5_000, timeout: 15_000 };

/**
 * The one way into a tenant's rows: a transaction in which row-level security shows this organization and nothing else,
 * also to a query that forgets its `where`. An unknown id shows no rows.
 */
export async function withOrganization<T>(db: Db, organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.organization_id', ${organizationId}, true)`;
    return work(tx);
  }, TRANSACTION);
}
