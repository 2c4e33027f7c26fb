import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartFailure } from "./start-failure";

const lockSchema = z.object({ pid: z.number().int().positive(), born: z.string().nullable(), url: z.string() });
type Lock = z.infer<typeof lockSchema>;

export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * One running PolicyLayer per data folder: two would start two databases on the same files. A lock whose process is
 * gone is taken over, also when its id belongs to another process by now.
 * Throws StartFailure naming the process and address of the one that runs.
 */
export async function takeInstanceLock(dataDir: string, url: string): Promise<InstanceLock> {
  const file = join(dataDir, "lock.json");
  await mkdir(dataDir, { recursive: true }).catch((error: Error) => {
    throw new StartFailure(`The data folder ${dataDir} can't be made (${error.message}): set DATA_DIR to another.`);
  });
  const mine: Lock = { pid: process.pid, born: await birthOf(process.pid), url };
  for (;;) {
    const written = await writeFile(file, `${JSON.stringify(mine)}\n`, { flag: "wx", mode: 0o600 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw new StartFailure(
          `The data folder ${dataDir} can't be written (${error.message}): set DATA_DIR to another.`,
        );
      },
    );
    if (written) return { release: () => rm(file, { force: true }) };
    await refuseIfHeld(file, dataDir);
    // Moved, then looked at again: another start may have taken the stale lock over between our two looks.
    const aside = `${file}.${process.pid}`;
    await rename(file, aside).catch(ignoreAbsent);
    try {
      await refuseIfHeld(aside, dataDir);
    } catch (error) {
      await rename(aside, file).catch(ignoreAbsent);
      throw error;
    }
    await rm(aside, { force: true });
  }
}

async function refuseIfHeld(file: string, dataDir: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(ignoreAbsent);
  const lock = lockSchema.safeParse(parseJson(text ?? ""));
  // A file cut short is of a start that was killed while writing it.
  if (!lock.success || !(await isHeld(lock.data))) return;
  const { pid, url } = lock.data;
  throw new StartFailure(
    `PolicyLayer already runs on ${dataDir} (process ${pid}, ${url}): stop that one first, or set DATA_DIR and other ports.`,
  );
}

async function isHeld({ pid, born }: Lock): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return born === null || (await birthOf(pid)) === born;
}

/** When the process started, as Linux counts it (proc(5), /proc/pid/stat, field 22); null where there is no /proc. */
async function birthOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
