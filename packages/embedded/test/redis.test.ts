import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type EmbeddedRedis, startRedis } from "../src/index";
import { isAlive } from "../src/leftover-process";
import { redis } from "./clients";

const log = (line: string) => console.log(line);
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "policylayer test-"));
  cleanUp.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dataDir: string | null, port?: number): Promise<EmbeddedRedis> {
  const server = await startRedis({ dataDir, log, ...(port !== undefined && { port }) });
  cleanUp.push(() => server.stop());
  return server;
}

test("it keeps an append-only file, evicts nothing, and answers nobody without the password", async () => {
  const { url, port } = await start(null);
  const settings = await redis(url, "CONFIG GET appendonly", "CONFIG GET maxmemory-policy", "CONFIG GET bind");
  expect(settings).toMatch(/appendonly\r\n\$3\r\nyes[\s\S]*noeviction[\s\S]*\r\n127\.0\.0\.1\r\n/);
  expect(await redis(`redis://default:wrong@127.0.0.1:${port}`, "SET a 1")).toMatch(/NOAUTH/);
});

test("two ephemeral servers run side by side; stopping one leaves no process and no folder of it", async () => {
  const [first, second] = [await start(null), await start(null)];
  const dir = /dir\r\n\$\d+\r\n(\S+)/.exec(await redis(first.url, "CONFIG GET dir"))?.[1];
  expect(dir).toMatch(/policylayer-redis-/);
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  await expect(stat(String(dir))).rejects.toThrow(/ENOENT/);
  expect(await redis(second.url, "PING")).toMatch(/\+PONG/);
});

test("the same folder continues after stop and, on the same port, after SIGKILL", async () => {
  const dir = await temporaryFolder();
  const first = await start(dir);
  await redis(first.url, "SET stopped kept");
  await first.stop();
  const second = await start(dir);
  expect(await redis(second.url, "GET stopped", "SET killed kept")).toMatch(/kept/);
  process.kill(second.pid, "SIGKILL");
  await second.exited;
  const third = await start(dir, second.port);
  expect(third.url).toBe(second.url);
  expect(await redis(third.url, "GET stopped", "GET killed")).toMatch(/kept[\s\S]*kept/);
});

test("a server that an earlier run left on the same folder is stopped first", async () => {
  const dir = await temporaryFolder();
  const before = await start(dir);
  await redis(before.url, "SET note kept");
  const after = await start(dir);
  expect(isAlive(before.pid)).toBe(false);
  expect(await redis(after.url, "GET note")).toMatch(/kept/);
});

test("the settings hold the password in a private file, and not on the command line", async () => {
  const dir = await temporaryFolder();
  const { url, pid } = await start(dir);
  expect((await stat(join(dir, "redis.conf"))).mode & 0o777).toBe(0o600);
  expect(await readFile(`/proc/${pid}/cmdline`, "utf8")).not.toContain(new URL(url).password);
});

test("a taken port is an error that says so", async () => {
  const { port } = await start(null);
  await expect(startRedis({ dataDir: null, port, log })).rejects.toThrow(/Redis ended at start[\s\S]*in use/);
});

test("when the process that started it is killed, the server ends and its temporary folder goes", async () => {
  const script = [
    `const { startRedis } = await import(${JSON.stringify(join(import.meta.dirname, "../src/index.ts"))});`,
    "const server = await startRedis({ dataDir: null, log: () => undefined });",
    "console.log(JSON.stringify({ pid: server.pid, url: server.url }));",
  ].join("\n");
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => parent.stdout.setEncoding("utf8").once("data", resolve));
  const { pid, url } = JSON.parse(line);
  const dir = /dir\r\n\$\d+\r\n(\S+)/.exec(await redis(url, "CONFIG GET dir"))?.[1];
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  const folder = () =>
    stat(String(dir)).then(
      () => "there",
      () => "gone",
    );
  await expect.poll(folder, { timeout: 20_000 }).toBe("gone");
});
