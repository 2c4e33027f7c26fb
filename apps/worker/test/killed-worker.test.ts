import { newId } from "@policylayer/crypto";
import { afterEach, expect, test } from "vitest";
import { type AuditFixture, startAuditFixture } from "./audit-fixture";
import { startWorker } from "./worker-process";

let audit: AuditFixture | undefined;
afterEach(() => audit?.close());

const KILLS = 12;

// Before the commit, between commit and acknowledgement, while it acknowledges: under load the moments fall everywhere.
test("guarantee 4: no record, no call: one row per call, complete, when the worker is killed again and again under load", async () => {
  audit = await startAuditFixture();
  const load = startLoad(audit);
  const env = { DATABASE_URL: audit.databaseUrl, REDIS_URL: audit.redisUrl };
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = await startWorker(env);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
    await worker.end("SIGKILL");
  }
  const calls = await load.stop();
  const last = await startWorker(env);
  await audit.drained();
  expect(await last.end("SIGTERM")).toBe(0);

  const rows = await audit.rows();
  expect(rows.map(({ id }) => id)).toEqual([...calls.keys()].sort());
  expect(rows.filter(({ id, outcome }) => outcome !== calls.get(id)).map(({ id, outcome }) => [id, outcome])).toEqual(
    [],
  );
  expect(rows.filter(({ bootId }) => bootId === null)).toEqual([]);
  expect(await audit.backlog()).toEqual({ entries: 0, pending: 0 });
  expect(await audit.arrivals()).toEqual([{ partition: 7, ranges: 1, count: calls.size }]);
  expect(calls.size).toBeGreaterThan(KILLS * 20);
});

/** Calls one after the other, most with an outcome, until stopped; which were made, and the outcome each must show. */
function startLoad(fixture: AuditFixture): { stop(): Promise<Map<string, string | null>> } {
  const made = new Map<string, string | null>();
  let isStopping = false;
  const oneByOne = async () => {
    while (!isStopping) {
      // Enough to have the worker always at work, and no more.
      await new Promise((resolve) => setTimeout(resolve, 2));
      const id = newId("call");
      const decision = Math.random() < 0.2 ? "deny" : "allow";
      await fixture.call({ id, decision });
      made.set(id, decision === "allow" ? "in_flight" : null);
      if (decision === "deny" || Math.random() < 0.1) continue;
      await fixture.outcome(id);
      made.set(id, "ok");
    }
  };
  const running = Promise.all([oneByOne(), oneByOne(), oneByOne()]);
  return {
    async stop() {
      isStopping = true;
      await running;
      return made;
    },
  };
}
