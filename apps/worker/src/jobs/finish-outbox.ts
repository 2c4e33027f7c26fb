import { bumpEpochs } from "@policylayer/gate";
import type { Redis } from "ioredis";
import type { PeriodicJob } from "../run-periodically";
import type { System } from "../watched-system";

const EVERY_MS = 1_000;
/** The process that made a change bumps the epochs itself, right after its commit: only what it left behind is ours. */
const LEFT_AFTER_MS = 2_000;
const KEEP_DONE_MS = 7 * 86_400_000;
const TIDY_EVERY_MS = 3_600_000;
const BATCH = 100;

export interface FinishOutboxOptions {
  readonly system: System;
  readonly redis: Redis;
  readonly nowMs?: () => number;
}

/**
 * Tells the proxies of committed changes that the control plane couldn't tell them of. Two workers may bump the same epochs:
 * the second bump costs a reload and nothing else.
 */
export function finishOutbox({ system, redis, nowMs = Date.now }: FinishOutboxOptions): PeriodicJob {
  let tidyAt = Number.NEGATIVE_INFINITY;
  return {
    name: "telling the proxies of changes",
    everyMs: EVERY_MS,
    async run() {
      while ((await finishSome(system, redis, new Date(nowMs() - LEFT_AFTER_MS))) === BATCH);
      if (nowMs() < tidyAt) return;
      await system("outbox", (tx) =>
        tx.outbox.deleteMany({ where: { doneAt: { lt: new Date(nowMs() - KEEP_DONE_MS) } } }),
      );
      tidyAt = nowMs() + TIDY_EVERY_MS;
    },
  };
}

/** How many it finished. Marked done only after the bump: killed in between, the bump is repeated. */
async function finishSome(system: System, redis: Redis, createdBefore: Date): Promise<number> {
  const left = await system("outbox", (tx) =>
    tx.outbox.findMany({
      where: { doneAt: null, createdAt: { lt: createdBefore } },
      orderBy: { seq: "asc" },
      take: BATCH,
    }),
  );
  for (const change of left) await bumpEpochs(redis, change.partition, change.organizationId, change.grantIds);
  if (left.length > 0) {
    await system("outbox", (tx) =>
      tx.outbox.updateMany({
        where: { seq: { in: left.map(({ seq }) => seq) }, doneAt: null },
        data: { doneAt: new Date() },
      }),
    );
  }
  return left.length;
}
