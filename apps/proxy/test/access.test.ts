import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { answerEvents, answerRaw, answerResult } from "./recording-upstream";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.on.clear();
  const { on } = world.upstream;
  on.set("resources/list", answerResult({ resources: ["docs://a", "docs://draft", "x:y"].map((uri) => ({ uri })) }));
  on.set(
    "resources/templates/list",
    answerResult({ resourceTemplates: [{ uriTemplate: "docs://{a}" }, { uriTemplate: "x:{y}" }] }),
  );
  on.set("resources/read", answerResult({ contents: [{ uri: "docs://a", text: "hello" }] }));
  on.set("resources/subscribe", answerResult({}));
  on.set("resources/unsubscribe", answerResult({}));
  on.set("prompts/list", answerResult({ prompts: [{ name: "ask" }, { name: "secret" }], nextCursor: "n" }));
  on.set("prompts/get", answerResult({ messages: [] }));
  on.set("completion/complete", answerResult({ completion: { values: ["v"] } }));
  on.set("logging/setLevel", answerResult({}));
});

const POLICY = JSON.stringify({
  version: "1",
  default: "deny",
  resources: { default: "deny", allow: ["docs://*"], deny: ["docs://draft*"] },
  prompts: { default: "allow", deny: ["secret"] },
});

async function open(policy: string | null = POLICY): Promise<TestClient> {
  return TestClient.open(world.proxy, await world.seed({ policy }));
}

/** Method, name, decision and outcome of every row, in order. */
async function rows({ seeded }: TestClient): Promise<unknown[]> {
  const records = await eventually(
    "an outcome for every row",
    () => auditOf(world.watcher, seeded),
    (all) => all.filter(({ kind }) => kind === "intent").length === all.filter(({ kind }) => kind === "outcome").length,
  );
  return records.flatMap((record) => {
    if (record.kind !== "intent") return [];
    const { method, tool, callId, argumentKeys } = record.intent;
    const outcome = records.find((other) => other.kind === "outcome" && other.outcome.callId === callId);
    return [[method, tool, record.code, outcome?.kind === "outcome" ? outcome.outcome.outcome : "none", argumentKeys]];
  });
}

describe("lists leave out what the policy refuses:", () => {
  test.each([
    ["resources/list", { resources: [{ uri: "docs://a" }] }],
    ["resources/templates/list", { resourceTemplates: [{ uriTemplate: "docs://{a}" }] }],
    ["prompts/list", { prompts: [{ name: "ask" }], nextCursor: "n" }],
  ])("%s", async (method, result) => {
    const client = await open();
    const { json } = await client.request(method, { cursor: "c" });
    expect(json.result).toEqual(result);
    expect(world.upstream.of(method)[0]?.message?.params).toEqual({ cursor: "c" });
    expect((await (await open(null)).request(method)).text).not.toMatch(/docs|ask/);
  });

  test("a list that can't be read is not relayed", async () => {
    world.upstream.on.set("prompts/list", answerResult({ prompts: [{ title: "secret" }] }));
    const { json } = await (await open()).request("prompts/list");
    expect(json.error.data).toEqual({ code: "upstream_protocol", retryable: false });
  });
});

describe("guarantee 4: no record, no call: what is allowed is forwarded as judged, and is one row:", () => {
  test.each([
    ["resources/read", { uri: "docs://a" }, "docs://a", []],
    ["resources/subscribe", { uri: "docs://a" }, "docs://a", []],
    ["prompts/get", { name: "ask", arguments: { b: "1", a: "2" } }, "ask", ["a", "b"]],
  ])("%s", async (method, params, name, keys) => {
    const client = await open();
    const { json } = await client.request(method, params, "r");
    expect(json).toMatchObject({ jsonrpc: "2.0", id: "r", result: {} });
    expect(world.upstream.of(method)[0]?.message?.params).toEqual(params);
    expect(await rows(client)).toEqual([[method, name, "allowed", "ok", keys]]);
  });

  test("an event stream is relayed, the record says what came of it", async () => {
    const progress = { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: "t", progress: 1 } };
    world.upstream.on.set(
      "resources/read",
      answerEvents((id) => [progress, { jsonrpc: "2.0", id, error: { code: -32002, message: "gone" } }]),
    );
    const client = await open();
    const { text } = await client.request("resources/read", { uri: "docs://a", _meta: { progressToken: "t" } });
    expect(text).toContain(JSON.stringify(progress));
    expect(text).toContain('"message":"gone"');
    expect(await rows(client)).toEqual([["resources/read", "docs://a", "allowed", "upstream_error", []]]);
  });

  test("an upstream that fails is an error, and the row says so", async () => {
    world.upstream.on.set("prompts/get", answerRaw(500, {}, ""));
    const client = await open();
    const { json } = await client.request("prompts/get", { name: "ask" });
    expect(json.error.data).toMatchObject({ code: "upstream_error", call_id: expect.stringMatching(/^call_/) });
    expect(await rows(client)).toEqual([["prompts/get", "ask", "allowed", "upstream_error", []]]);
  });
});

describe("guarantee 1: nothing passes unjudged: what is refused never arrives, is told in words, and is one row:", () => {
  test.each([
    ["resources/read", { uri: "docs://drafts/1" }, "rule_deny", "/resources/deny/0"],
    ["resources/read", { uri: "x:y" }, "default_deny", "/resources/default"],
    ["resources/read", { uri: "docs:///%64raft" }, "default_deny", "/resources/default", "docs:///draft"],
    ["resources/read", { uri: "DOCS://draft" }, "default_deny", "/resources/default"],
    ["resources/subscribe", { uri: "docs://draft" }, "rule_deny", "/resources/deny/0"],
    ["prompts/get", { name: "secret", arguments: {} }, "rule_deny", "/prompts/deny/0"],
  ])("%s %j", async (method, params: { uri?: string; name?: string }, code, rule, exact?: string) => {
    const policy =
      exact === undefined
        ? POLICY
        : JSON.stringify({ version: "1", default: "deny", resources: { default: "deny", allow: ["docs:///%*"] } });
    const client = await open(policy);
    const { status, json } = await client.request(method, params, 5);
    expect([status, json.id, json.error.code]).toEqual([200, 5, -31403]);
    expect(json.error.message).toMatch(/^\[POLICY DENIED\] The (resource|prompt) /);
    expect(json.error.data).toMatchObject({ decision: "deny", code, rule, call_id: expect.stringMatching(/^call_/) });
    expect(world.upstream.of(method)).toEqual([]);
    expect(await rows(client)).toEqual([[method, params.uri ?? params.name, code, null, []]]);
  });

  test.each([
    ["a prompt", { type: "ref/prompt", name: "secret" }, "/prompts/deny/0"],
    ["a template", { type: "ref/resource", uri: "x:{y}" }, "/resources/default"],
  ])("a completion for %s", async (_, ref, rule) => {
    const { json } = await (await open()).request("completion/complete", { ref, argument: { name: "a", value: "" } });
    expect(json.error).toMatchObject({ code: -31403, data: { rule } });
    expect(world.upstream.of("completion/complete")).toEqual([]);
  });

  test("what a completion of an allowed template would name", async () => {
    const completion = { values: ["a", "draft-1", "%64raft", "b/../draft"], total: 4, hasMore: false };
    world.upstream.on.set("completion/complete", answerResult({ completion }));
    const argument = { name: "page", value: "" };
    const asked = async (uri: string, settled: object = {}) =>
      (
        await (
          await open()
        ).request("completion/complete", {
          ref: { type: "ref/resource", uri },
          argument,
          context: { arguments: settled },
        })
      ).json.result.completion;
    expect(await asked("docs://{page}")).toEqual({ values: ["a", "b/../draft"], hasMore: false });
    expect((await asked("docs://{folder}{page}", { folder: "dra" })).values).toEqual(completion.values);
    expect((await asked("docs://{+folder}{page}", { folder: "draft" })).values).toEqual([]);
    expect(await asked("docs://x/{page}")).toEqual(completion);
  });

  test("without a policy", async () => {
    const client = await open(null);
    const { json } = await client.request("resources/read", { uri: "docs://a" });
    expect(json.error.data.code).toBe("no_policy");
    expect(world.upstream.of("resources/read")).toEqual([]);
  });
});

test("in shadow mode it passes, and the row says what would have been", async () => {
  const client = await open(POLICY.replace('"default"', '"mode":"shadow","default"'));
  expect((await client.request("resources/read", { uri: "docs://draft" })).json.result).toBeDefined();
  expect(await rows(client)).toEqual([["resources/read", "docs://draft", "shadow", "ok", []]]);
});

test("guarantee 3: a change holds from the next read", async () => {
  const client = await open();
  expect((await client.request("resources/read", { uri: "docs://a" })).json.result).toBeDefined();
  await world.revoke(client.seeded);
  expect((await client.request("resources/read", { uri: "docs://a" })).status).toBe(401);
  expect(world.upstream.of("resources/read")).toHaveLength(1);
});

test("completions, log levels and the end of a subscription are relayed without a row", async () => {
  const client = await open();
  const ref = { type: "ref/prompt", name: "ask" };
  const asked: [string, object][] = [
    ["completion/complete", { ref, argument: { name: "a", value: "v" }, context: { arguments: { b: "c" } } }],
    ["logging/setLevel", { level: "debug" }],
    ["resources/unsubscribe", { uri: "docs://draft" }],
  ];
  for (const [method, params] of asked) {
    expect((await client.request(method, params)).json.result).toBeDefined();
    expect(world.upstream.of(method)[0]?.message?.params).toEqual(params);
  }
  expect(await rows(client)).toEqual([]);
});
