import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDb, type Db } from "@policylayer/db";
import {
  createTestDatabase,
  type EmbeddedRedis,
  freePort,
  type StartedProcess,
  startAndWaitFor,
  startRedis,
} from "@policylayer/testing";
import { Redis } from "ioredis";
import { secrets } from "./harness";
import { RecordingUpstream } from "./recording-upstream";
import { type Seed, type Seeded, seedWorld } from "./seed-world";
import { gateBefore } from "./tcp-gate";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const WORKER = fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url));

/** Proxies and a worker as processes of their own, on a Redis that can lose its data and a Postgres that can go away. */
export interface LossySystem {
  readonly proxyUrls: readonly string[];
  readonly upstream: RecordingUpstream;
  readonly db: Db;
  readonly redis: Redis;
  readonly postgres: { shut(): void; reopen(): void };
  readonly workerPid: number;
  seed(seed?: Partial<Seed>): Promise<Seeded>;
  /** SIGKILL, and a new one in the same place, with the append-only file or without. */
  killRedis(options: { keepData: boolean }): Promise<void>;
  /** Resolves when every stream is empty. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLossySystem(proxies: number): Promise<LossySystem> {
  const dataDir = await mkdtemp(join(tmpdir(), "policylayer-lossy-"));
  const port = await freePort();
  const log = () => undefined;
  let server: EmbeddedRedis = await startRedis({ dataDir, port, log });
  const database = await createTestDatabase();
  const postgres = await gateBefore(database.url);
  const db = createDb(database.url, { connectionsMax: 2 });
  const redis = new Redis(server.url);
  redis.on("error", log);
  const upstream = await RecordingUpstream.start();

  const started: StartedProcess<number>[] = [];
  const start = async (main: string, env: Record<string, string>, url: string): Promise<number> => {
    const child = await startAndWaitFor(["--import", "tsx", main], { ...env, REDIS_URL: server.url }, url);
    started.push(child);
    return child.ready;
  };
  const proxyUrls = await Promise.all(
    Array.from({ length: proxies }, async () => {
      const proxyPort = await freePort();
      const url = `http://127.0.0.1:${proxyPort}`;
      const env = {
        DATABASE_URL: postgres.url,
        REDIS_ANSWER_MS: "10000",
        TOKEN_PEPPER: secrets.tokenPepper.toString("base64"),
        ENCRYPTION_KEY: secrets.encryptionKey.toString("base64"),
        PROXY_HOST: "127.0.0.1",
        PROXY_PORT: String(proxyPort),
        ALLOW_PRIVATE_UPSTREAMS: "true",
        LOG_LEVEL: "warn",
      };
      await start(MAIN, env, `${url}/readyz`);
      return url;
    }),
  );
  const workerPort = await freePort();
  const workerEnv = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: secrets.encryptionKey.toString("base64"),
    HOST: "127.0.0.1",
    WORKER_PORT: String(workerPort),
  };
  const workerPid = await start(WORKER, workerEnv, `http://127.0.0.1:${workerPort}/healthz`);

  return {
    proxyUrls,
    upstream,
    db,
    redis,
    postgres: postgres.gate,
    workerPid,
    seed: (seed = {}) =>
      seedWorld(db, secrets, {
        expiresAt: null,
        upstreamUrl: upstream.url,
        tools: ["run_procedure"],
        policy: '{"version":"1","default":"allow"}',
        headers: null,
        ...seed,
      }),
    async killRedis({ keepData }) {
      process.kill(server.pid, "SIGKILL");
      await server.exited;
      if (!keepData) {
        // All but the password, which its clients know.
        const lost = (await readdir(dataDir)).filter((name) => name !== "password");
        await Promise.all(lost.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
      }
      server = await startRedis({ dataDir, port, log });
    },
    async drained() {
      for (;;) {
        const streams = await redis.keys("audit:{p??}");
        const lengths = await Promise.all(streams.map((stream) => redis.xlen(stream)));
        if (lengths.every((length) => length === 0)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      for (const child of started) await child.stop();
      redis.disconnect();
      await upstream.stop();
      await db.$disconnect();
      await postgres.close();
      await database.drop();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
