import { createGuardedFetch } from "@policylayer/net";
import { type RecordingUpstream, startRecordingUpstream } from "@policylayer/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogueServerAddress, getCatalogueServer, listCatalogueServer, recordListing } from "../src/catalogue";
import { buildWorld, type World } from "./world";

const guardedFetch = createGuardedFetch({ allowPrivate: true, timeoutMs: 5_000 });

let world: World;
let upstream: RecordingUpstream;
let slug: string;

beforeAll(async () => {
  world = await buildWorld();
  upstream = await startRecordingUpstream(["read_row", "delete_row"]);
  const remotes = [{ type: "streamable-http", url: upstream.url }];
  const servers = [{ name: "com.acme/mcp", remotes }, { name: "acme/local" }];
  await recordListing(
    world.deps,
    "registry",
    servers.map((server) => ({ server, tools: null, listedAt: world.now })),
  );
  slug = "com-acme-mcp";
});
afterAll(async () => {
  await upstream.stop();
  await world.end();
});

it("connects only with consent, and to an address that the catalogue has", async () => {
  // @ts-expect-error: nothing is contacted unasked.
  await expect(listCatalogueServer(world.deps, guardedFetch, { slug, record: true })).rejects.toMatchObject({
    code: "INVALID",
  });
  const local = { slug: "acme-local", consent: true, record: true } as const;
  await expect(listCatalogueServer(world.deps, guardedFetch, local)).rejects.toThrow(/no public address/);
  const absent = { ...local, slug: "absent" };
  await expect(listCatalogueServer(world.deps, guardedFetch, absent)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(upstream.arrivals).toEqual([]);
});

it("lists a public server, and records it only when asked", async () => {
  const seen = await listCatalogueServer(world.deps, guardedFetch, { slug, consent: true, record: false });
  expect(seen.tools.map((tool) => [tool.name, tool.class])).toEqual([
    ["read_row", "read"],
    ["delete_row", "destructive"],
  ]);
  expect(seen.recorded).toBeNull();
  expect(await getCatalogueServer(world.deps, slug)).toMatchObject({ tools: 0, listed_at: null });

  const { recorded } = await listCatalogueServer(world.deps, guardedFetch, { slug, consent: true, record: true });
  expect(recorded).toMatchObject({ listings: 1, tools: 2 });
  expect(await getCatalogueServer(world.deps, slug)).toMatchObject({
    tools: 2,
    source: "registry",
    listed_at: world.now.toISOString(),
    changes: [{ kind: "listed" }],
  });
});

it("says where it would connect to, without connecting", async () => {
  const before = upstream.arrivals.length;
  expect(await catalogueServerAddress(world.deps, slug)).toMatchObject({ name: "com.acme/mcp", url: upstream.url });
  await expect(catalogueServerAddress(world.deps, "acme-local")).rejects.toMatchObject({ code: "INVALID" });
  await expect(catalogueServerAddress(world.deps, "absent")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(upstream.arrivals.length).toBe(before);
});
