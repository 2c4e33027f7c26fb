import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "@policylayer/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { auditOf, createWorld, eventually, headersFor, INITIALIZE, secrets, type World } from "./harness";
import { seedColleague } from "./seed-world";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const PROCESSES = 4;
const CALLS = 80;
const MAX = 20;

let world: World;
const children: ChildProcess[] = [];
const urls: string[] = [];
beforeAll(async () => {
  world = await createWorld();
  for (let n = 0; n < PROCESSES; n += 1) urls.push(await start());
});
afterAll(async () => {
  for (const child of children) {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  }
  await world.close();
});
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

/** A proxy as it is deployed, in a process of its own. */
async function start(): Promise<string> {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH ?? "",
    DATABASE_URL: world.database.url,
    REDIS_URL: inject("redisUrl"),
    REDIS_ANSWER_MS: "10000",
    TOKEN_PEPPER: secrets.tokenPepper.toString("base64"),
    ENCRYPTION_KEY: secrets.encryptionKey.toString("base64"),
    PROXY_HOST: "127.0.0.1",
    PROXY_PORT: String(port),
    ALLOW_PRIVATE_UPSTREAMS: "true",
  };
  children.push(spawn(process.execPath, ["--import", "tsx", MAIN], { env, stdio: "ignore" }));
  const url = `http://127.0.0.1:${port}`;
  await eventually(
    "a proxy to be ready",
    () =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => 0,
      ),
    (status) => status === 200,
  );
  return url;
}

async function post(url: string, path: string, token: string, session: string | null, message: object) {
  const answer = await fetch(url + path, {
    method: "POST",
    headers: headersFor(token, session),
    body: JSON.stringify(message),
  });
  return { status: answer.status, session: answer.headers.get("mcp-session-id"), text: await answer.text() };
}

const rows = ["grant", "session", "team", "server", "organization"].flatMap((scope) =>
  ["sliding", "fixed"].map((algorithm) => ({ scope, algorithm })),
);

describe(`guarantee 2: limits are exact: ${CALLS} calls racing through ${PROCESSES} proxy processes`, () => {
  test.each(rows)(
    "$algorithm, by $scope: as many arrive as max, and counter, answers and rows say the same",
    async ({ scope, algorithm }) => {
      const window = algorithm === "fixed" ? "month" : "hour";
      const limit = { counter: "raced", window, max: MAX, scope, algorithm };
      const policy = JSON.stringify({ version: "1", default: "deny", tools: { run_procedure: { limits: [limit] } } });
      const seeded = await world.seed({ policy });
      const { path } = seeded;
      const tokens = [seeded.token];
      // Shared budgets are drawn on by two grants.
      if (scope !== "grant" && scope !== "session") tokens.push(await seedColleague(world.db, secrets, seeded));
      const callers = await Promise.all(
        tokens.map(async (token) => ({ token, ...(await post(urls[0] ?? "", path, token, null, INITIALIZE)) })),
      );
      const answers = await Promise.all(
        Array.from({ length: CALLS }, (_, id) => {
          const { token = "", session = null } = callers[id % callers.length] ?? {};
          const params = { name: "run_procedure", arguments: { id } };
          const url = urls[Math.floor(id / 2) % PROCESSES] ?? "";
          return post(url, path, token, session, { jsonrpc: "2.0", id, method: "tools/call", params });
        }),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(answers.filter(({ text }) => !text.includes('"isError"'))).toHaveLength(MAX);
      expect(answers.filter(({ text }) => text.includes('"limit_exceeded"'))).toHaveLength(CALLS - MAX);

      const arrived = world.upstream.calls.map(({ message }) => message?.id);
      expect(arrived).toHaveLength(MAX);
      expect(new Set(arrived).size).toBe(MAX);

      const records = await eventually(
        "all outcomes",
        () => auditOf(world.watcher, seeded),
        (all) => all.filter(({ kind }) => kind === "outcome").length === CALLS,
      );
      const decisions = records.flatMap((record) => (record.kind === "intent" ? [record.decision] : []));
      expect(decisions.filter((decision) => decision === "allow")).toHaveLength(MAX);
      expect(decisions.filter((decision) => decision === "rate_limited")).toHaveLength(CALLS - MAX);
      const outcomes = records.flatMap((record) => (record.kind === "outcome" ? [record.outcome] : []));
      expect(outcomes.filter(({ outcome }) => outcome === "ok")).toHaveLength(MAX);
      expect(new Set(outcomes.map(({ callId }) => callId)).size).toBe(CALLS);

      const counters = await world.watcher.keys(`rl:*:${seeded.organizationId}:*:*`);
      expect(counters).toHaveLength(1);
      const { n: _n, o: _o, s: _s, ...buckets } = await world.watcher.hgetall(counters[0] ?? "");
      expect(Object.values(buckets).reduce((sum, count) => sum + Number(count), 0)).toBe(MAX);
    },
  );
});
