import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";

export type Db = PrismaClient;

export interface DbOptions {
  /** Connections of this process, at the most. */
  readonly connectionsMax?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** A statement running longer is ended by Postgres. */
  readonly statementTimeoutMs?: number;
}

/**
 * A client on a migrated database. It connects on first use. Every connection starts in the role policylayer_app, which
 * sees no tenant's rows: `withOrganization` and `asSystem` are the only ways to any.
 */
export function createDb(url: string, options: DbOptions = {}): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 5_000,
    application_name: options.applicationName ?? "policylayer",
    options: `-c role=policylayer_app -c statement_timeout=${options.statementTimeoutMs ?? 15_000}`,
  });
  return new PrismaClient({ adapter });
}
