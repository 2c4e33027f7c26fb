import { userInfo } from "node:os";
import { runCommand } from "./run-command";

/** Whom Postgres runs as. Empty: as ourselves. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/**
 * Postgres refuses to run as root. As root we run it as the system's `postgres` user, which is created if missing;
 * where users can't be created, as `nobody`.
 */
export async function postgresUser(log: (line: string) => void): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  const existing = await lookUp("postgres");
  if (existing) return existing;
  log("Postgres does not run as root: creating the system user postgres");
  const created = await runCommand("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], {
    timeoutMs: 15_000,
  }).then(
    () => lookUp("postgres"),
    (error: Error) => {
      log(`no such user could be created (${error.message}): using nobody`);
      return null;
    },
  );
  return created ?? { uid: 65_534, gid: 65_534 };
}

/** Whether that user can enter the folder and read in it. */
export function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  return runCommand("/bin/sh", ["-c", 'test -x "$1" && test -r "$1"', "sh", folder], {
    timeoutMs: 5_000,
    cwd: "/",
    ...runAs,
  }).then(
    () => true,
    () => false,
  );
}

async function lookUp(name: string): Promise<RunAs | null> {
  const id = (flag: string) => runCommand("id", [flag, name], { timeoutMs: 5_000 }).then(Number);
  return Promise.all([id("-u"), id("-g")]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => null,
  );
}
