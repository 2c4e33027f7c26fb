import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditOf, createWorld, TestClient, type World } from "./harness";
import { bodyOf, RawClient } from "./raw-client";
import type { Seeded } from "./seed-world";

// Names and arguments that try to mean one thing to the policy and another to the server, one case a row, sent as bytes;
// with what the agent is told and what stands in the record.

const POLICY = JSON.stringify({
  version: "1",
  default: "deny",
  hide: ["secret_*"],
  tools: {
    delete_customer: {
      arguments: "schema",
      require: [
        { path: "args.amount", op: "lte", value: 100 },
        { path: "args.to", op: "regex", value: "^[a-z]+$" },
      ],
    },
    fetch: { require: [{ path: "args.url", op: "regex", value: "^https://api\\.example\\.com/[a-z/]*$" }] },
    drop_table: { action: "deny", reason: "Ask the DBAs." },
    secret_deny: { action: "deny", reason: "Nobody shall read this." },
  },
});
const inputSchema = {
  type: "object",
  properties: { amount: { type: "number" }, to: { type: "string" } },
  required: ["amount"],
  additionalProperties: false,
};

let world: World;
let seeded: Seeded;
let raw: RawClient;
beforeAll(async () => {
  world = await createWorld();
  const open = (name: string) => ({ name, inputSchema: { type: "object" } });
  const tools = [
    { name: "delete_customer", inputSchema },
    ...["fetch", "drop_table", "secret_drop", "secret_deny", "kelvin"].map(open),
  ];
  seeded = await world.seed({ policy: POLICY, tools });
  raw = new RawClient(world.proxy, await TestClient.open(world.proxy, seeded));
});
afterAll(() => world.close());
beforeEach(() => {
  world.upstream.arrivals.length = 0;
});

function call(name: string, args: string): string {
  return `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":${JSON.stringify(name)},"arguments":${args}}}`;
}

/** The newest decision in the record. */
async function recorded(): Promise<unknown> {
  const records = await auditOf(world.watcher, seeded);
  const intent = records.findLast(({ kind }) => kind === "intent");
  return intent?.kind === "intent" ? [intent.decision, intent.code, intent.intent.tool] : null;
}

describe("a tool's name is taken by exact code points: unknown is", () => {
  test.each([
    ["upper case", "DELETE_customer"],
    ["a space behind it", "delete_customer "],
    ["a space before it", " delete_customer"],
    ["a NUL", "delete_customer\u0000"],
    ["a line break", "delete_customer\n"],
    ["a zero-width space", "delete\u200b_customer"],
    ["a Cyrillic letter", "d\u0435lete_customer"],
    ["a full-width letter", "\uff44elete_customer"],
    ["a Kelvin sign", "\u212aelvin"],
    ["a right-to-left override", "\u202edelete_customer"],
    ["a decomposed letter", "de\u0301lete_customer"],
    ["129 characters", "n".repeat(129)],
    ["nothing", ""],
    ["a prototype's name", "__proto__"],
    ["a server's slug before it", "upstream__delete_customer"],
    ["a path", "../delete_customer"],
  ])("%s", async (_, name) => {
    const answer = await raw.send({ body: call(name, "{}") });
    expect(answer.status).toBe(200);
    expect(bodyOf(answer)).toEqual({
      jsonrpc: "2.0",
      id: 1,
      error: { code: -32602, message: expect.stringMatching(/^Unknown tool: /) },
    });
    expect(world.upstream.arrivals).toEqual([]);
    expect(await recorded()).toEqual(["hide", "unknown_tool", name.replaceAll("\0", "\ufffd").slice(0, 256)]);
  });
});

test("a hidden, a denied and hidden, and an absent tool get one answer, byte for byte", async () => {
  const answers = [];
  for (const name of ["secret_drop", "secret_deny", "never_there"]) {
    const { text, status } = await raw.send({ body: call(name, "{}") });
    answers.push([status, text.replaceAll(name, "NAME").replace(/\r\nDate: [^\r]*/, "")]);
    expect(await recorded()).toEqual(["hide", name === "never_there" ? "unknown_tool" : "hidden", name]);
  }
  expect(answers[0]).toEqual([200, expect.stringContaining('"error":{"code":-32602,"message":"Unknown tool: NAME"}}')]);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  expect(world.upstream.arrivals).toEqual([]);
});

test("a denied tool that is visible tells its reason and nothing else of the policy", async () => {
  const answer = await raw.send({ body: call("drop_table", "{}") });
  expect(bodyOf(answer).result.content).toEqual([{ type: "text", text: "[POLICY DENIED] Ask the DBAs." }]);
  expect(answer.text).not.toMatch(/DBAs.*DBAs|secret_|amount/);
  expect(await recorded()).toEqual(["deny", "rule_deny", "drop_table"]);
  expect(world.upstream.arrivals).toEqual([]);
});

describe("arguments that a rule compares are denied with", () => {
  const url = (text: string) => `{"url":${JSON.stringify(text)}}`;
  const rows: [what: string, tool: string, args: string, code: string][] = [
    ["another case", "delete_customer", '{"Amount":5,"to":"a"}', "ambiguous_argument"],
    ["two cases", "delete_customer", '{"amount":5,"AMOUNT":500,"to":"a"}', "ambiguous_argument"],
    ["capitals beside it", "fetch", '{"url":"https://api.example.com/","URL":"https://evil/"}', "ambiguous_argument"],
    ["a list for a number", "delete_customer", '{"amount":[5],"to":"a"}', "argument_type"],
    ["a wrapped number", "delete_customer", '{"amount":{"value":5},"to":"a"}', "argument_type"],
    ["a text for a number", "delete_customer", '{"amount":"5","to":"a"}', "argument_type"],
    ["true for a number", "delete_customer", '{"amount":true,"to":"a"}', "argument_type"],
    ["a list for a text", "delete_customer", '{"amount":5,"to":["x"]}', "argument_type"],
    ["null", "delete_customer", '{"amount":null,"to":"a"}', "require_failed"],
    ["nothing", "delete_customer", '{"to":"a"}', "require_failed"],
    ["no arguments at all", "delete_customer", "{}", "require_failed"],
    ["one that the schema doesn't name", "delete_customer", '{"amount":5,"to":"a","force":true}', "schema_mismatch"],
    ["a prototype", "delete_customer", '{"amount":5,"to":"a","__proto__":{"amount":500}}', "schema_mismatch"],
    ["white space", "delete_customer", '{"amount":5,"to":" a"}', "require_failed"],
    ["a line break at the end", "delete_customer", '{"amount":5,"to":"a\\n"}', "require_failed"],
    ["a number beyond 2^53", "delete_customer", '{"amount":-9007199254740993,"to":"a"}', "unsafe_number"],
    ["an infinite number", "delete_customer", '{"amount":-1e400,"to":"a"}', "unsafe_number"],
    ["a number that rounds down", "delete_customer", '{"amount":100.00000000000000000001,"to":"a"}', "unsafe_number"],
    ["dot segments", "fetch", url("https://api.example.com/../admin"), "require_failed"],
    ["encoded dot segments", "fetch", url("https://api.example.com/%2e%2e/admin"), "require_failed"],
    ["a user before the host", "fetch", url("https://api.example.com@evil.com/"), "require_failed"],
    ["a back slash", "fetch", url("https://api.example.com\\@evil.com/"), "require_failed"],
    ["a host that goes on", "fetch", url("https://api.example.com.evil.com/"), "require_failed"],
    ["a full-width letter", "fetch", url("https://api.example.com/\uff41"), "require_failed"],
    ["a NUL", "fetch", url("https://api.example.com/a\0"), "require_failed"],
  ];
  test.each(rows)("%s", async (_, tool, args, code) => {
    const answer = await raw.send({ body: call(tool, args) });
    expect(answer.status).toBe(200);
    expect(bodyOf(answer).result).toMatchObject({
      isError: true,
      _meta: { "policylayer/decision": { decision: "deny", code } },
    });
    expect(await recorded()).toEqual(["deny", code, tool]);
    expect(world.upstream.arrivals).toEqual([]);
  });

  test.each([
    ["minus zero", '{"amount":-0,"to":"a"}'],
    ["a whole number with a fraction", '{"amount":1.0,"to":"a"}'],
    ["an exponent", '{"amount":1E2,"to":"a"}'],
    ["an escaped name", '{"am\\u006funt":5,"to":"\\u0061"}'],
  ])("and pass, as they were written, with %s", async (_, args) => {
    expect((await raw.send({ body: call("delete_customer", args) })).status).toBe(200);
    expect(world.upstream.calls.map(({ body }) => body)).toEqual([expect.stringContaining(`"arguments":${args}}`)]);
    expect(await recorded()).toEqual(["allow", "allowed", "delete_customer"]);
  });
});
