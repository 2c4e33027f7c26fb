import { access, chown, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries";
import type { PostgresHome } from "./postgres-home";
import type { RunAs } from "./postgres-user";
import { runCommand } from "./run-command";

const TIMEOUT_MS = 120_000;

/**
 * Makes the database cluster, once: superuser `postgres`, and the login role `policylayer` that owns the database
 * `policylayer`, may create roles but isn't a superuser (row-level security would not hold for one).
 * Built beside its place and renamed there, so that a start cut short leaves nothing half made. The role is created in
 * Postgres' single-user mode, before anything listens.
 */
export async function initialiseCluster(
  home: PostgresHome,
  binaries: PostgresBinaries,
  runAs: RunAs,
  mayCreateDatabases: boolean,
): Promise<void> {
  const partial = `${home.cluster}.partial`;
  const passwordFile = join(home.dir, "superuser-password");
  await rm(partial, { recursive: true, force: true });
  await writeFile(passwordFile, `${home.passwords.superuser}\n`, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(passwordFile, runAs.uid, runAs.gid);
  const options = { timeoutMs: TIMEOUT_MS, cwd: "/", ...runAs };
  try {
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const access = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
    await runCommand(binaries.initdb, [`--pgdata=${partial}`, ...access, ...locale, "--no-sync"], options);
  } finally {
    await rm(passwordFile, { force: true });
  }
  const rights = `LOGIN CREATEROLE${mayCreateDatabases ? " CREATEDB" : ""}`;
  const input = [
    `CREATE ROLE policylayer ${rights} PASSWORD '${home.passwords.policylayer}'`,
    "CREATE DATABASE policylayer OWNER policylayer",
  ].join("\n");
  const single = ["--single", "-D", partial, "-c", "exit_on_error=true", "postgres"];
  await runCommand(binaries.postgres, single, { ...options, input: `${input}\n` });
  await rename(partial, home.cluster);
}

export function isInitialised(home: PostgresHome): Promise<boolean> {
  return access(join(home.cluster, "PG_VERSION")).then(
    () => true,
    () => false,
  );
}
