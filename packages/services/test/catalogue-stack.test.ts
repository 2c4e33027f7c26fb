import { createDb, type Db } from "@policylayer/db";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CatalogueDeps, findByIdentity, readStackServers, recordListing } from "../src/catalogue";

let database: TestDatabase;
let db: Db;
let deps: CatalogueDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  deps = { db, now: () => new Date("2026-11-22T12:00:00.000Z") };
  const tool = (name: string, description: string) => ({ name, description, inputSchema: { type: "object" } });
  const npm = (identifier: string) => [{ registryType: "npm", identifier }];
  await recordListing(deps, "file", [
    {
      server: { name: "acme/files", title: "Files", packages: npm("@acme/files-mcp") },
      tools: [tool("read_file", "Reads a file"), tool("delete_file", "Deletes a file")],
      listedAt: deps.now(),
    },
    {
      server: { name: "fork/files", title: "A fork", packages: npm("@acme/files-mcp") },
      tools: null,
      listedAt: deps.now(),
    },
    {
      server: {
        name: "acme/many",
        title: "Many",
        packages: [
          { registryType: "pypi", identifier: "Acme_Many.mcp" },
          { registryType: "oci", identifier: "docker.io/acme/many:1.2.3" },
          { registryType: "oci", identifier: "ghcr.io/acme/many@sha256:0011" },
        ],
        remotes: [
          { type: "streamable-http", url: "https://Many.acme.dev:8443/mcp/?x=1" },
          { type: "streamable-http", url: "https://{tenant}.acme.dev/mcp" },
        ],
      },
      tools: null,
      listedAt: deps.now(),
    },
    { server: { name: "acme/gone", status: "deleted", packages: npm("gone") }, tools: null, listedAt: deps.now() },
  ]);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

describe("servers by what they are known by elsewhere", () => {
  it.each([
    ["npm:@acme/files-mcp", "acme-files"],
    ["pypi:acme-many-mcp", "acme-many"],
    ["oci:acme/many", "acme-many"],
    ["oci:ghcr.io/acme/many", "acme-many"],
    ["remote:many.acme.dev/mcp", "acme-many"],
    ["npm:gone", undefined],
    ["npm:acme-many-mcp", undefined],
    ["npm:%", undefined],
  ])("%s", async (identity, slug) => {
    const found = await findByIdentity(deps, { identities: [identity, "npm:absent"] });
    expect(found.map((each) => [each.identity, each.slug])).toEqual(slug === undefined ? [] : [[identity, slug]]);
  });

  it("are asked for by package or address only, and not by the thousand", async () => {
    await expect(findByIdentity(deps, { identities: ["hunter"] })).rejects.toMatchObject({ code: "INVALID" });
    const many = Array.from({ length: 201 }, (_, index) => `npm:p${index}`);
    await expect(findByIdentity(deps, { identities: many })).rejects.toMatchObject({ code: "INVALID" });
    expect(await findByIdentity(deps, { identities: [] })).toEqual([]);
  });
});

describe("the servers of a stack", () => {
  it("come in the order asked with what the analysis needs, without those that are unknown or deleted", async () => {
    const servers = await readStackServers(deps, {
      slugs: ["acme-many", "absent", "acme-files", "acme-gone", "acme-many"],
    });
    expect(servers.map(({ slug, tools }) => [slug, tools?.map(({ name }) => name) ?? null])).toEqual([
      ["acme-many", null],
      ["acme-files", ["delete_file", "read_file"]],
    ]);
    expect(servers[0]?.urls).toEqual(["https://Many.acme.dev:8443/mcp/?x=1"]);
    expect(servers[1]?.tools?.[0]).toMatchObject({
      class: "destructive",
      severity: "critical",
      tokenCount: expect.any(Number),
    });
  });

  it("are at most 25", async () => {
    const slugs = Array.from({ length: 26 }, (_, index) => `s${index}`);
    await expect(readStackServers(deps, { slugs })).rejects.toMatchObject({ code: "INVALID" });
  });
});
