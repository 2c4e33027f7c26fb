import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import { createGrant, revokeGrant } from "../src/grants";
import { createPolicy, listPolicies } from "../src/policies";
import {
  createServer,
  deleteServer,
  getServer,
  listServers,
  listTools,
  pinTools,
  requireServerAddress,
  serverConnection,
  serverPageSchema,
  type ToolDefinition,
  toolPageSchema,
  updateServer,
} from "../src/servers";
import { buildWorld, POLICY, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
});

afterAll(() => world.end());

function tool(name: string, description?: string): ToolDefinition {
  return { name, description, inputSchema: { type: "object" } };
}

describe("registering a server", () => {
  it("normalises its address and makes its slug from its name", async () => {
    const server = await createServer(tenant.ctx, {
      name: "  Ünïted CRM & Co. ",
      url: "HTTPS://Example.com:443/a/../mcp",
    });
    expect(server).toMatchObject({
      id: expect.stringMatching(/^srv_[0-9a-z]{26}$/),
      slug: "united-crm-co",
      name: "Ünïted CRM & Co.",
      url: "https://example.com/mcp",
      header_names: [],
      tool_count: 0,
      discovered_at: null,
      created_at: "2026-11-22T12:00:00.000Z",
    });
  });

  it("numbers a slug made from a name that is taken, and refuses one that was asked for", async () => {
    const [first, second] = [
      await createServer(tenant.ctx, { name: "Twin", url: "https://a.example.com" }),
      await createServer(tenant.ctx, { name: "Twin", url: "https://b.example.com" }),
    ];
    expect([first.slug, second.slug]).toEqual(["twin", "twin-2"]);
    const asked = createServer(tenant.ctx, { name: "Another", slug: "twin", url: "https://c.example.com" });
    await expect(asked).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("slug") });
  });

  it("of another organization may have the same slug", async () => {
    const other = await world.tenant("other");
    await createServer(tenant.ctx, { name: "x", slug: "same", url: "https://a.example.com" });
    expect((await createServer(other.ctx, { name: "x", slug: "same", url: "https://b.example.com" })).slug).toBe(
      "same",
    );
  });

  it.each([
    ["ftp://example.com", "/url"],
    ["https://user:pw@example.com/", "/url"],
    ["https://example.com/#x", "/url"],
    ["https://exa mple.com/", "/url"],
    ["https:\\\\example.com", "/url"],
    ["https://example.com:22/", "/url"],
    ["not a url", "/url"],
    ["javascript:alert(1)", "/url"],
  ])("refuses the address %s", async (url, pointer) => {
    const refused = createServer(tenant.ctx, { name: "x", url });
    await expect(refused).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer }] });
  });

  it.each(["mcp", "api", "Upper", "a--b", "-a", "a_b", "", "a".repeat(41)])("refuses the slug %j", async (slug) => {
    const refused = createServer(tenant.ctx, { name: "x", slug, url: "https://example.com" });
    await expect(refused).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: "/slug" }] });
  });

  it.each([
    ["Host", "x"],
    ["content-length", "1"],
    ["Transfer-Encoding", "chunked"],
    ["Cookie", "a=b"],
    ["Mcp-Session-Id", "x"],
    ["X-Forwarded-For", "1.2.3.4"],
    ["Proxy-Authorization", "x"],
    ["bad name", "x"],
    ["X-Ok", "line\r\nbreak"],
    ["X-Ok", "umlaut ü"],
    ["X-Ok", ""],
  ])("refuses the header %s: %j", async (name, value) => {
    const refused = createServer(tenant.ctx, { name: "x", url: "https://example.com", headers: { [name]: value } });
    await expect(refused).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: `/headers/${name}` }] });
  });

  it("refuses one header in two spellings, and a field nobody knows", async () => {
    const twice = { "X-Key": "a", "x-key": "b" };
    const input = { name: "x", url: "https://example.com", headers: twice };
    await expect(createServer(tenant.ctx, input)).rejects.toMatchObject({ problems: [{ pointer: "/headers/x-key" }] });
    const unknown = { name: "x", url: "https://example.com", organizationId: "org_other" };
    await expect(createServer(tenant.ctx, unknown)).rejects.toMatchObject({
      code: "INVALID",
      problems: [{ pointer: "/organizationId", detail: "unknown field" }],
    });
  });

  it("checks an address the same way before anything is saved", () => {
    expect(requireServerAddress(tenant.ctx, { url: "http://0x7f.1/mcp" })).toEqual({
      url: "http://127.0.0.1/mcp",
      headers: {},
    });
    expect(() => requireServerAddress(tenant.ctx, { url: "ftp://x" })).toThrow(/^\/url is not acceptable: /);
  });
});

describe("changing a server", () => {
  it("changes what is given and keeps the rest", async () => {
    const headers = { "X-B": "2", "X-A": "1" };
    const { id } = await createServer(tenant.ctx, {
      name: "Old",
      slug: "old",
      url: "https://old.example.com",
      headers,
    });
    world.now = new Date("2026-11-22T13:00:00.000Z");
    const changed = await updateServer(tenant.ctx, { id: "old", name: "New", url: "https://old.example.com/v2" });
    expect(changed).toMatchObject({
      id,
      slug: "old",
      name: "New",
      url: "https://old.example.com/v2",
      header_names: ["X-A", "X-B"],
      updated_at: "2026-11-22T13:00:00.000Z",
    });
    expect((await serverConnection(tenant.ctx, { id })).headers).toEqual(headers);
    expect((await updateServer(tenant.ctx, { id, headers: {} })).header_names).toEqual([]);
    expect((await serverConnection(tenant.ctx, { id })).headers).toEqual({});
  });

  it("never sends stored headers to another host", async () => {
    const headers = { Authorization: "Bearer x" };
    const { id } = await createServer(tenant.ctx, { name: "Move", url: "https://a.example.com", headers });
    for (const url of ["https://b.example.com", "http://a.example.com", "https://a.example.com:8443"]) {
      const moved = updateServer(tenant.ctx, { id, url });
      await expect(moved).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: "/headers" }] });
    }
    expect((await updateServer(tenant.ctx, { id, url: "https://b.example.com", headers })).url).toBe(
      "https://b.example.com/",
    );
  });
});

describe("pinning tools", () => {
  it("keeps the definition as it came", async () => {
    const { id } = await createServer(tenant.ctx, { name: "Definitions", url: "https://definitions.example.com" });
    const definition: ToolDefinition = {
      name: "weird \u{1F600} naïve\\u0000",
      title: "T",
      inputSchema: { type: "object", properties: { amount: { type: "number", maximum: 1e21 } } },
      outputSchema: { type: "object" },
      annotations: { readOnlyHint: true, vendor: { x: [1, null] } },
    };
    await pinTools(tenant.ctx, { id, tools: [definition] });
    const page = await listTools(tenant.ctx, { id });
    expect(toolPageSchema.parse(page)).toEqual(page);
    expect(page.data[0]).toMatchObject({
      name: definition.name,
      title: "T",
      description: null,
      input_schema: definition.inputSchema,
      output_schema: { type: "object" },
      annotations: definition.annotations,
    });
  });

  it("refuses two tools of one name and text that isn't text, and changes nothing then", async () => {
    const { id } = await createServer(tenant.ctx, { name: "Refusals", url: "https://refusals.example.com" });
    await pinTools(tenant.ctx, { id, tools: [tool("a")] });
    for (const tools of [[tool("x"), tool("x")], [tool("a\u0000")], [tool("x", "\ud800")]]) {
      await expect(pinTools(tenant.ctx, { id, tools })).rejects.toMatchObject({ code: "INVALID" });
    }
    expect((await listTools(tenant.ctx, { id })).data.map(({ name }) => name)).toEqual(["a"]);
  });

  it("takes as many tools as a server may have", async () => {
    const { id } = await createServer(tenant.ctx, { name: "Many", url: "https://many.example.com" });
    const tools = Array.from({ length: 5_000 }, (_, n) => tool(`tool_${n}`));
    expect((await pinTools(tenant.ctx, { id, tools })).added).toHaveLength(5_000);
    const oneMore = pinTools(tenant.ctx, { id, tools: [...tools, tool("one more")] });
    await expect(oneMore).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("deleting a server", () => {
  it("is refused, naming them, while active grants use it; then takes its tools and policies along", async () => {
    const { id } = await createServer(tenant.ctx, { name: "Doomed", url: "https://doomed.example.com" });
    await pinTools(tenant.ctx, { id, tools: [tool("a")] });
    const policy = await createPolicy(tenant.ctx, { server: id, name: "P", document: POLICY });
    const bindings = [{ server: id, policy: policy.id }];
    const active = await createGrant(tenant.ctx, { label: "the active one", team: "agents", bindings });
    const expires_at = new Date(world.now.getTime() + 60_000).toISOString();
    const expiring = await createGrant(tenant.ctx, { label: "the expiring one", team: "agents", bindings, expires_at });
    const named = expect.stringMatching(/the active one .*the expiring one/);
    await expect(deleteServer(tenant.ctx, { id })).rejects.toMatchObject({ code: "CONFLICT", message: named });
    world.now = new Date(world.now.getTime() + 60_000);
    await revokeGrant(tenant.ctx, { id: active.id });
    expect((await deleteServer(tenant.ctx, { id })).id).toBe(id);
    await expect(getServer(tenant.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listPolicies(tenant.ctx, { limit: 100 })).data.map((one) => one.id)).not.toContain(policy.id);
    const [event] = (await listAdminEvents(tenant.ctx, { limit: 1 })).data;
    expect(event).toMatchObject({ action: "server.deleted", target: { kind: "server", id }, before: { id } });
    expect(expiring.status).toBe("active");
  });
});

describe("listing", () => {
  it("pages through everything once, newest first, also when many were made in one millisecond", async () => {
    const lister = await world.tenant("lister");
    const made: string[] = [];
    for (let n = 0; n < 7; n++) {
      if (n % 3 === 0) world.now = new Date(world.now.getTime() + 1);
      made.push((await createServer(lister.ctx, { name: `S${n}`, url: "https://example.com" })).id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listServers(lister.ctx, { limit: 2, cursor });
      expect(serverPageSchema.parse(page)).toEqual(page);
      seen.push(...page.data.map(({ id }) => id));
      expect(page.pagination.has_more).toBe(page.pagination.next_cursor !== null);
      cursor = page.pagination.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.toReversed());
  });

  it.each(["garbage", "", Buffer.from('["x"]').toString("base64url"), Buffer.from("[1e99,1]").toString("base64url")])(
    "refuses the cursor %j",
    async (cursor) => {
      const refused = listServers(tenant.ctx, { cursor });
      await expect(refused).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: "/cursor" }] });
    },
  );

  it.each([0, 101, 1.5, "ten", ""])("refuses the limit %j", async (limit) => {
    const refused = listServers(tenant.ctx, { limit });
    await expect(refused).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: "/limit" }] });
  });
});
