import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createWorld, TestClient, type World } from "./harness";
import { answerEvents, answerJson } from "./recording-upstream";
import type { Seeded } from "./seed-world";

/** A list that a proxy has judged before must be judged as if it hadn't, whatever changes. */
const TOOL = { name: "run_procedure", description: "Runs a procedure.", inputSchema: { type: "object" } };
const OTHER = { name: "list_rows", inputSchema: { type: "object" } };
const CHANGED = { ...TOOL, description: "Runs a Procedure." };

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.on.clear();
  world.upstream.behaviour = answerJson;
  world.upstream.tools = [TOOL, OTHER];
});

async function open(): Promise<TestClient> {
  return TestClient.open(world.proxy, await world.seed({ tools: [TOOL, OTHER] }));
}

async function listed(client: TestClient, params?: object): Promise<string[]> {
  const { json } = await client.request("tools/list", params);
  return json.result.tools.map(({ name }: { name: string }) => name);
}

/** Lists until nothing of it is new. */
async function known(client: TestClient): Promise<string[]> {
  for (let times = 0; times < 2; times += 1) await listed(client);
  return listed(client);
}

async function codeOf(client: TestClient): Promise<string | undefined> {
  const { json } = await client.call("run_procedure");
  return json.result?._meta?.["policylayer/decision"]?.code;
}

function setStatus({ serverId }: Seeded, name: string, status: string): Promise<number> {
  return world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'policylayer_system', true)`;
    return tx.$executeRaw`UPDATE tools SET status = ${status} WHERE server_id = ${serverId} AND name = ${name}`;
  });
}

const onStream = answerEvents((id) => [{ jsonrpc: "2.0", id, result: { tools: world.upstream.tools } }]);

test.each([
  ["as JSON", null],
  ["on an event stream", onStream],
])("one changed letter in a list that was the same again and again is seen at once, %s", async (_, answer) => {
  if (answer !== null) world.upstream.on.set("tools/list", answer);
  const client = await open();
  expect(await known(client)).toEqual(["run_procedure", "list_rows"]);
  world.upstream.tools = [CHANGED, OTHER];
  expect(await listed(client)).toEqual(["list_rows"]);
  expect(await codeOf(client)).toBe("definition_changed");
  expect(await known(client)).toEqual(["list_rows"]);
  world.upstream.tools = [TOOL, OTHER];
  expect(await listed(client)).toEqual(["run_procedure", "list_rows"]);
  expect(await codeOf(client)).toBeUndefined();
});

test("each answer of a repeated list has the id of its own request, and every field of the list", async () => {
  const client = await open();
  const answers = [];
  for (const id of [7, "seven", 'with "quotes"', 8])
    answers.push((await client.request("tools/list", undefined, id)).json);
  expect(answers.map(({ id }) => id)).toEqual([7, "seven", 'with "quotes"', 8]);
  for (const { result } of answers) expect(result).toEqual(answers[0].result);
  expect(answers[0].result).toMatchObject({ tools: [TOOL, OTHER], nextCursor: "more", ttl: 5 });
});

test("what is quarantined, and approved again, leaves and joins a list that didn't change", async () => {
  const client = await open();
  expect(await known(client)).toEqual(["run_procedure", "list_rows"]);
  await setStatus(client.seeded, "run_procedure", "quarantined");
  await world.bumpEpoch(client.seeded);
  expect(await listed(client)).toEqual(["list_rows"]);
  expect(await known(client)).toEqual(["list_rows"]);
  await setStatus(client.seeded, "run_procedure", "approved");
  await world.bumpEpoch(client.seeded);
  expect(await listed(client)).toEqual(["run_procedure", "list_rows"]);
});

test("a saved policy holds for the next list, though the list didn't change", async () => {
  const client = await open();
  expect(await known(client)).toEqual(["run_procedure", "list_rows"]);
  await world.savePolicy(client.seeded, 2, '{"version":"1","default":"allow","hide":["list_*"]}');
  expect(await listed(client)).toEqual(["run_procedure"]);
});

test("two grants that get the same list see it each by its own policy", async () => {
  const allowed = await open();
  const hidden = await open();
  await world.savePolicy(hidden.seeded, 2, '{"version":"1","default":"allow","hide":["run_*"]}');
  for (let times = 0; times < 3; times += 1) {
    expect(await listed(allowed)).toEqual(["run_procedure", "list_rows"]);
    expect(await listed(hidden)).toEqual(["list_rows"]);
  }
});

test("a list that is known lifts a doubt about what it lists as approved, and raises one about what it doesn't", async () => {
  const client = await open();
  expect(await known(client)).toEqual(["run_procedure", "list_rows"]);
  world.upstream.tools = [CHANGED, OTHER];
  await listed(client, { cursor: "another page" });
  expect(await codeOf(client)).toBe("definition_changed");
  world.upstream.tools = [TOOL, OTHER];
  await listed(client);
  expect(await codeOf(client)).toBeUndefined();

  world.upstream.tools = [CHANGED, OTHER];
  expect(await known(client)).toEqual(["list_rows"]);
  world.upstream.tools = [TOOL, OTHER];
  await listed(client, { cursor: "another page" });
  expect(await codeOf(client)).toBeUndefined();
  world.upstream.tools = [CHANGED, OTHER];
  await listed(client);
  expect(await codeOf(client)).toBe("definition_changed");
});
