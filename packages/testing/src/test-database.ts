import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import "./services";

export interface TestDatabase {
  /** Owner login, on a database of this suite's own. */
  readonly url: string;
  /** One statement as the owner, who may become every role of the product and so sees all rows. */
  asOwner(sql: string): Promise<void>;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

/** The same login on another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function run(sql: string, url = inject("postgresUrl")): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Ends the sessions in it. `WITH (FORCE)` would be refused while Postgres itself tidies up in there: a plain
 * DROP makes that stop, and waits five seconds for it.
 */
async function drop(name: string): Promise<void> {
  await run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND backend_type = 'client backend'`,
  );
  await run(`DROP DATABASE ${name}`);
}

/** A migrated, empty database, copied from the run's template in a fraction of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await run(`CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")}`);
  const url = withDatabase(inject("postgresUrl"), name);
  return {
    url,
    asOwner: (sql) => run(sql, url),
    drop: () => drop(name),
  };
}
