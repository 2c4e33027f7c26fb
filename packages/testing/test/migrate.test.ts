import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { migrate } from "@policylayer/db/migrate";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { dropDatabase } from "../src/drop-database";

const MIGRATIONS = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

const COMMAND = fileURLToPath(new URL("../../db/src/migrate-main.ts", import.meta.url));

/** The command as a container runs it. */
const run = (databaseUrl: string) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", COMMAND], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });

let admin: Client;
let name: string;
let url: string;

beforeEach(async () => {
  admin = new Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  name = `test_migrate_${randomBytes(6).toString("hex")}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const address = new URL(inject("postgresUrl"));
  address.pathname = `/${name}`;
  url = address.href;
});

afterEach(async () => {
  await dropDatabase(admin, name);
  await admin.end();
});

async function query<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("migrations", () => {
  it("apply from empty, and a second time there is nothing to do", async () => {
    const first = await migrate(url);
    expect(first.applied.length).toBeGreaterThanOrEqual(2);
    expect(first.applied).toEqual([...first.applied].sort());
    expect(await migrate(url)).toEqual({ applied: [] });
    const recorded = await query<{ migration_name: string }>(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
    );
    expect(recorded.map((row) => row.migration_name)).toEqual(first.applied);
  });

  it("that fail leave nothing of themselves behind, and are named", async () => {
    const folder = await mkdtemp(join(tmpdir(), "migrations-"));
    try {
      await cp(MIGRATIONS, folder, { recursive: true });
      await cp(join(MIGRATIONS, "20261122000000_init"), join(folder, "29990101000000_broken"), { recursive: true });
      await writeFile(
        join(folder, "29990101000000_broken", "migration.sql"),
        "CREATE TABLE half_way (id text); SELECT no_such_function();",
      );
      await expect(migrate(url, folder)).rejects.toThrow(/29990101000000_broken/);
      expect(await query("SELECT 1 FROM pg_class WHERE relname = 'half_way'")).toEqual([]);
      expect(await query("SELECT 1 FROM pg_class WHERE relname = 'organizations'")).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("by command say in one sentence what was done, and why nothing can be", async () => {
    expect((await run(url)).stdout).toMatch(/^applied 2\d{13}_\w+(, 2\d{13}_\w+)*\n$/);
    expect((await run(url)).stdout).toBe("the database is up to date\n");
    await expect(run(url.replace(name, `${name}_away`))).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: `the database could not be migrated: Database \`${name}_away\` does not exist\n`,
    });
    await expect(run("")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("DATABASE_URL is not set"),
    });
  });
});
