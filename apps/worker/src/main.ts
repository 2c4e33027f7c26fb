import { once } from "node:events";
import { hostname } from "node:os";
import { createDb } from "@policylayer/db";
import { buildControlClient } from "@policylayer/gate";
import { createGuardedFetch } from "@policylayer/net";
import { AuditConsumer } from "./audit/audit-consumer";
import { OpenCalls } from "./audit/open-calls";
import { GrantTouches } from "./audit/touch-grants";
import { readEnv } from "./env";
import { buildHealthServer } from "./health";
import { checkToolDrift } from "./jobs/check-tool-drift";
import { DrainAudit } from "./jobs/drain-audit";
import { expireApprovals } from "./jobs/expire-approvals";
import { expireIntents } from "./jobs/expire-intents";
import { FindLostRecords } from "./jobs/find-lost-records";
import { finishOutbox } from "./jobs/finish-outbox";
import { keepCatalogue } from "./jobs/keep-catalogue";
import { makePartitions } from "./jobs/make-partitions";
import { syncCatalogue } from "./jobs/sync-catalogue";
import { createLog } from "./log";
import { Outages } from "./outages";
import { runPeriodically } from "./run-periodically";
import { watchedSystem } from "./watched-system";

/** Entries that a worker read and didn't settle for this long are another's. */
const CLAIM_IDLE_MS = 30_000;
const UPSTREAM_MS_MAX = 15_000;
/** With Postgres gone, a stop waits no longer than this; what isn't written stays in Redis. */
const STOP_WITHIN_MS = 20_000;

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog(env.LOG_LEVEL);
  const outages = new Outages(log);
  const onError = (error: Error) => outages.began("Redis", error);
  const redis = buildControlClient(env.REDIS_URL, { onError });
  const db = createDb(env.DATABASE_URL, { connectionsMax: 4, applicationName: "policylayer-worker" });
  const system = watchedSystem(db, outages);
  const consumer = new AuditConsumer({
    redisUrl: env.REDIS_URL,
    redis,
    name: hostname(),
    claimIdleMs: CLAIM_IDLE_MS,
    onError,
  });
  const guardedFetch = createGuardedFetch({ allowPrivate: env.ALLOW_PRIVATE_UPSTREAMS, timeoutMs: UPSTREAM_MS_MAX });
  const openCalls = new OpenCalls();
  const grantTouches = new GrantTouches(system);
  const drain = new DrainAudit({ system, redis, consumer, openCalls, grantTouches, outages, log });

  const lostRecords = new FindLostRecords({ system, log });

  const health = buildHealthServer({ drain, outages, lostRecords, startedMs: Date.now() });
  health.listen(env.WORKER_PORT, env.HOST);
  await once(health, "listening");
  const address = health.address();
  log.info({ address }, "the worker runs");

  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) process.exit(1);
    log.info({ signal }, "stopping: finishing what is at hand");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop.abort();
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);

  const jobs = [
    lostRecords,
    expireIntents({ system, redis, openCalls }),
    finishOutbox({ system, redis }),
    makePartitions(system),
    expireApprovals(system),
    checkToolDrift({
      system,
      db,
      redis,
      guardedFetch,
      encryptionKey: env.ENCRYPTION_KEY,
      checkEveryMs: env.TOOL_CHECK_SECONDS * 1_000,
      log,
    }),
    keepCatalogue({ db, log }),
  ];
  if (env.CATALOGUE_REGISTRY_URL !== undefined) {
    const everyMs = env.CATALOGUE_SYNC_SECONDS * 1_000;
    jobs.push(syncCatalogue({ db, guardedFetch, log, url: env.CATALOGUE_REGISTRY_URL, everyMs, holder: hostname() }));
  }
  await Promise.all([drain.run(stop.signal), ...jobs.map((job) => runPeriodically(job, outages, stop.signal))]);

  health.close();
  health.closeAllConnections();
  consumer.close();
  await guardedFetch.close();
  redis.disconnect();
  await db.$disconnect();
  log.info("stopped");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
