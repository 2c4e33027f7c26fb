import { mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "../src/index";
import { isAlive } from "../src/leftover-process";
import { sql } from "./clients";

const log = (line: string) => console.log(line);
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function temporaryFolder(): Promise<string> {
  // As root this folder is closed to the user Postgres runs as, like a clone in /root: the harder case.
  const dir = await mkdtemp(join(tmpdir(), "policylayer-test-"));
  const home = join(dir, "nested", "postgres");
  cleanUp.push(async () => {
    const linked = await realpath(home).catch(() => home);
    await rm(linked, { recursive: true, force: true });
    await rm(dir, { recursive: true, force: true });
  });
  return home;
}

async function start(dataDir: string | null): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir, log });
  cleanUp.push(() => postgres.stop());
  return postgres;
}

test("the login role owns its database, may create roles and databases for tests, and is no superuser", async () => {
  const { url } = await start(null);
  const [role] = await sql(
    url,
    "CREATE TABLE notes (id int)",
    "CREATE ROLE reader NOLOGIN",
    "GRANT reader TO policylayer",
    "CREATE DATABASE another",
    "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user",
  );
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: true });
});

test("it listens on 127.0.0.1 only, and refuses a wrong password", async () => {
  const { url, superuserUrl } = await start(null);
  expect(await sql(superuserUrl, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const wrong = new URL(url);
  wrong.password = "wrong";
  await expect(sql(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
});

test("two ephemeral servers run side by side; stopping one leaves no process and no folder of it", async () => {
  const [first, second] = [await start(null), await start(null)];
  const [row] = await sql(first.superuserUrl, "SHOW data_directory");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  await expect(stat(String(row?.data_directory))).rejects.toThrow(/ENOENT/);
  expect(await sql(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a persistent one is durable and continues after stop, with the same password kept in a private file", async () => {
  const dir = await temporaryFolder();
  const before = await start(dir);
  expect(await sql(before.superuserUrl, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  await sql(before.url, "CREATE TABLE notes (text text)", "INSERT INTO notes VALUES ('kept')");
  await before.stop();
  const after = await start(dir);
  expect(await sql(after.url, "SELECT text FROM notes")).toEqual([{ text: "kept" }]);
  expect(new URL(after.url).password).toBe(new URL(before.url).password);
  expect((await stat(join(dir, "passwords.json"))).mode & 0o777).toBe(0o600);
});

test("after a SIGKILL of the server, what was committed is there", async () => {
  const dir = await temporaryFolder();
  const before = await start(dir);
  await sql(before.url, "CREATE TABLE notes (text text)", "INSERT INTO notes VALUES ('committed')");
  process.kill(before.pid, "SIGKILL");
  await before.exited;
  const after = await start(dir);
  expect(await sql(after.url, "SELECT text FROM notes")).toEqual([{ text: "committed" }]);
});

test("a server that an earlier run left on the same folder is stopped first", async () => {
  const dir = await temporaryFolder();
  const before = await start(dir);
  await sql(before.url, "CREATE TABLE notes (text text)", "INSERT INTO notes VALUES ('kept')");
  const after = await start(dir);
  expect(isAlive(before.pid)).toBe(false);
  expect(await sql(after.url, "SELECT text FROM notes")).toEqual([{ text: "kept" }]);
});

test("a pid file whose id belongs to somebody else now neither stops the start nor that process", async () => {
  const dir = await temporaryFolder();
  const before = await start(dir);
  const file = join(dir, "cluster", "postmaster.pid");
  const text = await readFile(file, "utf8");
  await before.stop();
  await writeFile(file, text.replace(String(before.pid), String(process.pid)));
  const after = await start(dir);
  expect(await sql(after.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a start cut short while the database was being made is made again from the beginning", async () => {
  const dir = await temporaryFolder();
  const before = await start(dir);
  await before.stop();
  await rename(join(dir, "cluster"), join(dir, "cluster.partial"));
  await rm(join(dir, "cluster.partial", "PG_VERSION"));
  const after = await start(dir);
  expect(await sql(after.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a taken port is an error that says so, and leaves no process", async () => {
  const dir = await temporaryFolder();
  const { port } = await start(null);
  await expect(startPostgres({ dataDir: dir, port, log })).rejects.toThrow(/Postgres ended at start[\s\S]*in use/);
  await expect(stat(join(dir, "cluster", "postmaster.pid"))).rejects.toThrow(/ENOENT/);
});
