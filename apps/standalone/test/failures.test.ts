import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cleanUp, ownEnv, startProcess } from "./start-process";

const MAIN = "../src/main.ts";
const FAKES = "fixtures/start-with-fakes.ts";
afterEach(cleanUp);

test("a second start on the same data folder names the process and address of the first, which goes on", async () => {
  const env = await ownEnv();
  const first = startProcess(FAKES, env);
  await first.printed(/^ready$/m);
  const second = startProcess(MAIN, env);
  expect(await second.exited).toBe(1);
  expect(second.stderr()).toBe(
    `PolicyLayer already runs on ${env.DATA_DIR} (process ${first.pid}, http://localhost:${env.DASHBOARD_PORT}): stop that one first, or set DATA_DIR and other ports.\n`,
  );
  expect((await fetch(`http://127.0.0.1:${env.PROXY_PORT}/`)).status).toBe(200);
  first.kill("SIGINT");
  expect(await first.exited).toBe(0);
});

test.each(["127.0.0.1", "::"])("a port taken on %s is named with the variable that changes it", async (host) => {
  const env = await ownEnv();
  const other = createServer().listen(Number(env.PROXY_PORT), host);
  await new Promise((resolve) => other.once("listening", resolve));
  const start = startProcess(MAIN, env);
  expect(await start.exited).toBe(1);
  expect(start.stderr()).toBe(
    `Port ${env.PROXY_PORT} (for the proxy) is taken by another program: stop that one, or set PROXY_PORT to a free port.\n`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test("a Redis that can't be got is named with what was tried and what to do, and Postgres doesn't stay", async () => {
  const env = await ownEnv();
  const bin = join(env.DATA_DIR ?? "", "..", "bin");
  await mkdir(bin, { recursive: true });
  for (const tool of ["id", "sh"]) await symlink(`/usr/bin/${tool}`, join(bin, tool));
  const start = startProcess(MAIN, { ...env, PATH: bin, XDG_CACHE_HOME: bin, INSTALL_MISSING: "never" });
  expect(await start.exited).toBe(1);
  expect(start.stderr()).toMatch(
    /^Redis is not available on this machine\. Tried: PATH \(no redis-server or valkey-server\); .+never forbids it\)\. Install Redis .+ or set REDIS_URL .+\n$/,
  );
  expect(start.stdout()).toMatch(/starting Postgres[\s\S]*stopped\n$/);
  await expect(readFile(join(env.DATA_DIR ?? "", "postgres", "cluster", "postmaster.pid"))).rejects.toThrow(/ENOENT/);
});

test("a given Redis that doesn't answer is named without its password", async () => {
  const env = await ownEnv();
  const url = `redis://default:hush@127.0.0.1:${env.WORKER_PORT}`;
  const given = { DATABASE_URL: "postgresql://me:hush@127.0.0.1:9/x", REDIS_URL: url };
  const start = startProcess(MAIN, { ...env, ...given });
  expect(await start.exited).toBe(1);
  expect(start.stderr()).toMatch(/^REDIS_URL \(127\.0\.0\.1:\d+\) does not answer: .*ECONNREFUSED.*unset it.*\n$/);
  expect(start.stderr()).not.toContain("hush");
});

test("a setting, an argument or keys that can't be used: one sentence each", async () => {
  const env = await ownEnv();
  const badPort = startProcess(MAIN, { ...env, PROXY_PORT: "http" });
  expect(await badPort.exited).toBe(1);
  expect(badPort.stderr()).toBe("PROXY_PORT must be a port number (it is `http`).\n");

  const badArgument = startProcess(MAIN, env, ["--dmeo"]);
  expect(await badArgument.exited).toBe(1);
  expect(badArgument.stderr()).toMatch(/'--dmeo'.*Usage: npm start \[-- --demo\]\n$/);

  await mkdir(env.DATA_DIR ?? "", { recursive: true });
  await writeFile(join(env.DATA_DIR ?? "", "secrets.json"), "{}");
  const badKeys = startProcess(MAIN, env);
  expect(await badKeys.exited).toBe(1);
  expect(badKeys.stderr()).toMatch(/^.+secrets\.json does not hold the three keys .+\n$/);
});

test("the administrative command says what is missing when nothing runs, and prints nothing on stdout", async () => {
  const env = await ownEnv();
  const args = ["bootstrap", "--org", "acme", "--team", "agents", "--email", "you@example.com"];
  const admin = startProcess("../src/admin.ts", env, args);
  expect(await admin.exited).toBe(1);
  expect(admin.stderr()).toMatch(/^Nothing runs on .+: run `npm start` first, or set DATABASE_URL/);
  expect(admin.stdout()).toBe("");
});
