import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { approvalsOf, askingPolicy, decide, decisionOf, pendingOf, REFUND_TOOLS } from "./approval-world";
import { auditOf, createWorld, eventually, startProxy, TestClient, type World } from "./harness";
import type { Seeded } from "./seed-world";

/** What a client waits for an answer that says nothing. */
const CLIENT_MS = 2_000;

let world: World;
beforeEach(async () => {
  world = await createWorld({ keepAliveMs: 20, heldCallsMax: 2 });
});
afterEach(() => world.close());

function seed(approval: object = { wait_seconds: 60 }, rule: object = {}): Promise<Seeded> {
  return world.seed({ policy: askingPolicy(approval, rule), tools: REFUND_TOOLS });
}

/** A call whose answer is read as it comes: the comments, notifications and the answer. */
async function streamed(client: TestClient, params: object, signal?: AbortSignal) {
  const answer = await fetch(world.proxy.url + client.seeded.path, {
    method: "POST",
    headers: client.headers,
    body: JSON.stringify({ jsonrpc: "2.0", id: "held", method: "tools/call", params }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await answer.text();
  const events = text.split("\n\n").filter((event) => event !== "");
  const messages = events.flatMap((event) => (event.startsWith("data: ") ? [JSON.parse(event.slice(6))] : []));
  return { status: answer.status, type: answer.headers.get("content-type"), events, messages };
}

function isHeld(count = 1): Promise<number> {
  const read = () => world.proxy.app.metrics.get("policylayer_approvals_total", "held");
  return eventually(`${count} held calls`, read, (held) => held === count);
}

/** What the worker makes of the records: the last decision of each call. */
async function decisionsOf(seeded: Seeded): Promise<string[]> {
  const last = new Map<string, string>();
  for (const record of await auditOf(world.watcher, seeded)) {
    if (record.kind === "intent") last.set(record.intent.callId, record.decision);
  }
  return [...last.values()];
}

test("the official client hears that its call waits, and gets the server's answer once it was approved", async () => {
  const seeded = await seed();
  const client = new Client({ name: "real", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(world.proxy.url + seeded.path), {
    requestInit: { headers: { Authorization: `Bearer ${seeded.token}` } },
  });
  // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  const steps: { progress: number; message?: string | undefined }[] = [];
  const calledAt = performance.now();
  const answer = client.callTool({ name: "refund", arguments: { amount: 7 } }, undefined, {
    onprogress: (step) => steps.push(step),
    timeout: CLIENT_MS,
    resetTimeoutOnProgress: true,
  });
  const approval = await pendingOf(world, seeded);
  // Longer than the client would wait for an answer that says nothing.
  await eventually(
    "progress",
    () => steps.length,
    (count) => count > 1 && performance.now() - calledAt > CLIENT_MS,
  );
  await decide(world, approval, "approved");
  expect((await answer).content).toEqual([{ type: "text", text: '{"amount":7}' }]);
  expect(steps[0]).toMatchObject({ message: `Waiting for a person to decide (${approval.id})` });
  const told = steps.map(({ progress }) => progress);
  expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  expect(Math.max(...told)).toBeLessThanOrEqual(0);
  await client.close();
});

test("without a progress token there are comments, and the answer is the stream's only message", async () => {
  const seeded = await seed();
  const client = await TestClient.open(world.proxy, seeded);
  const answer = await fetch(world.proxy.url + seeded.path, {
    method: "POST",
    headers: client.headers,
    body: JSON.stringify({ jsonrpc: "2.0", id: "held", method: "tools/call", params: { name: "refund" } }),
  });
  // The head comes with the first comment, while the call still waits.
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  await decide(world, await pendingOf(world, seeded), "denied");
  const events = (await answer.text()).split("\n\n").filter((event) => event !== "");
  const last = events.pop() ?? "";
  expect(new Set(events)).toEqual(new Set([":"]));
  expect(decisionOf({ json: JSON.parse(last.slice("data: ".length)) })).toMatchObject({ code: "approval_denied" });
});

test("a grant revoked while its call waits: the call ends with an error, and the approval is no use", async () => {
  const seeded = await seed();
  const client = await TestClient.open(world.proxy, seeded);
  const answer = streamed(client, { name: "refund", _meta: { progressToken: "p" } });
  const approval = await pendingOf(world, seeded);
  await isHeld();
  await world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.organization_id', ${seeded.organizationId}, true)`;
    await tx.grant.update({ where: { id: seeded.grantId }, data: { revokedAt: new Date() } });
  });
  await world.bumpEpoch(seeded);
  await decide(world, approval, "approved");
  const { messages } = await answer;
  expect(messages.at(-1)).toMatchObject({ id: "held", error: { data: { code: "unauthorized", retryable: false } } });
  expect(world.upstream.calls).toHaveLength(0);
  expect((await approvalsOf(world, seeded)).map(({ status }) => status)).toEqual(["approved"]);
});

test("a policy changed while a call waits is the one that judges it", async () => {
  const seeded = await seed();
  const client = await TestClient.open(world.proxy, seeded);
  const answer = client.call("refund", { amount: 7 });
  const approval = await pendingOf(world, seeded);
  await isHeld();
  await world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.organization_id', ${seeded.organizationId}, true)`;
    const policyId = seeded.policyId ?? "";
    const document = '{"version":"1","default":"deny"}';
    const { organizationId } = seeded;
    await tx.policyVersion.create({ data: { policyId, organizationId, version: 2, document, authorName: "seed" } });
    await tx.policy.update({ where: { id: policyId }, data: { version: 2 } });
  });
  await world.bumpEpoch(seeded);
  await decide(world, approval, "approved");
  const { text } = await answer;
  expect(text).toContain("default_deny");
  expect(world.upstream.calls).toHaveLength(0);
  expect((await approvalsOf(world, seeded)).map(({ status }) => status)).toEqual(["approved"]);
  expect(await decisionsOf(seeded)).toEqual(["deny"]);
});

test("a client that cancels, or leaves, uses up no approval", async () => {
  const seeded = await seed();
  const client = await TestClient.open(world.proxy, seeded);
  const cancelled = streamed(client, { name: "refund", arguments: { n: 1 } });
  const first = await pendingOf(world, seeded);
  await isHeld();
  await client.post({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: "held" } });
  expect((await cancelled).status).toBe(200);

  const gone = new AbortController();
  const left = streamed(client, { name: "refund", arguments: { n: 2 } }, gone.signal).catch(() => "left");
  const second = await pendingOf(world, seeded, 2);
  await isHeld(2);
  gone.abort();
  expect(await left).toBe("left");
  await eventually(
    "the outcome of both",
    () => auditOf(world.watcher, seeded),
    (all) => all.filter(({ kind }) => kind === "outcome").length === 2,
  );
  for (const approval of [first, second]) await decide(world, approval, "approved");
  expect((await approvalsOf(world, seeded)).map(({ status }) => status)).toEqual(["approved", "approved"]);
  expect(world.upstream.calls).toHaveLength(0);
  expect(decisionOf(await client.call("refund", { n: 2 }))).toBe("allowed");
});

test("a proxy that holds as many calls as it may answers the next at once", async () => {
  const seeded = await seed();
  const client = await TestClient.open(world.proxy, seeded);
  const held = [1, 2].map((n) => client.call("refund", { n }));
  await isHeld(2);
  expect(decisionOf(await client.call("refund", { n: 3 }))).toMatchObject({ code: "approval_required" });
  for (const approval of await approvalsOf(world, seeded)) await decide(world, approval, "denied");
  for (const answer of held) expect((await answer).text).toContain("approval_denied");
});

test("a proxy told to stop answers what it holds, and the approval works on the next", async () => {
  const seeded = await seed();
  const client = await TestClient.open(world.proxy, seeded);
  const answer = client.call("refund", { amount: 7 });
  const approval = await pendingOf(world, seeded);
  await isHeld();
  await world.proxy.app.drain(20_000, 1_000);
  expect((await answer).text).toContain(approval.id);
  expect(await decisionsOf(seeded)).toEqual(["approval_required"]);
  const next = await startProxy({ databaseUrl: world.database.url });
  await decide(world, approval, "approved");
  const again = await TestClient.open(next, seeded);
  expect(decisionOf(await again.call("refund", { amount: 7 }))).toBe("allowed");
  await next.close();
});

test("an approved call that could not be sent gives back its approval and its limits", async () => {
  const seeded = await seed({}, { limits: [{ counter: "refunds", window: "hour", max: 1 }] });
  const client = await TestClient.open(world.proxy, seeded);
  await client.call("refund", { amount: 1 });
  await decide(world, await pendingOf(world, seeded), "approved");
  await world.upstream.stop();
  expect((await client.call("refund", { amount: 1 })).json.error.data).toMatchObject({ code: "upstream_error" });
  expect((await approvalsOf(world, seeded)).map(({ status }) => status)).toEqual(["approved"]);
  // Had the limit been kept, this one would be refused for it.
  expect((await client.call("refund", { amount: 1 })).json.error.data).toMatchObject({ code: "upstream_error" });
});
