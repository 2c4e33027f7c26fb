import { startRedis } from "@policylayer/testing";

/** A Redis of the test's own, which it may stop, pause and fill as it likes. */
export interface RedisServer {
  readonly url: string;
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  stop(): Promise<void>;
}

/** Starts one on a free loopback port, in a directory that goes with it; resolves when it answers. */
export async function startRedisServer(): Promise<RedisServer> {
  const { url, pid, stop } = await startRedis({ dataDir: null, log: (line) => console.error(line) });
  return { url, signal: (name) => void process.kill(pid, name), stop };
}
