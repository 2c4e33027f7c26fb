import type { Client } from "pg";

/**
 * Ends the sessions in a database and removes it. `WITH (FORCE)` would be refused while Postgres itself tidies up in
 * there: a plain DROP makes that stop, and waits five seconds for it.
 */
export async function dropDatabase(admin: Client, name: string): Promise<void> {
  await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
    [name],
  );
  await admin.query(`DROP DATABASE ${name}`);
}
