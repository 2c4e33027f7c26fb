import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { childEnv } from "./env";
import type { Running } from "./keep-running";

const LOG_BYTES_MAX = 10 * 1024 * 1024;
const TAIL_BYTES = 4096;
const TAIL_LINES = 12;

export interface ChildSpec {
  /** For people, and for the name of its log file. */
  name: string;
  /** Arguments of node: the program's file first. */
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Answers 2xx once the child does its work. */
  healthUrl: string;
  /** After SIGTERM; then SIGKILL. */
  stopWithinMs: number;
}

/**
 * Starts a node process in a process group of its own, so that Ctrl-C reaches only us and we stop children in order.
 * It ends when we do, however we end. What it prints goes to `logFile`.
 */
export async function startChild(spec: ChildSpec, logFile: string): Promise<Running> {
  await mkdir(dirname(logFile), { recursive: true });
  const begin = await endOfLog(logFile);
  const output = openSync(logFile, "a", 0o600);
  const preload = new URL("./exit-with-parent.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", preload, ...spec.args], {
    cwd: spec.cwd,
    env: childEnv(spec.env),
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    exited,
    lastLines: () => tail(logFile, begin),
    async stop() {
      if (!isRunning()) return;
      signalGroup(child.pid, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), spec.stopWithinMs);
      await exited;
      clearTimeout(timer);
      // Whatever it started itself ends with it.
      signalGroup(child.pid, "SIGKILL");
    },
  };
}

export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group is gone: what a stop wants.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Where new lines will begin. A log grown too large is set aside first; one older file is kept. */
async function endOfLog(file: string): Promise<number> {
  const bytes = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (bytes < LOG_BYTES_MAX) return bytes;
  await rename(file, `${file}.1`);
  return 0;
}

/** The last lines of a log, none from before `begin`. */
export async function tail(file: string, begin: number): Promise<string[]> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const from = Math.max(begin, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString("utf8", 0, bytesRead).split("\n");
    return lines.filter((line) => line.trim() !== "").slice(-TAIL_LINES);
  } finally {
    await handle.close();
  }
}
