import { spawn } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@policylayer/embedded";

const root = join(import.meta.dirname, "../../..");
const cleanUps: (() => Promise<unknown>)[] = [];

/** Ends what this file's functions started, newest first, and removes their folders. */
export async function cleanUp(): Promise<void> {
  for (const step of cleanUps.splice(0).reverse()) await step();
}

export interface StartProcess {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves when stdout matches; rejects with everything printed when the process ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  exited: Promise<number | NodeJS.Signals>;
  kill(signal: NodeJS.Signals): void;
}

/** Environment of a start of its own: a temporary data folder and free ports. */
export async function ownEnv(): Promise<Record<string, string>> {
  const dir = await mkdtemp(join(tmpdir(), "policylayer-start-"));
  cleanUps.push(async () => {
    // Root's database may have moved to a folder that its user can enter.
    const database = await realpath(join(dir, "data", "postgres")).catch(() => dir);
    await rm(database, { recursive: true, force: true });
    await rm(dir, { recursive: true, force: true });
  });
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const [dashboard, proxy, demo, worker] = ports.map(String);
  return {
    DATA_DIR: join(dir, "data"),
    DASHBOARD_PORT: dashboard ?? "",
    PROXY_PORT: proxy ?? "",
    DEMO_PORT: demo ?? "",
    WORKER_PORT: worker ?? "",
    DATABASE_URL: "",
    REDIS_URL: "",
  };
}

/** Runs a TypeScript file of this app as its own process. */
export function startProcess(file: string, env: Record<string, string>, args: string[] = []): StartProcess {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  const onText = () => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onText();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const exited = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("close", (code, signal) => resolve(signal ?? code ?? -1)),
  );
  cleanUps.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await exited;
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    kill: (signal) => void child.kill(signal),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(stdout);
          if (found === null) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        void exited.then((code) => reject(new Error(`ended with ${code}\n${stdout}\n${stderr}`)));
        look();
      }),
  };
}

/** Process id of the fake child on a port; null when nobody answers there. */
export async function pidAt(port: string | undefined): Promise<number | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
  return answer === null ? null : Number(await answer.text());
}
