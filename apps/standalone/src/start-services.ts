import { join } from "node:path";
import { findRedis, startPostgres, startRedis } from "@policylayer/embedded";
import { Redis } from "ioredis";
import type { Settings } from "./env";
import { keepRunning, type Running } from "./keep-running";
import { StartFailure } from "./start-failure";

const REDIS_ANSWER_MS = 5_000;

/** What each part of a start gets. */
export interface Stage {
  log(line: string): void;
  /** What was started must be ended with the rest: called in the opposite order. */
  onStop(stop: () => Promise<void>): void;
  /** Something that ran has died too often: everything ends. */
  onGiveUp(failure: StartFailure): void;
}

export interface ServiceUrls {
  databaseUrl: string;
  redisUrl: string;
}

/** Postgres and Redis: the ones given, else our own in the data folder, kept running on their ports. */
export async function startServices(settings: Settings, stage: Stage): Promise<ServiceUrls> {
  return { databaseUrl: await database(settings, stage), redisUrl: await counters(settings, stage) };
}

async function database({ databaseUrl, dataDir }: Settings, stage: Stage): Promise<string> {
  if (databaseUrl !== undefined) return databaseUrl;
  stage.log("starting Postgres");
  let current: { url: string; port: number } | null = null;
  const kept = await keepRunning({
    name: "Postgres",
    ...stage,
    start: async () => {
      const server = await startPostgres({
        dataDir: join(dataDir, "postgres"),
        log: stage.log,
        ...(current !== null && { port: current.port }),
      });
      current = server;
      return asRunning(server);
    },
  });
  stage.onStop(() => kept.stop());
  return urlOf(current);
}

async function counters({ redisUrl, dataDir }: Settings, stage: Stage): Promise<string> {
  if (redisUrl !== undefined) {
    await requireRedisAnswer(redisUrl);
    return redisUrl;
  }
  const server = await findRedis({ log: stage.log });
  stage.log(`starting Redis (${server})`);
  let current: { url: string; port: number } | null = null;
  const kept = await keepRunning({
    name: "Redis",
    ...stage,
    start: async () => {
      const started = await startRedis({
        dataDir: join(dataDir, "redis"),
        log: stage.log,
        server,
        ...(current !== null && { port: current.port }),
      });
      current = started;
      return asRunning(started);
    },
  });
  stage.onStop(() => kept.stop());
  return urlOf(current);
}

function urlOf(current: { url: string } | null): string {
  if (current === null) throw new Error("a service that was started has no address");
  return current.url;
}

function asRunning(server: { exited: Promise<void>; stop(): Promise<void> }): Running {
  return {
    exited: server.exited.then(() => "its process ended"),
    lastLines: async () => [],
    stop: () => server.stop(),
  };
}

async function requireRedisAnswer(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: REDIS_ANSWER_MS, retryStrategy: () => null });
  let reason = "no answer";
  redis.on("error", (error) => {
    reason = error.message;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    const said = reason === "no answer" && error instanceof Error ? error.message : reason;
    throw new StartFailure(
      `REDIS_URL (${new URL(url).host}) does not answer: ${said}. Start that Redis, correct the variable, or unset it to use one of our own.`,
    );
  } finally {
    redis.disconnect();
  }
}
