import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { asSystem, createDb } from "@policylayer/db";
import {
  listRecordedCalls,
  mintGrant,
  type Product,
  type RecordingUpstream,
  registerServer,
  startProduct,
  startRecordingUpstream,
} from "@policylayer/testing/product";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openRawClient, type RawClient } from "./raw-client";

const CALLS = 400;
const CALLERS = 4;
/** One tool a call, so that a row can be told to be of one call. */
const TOOLS = Array.from({ length: CALLS }, (_, n) => `tool_${n}`);
/** Calls that a killed proxy leaves behind. */
const LEFT = 10;
/** What is killed, and before which call. */
const KILLS: readonly [call: number, commandLine: RegExp][] = [
  [60, /worker\/dist\/main\.js/],
  [120, /redis-server|valkey-server/],
  [200, /proxy\/dist\/main\.js/],
  [280, /bin\/postgres -D/],
];

let product: Product;
let upstream: RecordingUpstream;

beforeAll(async () => {
  product = await startProduct();
  upstream = await startRecordingUpstream(TOOLS);
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});

it("guarantee 4: no record, no call: whatever is killed, each call that reached the upstream has exactly one row", async () => {
  const registered = await registerServer(product, {
    name: "Upstream",
    slug: "upstream",
    url: upstream.url,
    policy: { version: "1", default: "allow" },
  });
  const grant = await mintGrant(product, registered, "survivor");
  const open = () => openRawClient(product.bootstrapped.proxy_url, grant.path, grant.token);
  let next = 0;
  const kills = [...KILLS];

  /** Calls each tool once, whatever the answer; opens a new session where the old one is of no use. */
  const caller = async (): Promise<void> => {
    let client: RawClient | null = null;
    while (next < CALLS) {
      client ??= await open().catch(() => null);
      if (client === null) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      if (kills[0] !== undefined && next >= kills[0][0]) {
        const [, commandLine] = kills[0];
        kills.shift();
        await product.kill(commandLine);
      }
      const answer = await client.call(TOOLS[next++] ?? "", {}).catch(() => null);
      if (answer?.status === 200) continue;
      await client.close();
      client = null;
    }
    await client?.close();
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  expect(kills).toEqual([]);

  const arrived = upstream.arrivals.map((arrival) => arrival.tool).sort();
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(arrived.length).toBeGreaterThan(CALLS / 2);

  // Postgres and the worker come back, and write what was left in the stream.
  const rows = await vi.waitFor(
    async () => {
      const found = await listRecordedCalls(product, grant.id);
      const tools = new Set(found.map((row) => row.tool));
      expect(arrived.filter((tool) => !tools.has(tool))).toEqual([]);
      return found;
    },
    { timeout: 120_000, interval: 250 },
  );
  const tools = rows.map((row) => row.tool).sort();
  expect(new Set(tools).size).toBe(tools.length);
  expect(rows.filter((row) => row.decision !== "allow")).toEqual([]);
  expect(await rangesOfNumbers()).toEqual([1]);
}, 300_000);

/** Of each partition: in how many ranges its records' numbers lie. One, unless a record was lost. */
async function rangesOfNumbers(): Promise<number[]> {
  const runtime: { databaseUrl: string } = JSON.parse(await readFile(join(product.dataDir, "runtime.json"), "utf8"));
  const db = createDb(runtime.databaseUrl);
  try {
    const found = await asSystem(
      db,
      "maintenance",
      (tx) =>
        tx.$queryRaw<{ ranges: number }[]>`
          SELECT count(*)::int AS ranges FROM audit_arrivals, unnest(arrived) AS range GROUP BY partition`,
    );
    return found.map(({ ranges }) => ranges);
  } finally {
    await db.$disconnect();
  }
}

it("guarantee 4: no record, no call: what a killed proxy had under way is told as unknown, long before its deadline", async () => {
  const policy = { version: "1", default: "allow" };
  const registered = await registerServer(product, { name: "Slow", slug: "slow", url: upstream.url, policy });
  const grant = await mintGrant(product, registered, "orphaned");
  const proxy = await product.startProxy();
  upstream.arrivals.length = 0;
  upstream.beforeAnswer = () => new Promise(() => undefined);
  const client = await openRawClient(proxy.url, grant.path, grant.token);
  const cut = Array.from({ length: LEFT }, (_, n) =>
    client.call(TOOLS[n] ?? "", {}).then(
      () => "answered",
      () => "cut",
    ),
  );
  await vi.waitFor(() => expect(upstream.arrivals).toHaveLength(LEFT), { timeout: 30_000 });
  process.kill(proxy.ready, "SIGKILL");
  expect(new Set(await Promise.all(cut))).toEqual(new Set(["cut"]));

  const rows = await vi.waitFor(
    async () => {
      const found = await listRecordedCalls(product, grant.id);
      expect(found.map((row) => row.outcome)).toEqual(Array(LEFT).fill("unknown"));
      return found;
    },
    { timeout: 120_000, interval: 250 },
  );
  expect(rows.map((row) => row.tool).sort()).toEqual(TOOLS.slice(0, LEFT).sort());
}, 300_000);
