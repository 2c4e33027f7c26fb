import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createWorld, TestClient, type World } from "./harness";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.tools = ["run_procedure", "list_rows", "drop_table", "never_pinned"].map((name) => ({
    name,
    inputSchema: { type: "object" },
    _meta: { "x/y": 1 },
  }));
});

async function listedUnder(policy: string | null): Promise<string[]> {
  const client = await TestClient.open(world.proxy, await world.seed({ policy }));
  const { json } = await client.request("tools/list");
  return json.result.tools.map(({ name }: { name: string }) => name);
}

test.each([
  [
    "default allow shows what is pinned",
    '{"version":"1","default":"allow"}',
    ["run_procedure", "list_rows", "drop_table"],
  ],
  ["default deny shows what a rule names", '{"version":"1","default":"deny","tools":{"list_*":{}}}', ["list_rows"]],
  ["hidden tools are left out", '{"version":"1","default":"allow","hide":["drop_*"]}', ["run_procedure", "list_rows"]],
  [
    "a denied tool stays, so that its reason can be told",
    '{"version":"1","default":"deny","tools":{"drop_table":{"action":"deny"}}}',
    ["drop_table"],
  ],
  ["without a policy nothing is shown", null, []],
  ["with an unreadable policy nothing is shown", '{"version":"2"}', []],
])("%s", async (_, policy, expected) => {
  expect(await listedUnder(policy)).toEqual(expected);
});

test("the other fields of the list and of its tools are kept, and the cursor is passed on", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const { json } = await client.request("tools/list", { cursor: "page-2" });
  expect(json.result).toMatchObject({ nextCursor: "more", ttl: 5 });
  expect(json.result.tools[0]).toEqual(world.upstream.tools[0]);
  expect(world.upstream.of("tools/list").at(-1)?.message?.params).toEqual({ cursor: "page-2" });
});

test("a list that can't be read is not relayed", async () => {
  world.upstream.tools = [{ name: 5 }];
  const client = await TestClient.open(world.proxy, await world.seed());
  const { json } = await client.request("tools/list");
  expect(json.error).toMatchObject({ code: -32603, data: { code: "upstream_protocol" } });
});

test("a name listed twice is left out", async () => {
  world.upstream.tools = [
    { name: "list_rows" },
    { name: "run_procedure", inputSchema: { type: "object" } },
    { name: "list_rows", description: "other" },
  ];
  expect(await listedUnder('{"version":"1","default":"allow"}')).toEqual(["run_procedure"]);
});
