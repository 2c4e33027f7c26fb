import { mintToken } from "@policylayer/crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, eventually, headersFor, INITIALIZE, send, TestClient, type World } from "./harness";

const ASKED = 3;
const WAITING = 20;
const TOO_MANY = 5;

let world: World;
beforeAll(async () => {
  world = await createWorld({ strangersAskedMax: ASKED, strangersWaitingMax: WAITING });
});
afterAll(() => world.close());

/** Does the work while whoever looks for a grant in Postgres waits; it is told how many do. */
async function whileGrantsAreLocked(work: (asking: () => Promise<number>) => Promise<void>): Promise<void> {
  await world.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', session_user, true)`;
      await tx.$executeRaw`LOCK TABLE grants IN ACCESS EXCLUSIVE MODE`;
      await work(async () => {
        const waiting = await tx.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
          WHERE datname = current_database() AND relation = 'grants'::regclass AND NOT granted`;
        return waiting.length;
      });
    },
    { timeout: 60_000 },
  );
}

test("a flood of made-up tokens waits in a line of its own: few ask Postgres, the line is bounded, and grants go on", async () => {
  const { proxy } = world;
  const client = await TestClient.open(proxy, await world.seed());
  const stranger = () => send(proxy, client.seeded.path, JSON.stringify(INITIALIZE), headersFor(mintToken("plg")));
  let flood: ReturnType<typeof stranger>[] = [];
  await whileGrantsAreLocked(async (asking) => {
    flood = Array.from({ length: ASKED + WAITING + TOO_MANY }, stranger);
    let refused = 0;
    for (const answer of flood) void answer.then(({ status }) => (refused += status === 503 ? 1 : 0));
    await eventually(
      "the ones beyond the line to be sent away",
      () => refused,
      (count) => count === TOO_MANY,
    );
    await eventually("the first of them to ask", asking, (count) => count === ASKED);
    expect((await client.call("run_procedure")).status).toBe(200);
    expect((await send(proxy, "/readyz", null, {}, "GET")).json).toEqual({ ready: true, store: "up", directory: "up" });
    expect(await asking()).toBe(ASKED);
  });
  const answers = await Promise.all(flood);
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(ASKED + WAITING);
  const away = answers.filter(({ status }) => status !== 401);
  expect(away.map(({ headers }) => headers["retry-after"])).toEqual(Array(TOO_MANY).fill("2"));
  for (const { json } of away) expect(json.error.data).toEqual({ code: "directory_unavailable", retryable: true });
  await TestClient.open(proxy, await world.seed());
});
