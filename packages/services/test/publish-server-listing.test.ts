import { createGuardedFetch } from "@policylayer/net";
import { type RecordingUpstream, startRecordingUpstream } from "@policylayer/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import {
  catalogueTotals,
  findByAddress,
  getCatalogueServer,
  publishServerListing,
  recordListing,
} from "../src/catalogue";
import { createServer } from "../src/servers";
import { buildWorld, type Tenant, type World } from "./world";

const guardedFetch = createGuardedFetch({ allowPrivate: true, timeoutMs: 5_000 });
const HEADERS = { Authorization: "Bearer upstream-secret" };

let world: World;
let acme: Tenant;
let upstream: RecordingUpstream;

beforeAll(async () => {
  world = await buildWorld();
  acme = await world.tenant("acme");
  upstream = await startRecordingUpstream(["read_row", "delete_row"]);
});
afterAll(async () => {
  await upstream.stop();
  await world.end();
});

const publish = (input: object, ctx = acme.ctx) =>
  // @ts-expect-error: also inputs that the types don't let through.
  publishServerListing(ctx, guardedFetch, { consent: true, ...input });
const published = async () =>
  (await listAdminEvents(acme.ctx)).data.filter(({ action }) => action === "server.published");

it("makes a registered server public when an admin of its organization says so, in the record of changes", async () => {
  const other = await world.tenant("other");
  const url = `${upstream.url}?api_key=url-secret`;
  const { id } = await createServer(acme.ctx, { name: "Rows", slug: "rows", url, headers: HEADERS });
  await expect(publish({ id }, other.ctx)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(publish({ id }, acme.as("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(publish({ id }, acme.as("policy_manager"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const consent of [undefined, false, "true"])
    await expect(publish({ id, consent })).rejects.toMatchObject({
      code: "INVALID",
      problems: [{ pointer: "/consent" }],
    });
  expect(upstream.arrivals).toEqual([]);
  expect(await published()).toEqual([]);

  const listing = { slug: "acme-rows", name: "acme/rows", address: upstream.url, tools: 2, changed: 2 };
  const page = `${acme.ctx.urls.dashboard}/catalogue/acme-rows`;
  expect(await publish({ id })).toEqual({ ...listing, page });
  expect(await getCatalogueServer(world.deps, "acme-rows")).toMatchObject({
    title: "Rows",
    source: "listing",
    official: false,
    remotes: [{ url: upstream.url, headers: [] }],
    tools: 2,
  });
  expect(await published()).toMatchObject([{ target: { kind: "server", id }, after: listing }]);
  expect(await catalogueTotals(world.deps)).toMatchObject({ servers: 1, tools: 2 });
  // Nothing that was secret was used, or became public.
  const seen = JSON.stringify([
    upstream.arrivals,
    await getCatalogueServer(world.deps, "acme-rows"),
    await published(),
  ]);
  expect(seen).not.toMatch(/upstream-secret|url-secret/);
  expect(await findByAddress(world.deps, upstream.url)).toEqual({ slug: "acme-rows", title: "Rows" });
  expect(await findByAddress(world.deps, upstream.url.replace(/:\d+/, ":1"))).toBeNull();
  // Again: the same page, and nothing that is different.
  expect(await publish({ id })).toMatchObject({ slug: "acme-rows", tools: 2, changed: 0 });
});

it("publishes no address with a secret in its path", async () => {
  const url = `${new URL(upstream.url).origin}/s/4f9c2e81a07b4d55aa/mcp`;
  const { id } = await createServer(acme.ctx, { name: "Secret path", slug: "secret-path", url });
  const before = upstream.arrivals.length;
  await expect(publish({ id })).rejects.toMatchObject({
    code: "INVALID",
    message: expect.not.stringContaining("4f9c"),
  });
  expect(upstream.arrivals.length).toBe(before);
});

it("takes neither another server's name nor a withdrawn one, and leaves what a file says of it", async () => {
  const packages = [{ registryType: "npm", identifier: "acme-known", transport: { type: "stdio" } }];
  const remotes = [{ type: "streamable-http", url: upstream.url }];
  const listedAt = world.now;
  await recordListing(world.deps, "file", [
    { server: { name: "acme/elsewhere", packages }, tools: null, listedAt },
    { server: { name: "acme/known", title: "Known", packages, remotes }, tools: null, listedAt },
    { server: { name: "acme/gone", remotes }, tools: null, listedAt },
  ]);
  await recordListing(world.deps, "file", [
    { server: { name: "acme/gone", remotes, status: "deleted" }, tools: null, listedAt },
  ]);
  const { id } = await createServer(acme.ctx, { name: "Mine", slug: "mine", url: upstream.url });
  const before = upstream.arrivals.length;
  for (const name of ["acme/elsewhere", "io.github.acme/elsewhere", "acme/gone"])
    await expect(publish({ id, name })).rejects.toMatchObject({ code: "CONFLICT", problems: [{ pointer: "/name" }] });
  expect(upstream.arrivals.length).toBe(before);

  expect(await publish({ id, name: "acme/known", title: "Mine" })).toMatchObject({ slug: "acme-known", changed: 2 });
  expect(await getCatalogueServer(world.deps, "acme-known")).toMatchObject({
    title: "Known",
    source: "file",
    packages: [{ identifier: "acme-known" }],
    tools: 2,
  });
});
