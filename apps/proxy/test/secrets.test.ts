import { afterAll, beforeAll, expect, test } from "vitest";
import { auditOf, createWorld, eventually, TestClient, type World } from "./harness";
import { answerRaw, headerOf, SECRET_OF_UPSTREAM } from "./recording-upstream";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const CLIENT_SECRETS = {
  cookie: "session=client-secret-cookie",
  "proxy-authorization": "Basic client-secret-proxy",
  "x-forwarded-for": "203.0.113.9",
  forwarded: "for=203.0.113.9",
  "x-api-key": "client-secret-key",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
};

test("the upstream gets its own credentials and nothing of the client's but a trace id", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  await client.post('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run_procedure"}}', CLIENT_SECRETS);
  const call = world.upstream.calls[0];
  expect(headerOf(call, "authorization")).toBe(SECRET_OF_UPSTREAM);
  expect(headerOf(call, "traceparent")).toBe(CLIENT_SECRETS.traceparent);
  const names = call?.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  expect(names?.sort()).toEqual([
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "mcp-protocol-version",
    "mcp-session-id",
    "traceparent",
    "user-agent",
  ]);
  expect(JSON.stringify(world.upstream.arrivals)).not.toContain(client.seeded.token);
});

test("guarantee 7: secrets stay put: no secret reaches an answer, the stream, the log or the metrics, also when things go wrong", async () => {
  const client = await TestClient.open(world.proxy, await world.seed());
  const answers = [
    await client.call("run_procedure", { password: "argument-secret-1" }),
    await client.call("no_such_tool", { password: "argument-secret-2" }),
    await client.request("tools/list"),
    await client.post("{broken"),
  ];
  world.upstream.behaviour = answerRaw(500, {}, `your token ${SECRET_OF_UPSTREAM}`);
  answers.push(await client.call("run_procedure", { password: "argument-secret-3" }));
  const records = await eventually(
    "the outcomes",
    () => auditOf(world.watcher, client.seeded),
    (all) => all.filter(({ kind }) => kind === "outcome").length === 3,
  );
  const stream = JSON.stringify(records);
  const seen = {
    stream,
    log: world.proxy.logged(),
    metrics: world.proxy.app.metrics.render(),
    answers: answers.slice(1).map(({ text, headers }) => [text, headers]),
  };
  const everything = JSON.stringify(seen);
  expect(stream).toContain("password");
  for (const secret of [
    SECRET_OF_UPSTREAM,
    "upstream-secret",
    client.seeded.token,
    "argument-secret",
    "upstream-session-1",
  ]) {
    expect(everything).not.toContain(secret);
  }
});

test("headers that can't be opened mean that nothing is sent", async () => {
  const seeded = await world.seed();
  await world.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.organization_id', ${seeded.organizationId}, true)`;
    await tx.server.update({ where: { id: seeded.serverId }, data: { headersCiphertext: Uint8Array.from([1, 2, 3]) } });
  });
  world.upstream.arrivals.length = 0;
  await expect(TestClient.open(world.proxy, seeded)).rejects.toThrow('"code":"upstream_error"');
  expect(world.upstream.arrivals).toEqual([]);
  expect(world.proxy.logged()).toContain("the server's headers could not be opened");
});
