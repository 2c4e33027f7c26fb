import { type RecordingUpstream, startRecordingUpstream } from "@policylayer/testing";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Answer, buildRestWorld, callApi, type RestWorld } from "./rest-fixture";

vi.mock("server-only", () => ({}));

let world: RestWorld;
let upstream: RecordingUpstream;
let server: string;

const call = (method: string, path: string, options: { body?: unknown } = {}): Promise<Answer> =>
  callApi(method, `/api/v1${path}`, { key: world.apiKey, ...options });

beforeAll(async () => {
  world = await buildRestWorld();
  upstream = await startRecordingUpstream(["a/b c"]);
  server = (await call("POST", "/servers", { body: { name: "CRM", url: upstream.url } })).body.id;
  await call("POST", `/servers/${server}/discover`);
});

afterAll(async () => {
  await upstream.stop();
  await world.end();
});

const tool = async () => (await call("GET", `/servers/${server}/tools`)).body.data[0];

async function change(description: string): Promise<string> {
  upstream.tools = [{ name: "a/b c", description, inputSchema: { type: "object" } }];
  const discovered = await call("POST", `/servers/${server}/discover`);
  expect(discovered).toMatchObject({ status: 200, body: { changed: ["a/b c"], quarantined: ["a/b c"] } });
  return (await tool()).pending.hash;
}

it("a changed tool is approved, by id or name, with the hash that was looked at and no other", async () => {
  expect(await tool()).toMatchObject({ status: "approved", changes: [], flags: [{ code: "odd_name" }], pending: null });
  const first = await change("One. See https://x.example.");
  expect(await tool()).toMatchObject({
    status: "quarantined",
    changes: [{ code: "url_added", severity: "medium" }, {}],
  });
  const second = await change("Two.");
  const path = `/servers/${server}/tools/${encodeURIComponent("a/b c")}`;
  expect(await call("POST", `${path}/approve`, { body: { hash: first } })).toMatchObject({
    status: 409,
    body: { code: "conflict", detail: expect.stringContaining("changed again") },
  });
  expect(await call("POST", `${path}/block`, { body: { hash: second, note: "wait" } })).toMatchObject({
    status: 200,
    body: { status: "blocked", decision: { verdict: "blocked", note: "wait" } },
  });
  const { id } = await tool();
  expect(await call("POST", `/servers/${server}/tools/${id}/approve`, { body: { hash: second } })).toMatchObject({
    status: 200,
    body: { status: "approved", description: "Two.", hash: second, pending: null },
  });
  const { body } = await call("GET", `${path}/decisions`);
  expect(body.data.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["approved", "blocked", "first_use"]);
  expect(await call("POST", `${path}/approve`, { body: {} })).toMatchObject({ status: 422 });
});
