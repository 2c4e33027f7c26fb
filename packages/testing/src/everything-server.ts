import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { freePort } from "@policylayer/embedded";
import { request as upstreamRequest } from "undici";

export interface EverythingServer {
  /** Address of the relay in front of it, which counts. */
  readonly url: string;
  /** Tool names of the tools/call messages that reached it. */
  readonly calls: string[];
  /** Ends the server and starts it again, at the same address: it has forgotten every session. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * `@modelcontextprotocol/server-everything` as a process of its own, behind a relay that counts the calls that reach it. `sse`:
 * over the HTTP+SSE of MCP 2024-11-05.
 */
export async function startEverythingServer(
  mode: "streamableHttp" | "sse" = "streamableHttp",
): Promise<EverythingServer> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@modelcontextprotocol/server-everything/dist/index.js");
  const port = await freePort();
  const path = mode === "sse" ? "/sse" : "/mcp";
  const preload = fileURLToPath(new URL("./listen-on-loopback.mjs", import.meta.url));
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(process.execPath, ["--import", preload, entry, mode], {
      env: { ...process.env, PORT: String(port) },
      stdio: "ignore",
    });
    await answers(`http://127.0.0.1:${port}${path}`, started);
    return started;
  };
  const end = async (running: ChildProcess): Promise<void> => {
    const ended = new Promise((resolve) => running.once("exit", resolve));
    // Its open streams would keep it from ending in order.
    running.kill("SIGKILL");
    await ended;
  };
  let child = await start();

  const calls: string[] = [];
  const relay = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const body = Buffer.concat(chunks);
      if (body.length > 0) {
        const message: { method?: string; params?: { name?: string } } = JSON.parse(body.toString());
        if (message.method === "tools/call") calls.push(message.params?.name ?? "");
      }
      const { host: _host, connection: _connection, ...headers } = request.headers;
      // Between an end and a start there is nobody to ask.
      const answer = await upstreamRequest(`http://127.0.0.1:${port}${request.url}`, {
        method: request.method === "DELETE" ? "DELETE" : request.method === "GET" ? "GET" : "POST",
        headers,
        body: body.length > 0 ? body : null,
      }).catch(() => null);
      if (answer === null) {
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode, answer.headers);
      response.flushHeaders();
      response.once("close", () => answer.body.destroy());
      answer.body.once("error", () => response.destroy());
      answer.body.pipe(response);
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    calls,
    restart: async () => {
      await end(child);
      child = await start();
    },
    stop: async () => {
      await end(child);
      await new Promise<void>((resolve) => {
        relay.close(() => resolve());
        relay.closeAllConnections();
      });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(url, { method: "DELETE" }).catch(() => null);
    if (answer !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
