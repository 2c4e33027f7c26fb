import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askingPolicy, decide, pendingOf, REFUND_TOOLS } from "./approval-world";
import { auditOf, createWorld, eventually, secrets, type World } from "./harness";
import { answerJson, answerRaw, answerResult, headerOf, type RecordingUpstream } from "./recording-upstream";
import { seedColleague } from "./seed-world";
import { NEW, refuseDiscovery, StatelessTestClient, stateless } from "./stateless-client";

const ELICITS = { "io.modelcontextprotocol/clientCapabilities": { elicitation: { form: {} } } };
const QUESTION = { method: "elicitation/create", params: { mode: "form", message: "Sure?", requestedSchema: {} } };

let world: World;
beforeAll(async () => {
  world = await createWorld({ keepAliveMs: 20, grantPendingMax: 2, pooledSessionsMax: 1, streamCheckMs: 50 });
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
  world.upstream.behaviour = answerJson;
});

/** Makes the upstream one of 2026-07-28, which asks before it answers. */
function asking(upstream: RecordingUpstream): void {
  const discovery = { resultType: "complete", supportedVersions: [NEW], capabilities: { tools: {} } };
  upstream.on.set("server/discover", answerResult(discovery));
  upstream.behaviour = (res, arrival) => {
    const isAnswered = arrival.message?.params?.requestState === "sealed";
    const asked = { resultType: "input_required", inputRequests: { sure: QUESTION }, requestState: "sealed" };
    const done = { resultType: "complete", content: [{ type: "text", text: "done" }] };
    answerResult(isAnswered ? done : asked)(res, arrival);
  };
}

function callOf(meta: object, more: object = {}): { readonly body: string; readonly headers: Record<string, string> } {
  return stateless("tools/call", { name: "run_procedure", arguments: {}, ...more }, meta);
}

test("what a server asks before it answers is relayed, and so is the second round", async () => {
  asking(world.upstream);
  const seeded = await world.seed();
  const client = new StatelessTestClient(world.proxy, seeded);
  const first = callOf(ELICITS);
  const asked = await client.post(first.body, first.headers);
  expect(asked.json.result).toEqual({
    resultType: "input_required",
    inputRequests: { sure: QUESTION },
    requestState: "sealed",
  });
  const inputResponses = { sure: { action: "accept", content: { ok: true } } };
  const second = callOf(ELICITS, { inputResponses, requestState: "sealed" });
  const answered = await client.post(second.body, second.headers);
  expect(answered.json.result.content).toEqual([{ type: "text", text: "done" }]);
  const [, call] = world.upstream.calls;
  expect(call?.message?.params).toMatchObject({ inputResponses, requestState: "sealed", _meta: ELICITS });
  expect(headerOf(call, "mcp-name")).toBe("run_procedure");
  const methods = (await auditOf(world.watcher, seeded)).flatMap((record) =>
    record.kind === "intent" ? [[record.intent.method, record.decision]] : [],
  );
  expect(methods).toEqual([
    ["tools/call", "allow"],
    ["elicitation/create", "allow"],
    ["tools/call", "allow"],
  ]);
});

test("a second round counts as a call, so that none can be forged past a limit", async () => {
  asking(world.upstream);
  const limits = [{ counter: "runs", window: "hour", max: 1 }];
  const policy = JSON.stringify({ version: "1", default: "allow", tools: { run_procedure: { limits } } });
  const client = new StatelessTestClient(world.proxy, await world.seed({ policy }));
  const more = { inputResponses: { sure: { action: "accept" } }, requestState: "sealed" };
  const rounds = [callOf(ELICITS), callOf(ELICITS, more), callOf(ELICITS, { requestState: "made up" })];
  const decisions: unknown[] = [];
  for (const { body, headers } of rounds) {
    const { json } = await client.post(body, headers);
    decisions.push(json.result._meta?.["policylayer/decision"].code ?? json.result.resultType);
  }
  expect(decisions).toEqual(["input_required", "limit_exceeded", "limit_exceeded"]);
  expect(world.upstream.calls).toHaveLength(1);
});

test("what the policy lets no server ask is neither declared nor relayed, and is recorded", async () => {
  asking(world.upstream);
  const policy = '{"version":"1","default":"allow","server_requests":{"default":"deny"}}';
  const seeded = await world.seed({ policy });
  const { body, headers } = callOf(ELICITS);
  const answer = await new StatelessTestClient(world.proxy, seeded).post(body, headers);
  expect(answer.json.error.code).toBe(-31403);
  expect(answer.text).not.toContain("Sure?");
  const said = world.upstream.calls[0]?.message?.params?._meta as Record<string, unknown>;
  expect(said["io.modelcontextprotocol/clientCapabilities"]).toEqual({});
  expect(await auditOf(world.watcher, seeded)).toContainEqual(
    expect.objectContaining({
      kind: "intent",
      decision: "deny",
      intent: expect.objectContaining({ method: "elicitation/create" }),
    }),
  );
});

test("a client isn't asked what it did not say that it can", async () => {
  asking(world.upstream);
  const { body, headers } = callOf({});
  const answer = await new StatelessTestClient(world.proxy, await world.seed()).post(body, headers);
  expect(answer.json.error.code).toBe(-32603);
  expect(answer.text).not.toContain("Sure?");
});

test("a call that waits for a person says so, and is answered once it was approved", async () => {
  refuseDiscovery(world.upstream);
  const seeded = await world.seed({ policy: askingPolicy({ wait_seconds: 60 }), tools: REFUND_TOOLS });
  const client = new StatelessTestClient(world.proxy, seeded);
  const answer = client.call("refund", { amount: 7 }, { progressToken: "mine" });
  const approval = await pendingOf(world, seeded);
  await decide(world, approval, "approved");
  const { text } = await answer;
  expect(text).toContain(`Waiting for a person to decide (${approval.id})`);
  expect(text).toContain('"progressToken":"mine"');
  expect(text).toContain('{\\"amount\\":7}');
});

test("a client that leaves while its call waits has not used the approval", async () => {
  refuseDiscovery(world.upstream);
  const seeded = await world.seed({ policy: askingPolicy({ wait_seconds: 60 }), tools: REFUND_TOOLS });
  const client = new StatelessTestClient(world.proxy, seeded);
  const { body, headers } = stateless("tools/call", { name: "refund", arguments: { amount: 7 } });
  const abort = new AbortController();
  const url = world.proxy.url + seeded.path;
  const call = fetch(url, { method: "POST", body, headers: { ...client.headers, ...headers }, signal: abort.signal });
  // The answer's stream may have opened by then.
  const gone = call.then((answer) => answer.text()).catch(() => "gone");
  const approval = await pendingOf(world, seeded);
  abort.abort();
  expect(await gone).toBe("gone");
  await decide(world, approval, "approved");
  expect(world.upstream.calls).toEqual([]);
  expect((await client.call("refund", { amount: 7 })).json.result.content[0].text).toBe('{"amount":7}');
  expect(world.upstream.calls).toHaveLength(1);
});

test("a grant has only so many requests in flight", async () => {
  refuseDiscovery(world.upstream);
  const client = new StatelessTestClient(world.proxy, await world.seed());
  const answers: (() => void)[] = [];
  world.upstream.behaviour = (res, arrival) => void answers.push(() => answerJson(res, arrival));
  const calls = [client.call("run_procedure"), client.call("run_procedure")];
  await eventually(
    "both calls",
    () => answers.length,
    (count) => count === 2,
  );
  const third = await client.call("run_procedure");
  expect([third.status, third.json.error.data.code]).toEqual([503, "grant_busy"]);
  for (const answer of answers) answer();
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200]);
});

test("a session that nobody uses makes room for another grant's", async () => {
  refuseDiscovery(world.upstream);
  const seeded = await world.seed();
  const token = await seedColleague(world.db, secrets, seeded);
  await new StatelessTestClient(world.proxy, seeded).call("run_procedure");
  const colleague = new StatelessTestClient(world.proxy, { ...seeded, token });
  expect((await colleague.call("run_procedure")).status).toBe(200);
  expect(world.upstream.of("initialize").length).toBeGreaterThan(1);
  await eventually(
    "the end of the first session",
    () => world.upstream.arrivals.filter(({ method }) => method === "DELETE").length,
    (count) => count > 0,
  );
});

test("every session in use: nothing is sent, and the client may try again", async () => {
  refuseDiscovery(world.upstream);
  const seeded = await world.seed();
  const token = await seedColleague(world.db, secrets, seeded);
  const answers: (() => void)[] = [];
  world.upstream.behaviour = (res, arrival) => void answers.push(() => answerJson(res, arrival));
  const call = new StatelessTestClient(world.proxy, seeded).call("run_procedure");
  await eventually(
    "the call",
    () => answers.length,
    (count) => count === 1,
  );
  const refused = await new StatelessTestClient(world.proxy, { ...seeded, token }).call("run_procedure");
  expect(refused.json.error.data).toMatchObject({ retryable: true });
  for (const answer of answers) answer();
  expect((await call).status).toBe(200);
});

test("a session is ended when it was idle for a while", async () => {
  const other = await createWorld({ pooledSessionIdleMs: 0, streamCheckMs: 50 });
  refuseDiscovery(other.upstream);
  await new StatelessTestClient(other.proxy, await other.seed()).call("run_procedure");
  await eventually(
    "its end",
    () => other.upstream.arrivals.filter(({ method }) => method === "DELETE").length,
    (count) => count === 1,
  );
  await other.close();
});

test("an upstream that changes its revision is followed, and no call is sent twice", async () => {
  refuseDiscovery(world.upstream);
  const client = new StatelessTestClient(world.proxy, await world.seed());
  expect((await client.call("run_procedure")).status).toBe(200);
  asking(world.upstream);
  const refusal = {
    jsonrpc: "2.0",
    id: null,
    error: { code: -32022, message: "none of ours", data: { supported: [NEW] } },
  };
  const before = world.upstream.behaviour;
  world.upstream.onInitialize = answerRaw(400, { "content-type": "application/json" }, JSON.stringify(refusal));
  world.upstream.behaviour = (res, arrival) => {
    const isNew = headerOf(arrival, "mcp-protocol-version") === NEW;
    const refused = answerRaw(400, { "content-type": "application/json" }, JSON.stringify(refusal));
    (isNew ? before : refused)(res, arrival);
  };
  const { body, headers } = callOf(ELICITS, { requestState: "sealed" });
  expect((await client.post(body, headers)).json.result.content).toEqual([{ type: "text", text: "done" }]);
  expect((await client.request("server/discover")).json.result.capabilities).toEqual({ tools: {} });
  const taken = world.upstream.calls.filter((arrival) => headerOf(arrival, "mcp-protocol-version") === NEW);
  expect(taken).toHaveLength(1);
  world.upstream.onInitialize = null;
});
