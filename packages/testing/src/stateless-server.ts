import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface StatelessServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The official server of MCP 2026-07-28, with these tools. `initialize`: it answers clients of the former revisions too. */
export async function startStatelessServer(
  tools: readonly object[],
  { initialize = false }: { readonly initialize?: boolean } = {},
): Promise<StatelessServer> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./run-stateless-server.mjs", import.meta.url))], {
    env: { ...process.env, SERVER: JSON.stringify({ tools, initialize }) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await new Promise<unknown>((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
