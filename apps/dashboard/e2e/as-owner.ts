import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { DATA_FOLDER } from "./start-for-all";

/** One statement as the owner of this run's database: for what no page and no command can bring about. */
export async function asOwner(sql: string): Promise<void> {
  const runtime: { databaseUrl: string } = JSON.parse(
    await readFile(join(process.env[DATA_FOLDER] ?? "", "runtime.json"), "utf8"),
  );
  const client = new Client({ connectionString: runtime.databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
