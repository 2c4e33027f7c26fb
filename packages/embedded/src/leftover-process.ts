import { readlink, realpath } from "node:fs/promises";
import { runCommand } from "./run-command";

const POLL_MS = 50;

/** True while a process of that id exists, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether the living process `pid` is the server that works in `dir`. Pid files outlive their process and ids are used
 * again, so the id alone proves nothing. Both servers make their data folder their working folder; where /proc doesn't
 * exist, the command line must name the program.
 */
export async function worksIn(pid: number, dir: string, program: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(dir));
  } catch {
    // No /proc here, or the process ended meanwhile: ask ps, which fails for a process that is gone.
    return runCommand("ps", ["-o", "command=", "-p", String(pid)], { timeoutMs: 5_000 }).then(
      (line) => line.includes(program),
      () => false,
    );
  }
}

/** Ends a process that is not our child: `signal`, then SIGKILL after `withinMs`. Resolves when it is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals, withinMs: number): Promise<void> {
  const killAt = Date.now() + withinMs;
  send(pid, signal);
  while (isAlive(pid)) {
    if (Date.now() > killAt + 10_000) throw new Error(`process ${pid} does not end, not even by SIGKILL`);
    if (Date.now() > killAt) send(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the check and the signal: what we wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
