import { readOwnerUrl } from "./env";
import { migrate } from "./migrate";

/** Applies what isn't applied yet, says so, and ends; with a sentence and 1 when that can't be done. */
try {
  const { applied } = await migrate(readOwnerUrl());
  console.log(applied.length === 0 ? "the database is up to date" : `applied ${applied.join(", ")}`);
} catch (error) {
  console.error(
    `the database could not be migrated: ${(error instanceof Error ? error.message : String(error)).trim()}`,
  );
  process.exitCode = 1;
}
