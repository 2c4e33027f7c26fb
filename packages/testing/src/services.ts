import { migrate } from "@policylayer/db/migrate";
import { startPostgres, startRedis } from "@policylayer/embedded";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { dropDatabase } from "./drop-database";
import { withDatabase } from "./test-database";

declare module "vitest" {
  interface ProvidedContext {
    /** A Redis that all integration suites of a run use. Suites that stop or empty one start their own. */
    redisUrl: string;
    /** Owner login on Postgres's own database, and the migrated database that `createTestDatabase` copies. */
    postgresUrl: string;
    templateDatabase: string;
  }
}

/**
 * Vitest's global set-up of the integration project: one real Postgres and one real Redis a run, without an install.
 * TEST_DATABASE_URL and TEST_REDIS_URL name existing ones instead.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const log = (line: string): void => console.error(line);
  const givenPostgres = process.env.TEST_DATABASE_URL;
  const givenRedis = process.env.TEST_REDIS_URL;
  const postgres = givenPostgres === undefined ? await startPostgres({ dataDir: null, log }) : null;
  const redis = givenRedis === undefined ? await startRedis({ dataDir: null, log }) : null;

  const ownerUrl = postgres?.url ?? givenPostgres ?? "";
  const template = `policylayer_template_${process.pid}`;
  const admin = new Client({ connectionString: ownerUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template}`);
  await migrate(withDatabase(ownerUrl, template));

  project.provide("redisUrl", redis?.url ?? givenRedis ?? "");
  project.provide("postgresUrl", ownerUrl);
  project.provide("templateDatabase", template);

  return async () => {
    await dropDatabase(admin, template);
    await admin.end();
    await redis?.stop();
    await postgres?.stop();
  };
}
