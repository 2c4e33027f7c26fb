import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  type EverythingServer,
  mintGrant,
  type Product,
  type Registered,
  recordedCalls,
  registerServer,
  startEverythingServer,
  startProduct,
} from "@policylayer/testing/product";
import { afterAll, beforeAll, expect, it } from "vitest";

// The rule of the product's first page, on a tool of a server that somebody else wrote.
const POLICY = {
  version: "1",
  default: "deny",
  tools: { echo: { limits: [{ counter: "echo_rate", window: "minute", max: 10, scope: "grant" }] } },
};

let product: Product;
let upstream: EverythingServer;
let registered: Registered;

beforeAll(async () => {
  [product, upstream] = await Promise.all([startProduct(), startEverythingServer()]);
  registered = await registerServer(product, {
    name: "Everything",
    slug: "everything",
    url: upstream.url,
    policy: POLICY,
  });
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});

it("lets 10 of 15 calls a minute through to a real server, tells the client of the others, and records all 15", async () => {
  const grant = await mintGrant(product, registered, "ci-runner");
  const client = new Client({ name: "first-call", version: "1.0.0" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(product.bootstrapped.proxy_url + grant.path), {
      requestInit: { headers: { authorization: `Bearer ${grant.token}` } },
    }),
  );

  expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(["echo"]);

  const answers = [];
  for (let n = 1; n <= 15; n++) answers.push(await client.callTool({ name: "echo", arguments: { message: `n${n}` } }));
  expect(answers.slice(0, 10).map((answer) => answer.content)).toEqual(
    Array.from({ length: 10 }, (_, n) => [{ type: "text", text: `Echo: n${n + 1}` }]),
  );
  for (const answer of answers.slice(10)) {
    expect(answer.isError).toBe(true);
    expect(answer.content).toEqual([
      {
        type: "text",
        text: expect.stringMatching(
          /^\[POLICY DENIED\] echo is limited to 10 calls a minute\. Try again in (\d+ seconds?|1 minute.*)\.$/,
        ),
      },
    ]);
    expect(answer._meta?.["policylayer/decision"]).toEqual({
      decision: "rate_limited",
      code: "limit_exceeded",
      rule: "/tools/echo/limits/0",
      call_id: expect.stringMatching(/^call_/),
      retry_after_ms: expect.any(Number),
      limit: { counter: "echo_rate", max: 10, window: "minute", remaining: 0 },
    });
  }
  expect(upstream.calls).toEqual(Array.from({ length: 10 }, () => "echo"));

  const rows = await recordedCalls(product, grant.id, 15);
  expect(rows.length).toBe(15);
  expect(rows.filter((row) => row.decision === "allow").map((row) => [row.rule, row.outcome])).toEqual(
    Array.from({ length: 10 }, () => ["/tools/echo", "ok"]),
  );
  expect(rows.filter((row) => row.decision === "rate_limited").map((row) => [row.rule, row.code])).toEqual(
    Array.from({ length: 5 }, () => ["/tools/echo/limits/0", "limit_exceeded"]),
  );
  await client.close();
});

it("refuses a tool that the policy doesn't name, and one that doesn't exist", async () => {
  const grant = await mintGrant(product, registered, "curious");
  const client = new Client({ name: "curious", version: "1.0.0" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(product.bootstrapped.proxy_url + grant.path), {
      requestInit: { headers: { authorization: `Bearer ${grant.token}` } },
    }),
  );
  const before = upstream.calls.length;
  const denied = await client.callTool({ name: "get-env", arguments: {} });
  expect(denied.isError).toBe(true);
  expect(denied._meta?.["policylayer/decision"]).toMatchObject({
    decision: "deny",
    code: "default_deny",
    rule: "/default",
  });
  await expect(client.callTool({ name: "no-such-tool", arguments: {} })).rejects.toThrow("Unknown tool: no-such-tool");
  expect(upstream.calls.length).toBe(before);
  const rows = await recordedCalls(product, grant.id, 2);
  expect(rows.map((row) => [row.tool, row.decision, row.code, row.rule])).toEqual([
    ["no-such-tool", "hide", "unknown_tool", null],
    ["get-env", "deny", "default_deny", "/default"],
  ]);
  await client.close();
});
