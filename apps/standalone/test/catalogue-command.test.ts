import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDb, type Db } from "@policylayer/db";
import { createTestDatabase, startRecordingUpstream, startRegistryStub, type TestDatabase } from "@policylayer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const COMMAND = fileURLToPath(new URL("../src/catalogue.ts", import.meta.url));

let database: TestDatabase;
let db: Db;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  dir = await mkdtemp(join(tmpdir(), "catalogue-command-"));
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
  await rm(dir, { recursive: true });
});

/** The command as a process of its own. */
function catalogue(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, ALLOW_PRIVATE_UPSTREAMS: "true" };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", COMMAND, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
}

test("imports a file, names the lines it can't use, and says so by its exit code", async () => {
  const file = join(dir, "servers.jsonl");
  await writeFile(file, '{"server":{"name":"acme/one"},"tools":[{"name":"get_row"}]}\n{broken\n');
  const { code, stdout, stderr } = await catalogue("import", file);
  expect(JSON.parse(stdout)).toMatchObject({ lines: 2, problems: 1, servers: 1, tools: 1 });
  expect(stderr).toMatch(/^line 2: not JSON/);
  expect(code).toBe(1);
  await writeFile(file, '{"server":{"name":"acme/one"}}\n');
  expect((await catalogue("import", file)).code).toBe(0);
  const absent = await catalogue("import", join(dir, "absent"));
  expect([absent.code, absent.stderr]).toEqual([1, expect.stringMatching(/absent/)]);
  expect(absent.stderr).not.toMatch(/\n\s+at /);
});

test("reads a registry, says to whom it connects, and reads only what has changed the next time", async () => {
  const registry = await startRegistryStub(
    Array.from({ length: 25 }, (_, n) => ({ name: `acme/server-${n}`, updatedMs: 1_000 })),
  );
  try {
    const first = await catalogue("sync", "--registry", registry.url);
    expect(first.stderr).toContain(`connecting to ${registry.url}`);
    expect(JSON.parse(first.stdout)).toMatchObject({ pages: 3, entries: 25, applied: 25 });
    expect(first.code).toBe(0);
    expect(JSON.parse((await catalogue("sync", "--registry", registry.url)).stdout)).toMatchObject({
      pages: 1,
      entries: 0,
    });
    expect(registry.requests.at(-1)?.searchParams.get("updated_since")).not.toBeNull();
    expect(await db.catalogueServer.count({ where: { source: "registry" } })).toBe(25);
  } finally {
    await registry.stop();
  }
});

test("lists a server when told to, says where first, and contacts nothing without consent", async () => {
  const upstream = await startRecordingUpstream(["read_row", "delete_row"]);
  try {
    const remotes = [{ type: "streamable-http", url: upstream.url }];
    const file = join(dir, "remote.jsonl");
    const servers = [{ name: "com.acme/rows", remotes }, { name: "acme/local-only" }];
    await writeFile(file, servers.map((server) => `${JSON.stringify({ server })}\n`).join(""));
    await catalogue("import", file);

    const asked = await catalogue("list-server", "com-acme-rows");
    expect([asked.code, asked.stdout]).toEqual([2, ""]);
    expect(asked.stderr).toContain(`would connect to ${upstream.url}`);
    expect(asked.stderr).toContain("--yes");
    expect(upstream.arrivals).toEqual([]);

    const done = await catalogue("list-server", "com-acme-rows", "--yes");
    expect(done.stderr).toContain(`connecting to ${upstream.url}`);
    expect(JSON.parse(done.stdout)).toEqual({ slug: "com-acme-rows", url: upstream.url, tools: 2, changed: 2 });
    expect(done.code).toBe(0);
    expect(await db.catalogueServer.findUnique({ where: { slug: "com-acme-rows" } })).toMatchObject({ toolCount: 2 });

    const refused = await catalogue("list-server", "acme-local-only", "--yes");
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/no public address/)]);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
  } finally {
    await upstream.stop();
  }
  const away = await catalogue("list-server", "com-acme-rows", "--yes");
  expect([away.code, away.stdout]).toEqual([1, ""]);
  expect(away.stderr).toMatch(/can't be reached/);
});

test("explains itself to whoever calls it wrongly", async () => {
  for (const args of [
    [],
    ["import"],
    ["sync", "x"],
    ["other"],
    ["sync", "--nothing"],
    ["list-server"],
    ["import", "x", "--yes"],
  ]) {
    const { code, stderr } = await catalogue(...args);
    expect([code, stderr], args.join(" ")).toEqual([2, expect.stringContaining("usage: npm run -s catalogue")]);
  }
});
