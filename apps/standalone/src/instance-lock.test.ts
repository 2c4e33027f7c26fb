import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeInstanceLock } from "./instance-lock";

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "policylayer-lock-"));
  file = join(dir, "lock.json");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test("a second start on the same folder is refused with the process and address of the first", async () => {
  await takeInstanceLock(dir, "http://localhost:3000");
  await expect(takeInstanceLock(dir, "http://localhost:4000")).rejects.toThrow(
    `PolicyLayer already runs on ${dir} (process ${process.pid}, http://localhost:3000)`,
  );
});

test("a released lock can be taken again, and its file is private", async () => {
  const lock = await takeInstanceLock(dir, "http://localhost:3000");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await lock.release();
  await takeInstanceLock(dir, "http://localhost:3000");
});

test.each([
  ["of a dead process", JSON.stringify({ pid: 2 ** 22 + 7, born: null, url: "http://localhost:3000" })],
  ["whose process id belongs to somebody else now", JSON.stringify({ pid: process.pid, born: "1", url: "http://x" })],
  ["cut short", '{"pid":'],
  ["that is empty", ""],
])("a lock %s is taken over", async (_name, content) => {
  await writeFile(file, content);
  await takeInstanceLock(dir, "http://localhost:3000");
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid, url: "http://localhost:3000" });
});

test("of many starts at once on a stale lock, one wins", async () => {
  await writeFile(file, "");
  const starts = Array.from({ length: 8 }, () => takeInstanceLock(dir, "http://localhost:3000"));
  const results = await Promise.allSettled(starts);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
});
