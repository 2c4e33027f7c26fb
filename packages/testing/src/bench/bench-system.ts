import { fileURLToPath } from "node:url";
import { createDb } from "@policylayer/db";
import { migrate } from "@policylayer/db/migrate";
import { freePort, startPostgres, startRedis } from "@policylayer/embedded";
import { Redis } from "ioredis";
import { startAndWaitFor, startWithMessage } from "../child-process";
import { seedGrant } from "../seed-grant";
import { listedTools } from "./bench-tools";

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const limited = (counter: string) => ({
  limits: [{ counter, window: "minute", max: 1_000_000_000, scope: "grant" }],
});

const POLICY = JSON.stringify({
  version: "1",
  default: "deny",
  tools: {
    run_procedure: limited("run_procedure_rate"),
    run_steps: limited("run_steps_rate"),
    export_rows: limited("export_rows_rate"),
    "list_*": {},
  },
});

/** What a process holds after full collections, in bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  /** Buffers, above all. */
  readonly external: number;
}

export interface BenchSystem {
  readonly upstreamOrigin: string;
  readonly proxyOrigin: string;
  /** See `bench-least-proxy.ts`. */
  readonly leastOrigin: string;
  readonly path: string;
  /** Opens a client's session through the proxy; the headers of its calls. */
  initialize(): Promise<Record<string, string>>;
  /** Puts another server behind the proxy, with one limit on its one tool; the grant's path and token. */
  addServer(mcpUrl: string, tool: string): Promise<{ readonly path: string; readonly token: string }>;
  /** What the proxy holds now. */
  memory(): Promise<Memory>;
  /** Lets the worker write what the calls left in the audit stream; how many calls, and how long it took. */
  drain(): Promise<{ readonly calls: number; readonly elapsedMs: number }>;
  stop(): Promise<void>;
}

/**
 * Everything a call passes, as processes of their own: upstream, proxy, Redis with its append-only file, Postgres, and the
 * worker. The worker stands still but for `drain`: it has a machine of its own where speed matters, and what it does is not
 * on the path of a call.
 */
export async function startBenchSystem(secrets: { tokenPepper: string; encryptionKey: string }): Promise<BenchSystem> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const postgres = await startPostgres({ dataDir: null, log: console.error });
    stops.push(postgres.stop);
    const redis = await startRedis({ dataDir: null, log: console.error });
    stops.push(redis.stop);
    await migrate(postgres.url);
    const upstream = await startWithMessage<{ port: number }>(file("./bench-upstream.ts"), {});
    stops.push(upstream.stop);
    const upstreamOrigin = `http://127.0.0.1:${upstream.ready.port}`;

    const db = createDb(postgres.url);
    stops.push(() => db.$disconnect());
    const keys = {
      tokenPepper: Buffer.from(secrets.tokenPepper, "base64"),
      encryptionKey: Buffer.from(secrets.encryptionKey, "base64"),
    };
    const seeded = await seedGrant(db, {
      ...keys,
      upstreamUrl: `${upstreamOrigin}/mcp`,
      tools: ["run_procedure", "run_steps", "export_rows", ...listedTools],
      policy: POLICY,
    });

    const [proxyPort, workerPort, probePort] = [await freePort(), await freePort(), await freePort()];
    const proxyOrigin = `http://127.0.0.1:${proxyPort}`;
    const env = {
      NODE_ENV: "production",
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      TOKEN_PEPPER: secrets.tokenPepper,
      ENCRYPTION_KEY: secrets.encryptionKey,
      ALLOW_PRIVATE_UPSTREAMS: "true",
      HOST: "127.0.0.1",
    };
    const worker = await startAndWaitFor(
      [file("../../../../apps/worker/dist/main.js")],
      { ...env, WORKER_PORT: String(workerPort) },
      `http://127.0.0.1:${workerPort}/healthz`,
    );
    stops.push(async () => {
      process.kill(worker.ready, "SIGCONT");
      await worker.stop();
    });
    process.kill(worker.ready, "SIGSTOP");
    const stream = new Redis(redis.url);
    stops.push(async () => stream.disconnect());
    const drain = async (): Promise<{ calls: number; elapsedMs: number }> => {
      const key = `audit:{p${seeded.partition}}`;
      // An intent and an outcome each.
      const calls = Math.round((await stream.xlen(key)) / 2);
      const startedAt = performance.now();
      process.kill(worker.ready, "SIGCONT");
      while ((await stream.xlen(key)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      process.kill(worker.ready, "SIGSTOP");
      return { calls, elapsedMs: performance.now() - startedAt };
    };
    const proxy = await startAndWaitFor(
      ["--expose-gc", "--import", file("./memory-probe.mjs"), file("../../../../apps/proxy/dist/main.js")],
      { ...env, PROXY_PORT: String(proxyPort), PROXY_URL: proxyOrigin, MEMORY_PROBE_PORT: String(probePort) },
      `${proxyOrigin}/readyz`,
    );
    stops.push(proxy.stop);

    const leastProxy = [redis.url, upstreamOrigin, seeded.token];
    const least = await startWithMessage<{ port: number }>(file("./bench-least-proxy.ts"), {}, leastProxy);
    stops.push(least.stop);
    const leastOrigin = `http://127.0.0.1:${least.ready.port}`;

    const initialize = () => openSession(proxyOrigin + seeded.path, { authorization: `Bearer ${seeded.token}` });
    const addServer = (mcpUrl: string, tool: string) => {
      const policy = JSON.stringify({ version: "1", default: "deny", tools: { [tool]: limited(`${tool}_rate`) } });
      return seedGrant(db, { ...keys, upstreamUrl: mcpUrl, tools: [tool], policy });
    };
    const memory = async (): Promise<Memory> => {
      const answer = await fetch(`http://127.0.0.1:${probePort}/`);
      const held: Memory = JSON.parse(await answer.text());
      return held;
    };
    const { path } = seeded;
    return { upstreamOrigin, proxyOrigin, leastOrigin, path, initialize, addServer, memory, drain, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Opens a session at a server or a proxy; the headers of its calls, the given ones among them. */
export async function openSession(url: string, headers: Record<string, string>): Promise<Record<string, string>> {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1.0.0"}}}',
  });
  const session = answer.headers.get("mcp-session-id");
  if (answer.status !== 200 || session === null) throw new Error(`initialize: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return { ...headers, "mcp-session-id": session, "mcp-protocol-version": "2025-11-25" };
}
