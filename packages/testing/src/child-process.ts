import { type ChildProcess, spawn } from "node:child_process";

/** A Node process that ends with us, and the first message or line that says it is up. */
export interface StartedProcess<T> {
  readonly ready: T;
  stop(): Promise<void>;
}

function ending(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

/** Starts `node --import tsx file ...args` with an IPC channel and waits for its first message. Rejects when it ends before. */
export async function startWithMessage<T>(
  file: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<StartedProcess<T>> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ready = await new Promise<T>((resolve, reject) => {
    child.once("message", (message: T) => resolve(message));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
  });
  return {
    ready,
    stop: async () => {
      child.kill("SIGTERM");
      await ending(child);
    },
  };
}

/** Starts `node ...args` and waits until `url` answers 200. Rejects when it ends before. */
export async function startAndWaitFor(
  args: readonly string[],
  env: Record<string, string>,
  url: string,
): Promise<StartedProcess<number>> {
  const lines: string[] = [];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines.push(text);
      if (lines.length > 50) lines.shift();
    });
  }
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${args.join(" ")} ended with ${child.exitCode}:\n${lines.join("")}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    ready: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGTERM");
      await ending(child);
    },
  };
}
