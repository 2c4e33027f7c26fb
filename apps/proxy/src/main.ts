import type { Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { newId } from "@policylayer/crypto";
import { createDb } from "@policylayer/db";
import { buildGateClient, createGate } from "@policylayer/gate";
import { createGuardedConnector } from "@policylayer/net";
import { buildApp } from "./app";
import { type Env, readEnv } from "./env";
import { buildMetricsServer } from "./http/metrics-server";
import { createLog } from "./log";
import { defaultSettings } from "./settings";

const DRAIN_MS = 30_000;
const FLUSH_MS = 5_000;

/**
 * V8 allocates the objects of a place in the code as old once enough of them outlived two collections, as those of a slow
 * call do. A dead old object keeps all it points to until the next full collection, here everything a call ever touched:
 * a third of all memory was promoted that way, and a sixth of the processor's time went into it.
 */
setFlagsFromString("--no-allocation-site-pretenuring");

/**
 * A call goes through many small functions of Node, undici, ioredis and ours, which see sockets, streams, messages and listeners
 * of more than the four shapes that V8 tells apart at one place before it falls back to a table for all. Room for more shapes,
 * and for more inlining, takes a few megabytes of code.
 */
setFlagsFromString("--max-valid-polymorphic-map-count=16");
setFlagsFromString("--max-inlined-bytecode-size-cumulative=3000");
setFlagsFromString("--max-inlined-bytecode-size=1000");

function start(env: Env): void {
  const log = createLog(env.LOG_LEVEL);
  const redis = buildGateClient(env.REDIS_URL, {
    answerWithinMs: env.REDIS_ANSWER_MS,
    onError: (error) => log.warn({ reason: error.message }, "the counter store is not reachable"),
  });
  const db = createDb(env.DATABASE_URL, { applicationName: "policylayer-proxy", statementTimeoutMs: 5_000 });
  const settings = {
    ...defaultSettings,
    publicUrl: env.PROXY_URL,
    bindHost: env.PROXY_HOST,
    allowedHosts: env.ALLOWED_HOSTS,
    allowedOrigins: env.ALLOWED_ORIGINS,
    bodyBytesMax: env.BODY_BYTES_MAX,
  };
  const connectOptions = { allowPrivate: env.ALLOW_PRIVATE_UPSTREAMS, connectTimeoutMs: settings.connectTimeoutMs };
  const app = buildApp({
    gate: createGate({
      redis,
      onLoss: (partition, records) =>
        log.error({ partition, records }, "Redis lost data; recent records were added again"),
      onRestored: (restored) => log.info(restored, "the counters of an organization were restored"),
    }),
    redis,
    db,
    connect: createGuardedConnector(connectOptions),
    secrets: { tokenPepper: env.TOKEN_PEPPER, encryptionKey: env.ENCRYPTION_KEY },
    settings,
    log,
    bootId: newId("boot"),
    now: Date.now,
  });

  if (env.METRICS_PORT !== undefined) {
    listen(buildMetricsServer(app.metrics), env.METRICS_HOST, env.METRICS_PORT, "METRICS_PORT");
  }
  listen(app.server, env.PROXY_HOST, env.PROXY_PORT, "PROXY_PORT", () => {
    log.info({ url: env.PROXY_URL, host: env.PROXY_HOST, port: env.PROXY_PORT }, "the proxy is listening");
    if (env.ALLOW_PRIVATE_UPSTREAMS) log.warn("upstreams on private addresses may be reached");
  });

  let isStopping = false;
  function stop(signal: string): void {
    // The second signal is meant: whoever sends it doesn't want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, "the proxy is stopping");
    app
      .drain(DRAIN_MS, FLUSH_MS)
      .then(async () => {
        redis.disconnect();
        await db.$disconnect();
        process.exit(0);
      })
      .catch((error: unknown) => fail(`the proxy could not stop in order: ${String(error)}`));
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Ends the process with a sentence when it can't. `variable`: the one that says the port. */
function listen(server: Server, host: string, port: number, variable: string, onListening?: () => void): void {
  server.on("error", (error: NodeJS.ErrnoException) => {
    const why = error.code === "EADDRINUSE" ? `another process uses that port; set ${variable}` : error.message;
    fail(`the proxy could not listen on ${host}:${port}: ${why}`);
  });
  server.listen(port, host, onListening);
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

try {
  start(readEnv());
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
