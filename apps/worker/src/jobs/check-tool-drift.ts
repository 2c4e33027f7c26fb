import type { Db } from "@policylayer/db";
import { bumpEpochs, readDefinitionReports, settleDefinitionReport } from "@policylayer/gate";
import type { GuardedFetch } from "@policylayer/net";
import type { DiscoveryContext } from "@policylayer/services/context";
import { discoverTools } from "@policylayer/services/discovery";
import { isServiceError } from "@policylayer/services/errors";
import type { Redis } from "ioredis";
import { type ClaimedServer, claimDueServers, claimReportedServers } from "../drift/claim-servers";
import type { Log } from "../log";
import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

const EVERY_MS = 1_000;
/** Servers looked at in one run, and at the same time: a run with nothing but silent servers ends within a minute. */
const BATCH = 12;
const AT_ONCE = 4;
/** A server that is reported over and over is looked at no more often than this. */
const REPORTED_EVERY_MS = 3_000;

export interface CheckToolDriftOptions {
  readonly system: System;
  readonly db: Db;
  readonly redis: Redis;
  readonly guardedFetch: GuardedFetch;
  readonly encryptionKey: Buffer;
  /** How often each server's tools are looked at again. */
  readonly checkEveryMs: number;
  readonly log: Log;
  readonly nowMs?: () => number;
}

/**
 * Looks whether servers still list what was approved: those that proxies report, and every one of them now and then. What is
 * new or changed is quarantined. A server is claimed by a stamp in its row before it is looked at: two workers never look at
 * one at once, and one that dies meanwhile leaves it to the next time it is due.
 */
export function checkToolDrift(options: CheckToolDriftOptions): PeriodicJob {
  const { system, redis, checkEveryMs, nowMs = Date.now } = options;
  return {
    name: "checking tool definitions",
    everyMs: EVERY_MS,
    async run() {
      const now = new Date(nowMs());
      const reports = await readDefinitionReports(redis, BATCH);
      const reported = await claimReportedServers(system, reports, now, REPORTED_EVERY_MS);
      for (const report of reported.settled) await settleDefinitionReport(redis, report);
      const due = await claimDueServers(system, now, checkEveryMs, BATCH);
      const failures = await inTurns([...reported.claimed, ...due], (server) => check(options, server));
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** A few at a time. The failures, once everything was tried. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<unknown[]> {
  const left = [...items];
  const failures: unknown[] = [];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}

async function check(options: CheckToolDriftOptions, server: ClaimedServer): Promise<void> {
  const { db, redis, guardedFetch, encryptionKey, system, log, nowMs = Date.now } = options;
  const { organizationId, serverId, partition } = server;
  const ctx: DiscoveryContext = {
    db,
    organizationId,
    partition,
    now: () => new Date(nowMs()),
    actor: { kind: "system", id: "worker", name: "PolicyLayer" },
    role: "admin",
    teamIds: null,
    secrets: { encryptionKey },
    bumpEpochs: (ofPartition, ofOrganization, grantIds) => bumpEpochs(redis, ofPartition, ofOrganization, grantIds),
  };
  try {
    const found = await discoverTools(ctx, guardedFetch, { id: serverId });
    if (found.quarantined.length > 0) log.warn({ organizationId, serverId, ...found }, "tools were quarantined");
  } catch (error) {
    if (!isServiceError(error)) throw error;
    // NOT_YET_IN_FORCE: committed, and the outbox tells the proxies. NOT_FOUND: deleted meanwhile.
    if (error.code === "NOT_YET_IN_FORCE" || error.code === "NOT_FOUND") return;
    log.warn({ organizationId, serverId, code: error.code }, "a server's tools could not be checked");
    await system("maintenance", (tx) =>
      tx.server.updateMany({ where: { id: serverId, organizationId }, data: { toolsCheckFailure: error.message } }),
    );
  }
}
