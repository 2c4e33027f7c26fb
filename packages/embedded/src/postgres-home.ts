import { randomBytes } from "node:crypto";
import { chown, lstat, mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { canEnter, type RunAs } from "./postgres-user";

/** The folder of one embedded Postgres: `cluster/` (its data), `passwords.json`, `server.log`. */
export interface PostgresHome {
  dir: string;
  cluster: string;
  passwords: Passwords;
}

export interface Passwords {
  superuser: string;
  policylayer: string;
}

/** A new folder under the system's temporary folder. */
export async function ephemeralHome(runAs: RunAs): Promise<PostgresHome> {
  const dir = await mkdtemp(join(tmpdir(), "policylayer-postgres-"));
  return openHome(dir, runAs);
}

/**
 * The folder `dataDir`, created when missing. As root in a private place such as /root, the user Postgres runs as
 * could not enter it: `dataDir` then becomes a link to a folder of its own under /var/lib/policylayer.
 */
export async function persistentHome(
  dataDir: string,
  runAs: RunAs,
  log: (line: string) => void,
): Promise<PostgresHome> {
  const dir = resolve(dataDir);
  await mkdir(dirname(dir), { recursive: true });
  const isNew = await lstat(dir).then(
    () => false,
    () => true,
  );
  if (isNew && !(await canEnter(dirname(dir), runAs))) {
    await mkdir("/var/lib/policylayer", { recursive: true, mode: 0o755 });
    const reachable = await mkdtemp("/var/lib/policylayer/postgres-");
    log(`the postgres user can't enter ${dirname(dir)}: keeping the database in ${reachable}, linked from ${dir}`);
    await symlink(reachable, dir);
  } else {
    await mkdir(dir, { recursive: true, mode: 0o700 });
  }
  return openHome(dir, runAs);
}

async function openHome(folder: string, runAs: RunAs): Promise<PostgresHome> {
  // Through the link: the user Postgres runs as may not be able to enter the folder that holds it.
  const dir = await realpath(folder);
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(dir, runAs.uid, runAs.gid);
  return { dir, cluster: join(dir, "cluster"), passwords: await readPasswords(join(dir, "passwords.json")) };
}

/** Written before the cluster is made, so that a start cut short never leaves a cluster nobody can enter. */
async function readPasswords(file: string): Promise<Passwords> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) {
    const fresh = { superuser: randomBytes(24).toString("hex"), policylayer: randomBytes(24).toString("hex") };
    await writeFile(file, `${JSON.stringify(fresh)}\n`, { mode: 0o600 });
    return fresh;
  }
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === "object" && parsed !== null && "superuser" in parsed && "policylayer" in parsed) {
    return { superuser: String(parsed.superuser), policylayer: String(parsed.policylayer) };
  }
  throw new Error(`${file} does not hold the database's passwords; restore it, or move ${dirname(file)} away`);
}
