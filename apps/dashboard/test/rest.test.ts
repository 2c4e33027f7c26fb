import { createApiKey, revokeApiKey } from "@policylayer/services/api-keys";
import { freePort, type RecordingUpstream, startRecordingUpstream } from "@policylayer/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { getDeps } from "../src/server/deps";
import { apiKeyContext } from "../src/server/rest/api-key-context";
import {
  bootstrap,
  buildRestWorld,
  type CallOptions,
  callApi,
  operationList,
  type RestWorld,
  routePaths,
} from "./rest-fixture";

vi.mock("server-only", () => ({}));

const POLICY = {
  version: "1",
  default: "deny",
  tools: { run_procedure: { action: "rate_limit", rate_limit: { max: 10, window: 60 } }, read_row: {} },
};

/** The policy with a condition of this pattern. */
function withPattern(value: string): unknown {
  return { ...POLICY, tools: { run_procedure: { require: [{ path: "args.name", op: "regex", value }] } } };
}

let world: RestWorld;
let upstream: RecordingUpstream;
let server: string;
let policy: string;
let grant: string;
let serial = 0;

async function call(method: string, path: string, options: CallOptions = {}) {
  return callApi(method, `/api/v1${path}`, { key: world.apiKey, ...options });
}

beforeAll(async () => {
  world = await buildRestWorld();
  upstream = await startRecordingUpstream(["run_procedure", "read_row"]);
  server = (await call("POST", "/servers", { body: { name: "CRM", url: upstream.url } })).body.id;
  policy = (await call("POST", `/servers/${server}/policies`, { body: { name: "Rules", document: POLICY } })).body.id;
  const bindings = [{ server, policy }];
  grant = (await call("POST", "/grants", { body: { label: "Agent", team: "agents", bindings } })).body.id;
});

afterAll(async () => {
  await upstream.stop();
  await world.end();
});

describe("from nothing to a grant", () => {
  it("goes through the whole of the API", async () => {
    const created = await call("POST", "/servers", {
      body: { name: "Whole way", url: upstream.url, headers: { "X-Key": "s3cret" } },
    });
    expect(created).toMatchObject({ status: 201, body: { slug: "whole-way", header_names: ["X-Key"], tool_count: 0 } });
    const { id } = created.body;
    const discovered = await call("POST", `/servers/${id}/discover`);
    expect(discovered).toMatchObject({
      status: 200,
      body: { tools: 2, added: ["read_row", "run_procedure"], changed: [], removed: [] },
    });
    const tools = await call("GET", `/servers/${id}/tools`);
    expect(tools.body.data.map((tool: { name: string }) => tool.name)).toEqual(["read_row", "run_procedure"]);
    expect(tools.body.data[1]).toMatchObject({
      risk: { class: "execute", severity: "high", evidence: expect.any(Array), override: null },
      recommended: { document: { tools: { run_procedure: { limits: [{ max: 10, window: "minute" }] } } } },
    });
    const override = { class: "destructive", note: "It drops tables." };
    const given = await call("PUT", `/servers/${id}/tools/${tools.body.data[1].id}/class`, { body: override });
    expect(given).toMatchObject({ status: 200, body: { risk: { class: "destructive", override } } });
    const taken = await call("PUT", `/servers/${id}/tools/run_procedure/class`, { body: { class: null } });
    expect(taken).toMatchObject({ status: 200, body: { risk: { class: "execute", override: null } } });
    const written = await call("POST", `/servers/${id}/policies`, { body: { name: "P", document: POLICY } });
    expect(written).toMatchObject({ status: 201, body: { version: 1, server: id } });
    expect(written.headers.get("etag")).toBe('"1"');
    const saved = await call("PUT", `/policies/${written.body.id}`, {
      body: { document: { ...POLICY, hide: ["drop_*"] }, message: "hide drops" },
      headers: { "if-match": '"1"' },
    });
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } });
    expect(saved.headers.get("etag")).toBe('"2"');
    const calls = ["run_procedure", "drop_table", "unheard_of"].map((tool) => ({ tool, args: {} }));
    const simulated = await call("POST", `/policies/${written.body.id}/simulate`, { body: { calls } });
    expect(simulated.body.data.map((one: { decision: string; rule: string }) => [one.decision, one.rule])).toEqual([
      ["allow", "/tools/run_procedure"],
      ["hide", "/hide/0"],
      ["hide", null],
    ]);
    const versions = `/policies/${written.body.id}/versions`;
    expect((await call("GET", `${versions}/1`)).body).toMatchObject({ version: 1, text: written.body.text });
    expect((await call("GET", `${versions}/9`)).status).toBe(404);
    const diff = await call("GET", `${versions}/2/diff?from=1`);
    expect(diff).toMatchObject({ status: 200, body: { from: 1, version: 2, total: diff.body.changes.length } });
    expect((await call("GET", `${versions}/2/diff`)).body).toEqual(diff.body);
    const stale = await call("POST", `${versions}/1/restore`, { headers: { "if-match": '"1"' } });
    expect(stale.status).toBe(412);
    const restored = await call("POST", `${versions}/1/restore`);
    expect(restored).toMatchObject({ status: 200, body: { version: 3, text: written.body.text } });
    expect(restored.headers.get("etag")).toBe('"3"');
    const bindings = [{ server: "whole-way", policy: written.body.id }];
    const granted = await call("POST", "/grants", { body: { label: "Agent", team: "agents", bindings } });
    expect(granted).toMatchObject({
      status: 201,
      body: { urls: { "whole-way": "http://127.0.0.1:3100/acme/agents/whole-way/mcp" }, status: "active" },
    });
    expect(granted.body.token).toMatch(/^plg_live_/);
    const rotated = await call("POST", `/grants/${granted.body.id}/rotate`);
    expect(rotated.body.token).not.toBe(granted.body.token);
    const revoked = await call("DELETE", `/grants/${granted.body.id}`);
    expect(revoked).toMatchObject({ status: 200, body: { status: "revoked" } });
    expect((await call("DELETE", `/servers/${id}`)).status).toBe(200);
    expect((await call("GET", `/servers/${id}`)).status).toBe(404);
  });

  it("changes the organization's settings", async () => {
    expect((await call("GET", "/organization")).body).toMatchObject({ slug: "acme", audit_mode: "strict" });
    const changed = await call("PATCH", "/organization", { body: { audit_mode: "available" } });
    expect(changed).toMatchObject({ status: 200, body: { audit_mode: "available" } });
    const refused = await call("PATCH", "/organization", { body: { audit_mode: "sometimes" } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/audit_mode" }] } });
    await call("PATCH", "/organization", { body: { audit_mode: "strict" } });
  });

  it("tells what is left of a grant's limits", async () => {
    const limits = await call("GET", `/grants/${grant}/limits`);
    expect(limits).toMatchObject({ status: 200, body: { pagination: { has_more: false }, unreadable: [] } });
    expect((await call("GET", "/grants/grt_absent/limits")).status).toBe(404);
  });

  it("lists in pages", async () => {
    const first = await call("GET", "/servers?limit=1");
    expect(first.body.data).toHaveLength(1);
    await call("POST", "/servers", { body: { name: "One more", url: upstream.url } });
    const page = await call("GET", "/servers?limit=1");
    const rest = await call("GET", `/servers?limit=1&cursor=${page.body.pagination.next_cursor}`);
    expect(rest.body.data).toEqual(first.body.data);
  });
});

type Row = readonly [
  status: number,
  code: string,
  method: string,
  path: () => string,
  options?: (() => CallOptions) | undefined,
  errors?: readonly object[],
];
const json = (body: unknown, headers = {}) => ({ body, headers });

const TABLE: readonly Row[] = [
  [
    400,
    "malformed_json",
    "POST",
    () => "/servers",
    () => json('{\n  "name": "x",\n  "url": }'),
    [{ pointer: "", line: 3, column: 10 }],
  ],
  [400, "malformed_json", "POST", () => "/servers", () => json('{"name":"a","name":"b"}'), [{ line: 1, column: 13 }]],
  [400, "invalid", "GET", () => "/servers?cursor=nonsense", undefined, [{ pointer: "/cursor" }]],
  [400, "invalid", "GET", () => "/servers?limit=1000", undefined, [{ pointer: "/limit" }]],
  [400, "invalid", "GET", () => "/servers?limit=1&limit=2", undefined, [{ pointer: "/limit" }]],
  [
    400,
    "invalid",
    "GET",
    () => "/calls?from=yesterday&colour=red",
    undefined,
    [{ pointer: "/from" }, { pointer: "/colour" }],
  ],
  [401, "unauthenticated", "GET", () => "/servers", () => ({ key: null })],
  [401, "unauthenticated", "GET", () => "/servers", () => ({ key: "plk_live_nonsense" })],
  [401, "unauthenticated", "GET", () => "/servers", () => ({ key: null, headers: { authorization: "Basic eDp5" } })],
  [401, "unauthenticated", "POST", () => "/servers", () => ({ key: null, body: "not even JSON" })],
  [404, "not_found", "GET", () => "/servers/absent"],
  [404, "not_found", "GET", () => "/policies/pol_absent"],
  [404, "not_found", "GET", () => "/calls/call_absent"],
  [404, "not_found", "PATCH", () => "/grants/grt_absent", () => json({ label: "x" })],
  [
    404,
    "not_found",
    "POST",
    () => "/grants",
    () => json({ label: "x", team: "absent", bindings: [] }),
    [{ pointer: "/team" }],
  ],
  [405, "method_not_allowed", "PUT", () => "/servers"],
  [405, "method_not_allowed", "POST", () => `/servers/${server}/tools`],
  [409, "conflict", "DELETE", () => `/servers/${server}`],
  [409, "conflict", "DELETE", () => `/policies/${policy}`],
  [409, "conflict", "POST", () => "/servers", () => json({ name: "x", slug: "crm", url: "https://x.example.com" })],
  [
    412,
    "precondition_failed",
    "PUT",
    () => `/policies/${policy}`,
    () => json({ document: POLICY }, { "if-match": '"7"' }),
  ],
  [
    412,
    "precondition_failed",
    "PUT",
    () => `/policies/${policy}`,
    () => json({ document: POLICY }, { "if-match": 'W/"1"' }),
  ],
  [413, "body_too_large", "POST", () => "/servers", () => json({ name: "x".repeat(1_048_577) })],
  [415, "unsupported_media_type", "POST", () => "/servers", () => json("{}", { "content-type": "text/plain" })],
  [
    415,
    "unsupported_media_type",
    "POST",
    () => "/servers",
    () => json("{}", { "content-type": "application/json; charset=latin1" }),
  ],
  [422, "invalid", "POST", () => "/servers", () => json([]), [{ pointer: "" }]],
  [
    422,
    "invalid",
    "POST",
    () => "/servers",
    () => json({ url: "ftp://x" }),
    [{ pointer: "/name" }, { pointer: "/url" }],
  ],
  [
    422,
    "invalid",
    "PATCH",
    () => `/servers/${server}`,
    () => json({ id: "srv_x" }),
    [{ pointer: "/id", detail: "unknown field" }],
  ],
  [422, "invalid", "POST", () => `/policies/${policy}/simulate`, () => json({ calls: [] }), [{ pointer: "/calls" }]],
  ...["(?<=a)b", "(?<!a)b", "a(?=b)", "(a)\\1", "(x{1,1000}){1,1000}", "(?:a{30}){30}{2}"].map(
    (pattern): Row => [
      422,
      "invalid",
      "POST",
      () => `/servers/${server}/policies`,
      () => json({ name: "x", document: withPattern(pattern) }),
      [{ pointer: "/tools/run_procedure/require/0/value" }],
    ],
  ),
  [428, "precondition_required", "PUT", () => `/policies/${policy}`, () => json({ document: POLICY })],
];

describe("what is refused", () => {
  it.each(TABLE.map((row) => ({ row, title: `${row[0]} ${row[1]}: ${row[2]}` })))(
    "$title",
    async ({ row: [status, code, method, path, options, errors] }) => {
      const answer = await call(method, path(), options?.() ?? {});
      expect(answer).toMatchObject({ status, body: { code, ...(errors === undefined ? {} : { errors }) } });
      expect(answer.body.detail).toMatch(/^[A-Z0-9/].*[.…]$/);
    },
  );

  it("401 asks for a key, the same way for every key that isn't in force", async () => {
    const ctx = await apiKeyContext(new Headers({ authorization: `Bearer ${world.apiKey}` }));
    const revoked = await createApiKey(ctx, { name: "revoked", role: "admin" });
    await revokeApiKey(ctx, { id: revoked.id });
    const expires_at = new Date(Date.now() + 60_000).toISOString();
    const expired = await createApiKey(ctx, { name: "expired", role: "admin", expires_at });
    await getDeps().db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', 'policylayer_system', true)`;
      await tx.$executeRaw`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = ${expired.id}`;
    });
    const wrong = `${world.apiKey.slice(0, -1)}${world.apiKey.endsWith("0") ? "1" : "0"}`;
    const answers = await Promise.all(
      [revoked.key, expired.key, wrong, "x"].map((key) => call("GET", "/servers", { key })),
    );
    for (const answer of answers) {
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="PolicyLayer API", error="invalid_token"');
      expect({ ...answer.body, request_id: "" }).toEqual({ ...answers[0]?.body, request_id: "" });
    }
    const without = await call("GET", "/servers", { key: null });
    expect(without.headers.get("www-authenticate")).toBe('Bearer realm="PolicyLayer API"');
  });

  it("403 for a role that doesn't include it", async () => {
    const ctx = await apiKeyContext(new Headers({ authorization: `Bearer ${world.apiKey}` }));
    const viewer = await createApiKey(ctx, { name: "viewer", role: "viewer" });
    const answer = await call("POST", "/servers", {
      key: viewer.key,
      body: { name: "x", url: "https://x.example.com" },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await call("GET", "/servers", { key: viewer.key })).status).toBe(200);
  });

  it("404 alike for what is foreign and what is absent", async () => {
    const other = await bootstrap(`other-${++serial}`);
    for (const path of [`/servers/${server}`, `/policies/${policy}`, `/grants/${grant}`]) {
      const foreign = await call("GET", path, { key: other.api_key });
      const absent = await call("GET", path.replace(/.{4}$/, "zzzz"), { key: other.api_key });
      expect(foreign.status).toBe(404);
      expect({ ...foreign.body, request_id: "" }).toEqual({ ...absent.body, request_id: "" });
    }
  });

  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
    "404 as a problem for %s of an address nothing answers",
    async (method) => {
      for (const path of ["/api/v1/nonsense", "/api/v2/servers", "/api/nonsense/a/b"]) {
        const answer = await callApi(method, path);
        expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
      }
    },
  );

  it("405 says what is allowed", async () => {
    expect((await call("DELETE", "/servers")).headers.get("allow")).toBe("GET, POST, HEAD");
    expect((await call("GET", `/servers/${server}/discover`)).headers.get("allow")).toBe("POST");
  });

  it("422 for a malformed policy, with pointer, line and column of the body as it was sent", async () => {
    const body = [
      "{",
      '  "name": "Broken",',
      '  "document": {',
      '    "version": "1",',
      '    "default": "perhaps",',
      '    "tools": {"run_procedure": {"rate_limits": {"max": 10}}}',
      "  }",
      "}",
    ].join("\n");
    const answer = await call("POST", `/servers/${server}/policies`, { body });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: "invalid",
        errors: [
          { pointer: "/default", line: 5, column: 16 },
          { pointer: "/tools/run_procedure/rate_limits", line: 6 },
        ],
      },
    });
  });

  it("422 for a policy that is a text, with the line in that text", async () => {
    const document = '{\n"version": "1",\n"default": deny\n}';
    const answer = await call("PUT", `/policies/${policy}`, { body: { document }, headers: { "if-match": '"1"' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ line: 3 }] } });
  });
});

describe("an upstream that can't be listed", () => {
  it("is a 502 that says what was seen and changes nothing", async () => {
    const url = `http://127.0.0.1:${await freePort()}/mcp`;
    const { body } = await call("POST", "/servers", { body: { name: "Nobody", url } });
    const answer = await call("POST", `/servers/${body.id}/discover`);
    expect(answer).toMatchObject({
      status: 502,
      body: { code: "upstream_unreachable", detail: expect.stringContaining("connection refused") },
    });
    expect((await call("GET", `/servers/${body.id}`)).body.discovered_at).toBeNull();
  });
});

describe("the OpenAPI document", () => {
  it("is served to everybody, in version 3.1", async () => {
    const { status, body } = await callApi("GET", "/api/v1/openapi.json");
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: "3.1.0", servers: [{ url: "http://127.0.0.1:3000/api/v1" }] });
    expect(body.paths["/policies/{id}"].put.parameters).toContainEqual(
      expect.objectContaining({ name: "If-Match", in: "header", required: true }),
    );
    const creation = body.paths["/servers"].post.requestBody.content["application/json"].schema;
    expect(creation.required).toEqual(["name", "url"]);
  });

  it("has every route, and every route has a call", () => {
    const routes = routePaths().filter((path) => path.startsWith("/api/v1/") && !path.endsWith("openapi.json"));
    const documented = [...new Set(operationList.map(([, { path }]) => `/api/v1${path}`))].sort();
    expect(documented).toEqual(routes);
  });

  it.each(operationList)("%s is answered by its route and wants a key", async (_name, { method, path }) => {
    const answer = await call(method.toUpperCase(), path.replace("{id}", "x"), { key: null });
    expect(answer.status).toBe(401);
  });
});
