import { mintToken } from "@policylayer/crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, eventually, headersFor, INITIALIZE, send, TestClient, type World } from "./harness";

const ASKED = 3;
const WAITING = 20;

let world: World;
beforeAll(async () => {
  world = await createWorld({ strangersAskedMax: ASKED, strangersWaitingMax: WAITING });
});
afterAll(() => world.close());

test("a flood of made-up tokens waits in a line of its own: few ask Postgres, the line is bounded, and grants go on", async () => {
  const { proxy } = world;
  const client = await TestClient.open(proxy, await world.seed());
  const stranger = () => send(proxy, client.seeded.path, JSON.stringify(INITIALIZE), headersFor(mintToken("plg")));
  const owner = new Client({ connectionString: world.database.url });
  await owner.connect();
  try {
    // Whoever looks for a grant waits from here on.
    await owner.query("BEGIN; LOCK TABLE grants IN ACCESS EXCLUSIVE MODE");
    const flood = Array.from({ length: ASKED + WAITING + 5 }, stranger);
    let refused = 0;
    for (const answer of flood) void answer.then(({ status }) => (refused += status === 503 ? 1 : 0));
    await eventually(
      "the ones beyond the line to be sent away",
      () => refused,
      (count) => count === 5,
    );
    const asking = async () => {
      const { rows } = await owner.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows.length;
    };
    await eventually("the first of them to ask", asking, (count) => count === ASKED);
    expect((await client.call("run_procedure")).status).toBe(200);
    expect((await send(proxy, "/readyz", null, {}, "GET")).json).toEqual({ ready: true, store: "up", directory: "up" });
    expect(await asking()).toBe(ASKED);

    await owner.query("COMMIT");
    const answers = await Promise.all(flood);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(ASKED + WAITING);
    const away = answers.filter(({ status }) => status !== 401);
    expect(away.map(({ headers }) => headers["retry-after"])).toEqual(Array(5).fill("2"));
    for (const { json } of away) expect(json.error.data).toEqual({ code: "directory_unavailable", retryable: true });
  } finally {
    await owner.end();
  }
  await TestClient.open(proxy, await world.seed());
});
