import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cleanUp, ownEnv, pidAt, startProcess } from "./start-process";

const FAKES = "fixtures/start-with-fakes.ts";
const READY = /^ready$/m;
afterEach(cleanUp);

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s stops everything, in the opposite order of the start, exit code 0, nothing left but data",
  async (signal) => {
    const env = await ownEnv();
    const process = startProcess(FAKES, env);
    await process.printed(READY);
    const dataDir = env.DATA_DIR ?? "";
    expect((await stat(join(dataDir, "runtime.json"))).mode & 0o777).toBe(0o600);
    process.kill(signal);
    expect(await process.exited).toBe(0);
    expect(process.stderr()).toBe("");
    expect([await pidAt(env.PROXY_PORT), await pidAt(env.DASHBOARD_PORT)]).toEqual([null, null]);
    expect(existsSync(join(dataDir, "runtime.json"))).toBe(false);
    expect(existsSync(join(dataDir, "lock.json"))).toBe(false);
    expect(await readFile(join(dataDir, "logs", "second.log"), "utf8")).toMatch(/told to stop/);
    expect(process.stdout()).toMatch(/before ready\nready\nstopping\nstopped\n$/);
  },
);

test("a child that ignores SIGTERM is killed after its time", async () => {
  const env = await ownEnv();
  const process = startProcess(FAKES, { ...env, FAKES: "stubborn,good" });
  await process.printed(READY);
  process.kill("SIGTERM");
  expect(await process.exited).toBe(0);
  expect(await pidAt(env.PROXY_PORT)).toBe(null);
});

test("a child that dies is started again, and said in one line", async () => {
  const env = await ownEnv();
  const started = startProcess(FAKES, env);
  await started.printed(READY);
  const before = await pidAt(env.PROXY_PORT);
  process.kill(before ?? 0, "SIGKILL");
  await started.printed(/^the first ended by itself \(SIGKILL\); starting it again in 250 ms$/m);
  await expect.poll(() => pidAt(env.PROXY_PORT), { timeout: 20_000 }).not.toBe(null);
  expect(await pidAt(env.PROXY_PORT)).not.toBe(before);
  started.kill("SIGINT");
  expect(await started.exited).toBe(0);
});

test("a child that dies five times within a minute ends everything, exit code 1, with its last lines", async () => {
  const env = await ownEnv();
  const process = startProcess(FAKES, { ...env, FAKES: "good,dies" });
  expect(await process.exited).toBe(1);
  expect(process.stderr()).toBe(
    "The second died 5 times within a minute (code 3). Its last lines:\nfake child with FAKE=dies\nthe fake child can't do its work\n",
  );
  expect(process.stdout()).not.toMatch(READY);
  expect(await pidAt(env.PROXY_PORT)).toBe(null);
});

test("children end when the parent is killed outright", async () => {
  const env = await ownEnv();
  const process = startProcess(FAKES, { ...env, FAKES: "stubborn,good" });
  await process.printed(READY);
  process.kill("SIGKILL");
  await process.exited;
  for (const port of [env.PROXY_PORT, env.DASHBOARD_PORT]) {
    await expect.poll(() => pidAt(port), { timeout: 20_000 }).toBe(null);
  }
  const next = startProcess(FAKES, env);
  await next.printed(READY);
  next.kill("SIGINT");
  expect(await next.exited).toBe(0);
});
