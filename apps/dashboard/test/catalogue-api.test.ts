import { listAdminEvents } from "@policylayer/services/admin-events";
import { recordListing, refreshCatalogueTotals, syncRegistry } from "@policylayer/services/catalogue";
import { freePort, type RecordingUpstream, startRecordingUpstream, startRegistryStub } from "@policylayer/testing";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { getDeps } from "../src/server/deps";
import { apiKeyContext } from "../src/server/rest/api-key-context";
import { type Answer, buildRestWorld, type CallOptions, callApi, type RestWorld } from "./rest-fixture";

vi.mock("server-only", () => ({}));

let world: RestWorld;
let upstream: RecordingUpstream;

const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  callApi(method, `/api/v1${path}`, { key: world.apiKey, ...options });
const slugs = ({ body }: Answer) => body.data.map(({ slug }: { slug: string }) => slug);

beforeAll(async () => {
  world = await buildRestWorld();
  upstream = await startRecordingUpstream(["read_row", "delete_row"]);
  const listedAt = new Date();
  const remotes = [{ type: "streamable-http", url: "https://mcp.acme.example/mcp" }];
  await recordListing(getDeps(), "file", [
    {
      server: { name: "acme/crm", title: "Acme CRM", remotes, official: true },
      tools: [{ name: "drop_db" }],
      listedAt,
    },
    { server: { name: "acme/notes", title: "Acme Notes" }, tools: null, listedAt },
    { server: { name: "globex/mail", title: "Globex Mail" }, tools: [{ name: "list_mail" }], listedAt },
  ]);
  await refreshCatalogueTotals(getDeps());
});

afterAll(async () => {
  await upstream.stop();
  await world.end();
});

it("searches the catalogue by words and facets, a page at a time", async () => {
  const first = await call("GET", "/catalogue/servers?limit=1&q=acme");
  expect(first).toMatchObject({ status: 200, body: { match: "words", facets: { total: 2 } } });
  expect(slugs(first)).toEqual(["acme-crm"]);
  const { next_cursor } = first.body.pagination;
  const second = await call("GET", `/catalogue/servers?limit=1&q=acme&cursor=${encodeURIComponent(next_cursor)}`);
  expect(slugs(second)).toEqual(["acme-notes"]);
  expect(second.body.pagination).toEqual({ next_cursor: null, has_more: false });
  expect(slugs(await call("GET", "/catalogue/servers?risk=read,none"))).toEqual(["globex-mail", "acme-notes"]);
  expect(slugs(await call("GET", "/catalogue/servers?official=true"))).toEqual(["acme-crm"]);
  expect(slugs(await call("GET", "/catalogue/servers?transport=streamable-http"))).toEqual(["acme-crm"]);
  expect(await call("GET", "/catalogue/servers?q=a%00b")).toMatchObject({ status: 200 });
});

it("refuses what no search takes, and whoever has no key", async () => {
  for (const [query, pointer] of [
    ["risk=harmless", "/risk/0"],
    ["limit=0", "/limit"],
    ["cursor=nonsense", "/cursor"],
    ["order=name", "/order"],
  ] as const) {
    expect(await call("GET", `/catalogue/servers?${query}`), query).toMatchObject({
      status: 400,
      body: { code: "invalid", errors: [{ pointer }] },
    });
  }
  for (const path of ["/catalogue/servers", "/catalogue/servers/acme-crm", "/catalogue/sources"])
    expect(await call("GET", path, { key: null }), path).toMatchObject({ status: 401 });
});

it("answers a server with its tools, and a slug that nobody has with a problem", async () => {
  expect(await call("GET", "/catalogue/servers/acme-crm")).toMatchObject({
    status: 200,
    body: { name: "acme/crm", risk: "destructive", tool_list: [{ name: "drop_db", class: "destructive" }] },
  });
  for (const slug of ["absent", "a%00b"])
    expect(await call("GET", `/catalogue/servers/${slug}`), slug).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
});

it("says how far each source is read, without the registry's key", async () => {
  const registry = await startRegistryStub(
    Array.from({ length: 15 }, (_, n) => ({ name: `initech/server-${n}`, updatedMs: 1_000 })),
  );
  const step = (url: string) =>
    syncRegistry(getDeps(), getDeps().guardedFetch, { url, everyMs: 3_600_000, holder: "test" });
  expect((await call("GET", "/catalogue/sources")).body).toMatchObject({ data: [], totals: { servers: 3, tools: 2 } });
  await step(registry.url);
  const reading = await call("GET", "/catalogue/sources");
  expect(reading.body.data).toMatchObject([
    { id: registry.url, kind: "registry", state: "running", is_active: true, pages: 1, entries: 10, failures: 0 },
  ]);
  registry.fault = (_request, response) => {
    response.writeHead(503).end();
    return true;
  };
  await step(registry.url);
  expect((await call("GET", "/catalogue/sources")).body.data).toMatchObject([
    { state: "running", failures: 1, last_error: "the registry answered HTTP 503", next_at: expect.any(String) },
  ]);
  // Minutes pass for the row: nobody has read on.
  await world.database.asOwner("UPDATE catalogue_sources SET active_at = active_at - interval '3 minutes'");
  const stopped = await call("GET", "/catalogue/sources");
  expect(stopped.body.data).toMatchObject([{ state: "stopped", is_active: false, pages: 1, failures: 1 }]);
  expect(Date.parse(stopped.body.data[0].active_at)).toBeLessThan(Date.now() - 120_000);
  await step(registry.url.replace("http://", "http://reader:registry-secret@"));
  const { body } = await call("GET", "/catalogue/sources");
  expect(body.data).toHaveLength(2);
  expect(JSON.stringify(body)).not.toMatch(/registry-secret|reader/);
  await registry.stop();
});

it("publishes a registered server with consent, as an event of its admin", async () => {
  const url = `${upstream.url}?key=url-secret`;
  const headers = { Authorization: "Bearer upstream-secret" };
  const { id } = (await call("POST", "/servers", { body: { name: "Rows", url, headers } })).body;
  for (const body of [{}, { consent: false }])
    expect(await call("POST", `/servers/${id}/publish`, { body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/consent" }] },
    });
  const taken = { consent: true, name: "globex/mail" };
  expect(await call("POST", `/servers/${id}/publish`, { body: taken })).toMatchObject({ status: 409 });
  expect(upstream.arrivals).toEqual([]);
  const answer = await call("POST", `/servers/${id}/publish`, { body: { consent: true } });
  expect(answer).toMatchObject({
    status: 200,
    body: { slug: "acme-rows", address: upstream.url, tools: 2, page: "http://127.0.0.1:3000/catalogue/acme-rows" },
  });
  const ctx = await apiKeyContext(new Headers({ authorization: `Bearer ${world.apiKey}` }));
  const event = (await listAdminEvents(ctx)).data.find(({ action }) => action === "server.published");
  expect(event).toMatchObject({ target: { id }, after: { slug: "acme-rows", address: upstream.url } });
  expect(JSON.stringify([answer.body, event, upstream.arrivals])).not.toMatch(/upstream-secret|url-secret/);
});

it("says when a server that is to be published can't be reached, and publishes nothing", async () => {
  const url = `http://127.0.0.1:${await freePort()}/mcp`;
  const { id } = (await call("POST", "/servers", { body: { name: "Away", url } })).body;
  expect(await call("POST", `/servers/${id}/publish`, { body: { consent: true } })).toMatchObject({
    status: 502,
    body: { code: "upstream_unreachable" },
  });
  expect(await call("GET", "/catalogue/servers/acme-away")).toMatchObject({ status: 404 });
});
