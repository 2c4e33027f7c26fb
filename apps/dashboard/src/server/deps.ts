import "server-only";
import { parseKey } from "@policylayer/crypto";
import { createDb } from "@policylayer/db";
import { announceDecision, buildControlClient, bumpEpochs, readLimits } from "@policylayer/gate";
import { createGuardedFetch, type GuardedFetch } from "@policylayer/net";
import type { ServiceContext, ServiceDeps } from "@policylayer/services/context";
import type { Redis } from "ioredis";
import { pino } from "pino";
import { readEnv } from "../env";
import { createTailHub, type TailHub } from "./tail-hub";
import { within } from "./within";

/** How long a change waits for the proxies' store before it says NOT_YET_IN_FORCE. */
const BUMP_MS_MAX = 5_000;
/** How long a page waits for the counters before it does without them. */
const READ_LIMITS_MS_MAX = 2_000;
const UPSTREAM_MS_MAX = 15_000;

/** What this process holds one of. */
export interface Deps
  extends ServiceDeps,
    Pick<ServiceContext, "urls" | "bumpEpochs" | "readLimits" | "announceDecision"> {
  readonly redis: Redis;
  readonly tailHub: TailHub;
  /** For upstreams: reaches public addresses only unless the deployment says otherwise. */
  readonly guardedFetch: GuardedFetch;
  readonly authSecret: string;
  readonly log: pino.Logger;
}

const HELD = Symbol.for("policylayer.dashboard.deps");
const held: typeof globalThis & { [HELD]?: Deps } = globalThis;

/**
 * The clients of this process, made at the first use. Held by the global object, because Next loads a module once for each
 * of its bundles and each copy would open connections of its own.
 */
export function getDeps(): Deps {
  held[HELD] ??= buildDeps();
  return held[HELD];
}

function buildDeps(): Deps {
  const env = readEnv();
  const log = pino({ name: "dashboard" });
  const onError = everySoOften((error) => log.warn({ err: error }, "Redis can't be reached"));
  const redis = buildControlClient(env.REDIS_URL, { onError });
  return {
    db: createDb(env.DATABASE_URL, { applicationName: "policylayer-dashboard" }),
    redis,
    tailHub: createTailHub(() => buildControlClient(env.REDIS_URL, { onError })),
    guardedFetch: createGuardedFetch({ allowPrivate: env.ALLOW_PRIVATE_UPSTREAMS, timeoutMs: UPSTREAM_MS_MAX }),
    secrets: {
      tokenPepper: parseKey("TOKEN_PEPPER", env.TOKEN_PEPPER),
      encryptionKey: parseKey("ENCRYPTION_KEY", env.ENCRYPTION_KEY),
    },
    authSecret: env.AUTH_SECRET,
    urls: { proxy: env.PROXY_URL, dashboard: env.DASHBOARD_URL },
    bumpEpochs: (partition, organizationId, grantIds) =>
      within(BUMP_MS_MAX, "Redis", bumpEpochs(redis, partition, organizationId, grantIds)),
    readLimits: (partition, limits) => within(READ_LIMITS_MS_MAX, "Redis", readLimits(redis, partition, limits)),
    announceDecision: (approvalId) => within(BUMP_MS_MAX, "Redis", announceDecision(redis, approvalId)),
    now: () => new Date(),
    log,
  };
}

/** A connection that is away fails several times a second; the log needs it twice a minute. */
function everySoOften(say: (error: Error) => void): (error: Error) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    const now = performance.now();
    if (now - saidAt < 30_000) return;
    saidAt = now;
    say(error);
  };
}

/** Ends every connection; the next `getDeps` makes new ones. For tests and a process that is about to end. */
export async function closeDeps(): Promise<void> {
  const deps = held[HELD];
  delete held[HELD];
  if (deps === undefined) return;
  deps.redis.disconnect();
  deps.tailHub.close();
  await Promise.all([deps.guardedFetch.close(), deps.db.$disconnect()]);
}
