import type { Db } from "./create-db";
import type { Tx } from "./with-organization";

/**
 * A transaction that sees every tenant. For the few things that aren't a tenant's own doing: signing in, finding whom a
 * token belongs to, creating an organization, draining the audit stream. `reason` says which, for the reader of the call.
 */
export async function asSystem<T>(
  db: Db,
  reason:
    | "sign-in"
    | "credential-lookup"
    | "organization-creation"
    | "audit-drain"
    | "outbox"
    | "maintenance"
    | "catalogue",
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', 'policylayer_system', true), set_config('app.reason', ${reason}, true)`;
      return work(tx);
    },
    { maxWait: 5_000, timeout: 30_000 },
  );
}
