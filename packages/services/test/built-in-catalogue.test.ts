import { createDb, type Db } from "@policylayer/db";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { builtInCatalogueSchema, builtInServer, loadBuiltInCatalogue } from "../src/built-in-catalogue";
import file from "../src/built-in-catalogue/built-in.json" with { type: "json" };
import {
  catalogueTotals,
  getCatalogueServer,
  getCatalogueTool,
  reclassifyCatalogue,
  recordListing,
} from "../src/catalogue";

const data = builtInCatalogueSchema.parse(file);

let database: TestDatabase;
let db: Db;
const now = new Date("2027-01-01T00:00:00Z");
const deps = () => ({ db, now: () => now });

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

it("holds at least ten servers, and no sentence of their authors but the one that is quoted", () => {
  expect(data.servers.length).toBeGreaterThanOrEqual(11);
  const described = data.servers.flatMap(({ server, tools }) =>
    tools.filter(({ description }) => description !== null).map(({ name }) => `${server.name} ${name}`),
  );
  expect(described).toEqual(["nonetss/komodo-mcp run_procedure"]);
  const tools = data.servers.flatMap(({ tools: listed }) => listed);
  const parameters = tools.flatMap(({ parameters: listed }) => listed);
  expect(parameters.filter(({ description }) => description !== undefined)).toEqual([]);
  const quotes = tools.flatMap(({ evidence }) =>
    evidence.filter(({ source }) => source === "description" || source === "title").map(({ quote }) => quote ?? ""),
  );
  expect(quotes.length).toBeGreaterThan(100);
  expect(quotes.filter((quote) => /\s/.test(quote))).toEqual([]);
});

it("leaves out what isn't a fact when a server is run", () => {
  const inputSchema = { properties: { path: { type: "string", description: "Where the thing is kept" } } };
  const tool = { name: "wipe", description: "Permanently erases the whole thing.", inputSchema };
  const made = JSON.stringify(builtInServer({ name: "acme/x" }, [tool], now));
  expect(made).not.toMatch(/whole thing|is kept/);
  expect(made).toContain('"class":"destructive"');
});

it("is loaded once, and shows its pages", async () => {
  expect(await loadBuiltInCatalogue(deps())).toBe(data.servers.length);
  expect(await loadBuiltInCatalogue(deps())).toBe(0);
  expect(await catalogueTotals(deps())).toMatchObject({ servers: data.servers.length });
  expect(await getCatalogueTool(deps(), "nonetss-komodo-mcp", "run_procedure")).toMatchObject({
    class: "execute",
    severity: "high",
    description: "Ejecuta un procedimiento específico",
    evidence: expect.arrayContaining([expect.objectContaining({ source: "description", quote: "Ejecuta" })]),
  });
  expect(await getCatalogueServer(deps(), "modelcontextprotocol-server-memory")).toMatchObject({
    official: true,
    source: "built_in",
    transports: ["stdio"],
    risk: "destructive",
  });
});

it("keeps its classes when others are classified again, and gives way to whoever lists a server here", async () => {
  const classified = await getCatalogueTool(deps(), "modelcontextprotocol-server-filesystem", "write_file");
  const tools = [{ name: "run_procedure", description: "Runs a procedure" }, { name: "list_stacks" }];
  const server = { name: "nonetss/komodo-mcp", title: "Komodo" };
  await recordListing(deps(), "file", [{ server, tools, listedAt: new Date("2026-12-01T00:00:00Z") }]);
  expect(await reclassifyCatalogue(deps(), 100, "99")).toBe(1);
  expect(await reclassifyCatalogue(deps(), 100, "99")).toBe(0);
  expect(await getCatalogueTool(deps(), "modelcontextprotocol-server-filesystem", "write_file")).toEqual(classified);
  await database.asOwner("UPDATE catalogue_sources SET content_hash = 'of an older version' WHERE id = 'built_in'");
  expect(await loadBuiltInCatalogue(deps())).toBe(data.servers.length);
  const komodo = await getCatalogueServer(deps(), "nonetss-komodo-mcp");
  expect(komodo).toMatchObject({ title: "Komodo", tools: 2, by_class: { read: 1, execute: 1 } });
});
