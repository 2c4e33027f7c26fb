import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "@policylayer/db";
import { migrate } from "@policylayer/db/migrate";
import { startPostgres, startRedis } from "@policylayer/testing";
import { afterEach, expect, test } from "vitest";
import { type AuditFixture, readRows, startAuditFixture, until } from "./audit-fixture";
import { startWorker, type WorkerProcess } from "./worker-process";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});
const log = () => undefined;

async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "worker-test-"));
  cleanUp.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function fixture(): Promise<AuditFixture> {
  const audit = await startAuditFixture();
  cleanUp.push(() => audit.close());
  return audit;
}

async function worker(DATABASE_URL: string, REDIS_URL: string): Promise<WorkerProcess> {
  const started = await startWorker({ DATABASE_URL, REDIS_URL });
  cleanUp.push(() => started.end("SIGKILL"));
  return started;
}

function healthIs(process: WorkerProcess, status: number): Promise<void> {
  return until(async () => (await process.health()).status === status);
}

test("Postgres stopped and back: said once, 503 meanwhile, and every call of the time in between is written", async () => {
  const audit = await fixture();
  const dataDir = await temporaryFolder();
  const postgres = await startPostgres({ dataDir, log });
  await migrate(postgres.url);
  const running = await worker(postgres.url, audit.redisUrl);
  const ids = [await audit.call()];
  await audit.drained();
  await healthIs(running, 200);

  await postgres.stop();
  ids.push(await audit.call());
  await healthIs(running, 503);
  const { body } = await running.health();
  expect(body).toMatchObject({ ok: false, outages: [{ what: "Postgres" }] });
  ids.push(await audit.call());

  const back = await startPostgres({ dataDir, port: postgres.port, log });
  cleanUp.push(() => back.stop());
  await audit.drained();
  await healthIs(running, 200);
  const db = createDb(postgres.url);
  expect((await readRows(db)).map(({ id }) => id)).toEqual(ids);
  await db.$disconnect();
  await until(async () => running.messages.includes("Postgres works again"));
  expect(running.messages.filter((message) => message.startsWith("Postgres"))).toEqual([
    "Postgres is failing; trying again until it works",
    "Postgres works again",
  ]);
  expect(running.messages.filter((message) => /^(telling|expiring|making|keeping)/.test(message))).toEqual([]);
});

test("Redis stopped and back: said once, 503 meanwhile, and drained on", async () => {
  const audit = await fixture();
  const dataDir = await temporaryFolder();
  const redis = await startRedis({ dataDir, log });
  const running = await worker(audit.databaseUrl, redis.url);
  await healthIs(running, 200);

  await redis.stop();
  await healthIs(running, 503);
  expect((await running.health()).body).toMatchObject({ outages: [{ what: "Redis" }] });

  const back = await startRedis({ dataDir, port: redis.port, log });
  cleanUp.push(() => back.stop());
  await healthIs(running, 200);
  await until(async () => running.messages.includes("Redis works again"));
  expect(running.messages.filter((message) => message.startsWith("Redis"))).toEqual([
    "Redis is failing; trying again until it works",
    "Redis works again",
  ]);
});

test("told to stop while Postgres is gone, it ends with 0 and leaves the calls for the next one", async () => {
  const audit = await fixture();
  const gone = "postgresql://nobody@127.0.0.1:1/nothing";
  const id = await audit.call();
  const first = await worker(gone, audit.redisUrl);
  await healthIs(first, 503);
  await until(async () => (await audit.backlog()).pending === 1);
  expect(await first.end("SIGTERM")).toBe(0);
  expect(first.messages.at(-1)).toBe("stopped");
  await worker(audit.databaseUrl, audit.redisUrl);
  await audit.drained();
  expect((await audit.rows()).map((row) => row.id)).toEqual([id]);
});

test("a worker that lacks its environment says which variable, and ends with 1", async () => {
  await expect(startWorker({ DATABASE_URL: "", REDIS_URL: "" })).rejects.toThrow(/ended with 1/);
});
