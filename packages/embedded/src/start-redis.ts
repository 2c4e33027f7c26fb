import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findRedis } from "./find-redis";
import { freePort } from "./free-port";
import { endProcess, worksIn } from "./leftover-process";
import { ServiceStartFailed, startServiceProcess } from "./service-process";

const ATTEMPTS = 5;
const STOP_WITHIN_MS = 30_000;

export interface StartRedisOptions {
  /** null: a temporary folder, removed on stop. Otherwise the folder of the append-only file. */
  dataDir: string | null;
  /** Default: a free one. */
  port?: number;
  log: (line: string) => void;
  /** The server program, when known. Default: what `findRedis` finds. */
  server?: string;
}

export interface EmbeddedRedis {
  /** With a password: anything on this machine, also a misused upstream URL, can reach 127.0.0.1. */
  url: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, also by itself. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a Redis (or Valkey) of our own on 127.0.0.1: append-only file synced every second, never evicting.
 * With the same `dataDir` it continues where the last one ended, also after SIGKILL.
 * Throws ServiceUnavailableHere when no server can be found, ServiceStartFailed with its last lines otherwise.
 */
export async function startRedis(options: StartRedisOptions): Promise<EmbeddedRedis> {
  const { dataDir, log } = options;
  const command = options.server ?? (await findRedis({ log }));
  const dir = dataDir === null ? await mkdtemp(join(tmpdir(), "policylayer-redis-")) : resolve(dataDir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const remove = () => (dataDir === null ? rm(dir, { recursive: true, force: true }) : undefined);
  try {
    await endLeftoverRedis(dir, log);
    const password = await readPassword(join(dir, "password"));
    for (let attempt = 1; ; attempt++) {
      const port = options.port ?? (await freePort());
      const settings = join(dir, "redis.conf");
      await writeFile(settings, redisSettings(dir, port, password), { mode: 0o600 });
      try {
        const server = await startServiceProcess({
          name: "Redis",
          command,
          args: [settings],
          readyLine: /Ready to accept connections/,
          readyWithinMs: 120_000,
          stopSignal: "SIGTERM",
          stopWithinMs: STOP_WITHIN_MS,
          ...(dataDir === null ? { removeWhenOrphaned: dir } : { logFile: join(dir, "server.log") }),
        });
        return {
          url: `redis://default:${password}@127.0.0.1:${port}`,
          port,
          pid: server.pid,
          exited: server.exited,
          stop: async () => {
            await server.stop();
            await remove();
          },
        };
      } catch (error) {
        const portTaken = error instanceof ServiceStartFailed && /Address already in use/.test(error.lines.join("\n"));
        if (attempt === ATTEMPTS || options.port !== undefined || !portTaken) throw error;
      }
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

function redisSettings(dir: string, port: number, password: string): string {
  return [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dir)}`,
    `pidfile ${JSON.stringify(join(dir, "redis.pid"))}`,
    "daemonize no",
    "appendonly yes",
    "appendfsync everysec",
    'save ""',
    "maxmemory-policy noeviction",
    "",
  ].join("\n");
}

async function readPassword(file: string): Promise<string> {
  const kept = await readOptional(file);
  if (kept !== null && /^[0-9a-f]{48}$/.test(kept.trim())) return kept.trim();
  const fresh = randomBytes(24).toString("hex");
  await writeFile(file, `${fresh}\n`, { mode: 0o600 });
  return fresh;
}

/** Two servers on one append-only file would destroy it: end the one a killed run left behind. */
async function endLeftoverRedis(dir: string, log: (line: string) => void): Promise<void> {
  const pid = Number(await readOptional(join(dir, "redis.pid")));
  if (!Number.isInteger(pid) || pid <= 0 || !(await worksIn(pid, dir, "redis"))) return;
  log(`stopping the Redis that an earlier run left behind (process ${pid})`);
  await endProcess(pid, "SIGTERM", STOP_WITHIN_MS);
}

function readOptional(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
