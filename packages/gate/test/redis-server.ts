import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildControlClient } from "../src/index";

/** A Redis of the test's own, which it may stop, pause and fill as it likes. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  stop(): Promise<void>;
}

/** Starts `redis-server` on a free loopback port, in a directory that goes with it; resolves when it answers. */
export async function startRedisServer(): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), "gate-redis-"));
  const port = await freePort();
  const settings = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--dir",
    directory,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const child = spawn("redis-server", settings, { stdio: "ignore" });
  const url = `redis://127.0.0.1:${port}`;
  await answering(url, child);
  return {
    url,
    port,
    signal: (name) => void child.kill(name),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const failed = Promise.race([
    once(child, "error").then(([error]) => Promise.reject(error)),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`redis-server ended with code ${code}`))),
  ]);
  const redis = buildControlClient(url, { onError: () => undefined });
  try {
    await Promise.race([redis.ping(), failed]);
  } finally {
    failed.catch(() => undefined);
    redis.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
