import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createWorld, type RunningProxy, send, startProxy, TestClient, type World } from "./harness";
import { answerJson } from "./recording-upstream";

let world: World;
let second: RunningProxy;
beforeAll(async () => {
  world = await createWorld();
  second = await startProxy({ databaseUrl: world.database.url });
});
afterAll(async () => {
  await second.close();
  await world.close();
});
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

function callWith(id: number): string {
  return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"run_procedure","arguments":{"n":${id}}}}`;
}

test.each(["sliding", "fixed"])(
  "racing calls on two proxies: exactly max reach the upstream (%s)",
  async (algorithm) => {
    const limit = { counter: "c", window: "hour", max: 20, algorithm };
    const policy = JSON.stringify({ version: "1", default: "deny", tools: { run_procedure: { limits: [limit] } } });
    const client = await TestClient.open(world.proxy, await world.seed({ policy }));
    const proxies = [world.proxy, second];
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, n) =>
        send(proxies[n % 2] ?? second, client.seeded.path, callWith(n), client.headers),
      ),
    );
    expect(answers.filter(({ json }) => json.result.isError === undefined)).toHaveLength(20);
    expect(answers.filter(({ json }) => json.result.isError === true)).toHaveLength(60);
    const arrived = world.upstream.calls.map(({ message }) => message?.id);
    expect(new Set(arrived).size).toBe(20);
    expect(arrived).toHaveLength(20);
  },
);

test("no call that starts after a revocation is answered reaches the upstream, on any proxy under load", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const { seeded } = client;
  let id = 0;
  let isRevoked = false;
  const late = new Set<number>();
  const statusesAfter: number[] = [];
  async function keepCalling(proxy: RunningProxy): Promise<void> {
    for (let left = 40; left > 0; ) {
      id += 1;
      const mine = id;
      const startedLate = isRevoked;
      if (startedLate) late.add(mine);
      const { status } = await send(proxy, seeded.path, callWith(mine), client.headers);
      if (startedLate) {
        statusesAfter.push(status);
        left -= 1;
      }
    }
  }
  const load = [world.proxy, second, world.proxy, second].map(keepCalling);
  while (world.upstream.calls.length < 50) await new Promise((resolve) => setImmediate(resolve));
  await world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.organization_id', ${seeded.organizationId}, true)`;
    await tx.grant.update({ where: { id: seeded.grantId }, data: { revokedAt: new Date() } });
  });
  await world.bumpEpoch(seeded);
  isRevoked = true;
  await Promise.all(load);
  expect(statusesAfter).toHaveLength(160);
  expect(new Set(statusesAfter)).toEqual(new Set([401]));
  expect(world.upstream.calls.filter(({ message }) => late.has(Number(message?.id)))).toEqual([]);
});
