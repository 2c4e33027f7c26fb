import { listCatalogueSources } from "@policylayer/services/catalogue";
import { type RegistryStub, startRegistryStub } from "@policylayer/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AuditFixture, startAuditFixture } from "./audit-fixture";
import { startWorker } from "./worker-process";

const SERVERS = 40;
const PAGE = 10;

let audit: AuditFixture;
let registry: RegistryStub;
beforeEach(async () => {
  audit = await startAuditFixture();
  registry = await startRegistryStub(
    Array.from({ length: SERVERS }, (_, n) => ({
      name: `acme/server-${String(n).padStart(2, "0")}`,
      updatedMs: 1_000 + n,
    })),
    PAGE,
  );
});
afterEach(async () => {
  await registry.stop();
  await audit.close();
});

const env = (more: Record<string, string> = {}) => ({
  DATABASE_URL: audit.databaseUrl,
  REDIS_URL: audit.redisUrl,
  ALLOW_PRIVATE_UPSTREAMS: "true",
  ...more,
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const sources = () => listCatalogueSources({ db: audit.db });

test("a worker that is killed at every page is resumed by the next one, without loss or repeat", async () => {
  const configured = env({ CATALOGUE_REGISTRY_URL: registry.url });
  // Each worker gets one answer, and is killed while it waits for the next one, or has just written it.
  for (let kill = 0; kill < SERVERS / PAGE; kill++) {
    let answers = 0;
    registry.fault = () => {
      answers++;
      return answers > 1 ? new Promise(() => undefined) : false;
    };
    const before = registry.requests.length;
    const worker = await startWorker(configured);
    await until(async () => registry.requests.length > before + (kill % 2) || (await done()));
    await worker.end("SIGKILL");
  }
  registry.fault = () => false;
  const last = await startWorker(configured);
  await until(done);
  expect(await last.end("SIGTERM")).toBe(0);
  expect(await sources()).toContainEqual(
    expect.objectContaining({
      id: registry.url,
      state: "idle",
      pages: SERVERS / PAGE,
      entries: SERVERS,
      applied: SERVERS,
    }),
  );
  const rows = await audit.db.catalogueServer.findMany({ where: { source: "registry" } });
  expect(new Set(rows.map(({ key }) => key)).size).toBe(SERVERS);
  expect(rows).toHaveLength(SERVERS);

  async function done(): Promise<boolean> {
    return (await sources()).some(({ id, completed_at }) => id === registry.url && completed_at !== null);
  }
});

test("a registry whose worker was killed counts as stopped, and goes on with the next worker, without loss or repeat", async () => {
  const configured = env({ CATALOGUE_REGISTRY_URL: registry.url });
  registry.fault = () => (registry.requests.length > 2 ? new Promise(() => undefined) : false);
  const killed = await startWorker(configured);
  await until(async () => registry.requests.length === 3);
  await killed.end("SIGKILL");
  expect(await source()).toMatchObject({ state: "running", is_active: true, pages: 2, entries: 2 * PAGE });

  // Time passes for the row, not for the test.
  await audit.asOwner("UPDATE catalogue_sources SET active_at = active_at - interval '3 minutes'");
  const stopped = await source();
  expect(stopped).toMatchObject({ state: "stopped", is_active: false, pages: 2, entries: 2 * PAGE });

  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  registry.fault = async () => {
    if (registry.requests.length > 4) await held;
    return false;
  };
  const next = await startWorker(configured);
  await until(async () => registry.requests.length === 5);
  expect(await source()).toMatchObject({ state: "running", is_active: true, pages: 3 });
  release();
  await until(async () => (await source())?.state === "idle");
  expect(await next.end("SIGTERM")).toBe(0);
  expect(await source()).toMatchObject({ pages: SERVERS / PAGE, entries: SERVERS, applied: SERVERS, failures: 0 });
  const asked = registry.requests.map((url) => url.searchParams.get("cursor"));
  expect(asked[3]).toBe(asked[2]);
  expect(new Set(asked).size).toBe(SERVERS / PAGE);
  expect(await audit.db.catalogueServer.count({ where: { source: "registry" } })).toBe(SERVERS);

  async function source() {
    return (await sources()).find(({ id }) => id === registry.url);
  }
});

test("nothing is contacted unless a registry is configured; the built-in catalogue is there", async () => {
  const worker = await startWorker(env());
  await until(async () => (await sources()).some(({ id }) => id === "built_in"));
  expect(await worker.end("SIGTERM")).toBe(0);
  expect(registry.requests).toEqual([]);
  expect((await sources()).map(({ id }) => id)).toEqual(["built_in"]);
  expect(await audit.db.catalogueServer.count({ where: { slug: "nonetss-komodo-mcp" } })).toBe(1);
});
