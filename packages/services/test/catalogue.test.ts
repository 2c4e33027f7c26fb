import { createDb, type Db } from "@policylayer/db";
import { policyDocumentSchema } from "@policylayer/policy";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type CatalogueDeps,
  catalogueTotals,
  draftCataloguePolicy,
  getCatalogueServer,
  getCatalogueTool,
  reclassifyCatalogue,
  recordListing,
  refreshCatalogueTotals,
  type ServerListing,
  searchCatalogue,
  searchCatalogueTools,
  similarServers,
} from "../src/catalogue";

let database: TestDatabase;
let db: Db;
let deps: CatalogueDeps;
let now: Date;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
});
beforeEach(() => {
  now = new Date("2026-11-22T12:00:00.000Z");
  deps = { db, now: () => now };
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const KOMODO = {
  name: "nonetss/komodo-mcp",
  title: "Komodo MCP Server",
  description: "Manage Komodo infrastructure",
  remotes: [{ type: "streamable-http", url: "https://komodo.example.com/mcp" }],
};
const RUN = {
  name: "run_procedure",
  description: "Ejecuta un procedimiento específico",
  inputSchema: { type: "object", properties: { procedure: { type: "string" } }, required: ["procedure"] },
};
const tool = (name: string, description?: string) => ({ name, description, inputSchema: { type: "object" } });

function listing(server: ServerListing["server"], tools: ServerListing["tools"]): ServerListing {
  return { server, tools, listedAt: now };
}

function later(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
}

describe("recording a listing", () => {
  it("classifies its tools and shows them riskiest first", async () => {
    const tools = [tool("list_stacks", "Lists all stacks"), RUN, tool("delete_stack", "Deletes a stack")];
    expect(await recordListing(deps, "file", [listing(KOMODO, tools)])).toEqual({ servers: 1, listings: 1, tools: 3 });
    const server = await getCatalogueServer(deps, "nonetss-komodo-mcp");
    expect(server).toMatchObject({
      name: "nonetss/komodo-mcp",
      tools: 3,
      by_class: { read: 1, write: 0, execute: 1, destructive: 1, financial: 0 },
      risk: "destructive",
      transports: ["streamable-http"],
      listed_at: now.toISOString(),
      changes: [{ kind: "listed", tool: null, detail: { tools: 3 } }],
    });
    expect(server?.tool_list.map(({ name }) => name)).toEqual(["delete_stack", "run_procedure", "list_stacks"]);
    expect(server?.tokens).toBe(server?.tool_list.reduce((sum, { tokens }) => sum + tokens, 0));
  });

  it("keeps what a tool's page needs: facts, evidence, and a rule that parses", async () => {
    const found = await getCatalogueTool(deps, "nonetss-komodo-mcp", "run_procedure");
    expect(found).toMatchObject({
      class: "execute",
      severity: "high",
      language: "es",
      description: "Ejecuta un procedimiento específico",
      parameter_list: [{ name: "procedure", type: "string", required: true }],
      parameters: 1,
      required: 1,
      recommended: {
        document: {
          tools: { run_procedure: { limits: [{ counter: "run_procedure_rate", window: "minute", max: 10 }] } },
        },
      },
    });
    expect(found?.evidence).toContainEqual(expect.objectContaining({ source: "description", quote: "Ejecuta" }));
    expect(policyDocumentSchema.safeParse(found?.recommended.document).success).toBe(true);
    expect(found?.siblings.map(({ name }) => name)).toEqual(["delete_stack", "list_stacks"]);
    const draft = await draftCataloguePolicy(deps, "nonetss-komodo-mcp");
    expect(policyDocumentSchema.safeParse(JSON.parse(draft ?? "")).success).toBe(true);
    expect(await getCatalogueTool(deps, "nonetss-komodo-mcp", "absent")).toBeNull();
    expect(await getCatalogueServer(deps, "absent")).toBeNull();
  });

  it("changes nothing when it is recorded again, also under the registry's name for it", async () => {
    const before = await getCatalogueServer(deps, "nonetss-komodo-mcp");
    later(5);
    const tools = [tool("delete_stack", "Deletes a stack"), RUN, tool("list_stacks", "Lists all stacks")];
    expect(await recordListing(deps, "file", [listing(KOMODO, tools)])).toEqual({ servers: 0, listings: 0, tools: 0 });
    expect(await getCatalogueServer(deps, "nonetss-komodo-mcp")).toEqual({ ...before, synced_at: now.toISOString() });
    const again = { ...KOMODO, name: "io.github.nonetss/komodo-mcp" };
    expect(await recordListing(deps, "registry", [listing(again, null)])).toMatchObject({ servers: 1, listings: 0 });
    expect(await getCatalogueServer(deps, "nonetss-komodo-mcp")).toMatchObject({ name: again.name, tools: 3 });
  });

  it("writes down what is different, line by line", async () => {
    later(10);
    const other = { ...RUN, inputSchema: { type: "object", properties: { force: { type: "boolean" } } } };
    const tools = [other, tool("list_stacks", "Lists all stacks"), tool("create_stack", "Creates a stack")];
    await recordListing(deps, "file", [listing(KOMODO, tools)]);
    const server = await getCatalogueServer(deps, "nonetss-komodo-mcp");
    const lines = server?.changes.filter(({ at }) => at === now.toISOString()) ?? [];
    expect(lines.map(({ kind, tool: name }) => [kind, name]).sort()).toEqual([
      ["tool_added", "create_stack"],
      ["tool_changed", "run_procedure"],
      ["tool_removed", "delete_stack"],
    ]);
    expect(lines.find(({ kind }) => kind === "tool_changed")?.detail).toMatchObject({
      parameters_added: ["force"],
      parameters_removed: ["procedure"],
      description_changed: false,
    });
    expect(server).toMatchObject({ tools: 3, by_class: { read: 1, write: 1, execute: 1, destructive: 0 } });
  });

  it("leaves a listing aside that is older than the one that is known", async () => {
    const old = { ...listing(KOMODO, [tool("ancient")]), listedAt: new Date("2020-01-01T00:00:00Z") };
    expect(await recordListing(deps, "file", [old])).toMatchObject({ listings: 0 });
  });

  it("gives servers whose names read alike addresses of their own, that stay", async () => {
    const twins = [listing({ name: "acme/mail-box" }, null), listing({ name: "acme-mail/box" }, null)];
    await recordListing(deps, "file", twins);
    const { data } = await searchCatalogue(deps, { q: "acme mail box" });
    const slugs = new Set(data.map(({ slug }) => slug));
    expect(slugs.size).toBe(2);
    expect(slugs).toContain("acme-mail-box");
    await recordListing(deps, "file", [...twins].reverse());
    expect(new Set((await searchCatalogue(deps, { q: "acme mail box" })).data.map(({ slug }) => slug))).toEqual(slugs);
  });

  it("a deleted server keeps its address and history, loses its tools, and is found no more", async () => {
    const server = { name: "io.github.acme/gone" };
    await recordListing(deps, "registry", [listing(server, [tool("get_thing", "Gets a thing")])]);
    later(1);
    await recordListing(deps, "registry", [listing({ ...server, status: "deleted" }, null)]);
    expect(await getCatalogueServer(deps, "acme-gone")).toMatchObject({ status: "deleted", tools: 0, tool_list: [] });
    expect((await searchCatalogue(deps, { q: "gone" })).data).toEqual([]);
    expect((await searchCatalogueTools(deps, { q: "get_thing" })).data).toEqual([]);
    later(1);
    await recordListing(deps, "registry", [listing(server, [tool("get_thing", "Gets a thing")])]);
    const back = await getCatalogueServer(deps, "acme-gone");
    expect(back).toMatchObject({ status: "active", tools: 1 });
    expect(back?.changes.map(({ kind }) => kind)).toEqual(["listed", "status", "status", "listed"]);
  });

  it("doesn't let a file overwrite what the registry says of a server", async () => {
    await recordListing(deps, "registry", [listing({ name: "io.github.acme/own", description: "Ours" }, null)]);
    await recordListing(deps, "file", [listing({ name: "acme/own", description: "Theirs", status: "deleted" }, null)]);
    expect(await getCatalogueServer(deps, "acme-own")).toMatchObject({ description: "Ours", status: "active" });
  });
});

it("classified again from what is kept, a tool may only become graver", async () => {
  const tools = [tool("get_row", "Gets a row"), tool("drop_table", "Drops a table"), tool("pay", "Pays an invoice")];
  await recordListing(deps, "file", [listing({ name: "acme/again" }, tools)]);
  await database.asOwner(
    `UPDATE catalogue_tools SET class = CASE name WHEN 'get_row' THEN 'destructive' ELSE 'read' END
     WHERE server_id = (SELECT id FROM catalogue_servers WHERE slug = 'acme-again')`,
  );
  expect(await reclassifyCatalogue(deps, 1_000, "99")).toBeGreaterThan(0);
  expect(await reclassifyCatalogue(deps, 1_000, "99")).toBe(0);
  const server = await getCatalogueServer(deps, "acme-again");
  expect(server?.tool_list.map((each) => [each.name, each.class])).toEqual([
    ["pay", "financial"],
    ["drop_table", "destructive"],
    ["get_row", "destructive"],
  ]);
  const again = server?.changes.filter(({ kind }) => kind === "reclassified").map(({ tool: name }) => name);
  expect(again?.sort()).toEqual(["drop_table", "pay"]);
});

describe("searching", () => {
  it("finds servers by name, text, stem, beginning, camel case, and the names of their tools", async () => {
    const server = { name: "com.stripe/mcp", title: "Stripe", description: "Takes payments", official: true };
    await recordListing(deps, "file", [listing(server, [tool("createRefund", "Refunds a charge")])]);
    for (const q of ["stripe", "Stripe payment", "strip", "refund", "createRefund", "com.stripe/mcp"]) {
      expect(
        (await searchCatalogue(deps, { q })).data.map(({ slug }) => slug),
        q,
      ).toContain("com-stripe-mcp");
    }
    const found = await searchCatalogue(deps, {
      q: "stripe",
      official: true,
      risk: ["financial"],
      transport: ["stdio"],
    });
    expect(found.data).toEqual([]);
    expect((await searchCatalogue(deps, { q: "stripe", official: true, risk: ["financial"] })).facets).toEqual({
      total: 1,
      official: 1,
      by_risk: { financial: 1 },
      by_transport: {},
    });
  });

  it("finds a server by the registry's name, and not every server of the registry by a part of theirs", async () => {
    const server = { name: "io.github.zeta/lamp", title: "Lamp" };
    await recordListing(deps, "registry", [listing(server, null)]);
    expect((await searchCatalogue(deps, { q: "io.github.zeta/lamp" })).data.map(({ slug }) => slug)).toEqual([
      "zeta-lamp",
    ]);
    expect((await searchCatalogue(deps, { q: "github" })).data.map(({ slug }) => slug)).not.toContain("zeta-lamp");
  });

  it("forgives a typing mistake, and says so", async () => {
    expect(await searchCatalogue(deps, { q: "komdo" })).toMatchObject({
      match: "similar",
      data: [{ slug: "nonetss-komodo-mcp" }],
    });
    expect(await searchCatalogueTools(deps, { q: "run_procedrue" })).toMatchObject({
      match: "similar",
      data: [{ name: "run_procedure" }],
    });
  });

  it("finds the tools of all servers whose names are spelt like it, the nearest names first, as a filter has them", async () => {
    const zebra = ["zebrify_stripes", "zebrifyStripes", "ZEBRIFY_STRIPES", "zebrify_stripe_now", "unrelated"];
    await recordListing(deps, "file", [
      listing(
        { name: "zoo/one" },
        zebra.map((name) => tool(name)),
      ),
      listing({ name: "zoo/two" }, [tool("zebrify_stripes"), { ...tool("zebrify_strip"), description: "Deletes all" }]),
    ]);
    const find = async (more: object = {}) => {
      const { match, data } = await searchCatalogueTools(deps, { q: "zebrfy_stripes", ...more });
      return { match, found: data.map(({ server, name }) => `${server.slug} ${name}`) };
    };
    const { match, found } = await find();
    expect(match).toBe("similar");
    expect(found.slice(0, 3).sort()).toEqual([
      "zoo-one ZEBRIFY_STRIPES",
      "zoo-one zebrify_stripes",
      "zoo-two zebrify_stripes",
    ]);
    expect(found).toContain("zoo-one zebrify_stripe_now");
    expect(found).not.toContain("zoo-one unrelated");
    expect((await find({ limit: 2 })).found).toEqual(found.slice(0, 2));
    expect((await find({ server: "zoo-two" })).found).toEqual(["zoo-two zebrify_stripes", "zoo-two zebrify_strip"]);
    expect((await find({ class: ["destructive"] })).found).toEqual(["zoo-two zebrify_strip"]);
  });

  it("knows the names of the tools there are, and no other", async () => {
    const names = () =>
      db.catalogueToolName.findMany({ where: { name: { startsWith: "quagga" } }, orderBy: { name: "asc" } });
    const record = (server: ServerListing["server"], tools: string[]) => {
      later(1);
      return recordListing(deps, "file", [
        listing(
          server,
          tools.map((name) => tool(name)),
        ),
      ]);
    };
    await record({ name: "herd/one" }, ["quagga_run", "Quagga_Run", "quagga_rest"]);
    await record({ name: "herd/two" }, ["quagga_run", "quagga_graze"]);
    expect(await names()).toEqual([{ name: "quagga_graze" }, { name: "quagga_rest" }, { name: "quagga_run" }]);
    // Listed anew without two of them, one of which the other has, too.
    await record({ name: "herd/one" }, ["quagga_sleep"]);
    expect(await names()).toEqual([{ name: "quagga_graze" }, { name: "quagga_run" }, { name: "quagga_sleep" }]);
    await record({ name: "herd/one", status: "deleted" }, []);
    expect(await names()).toEqual([{ name: "quagga_graze" }, { name: "quagga_run" }]);
    await database.asOwner("DELETE FROM catalogue_servers WHERE slug = 'herd-two'");
    expect(await names()).toEqual([]);
  });

  it("asks nothing of a question that is an operator, a quote or an emoji", async () => {
    for (const q of ["'", "a:* & !b | (", "\\", "%", "🦎", "a <-> b", "x".repeat(200), "\u202E", "the"]) {
      expect((await searchCatalogue(deps, { q })).data, q).toEqual(expect.any(Array));
      expect((await searchCatalogueTools(deps, { q })).data, q).toEqual(expect.any(Array));
    }
  });

  it("pages through everything once", async () => {
    const many = Array.from({ length: 57 }, (_, n) =>
      listing({ name: `paging/server-${n}`, official: n % 2 === 0 }, [tool(`page_${n}`)]),
    );
    await recordListing(deps, "file", many);
    for (const q of ["paging", ""]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await searchCatalogue(deps, { q, limit: 10, ...(cursor !== undefined && { cursor }) });
        seen.push(...page.data.map(({ slug }) => slug));
        cursor = page.pagination.next_cursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size, q).toBe(seen.length);
      expect(
        seen.filter((slug) => slug.startsWith("paging-")),
        q,
      ).toHaveLength(57);
    }
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchCatalogueTools(deps, { q: "page", limit: 9, ...(cursor !== undefined && { cursor }) });
      names.push(...page.data.map(({ name }) => name));
      cursor = page.pagination.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect([names.length, new Set(names).size]).toEqual([57, 57]);
    await expect(searchCatalogue(deps, { cursor: "nonsense" })).rejects.toThrow(/cursor/);
  });

  it("names servers that are alike, and none for one that isn't there", async () => {
    await recordListing(deps, "file", [listing({ name: "other/komodo-tools", description: "More for Komodo" }, null)]);
    expect((await similarServers(deps, "nonetss-komodo-mcp")).map(({ slug }) => slug)).toEqual(["other-komodo-tools"]);
    expect(await similarServers(deps, "absent")).toEqual([]);
  });
});

it("is counted by one dated query that agrees with the rows", async () => {
  expect((await catalogueTotals(deps)).as_of).toBeNull();
  await refreshCatalogueTotals(deps);
  const totals = await catalogueTotals(deps);
  const { facets } = await searchCatalogue(deps);
  expect(totals).toMatchObject({ servers: facets?.total, by_risk: facets?.by_risk, as_of: now.toISOString() });
  expect(totals.tools).toBe(await db.catalogueTool.count());
  expect(Object.values(totals.by_class).reduce((sum, n) => sum + n, 0)).toBe(totals.tools);
});

it("is read by everybody and written by nobody but named system work", async () => {
  await expect(db.catalogueServer.deleteMany()).rejects.toThrow(/permission denied/);
  await expect(db.catalogueTotals.updateMany({ data: { servers: 0 } })).rejects.toThrow(/permission denied/);
  expect(await db.catalogueServer.count()).toBeGreaterThan(50);
});
