import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterEach, expect, test } from "vitest";
import { cleanUp, ownEnv, startProcess } from "./start-process";

afterEach(cleanUp);

async function runtimeOf(env: Record<string, string>): Promise<{ redisUrl: string; databaseUrl: string }> {
  return JSON.parse(await readFile(join(env.DATA_DIR ?? "", "runtime.json"), "utf8"));
}

async function redis<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 50 });
  // Refused connections while it restarts are what the test is about; a command that never gets through rejects.
  client.on("error", (error) => console.log(error.message));
  return work(client).finally(() => client.disconnect());
}

test("our own Redis comes back at its address when it is killed, and all data is there at the next start", async () => {
  const env = { ...(await ownEnv()), REAL_SERVICES: "1" };
  const first = startProcess("fixtures/start-with-fakes.ts", env);
  await first.printed(/^ready$/m);
  const { redisUrl } = await runtimeOf(env);
  await redis(redisUrl, (client) => client.set("note", "kept"));
  const pid = await redis(redisUrl, async (client) => /process_id:(\d+)/.exec(await client.info("server"))?.[1]);
  process.kill(Number(pid), "SIGKILL");
  await first.printed(/^Redis ended by itself \(its process ended\); starting it again in 250 ms$/m);
  expect(await redis(redisUrl, (client) => client.get("note"))).toBe("kept");
  first.kill("SIGINT");
  expect(await first.exited).toBe(0);

  const second = startProcess("fixtures/start-with-fakes.ts", env);
  await second.printed(/^ready$/m);
  expect(await redis((await runtimeOf(env)).redisUrl, (client) => client.get("note"))).toBe("kept");
  second.kill("SIGINT");
  expect(await second.exited).toBe(0);
});
