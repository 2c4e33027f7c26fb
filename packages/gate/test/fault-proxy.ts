import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What happens to bytes that come back from Redis, on connections made while the mode holds. */
type Replies = "pass" | "swallow" | "swallow_and_reset";

export interface FaultProxy {
  readonly url: string;
  /** Connections made since the start. */
  readonly connections: number;
  /** For open connections and later ones. */
  setReplies(mode: Replies): void;
  /** Open connections never hear from Redis again, though they stay open; later ones work. */
  silenceOpenConnections(): void;
  close(): Promise<void>;
}

/** A TCP proxy before Redis whose requests always arrive and whose replies may not. */
export async function startFaultProxy(redisUrl: string): Promise<FaultProxy> {
  const redis = new URL(redisUrl);
  let replies: Replies = "pass";
  let connections = 0;
  const open = new Set<{ readonly client: Socket; readonly upstream: Socket; isSilent: boolean }>();
  const server = createServer((client) => {
    connections++;
    const upstream = connect(Number(redis.port), redis.hostname);
    const pair = { client, upstream, isSilent: false };
    open.add(pair);
    client.pipe(upstream);
    upstream.on("data", (bytes) => {
      if (replies === "swallow_and_reset") client.resetAndDestroy();
      else if (replies === "pass" && !pair.isSilent) client.write(bytes);
    });
    for (const socket of [client, upstream]) {
      // A reset is what these tests are about; the close that follows cleans up.
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(pair);
        client.destroy();
        upstream.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `redis://${redis.username}:${redis.password}@127.0.0.1:${address.port}`,
    get connections() {
      return connections;
    },
    setReplies(mode) {
      replies = mode;
    },
    silenceOpenConnections() {
      for (const pair of open) pair.isSilent = true;
    },
    async close() {
      for (const { client } of open) client.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
