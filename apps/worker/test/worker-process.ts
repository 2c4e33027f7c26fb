import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export interface WorkerProcess {
  /** Messages logged so far. */
  readonly messages: readonly string[];
  /** Status and body of /healthz. */
  health(): Promise<{ status: number; body: unknown }>;
  /** Sends the signal and resolves with the exit code, null when it was the signal that ended it. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** The worker as it is deployed: a process of its own, on a free port. Resolves when it listens. */
export async function startWorker(
  env: { DATABASE_URL: string; REDIS_URL: string } & Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], {
    env: {
      ...process.env,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
      ...env,
      WORKER_PORT: "0",
      HOST: "127.0.0.1",
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const messages: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    exited.then(([code]) => reject(new Error(`the worker ended with ${code}: ${messages.join("; ")}`)), reject);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { msg, address } = JSON.parse(line);
      messages.push(msg);
      if (address !== undefined) resolve(address.port);
    });
  });
  return {
    messages,
    async health() {
      const response = await fetch(`http://127.0.0.1:${port}/healthz`);
      return { status: response.status, body: await response.json() };
    },
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
