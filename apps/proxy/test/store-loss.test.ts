import { asSystem } from "@policylayer/db";
import { request } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually, headersFor, INITIALIZE } from "./harness";
import { type LossySystem, startLossySystem } from "./lossy-system";
import { answerJson } from "./recording-upstream";
import type { Seeded } from "./seed-world";

const CALLERS = 16;
/** Refusals in a row after which a caller believes that the limit is reached. */
const ENOUGH = 5;

let system: LossySystem;
beforeAll(async () => {
  system = await startLossySystem(4);
}, 240_000);
afterAll(() => system.stop());
beforeEach(() => {
  system.upstream.arrivals.length = 0;
  system.upstream.behaviour = answerJson;
});
afterEach(() => {
  system.postgres.reopen();
  process.kill(system.workerPid, "SIGCONT");
});

interface Tally {
  allowed: number;
  limited: number;
  /** Of answers that were neither, by code or status. */
  readonly others: Map<string, number>;
}

/** A client that opens a new session wherever the old one is of no use. */
class Caller {
  #session: string | null = null;
  #id = 0;

  constructor(
    readonly url: string,
    readonly seeded: Seeded,
  ) {}

  /** `allowed`, `rate_limited`, or what stands in the way. */
  async call(args: Record<string, unknown>): Promise<string> {
    try {
      this.#session ??= await this.#open();
      const params = { name: "run_procedure", arguments: args };
      const { status, body } = await this.#post({ jsonrpc: "2.0", id: ++this.#id, method: "tools/call", params });
      if (status === 404) this.#session = null;
      if (status !== 200) return body.error?.data?.code ?? String(status);
      return body.result?._meta?.["policylayer/decision"]?.decision ?? "allowed";
    } catch (error) {
      return error instanceof Error ? error.message : "no answer";
    }
  }

  async #open(): Promise<string> {
    const { status, session, body } = await this.#post(INITIALIZE);
    if (status !== 200 || typeof session !== "string") throw new Error(body.error?.data?.code ?? String(status));
    return session;
  }

  async #post(message: unknown) {
    const answer = await request(this.url + this.seeded.path, {
      method: "POST",
      headers: headersFor(this.seeded.token, this.#session),
      body: JSON.stringify(message),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
    const body: any = JSON.parse((await answer.body.text()) || "{}");
    return { status: answer.statusCode, session: answer.headers["mcp-session-id"], body };
  }
}

/** Callers on every proxy, each until it was refused for the limit often enough after the loss. */
function load(seeded: Seeded, args: (n: number) => Record<string, unknown> = () => ({})) {
  const tally: Tally = { allowed: 0, limited: 0, others: new Map() };
  const loss = { isOver: false };
  let n = 0;
  const caller = async (url: string): Promise<void> => {
    const client = new Caller(url, seeded);
    for (let refusals = 0; refusals < ENOUGH; ) {
      const before = loss.isOver;
      const answer = await client.call(args(n++));
      if (answer === "allowed") tally.allowed += 1;
      else if (answer === "rate_limited") tally.limited += 1;
      else tally.others.set(answer, (tally.others.get(answer) ?? 0) + 1);
      if (answer === "rate_limited" && before) refusals += 1;
      if (answer !== "allowed") await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const ended = Promise.all(
    Array.from({ length: CALLERS }, (_, i) => caller(system.proxyUrls[i % system.proxyUrls.length] ?? "")),
  );
  return { tally, loss, ended };
}

function policy(limit: Record<string, unknown>): string {
  return JSON.stringify({ version: "1", default: "deny", tools: { run_procedure: { limits: [limit] } } });
}

function arrivals(count: number): Promise<number> {
  return eventually(
    `${count} arrivals`,
    () => system.upstream.calls.length,
    (arrived) => arrived >= count,
  );
}

async function rowsOf({ organizationId }: Seeded) {
  await system.drained();
  return asSystem(system.db, "maintenance", (tx) => tx.call.findMany({ where: { organizationId } }));
}

const MAX = 120;
const GRANT = { counter: "c", window: "hour", max: MAX, algorithm: "sliding" };

describe("guarantee 2: limits are exact, also when Redis loses its data in the middle of a window", () => {
  test.each([
    ["sliding, by grant", GRANT],
    ["fixed, by organization", { ...GRANT, window: "month", algorithm: "fixed", scope: "organization" }],
    ["sliding, by team, of another cost", { ...GRANT, scope: "team", max: 3 * MAX, cost: 3 }],
  ])("FLUSHALL under load on four proxies: exactly max reach the upstream (%s)", async (_, limit) => {
    const seeded = await system.seed({ policy: policy(limit) });
    const { tally, loss, ended } = load(seeded);
    await arrivals(MAX / 2);
    await system.redis.flushall();
    loss.isOver = true;
    await ended;
    expect(system.upstream.calls).toHaveLength(MAX);
    expect(tally.allowed).toBe(MAX);
    const rows = await rowsOf(seeded);
    expect(rows.filter(({ decision }) => decision === "allow")).toHaveLength(MAX);
    expect(rows).toHaveLength(tally.allowed + tally.limited);
    expect(rows.filter(({ outcome }) => outcome === "in_flight")).toEqual([]);
  });

  test("for each value by itself", async () => {
    const seeded = await system.seed({ policy: policy({ ...GRANT, max: 20, per: "args.customer" }) });
    const { loss, ended } = load(seeded, (n) => ({ customer: n % 5 }));
    await arrivals(50);
    await system.redis.flushall();
    loss.isOver = true;
    await ended;
    const byValue = new Map<unknown, number>();
    for (const { message } of system.upstream.calls) {
      const { customer } = Object(message?.params?.arguments);
      byValue.set(customer, (byValue.get(customer) ?? 0) + 1);
    }
    expect([...byValue.values()]).toEqual([20, 20, 20, 20, 20]);
    expect(JSON.stringify(await rowsOf(seeded))).not.toContain('"customer":');
  });

  test("with nothing of it in Postgres yet, because the worker stood still", async () => {
    const seeded = await system.seed({ policy: policy(GRANT) });
    process.kill(system.workerPid, "SIGSTOP");
    const { tally, loss, ended } = load(seeded);
    await arrivals(MAX / 2);
    await system.redis.flushall();
    loss.isOver = true;
    await ended;
    expect(system.upstream.calls).toHaveLength(MAX);
    process.kill(system.workerPid, "SIGCONT");
    const rows = await rowsOf(seeded);
    expect(rows.filter(({ decision }) => decision === "allow")).toHaveLength(MAX);
    expect(rows).toHaveLength(tally.allowed + tally.limited);
  });

  test("what the other proxies have recorded counts, though they have no calls now", async () => {
    const seeded = await system.seed({ policy: policy({ ...GRANT, max: 20 }) });
    process.kill(system.workerPid, "SIGSTOP");
    const callers = system.proxyUrls.map((url) => new Caller(url, seeded));
    for (const client of callers) for (let i = 0; i < 4; i++) expect(await client.call({})).toBe("allowed");
    await system.redis.flushall();
    const answers: string[] = [];
    for (let i = 0; i < 6; i++) answers.push((await callers[0]?.call({})) ?? "");
    // The first finds its session lost.
    expect(answers).toEqual(["404", "allowed", "allowed", "allowed", "allowed", "rate_limited"]);
  });

  test("of a grant that goes on at another proxy, when everything is in Postgres already", async () => {
    const seeded = await system.seed({ policy: policy({ ...GRANT, max: 10 }) });
    const client = new Caller(system.proxyUrls[0] ?? "", seeded);
    for (let i = 0; i < 7; i++) expect(await client.call({})).toBe("allowed");
    await rowsOf(seeded);
    await system.redis.flushall();
    const other = new Caller(system.proxyUrls[1] ?? "", seeded);
    const answers: string[] = [];
    for (let i = 0; i < 5; i++) answers.push(await other.call({}));
    expect(answers).toEqual(["allowed", "allowed", "allowed", "rate_limited", "rate_limited"]);
  });

  test.each([true, false])("Redis killed under load, its file kept: %s", async (keepData) => {
    const seeded = await system.seed({ policy: policy(GRANT) });
    const { loss, ended } = load(seeded);
    await arrivals(MAX / 2);
    await system.killRedis({ keepData });
    loss.isOver = true;
    await ended;
    // A call whose answer was lost with Redis was charged and not forwarded.
    expect(system.upstream.calls.length).toBeLessThanOrEqual(MAX);
    expect(system.upstream.calls.length).toBeGreaterThan(MAX - CALLERS - 1);
    const rows = await rowsOf(seeded);
    const allowed = rows.filter(({ decision }) => decision === "allow");
    expect(allowed.length).toBeGreaterThanOrEqual(system.upstream.calls.length);
    expect(allowed.length).toBeLessThanOrEqual(MAX);
  });
});

describe("guarantee 5: fail closed, loudly: Redis empty", () => {
  test("and Postgres away: every call is refused and says why; when it is back, the limit is what it was", async () => {
    const seeded = await system.seed({ policy: policy({ ...GRANT, max: 10 }) });
    const callers = system.proxyUrls.map((url) => new Caller(url, seeded));
    for (const client of callers) expect(await client.call({})).toBe("allowed");
    await system.redis.flushall();
    system.postgres.shut();
    for (const client of callers) expect(await client.call({})).toBe("directory_unavailable");
    expect(system.upstream.calls).toHaveLength(4);
    system.postgres.reopen();
    const { ended, loss } = load(seeded);
    loss.isOver = true;
    await ended;
    expect(system.upstream.calls).toHaveLength(10);
  });

  test("a new organization's first call waits for nobody", async () => {
    await system.redis.flushall();
    await eventually(
      "the proxies to notice",
      () => system.redis.get("boot:{p00}"),
      (boot) => boot !== null && Date.now() - Number(boot.split("@")[1]) > 1_500,
    );
    const client = new Caller(system.proxyUrls[0] ?? "", await system.seed());
    expect(await client.call({})).toBe("allowed");
  });
});
