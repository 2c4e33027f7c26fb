import { createDb, type Db } from "@policylayer/db";
import { createGuardedFetch } from "@policylayer/net";
import { createTestDatabase, type RegistryStub, startRegistryStub, type TestDatabase } from "@policylayer/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  catalogueTotals,
  getCatalogueServer,
  listCatalogueSources,
  recordListing,
  type SyncStep,
  searchCatalogue,
  syncRegistry,
} from "../src/catalogue";

const HOUR = 3_600_000;
const guardedFetch = createGuardedFetch({ allowPrivate: true, timeoutMs: 2_000 });

let database: TestDatabase;
let db: Db;
let registry: RegistryStub;
let nowMs: number;

const entry = (n: number) => ({ name: `io.github.acme/server-${String(n).padStart(3, "0")}`, updatedMs: 1_000 * n });

beforeEach(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  nowMs = Date.now();
  registry = await startRegistryStub(Array.from({ length: 35 }, (_, n) => entry(n)));
});
afterEach(async () => {
  await db.$disconnect();
  await registry.stop();
  await database.drop();
});

const deps = () => ({ db, now: () => new Date(nowMs) });

function step(holder = "worker-a"): Promise<SyncStep> {
  return syncRegistry(deps(), guardedFetch, { url: registry.url, everyMs: HOUR, holder });
}

/** Steps until one isn't a page; time passes as a step asks for it. */
async function run(stepsMax = 50): Promise<SyncStep[]> {
  const steps: SyncStep[] = [];
  for (let n = 0; n < stepsMax; n++) {
    const done = await step();
    steps.push(done);
    if (done.kind === "retrying") nowMs = done.at.getTime();
    else if (done.kind !== "page") return steps;
  }
  return steps;
}

async function slugs(): Promise<string[]> {
  const rows = await db.catalogueServer.findMany({ where: { status: { not: "deleted" } }, orderBy: { slug: "asc" } });
  return rows.map(({ slug }) => slug);
}

it("reads every page once, and then nothing until the next run is due", async () => {
  const steps = await run();
  expect(steps.map(({ kind }) => kind)).toEqual(["page", "page", "page", "completed"]);
  expect(steps.at(-1)).toMatchObject({ progress: { pages: 4, entries: 35, applied: 35, deleted: 0, refused: 0 } });
  expect(await slugs()).toHaveLength(35);
  expect((await catalogueTotals({ db })).servers).toBe(35);
  const asked = registry.requests.length;
  expect(asked).toBe(4);
  expect((await step()).kind).toBe("waiting");
  expect(registry.requests.length).toBe(asked);
});

it("asks the next time for what has changed since the registry's own time, and deletes what was deleted", async () => {
  await run();
  nowMs += HOUR;
  const [first, second] = registry.entries;
  if (first === undefined || second === undefined) throw new Error("the registry is empty");
  registry.entries = [
    { ...first, status: "deleted", updatedMs: nowMs },
    { ...second, version: "2.0.0", updatedMs: nowMs },
    ...registry.entries.slice(2),
    { name: "io.github.acme/never-seen", status: "deleted", updatedMs: nowMs },
  ];
  const before = registry.requests.length;
  expect((await run()).at(-1)).toMatchObject({
    kind: "completed",
    progress: { pages: 1, entries: 3, applied: 2, deleted: 1 },
  });
  const asked = registry.requests[before];
  const since = Date.parse(asked?.searchParams.get("updated_since") ?? "");
  expect(Math.abs(since - (Date.now() - 60_000))).toBeLessThan(30_000);
  expect(await slugs()).toHaveLength(34);
  expect(await getCatalogueServer(deps(), "acme-server-000")).toMatchObject({ status: "deleted" });
  expect(await getCatalogueServer(deps(), "acme-server-001")).toMatchObject({
    version: "2.0.0",
    changes: [{ kind: "version", detail: { from: "1.0.0", to: "2.0.0" } }],
  });
  expect(await getCatalogueServer(deps(), "acme-never-seen")).toBeNull();
});

it("goes on with the page that failed, as late as the registry asks", async () => {
  let failures = 3;
  registry.fault = (url, response) => {
    if (url.searchParams.get("cursor") !== entry(19).name || failures === 0) return false;
    failures--;
    if (failures === 2) response.writeHead(429, { "retry-after": "120" }).end();
    else if (failures === 1) response.writeHead(200).end('{"servers":');
    else response.destroy();
    return true;
  };
  const startMs = nowMs;
  const steps = await run();
  expect(steps.map(({ kind }) => kind)).toEqual([
    "page",
    "page",
    "retrying",
    "retrying",
    "retrying",
    "page",
    "completed",
  ]);
  expect(steps[2]).toMatchObject({ reason: "the registry answered HTTP 429", at: new Date(startMs + 120_000) });
  expect(steps[3]).toMatchObject({ reason: "the registry's answer isn't JSON" });
  expect(steps[4]).toMatchObject({ reason: expect.stringMatching(/can't be reached/) });
  const asked = registry.requests.map((url) => url.searchParams.get("cursor"));
  const [third, fourth] = [entry(19).name, entry(29).name];
  expect(asked).toEqual([null, entry(9).name, third, third, third, third, fourth]);
  expect(await slugs()).toHaveLength(35);
});

it("waits no longer than an hour, however long the registry asks for", async () => {
  registry.fault = (_, response) => {
    response.writeHead(503, { "retry-after": "99999999" }).end();
    return true;
  };
  expect(await step()).toMatchObject({ kind: "retrying", at: new Date(nowMs + HOUR) });
  const asked = registry.requests.length;
  expect((await step()).kind).toBe("waiting");
  expect(registry.requests.length).toBe(asked);
});

it("notices a cursor that repeats at once, after a few pages, and after many; and begins anew when due", async () => {
  for (const circle of [1, 3, 7]) {
    const loop = Array.from({ length: circle }, (_, n) => entry(n).name);
    registry.cursor = (_, url) => {
      const at = loop.indexOf(url.searchParams.get("cursor") ?? "");
      return loop[(at + 1) % circle] ?? null;
    };
    const steps = await run(60);
    expect(steps.at(-1), String(circle)).toMatchObject({ kind: "failed", reason: expect.stringMatching(/circle/) });
    expect(steps.length).toBeLessThanOrEqual(4 * circle + 4);
    expect(await listCatalogueSources({ db })).toMatchObject([
      { state: "failed", last_error: expect.stringMatching(/circle/) },
    ]);
    expect((await step()).kind).toBe("waiting");
    nowMs += HOUR;
  }
  registry.cursor = (next) => next;
  expect((await run()).at(-1)).toMatchObject({ kind: "completed", progress: { entries: 35 } });
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "idle", last_error: null }]);
});

it("begins again when the registry has forgotten its cursor, and gives up when it always does", async () => {
  let forgets = 1;
  registry.fault = (url, response) => {
    if (url.searchParams.get("cursor") !== entry(19).name || forgets === 0) return false;
    forgets--;
    response.writeHead(400).end();
    return true;
  };
  expect((await run()).at(-1)).toMatchObject({ kind: "completed", progress: { pages: 4 } });
  expect(await slugs()).toHaveLength(35);
  forgets = 99;
  nowMs += HOUR;
  registry.entries = registry.entries.map((each) => ({ ...each, updatedMs: nowMs }));
  expect((await run()).at(-1)).toMatchObject({ kind: "failed", reason: expect.stringMatching(/HTTP 400/) });
});

it("says that an address is no registry's", async () => {
  registry.fault = (_, response) => {
    response.writeHead(404).end();
    return true;
  };
  expect(await step()).toMatchObject({
    kind: "failed",
    reason: expect.stringMatching(/is this the address of a registry/),
  });
});

it("leaves a page to whoever reads it, until its lease is over; the same holder goes on at once", async () => {
  await step("worker-a");
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let release: () => void = () => undefined;
  registry.fault = (url) => {
    if (url.searchParams.get("cursor") !== entry(9).name) return false;
    arrived();
    return new Promise((resolve) => {
      release = () => resolve(false);
    });
  };
  // The first one is still asking: as if it had been killed.
  const killed = step("worker-a");
  await arrival;
  expect(await step("worker-b")).toMatchObject({ kind: "waiting", until: new Date(nowMs + 60_000) });
  registry.fault = () => false;
  expect((await step("worker-a")).kind).toBe("page");
  nowMs += 60_001;
  expect((await step("worker-b")).kind).toBe("page");
  release();
  // The page that comes too late isn't taken: its step was.
  expect(await killed).toEqual({ kind: "waiting", until: null });
  expect((await run()).at(-1)).toMatchObject({ kind: "completed", progress: { pages: 4, entries: 35, applied: 35 } });
});

/** As if the last sign of life were so much older. */
const age = (seconds: number) =>
  database.asOwner(`UPDATE catalogue_sources SET active_at = active_at - interval '${seconds} seconds'`);

it("counts as stopped when nobody has got on with it for two minutes, whatever the readers' clocks say", async () => {
  nowMs += 24 * HOUR;
  await step();
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "running", is_active: true, pages: 1 }]);
  await age(125);
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "stopped", is_active: false, pages: 1 }]);
  nowMs -= 48 * HOUR;
  // Not due by this reader's clock: it waits, and is there.
  expect((await step("worker-b")).kind).toBe("waiting");
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "running", is_active: true }]);
  await age(125);
  nowMs += 48 * HOUR;
  expect((await step("worker-b")).kind).toBe("page");
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "running", is_active: true, pages: 2 }]);
});

it("counts as active while it waits to try again or for its next run, as long as somebody waits with it", async () => {
  registry.fault = (_, response) => {
    response.writeHead(503, { "retry-after": "1800" }).end();
    return true;
  };
  expect((await step()).kind).toBe("retrying");
  await age(125);
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "stopped", failures: 1 }]);
  expect((await step()).kind).toBe("waiting");
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "running", failures: 1, is_active: true }]);
  registry.fault = () => false;
  nowMs += HOUR;
  await run();
  await age(125);
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "idle", is_active: false }]);
  expect((await step()).kind).toBe("waiting");
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "idle", is_active: true }]);
});

it("doesn't take for progress that a page is asked for again and again which can't be written", async () => {
  await step();
  await age(125);
  await database.asOwner(
    `ALTER TABLE catalogue_servers ADD CONSTRAINT unwritable CHECK (key NOT LIKE '%server-015%') NOT VALID`,
  );
  await expect(step()).rejects.toThrow(/unwritable/);
  await expect(step()).rejects.toThrow(/unwritable/);
  expect(await listCatalogueSources({ db })).toMatchObject([{ state: "stopped", pages: 1 }]);
  await database.asOwner("ALTER TABLE catalogue_servers DROP CONSTRAINT unwritable");
  expect((await run()).at(-1)).toMatchObject({ kind: "completed", progress: { pages: 4, entries: 35, applied: 35 } });
});

it("costs an entry that is none itself only, and takes nobody's word for being official but the name's", async () => {
  registry.entries = [
    { name: "com.stripe/mcp", updatedMs: 1 },
    { name: "", updatedMs: 1 },
    {
      name: "io.github.mallory/stripe",
      updatedMs: 1,
      description: "\u202Eofficial\u{E0041} <script>alert(1)</script>",
    },
  ];
  expect((await run()).at(-1)).toMatchObject({ kind: "completed", progress: { entries: 3, applied: 2, refused: 1 } });
  const { data } = await searchCatalogue(deps(), { q: "stripe" });
  expect(data.map(({ slug, official }) => [slug, official])).toEqual([
    ["com-stripe-mcp", true],
    ["mallory-stripe", false],
  ]);
  const hostile = await getCatalogueServer(deps(), "mallory-stripe");
  expect(hostile?.description).toBe("⟨U+202E⟩official⟨U+E0041⟩ <script>alert(1)</script>");
  expect(hostile?.flags).toEqual(["hidden_characters"]);
});

it("keeps the tools that were listed of a server when the registry describes it anew", async () => {
  const server = { name: "acme/server-003" };
  const tools = [{ name: "get_row", description: "Gets a row", inputSchema: {} }];
  await recordListing(deps(), "file", [{ server, tools, listedAt: new Date(nowMs) }]);
  await run();
  expect(await getCatalogueServer(deps(), "acme-server-003")).toMatchObject({ tools: 1, source: "registry" });
});
