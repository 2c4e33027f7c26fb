import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { endProcess, isAlive, worksIn } from "./leftover-process";

const STOP_WITHIN_MS = 30_000;

/**
 * Ends a Postgres that a killed start left running on this cluster. A pid file whose id now belongs to somebody else's
 * process is removed, since Postgres would take that process for its own; one of a dead process is left to Postgres,
 * which also checks that no orphan still uses the shared memory.
 */
export async function endLeftoverPostmaster(cluster: string, log: (line: string) => void): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const pid = Number(text?.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return;
  if (await worksIn(pid, cluster, "postgres")) {
    log(`stopping the Postgres that an earlier run left behind (process ${pid})`);
    await endProcess(pid, "SIGINT", STOP_WITHIN_MS);
  } else {
    await rm(file, { force: true });
  }
}
