import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Servers that a line of shell started. */
export interface ShellServer {
  /** What the line and all it started have printed. */
  printed(): string;
  stop(): Promise<void>;
}

/**
 * Runs `line` as somebody would type it at the top of this repository, and waits until `isUp` holds. Its programs are found
 * in this repository's own `node_modules`. Rejects with what it printed when it ends before.
 */
export async function startShellServer(
  line: string,
  env: Readonly<Record<string, string>>,
  isUp: (printed: string) => Promise<boolean>,
): Promise<ShellServer> {
  const path = `${root}node_modules/.bin:${process.env.PATH ?? ""}`;
  // In a process group of its own, which ends with it: `npx` has a child, and that one has the server.
  const child = spawn("sh", ["-c", line], { cwd: root, detached: true, env: { ...process.env, PATH: path, ...env } });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  while (!(await isUp(printed))) {
    if (child.exitCode !== null) throw new Error(`${line}\nended with ${child.exitCode}:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    printed: () => printed,
    stop: async () => {
      if (child.exitCode !== null || child.pid === undefined) return;
      const ended = new Promise((resolve) => child.once("close", resolve));
      process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
}

/** Whether `mcp-proxy` answers there: it does before it lets anybody in. */
export function isBridgeUp(port: number): () => Promise<boolean> {
  return () =>
    fetch(`http://127.0.0.1:${port}/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
}
