import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withSchemaEngine } from "./schema-engine";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

/**
 * Applies what isn't applied yet of Prisma's migrations folder, through Prisma's own engine, into the ordinary
 * `_prisma_migrations` table. `ownerUrl` is a login that owns the database and may create roles.
 * Names what it applied; empty when the database was up to date. Rejects, with the engine's sentence, when a migration
 * fails or an applied one was edited.
 */
export async function migrate(ownerUrl: string, migrationsFolder = MIGRATIONS_FOLDER): Promise<{ applied: string[] }> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(migrationsFolder, name, "migration.sql"), "utf8") },
      },
    })),
  );
  const lockfile = await readFile(join(migrationsFolder, "migration_lock.toml"), "utf8");
  const result = await withSchemaEngine(ownerUrl, (engine) =>
    engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: "migration_lock.toml", content: lockfile },
        shadowDbInitScript: "",
        migrationDirectories,
      },
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return { applied: result.appliedMigrationNames };
}
