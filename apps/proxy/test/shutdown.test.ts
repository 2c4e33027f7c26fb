import { afterEach, beforeEach, expect, test } from "vitest";
import { auditOf, createWorld, eventually, send, TestClient, type World } from "./harness";
import { answerJson } from "./recording-upstream";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

async function startSlowCall(): Promise<{
  client: TestClient;
  answer: ReturnType<TestClient["call"]>;
  finish: () => void;
}> {
  let finish = (): void => undefined;
  world.upstream.behaviour = (res, arrival) => {
    finish = () => answerJson(res, arrival);
  };
  const client = await TestClient.open(world.proxy, await world.seed());
  const answer = client.call("run_procedure");
  await eventually(
    "the call's arrival",
    () => world.upstream.calls.length,
    (count) => count === 1,
  );
  return { client, answer, finish: () => finish() };
}

test("a call in flight ends regularly, and nothing new is taken", async () => {
  const { client, answer, finish } = await startSlowCall();
  const drained = world.proxy.app.drain(20_000, 1_000);
  await expect(send(world.proxy, "/livez", null, { connection: "close" }, "GET")).rejects.toThrow();
  finish();
  expect((await answer).json.result.content[0].text).toBe("{}");
  await drained;
  const outcomes = (await auditOf(world.watcher, client.seeded)).flatMap((r) =>
    r.kind === "outcome" ? [r.outcome] : [],
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["ok"]);
});

test("a call that doesn't end in time is given up, answered, and recorded as unknown", async () => {
  const { client, answer } = await startSlowCall();
  await world.proxy.app.drain(50, 1_000);
  expect((await answer).json.error.data).toMatchObject({ code: "unknown", retryable: false });
  const outcomes = (await auditOf(world.watcher, client.seeded)).flatMap((r) =>
    r.kind === "outcome" ? [r.outcome] : [],
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["unknown"]);
});
