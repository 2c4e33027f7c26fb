import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { freePort } from "@policylayer/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { approvalsOf, askingPolicy, decide, decisionOf, pendingOf, REFUND_TOOLS } from "./approval-world";
import { auditOf, createWorld, eventually, headersFor, INITIALIZE, secrets, TestClient, type World } from "./harness";
import { answerJson } from "./recording-upstream";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const HOST = "127.0.0.1";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

function run(env: Record<string, string>): Running {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], { env: { PATH: process.env.PATH ?? "", ...env } });
  const parts: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => parts.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => parts.push(chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { child, output: () => parts.join(""), exited };
}

function environment(port: number): Record<string, string> {
  return {
    DATABASE_URL: world.database.url,
    REDIS_URL: inject("redisUrl"),
    TOKEN_PEPPER: secrets.tokenPepper.toString("base64"),
    ENCRYPTION_KEY: secrets.encryptionKey.toString("base64"),
    PROXY_HOST: HOST,
    PROXY_PORT: String(port),
    ALLOW_PRIVATE_UPSTREAMS: "true",
  };
}

async function start(variables: Record<string, string> = {}): Promise<Running & { url: string }> {
  const port = await freePort();
  const running = run({ ...environment(port), ...variables });
  const url = `http://${HOST}:${port}`;
  await eventually(
    "the proxy to be ready",
    () =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => 0,
      ),
    (status) => status === 200,
  );
  return { ...running, url };
}

test("SIGTERM lets a call in flight end, records it, and exits with 0", async () => {
  const { child, exited, url } = await start();
  const seeded = await world.seed();
  let finish = (): void => undefined;
  world.upstream.behaviour = (res, arrival) => {
    finish = () => answerJson(res, arrival);
  };
  const post = (body: unknown, session: string | null) =>
    fetch(url + seeded.path, {
      method: "POST",
      headers: headersFor(seeded.token, session),
      body: JSON.stringify(body),
    });
  const opened = await post(INITIALIZE, null);
  const call = post(
    { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "run_procedure" } },
    opened.headers.get("mcp-session-id"),
  );
  await eventually(
    "the call's arrival",
    () => world.upstream.calls.length,
    (count) => count === 1,
  );
  child.kill("SIGTERM");
  await eventually(
    "the door to close",
    () =>
      fetch(`${url}/livez`).then(
        () => "open",
        () => "closed",
      ),
    (door) => door === "closed",
  );
  finish();
  expect(await (await call).json()).toMatchObject({ id: 1, result: {} });
  expect(await exited).toBe(0);
  const outcomes = (await auditOf(world.watcher, seeded)).flatMap((r) => (r.kind === "outcome" ? [r.outcome] : []));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["ok"]);
});

test("a second signal ends it at once", async () => {
  const { child, exited, url } = await start();
  const seeded = await world.seed();
  world.upstream.onInitialize = () => undefined;
  const hanging = fetch(url + seeded.path, {
    method: "POST",
    headers: headersFor(seeded.token),
    body: JSON.stringify(INITIALIZE),
  }).then(
    () => "answered",
    () => "cut",
  );
  await eventually(
    "the arrival",
    () => world.upstream.of("initialize").length,
    (count) => count === 2,
  );
  child.kill("SIGTERM");
  await eventually(
    "the door to close",
    () =>
      fetch(`${url}/livez`).then(
        () => "open",
        () => "closed",
      ),
    (door) => door === "closed",
  );
  child.kill("SIGTERM");
  expect(await exited).toBe(1);
  expect(await hanging).toBe("cut");
});

test("what it counts is read on a port of its own, and not where agents call", async () => {
  const metricsPort = await freePort();
  const { child, exited, url } = await start({ METRICS_PORT: String(metricsPort) });
  const seeded = await world.seed();
  const refused = await fetch(url + seeded.path, { method: "POST", headers: headersFor("no-token"), body: "{}" });
  expect(refused.status).toBe(401);
  const scraped = await fetch(`http://${HOST}:${metricsPort}/metrics`);
  expect(scraped.headers.get("content-type")).toContain("text/plain");
  expect(await scraped.text()).toContain('policylayer_refused_requests_total{kind="unauthorized"} 1\n');
  expect((await fetch(`http://${HOST}:${metricsPort}${seeded.path}`)).status).toBe(404);
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("a taken port and an incomplete environment are said in a sentence, without a stack", async () => {
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, HOST, resolve));
  const taken = run(environment(port));
  expect(await taken.exited).toBe(1);
  expect(taken.output()).toContain(
    `could not listen on ${HOST}:${port}: another process uses that port; set PROXY_PORT`,
  );
  const metricsTaken = run({ ...environment(await freePort()), METRICS_PORT: String(port) });
  expect(await metricsTaken.exited).toBe(1);
  expect(metricsTaken.output()).toContain(
    `could not listen on ${HOST}:${port}: another process uses that port; set METRICS_PORT`,
  );
  await new Promise((resolve) => other.close(resolve));

  const { TOKEN_PEPPER: _, ...rest } = environment(port);
  const incomplete = run({ ...rest, ENCRYPTION_KEY: "c2hvcnQ=" });
  expect(await incomplete.exited).toBe(1);
  expect(incomplete.output()).toContain("TOKEN_PEPPER");
  expect(incomplete.output()).toContain("ENCRYPTION_KEY must be 32 random bytes in base64");
  expect(incomplete.output()).not.toMatch(/\n\s+at /);
});

test("a proxy killed while a call waits for a person: the call is on record, and its approval works once on another", async () => {
  const { child, exited, url } = await start();
  const seeded = await world.seed({ policy: askingPolicy({ wait_seconds: 60 }), tools: REFUND_TOOLS });
  world.upstream.onInitialize = null;
  world.upstream.behaviour = answerJson;
  const arrived = world.upstream.calls.length;
  const post = (body: unknown, session: string | null) =>
    fetch(url + seeded.path, {
      method: "POST",
      headers: headersFor(seeded.token, session),
      body: JSON.stringify(body),
    });
  const opened = await post(INITIALIZE, null);
  const session = opened.headers.get("mcp-session-id");
  const waiting = post(
    { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "refund", arguments: { n: 1 } } },
    session,
  ).then(
    () => "answered",
    () => "cut",
  );
  const approval = await pendingOf(world, seeded);
  const [record] = await eventually(
    "the record",
    () => auditOf(world.watcher, seeded),
    (all) => all.length === 1,
  );
  child.kill("SIGKILL");
  await exited;
  expect(await waiting).toBe("cut");
  expect(record).toMatchObject({
    decision: "approval_required",
    intent: { callId: approval.callId, approvalId: approval.id },
  });

  await decide(world, approval, "approved");
  const client = await TestClient.open(world.proxy, seeded);
  expect(decisionOf(await client.call("refund", { n: 1 }))).toBe("allowed");
  expect(world.upstream.calls.length - arrived).toBe(1);
  expect((await approvalsOf(world, seeded)).map(({ status }) => status)).toEqual(["used"]);
});
