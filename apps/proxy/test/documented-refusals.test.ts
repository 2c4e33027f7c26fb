import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OpenStream } from "./event-stream-client";
import { createWorld, eventually, TestClient, type World } from "./harness";

/** What the product's policy reference shows of refusals. */
const PAGE = "../../dashboard/src/app/(public)/docs/policy/refusals.json";
const { policy, refused } = JSON.parse(readFileSync(fileURLToPath(new URL(PAGE, import.meta.url)), "utf8"));
const [call, read, asked] = refused;

let world: World;
let client: TestClient;
beforeAll(async () => {
  world = await createWorld();
  client = await TestClient.open(world.proxy, await world.seed({ policy: JSON.stringify(policy) }), { sampling: {} });
});
afterAll(() => world.close());

/** The id of a row is another one each time. */
const withoutIds = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (key, member) => (key === "call_id" ? "call_…" : member)));

test("what the policy reference shows is what a client gets", async () => {
  for (const { request, answer } of [call, read]) {
    const { json } = await client.post(request);
    expect(withoutIds(json)).toEqual(answer);
  }
});

test("and what a server gets", async () => {
  world.upstream.on.set("GET", (res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream" });
    res.write(`data: ${JSON.stringify(asked.request)}\n\n`);
  });
  const stream = await OpenStream.open(client);
  const answers = await eventually(
    "the answer",
    () => world.upstream.arrivals.filter(({ message }) => message?.id === asked.request.id && !message?.method),
    ({ length }) => length === 1,
  );
  expect(withoutIds(answers[0]?.message)).toEqual(asked.answer);
  stream.close();
});
