import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { dropDatabase } from "./drop-database";
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

async function withClient<T>(work: (client: Client) => Promise<T>, url = inject("postgresUrl")): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database, copied from the run's template in a fraction of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withClient((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")}`));
  const url = withDatabase(inject("postgresUrl"), name);
  return {
    url,
    asOwner: (sql) => withClient(async (owner) => void (await owner.query(sql)), url),
    drop: () => withClient((admin) => dropDatabase(admin, name)),
  };
}
