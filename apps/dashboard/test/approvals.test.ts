import { newId } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import { createApiKey } from "@policylayer/services/api-keys";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { getDeps } from "../src/server/deps";
import { apiKeyContext } from "../src/server/rest/api-key-context";
import { bootstrap, buildRestWorld, type CallOptions, callApi, type RestWorld } from "./rest-fixture";

vi.mock("server-only", () => ({}));

let world: RestWorld;
beforeAll(async () => {
  world = await buildRestWorld();
});
afterAll(() => world.end());

function call(method: string, path: string, options: CallOptions = {}) {
  return callApi(method, `/api/v1${path}`, { key: world.apiKey, ...options });
}

/** As a proxy writes it, for a call without arguments. */
async function ask(organizationId = world.organizationId): Promise<string> {
  const id = newId("apr");
  await asSystem(getDeps().db, "maintenance", (tx) =>
    tx.approval.create({
      data: {
        id,
        organizationId,
        status: "pending",
        binding: id,
        callId: newId("call"),
        grantId: newId("grt"),
        grantLabel: "Night shift",
        teamId: newId("team"),
        teamSlug: "agents",
        serverId: newId("srv"),
        serverSlug: "crm",
        tool: "refund",
        toolHash: "hash",
        policyId: newId("pol"),
        policyVersion: 3,
        reason: "Money leaves.",
        argumentsHash: "hash",
        approvers: "policy_manager",
        count: 1,
        expiresAt: new Date(Date.now() + 60_000),
      },
    }),
  );
  return id;
}

it("an approval is listed, shown, approved, and the same answer comes to the same decision", async () => {
  const id = await ask();
  const listed = await call("GET", "/approvals?status=pending");
  expect(listed.body.data).toMatchObject([
    { id, status: "pending", tool: "refund", policy: { version: 3 }, can_decide: true, arguments: null, votes: [] },
  ]);
  const approved = await call("POST", `/approvals/${id}/approve`, { body: { note: "Fine." } });
  expect(approved).toMatchObject({ status: 200, body: { id, status: "approved", votes: [{ note: "Fine." }] } });
  expect((await call("POST", `/approvals/${id}/approve`)).body).toEqual(approved.body);
  expect((await call("GET", `/approvals/${id}`)).body).toEqual(approved.body);
  expect((await call("GET", "/approvals?status=pending")).body.data).toEqual([]);
});

it("409 for another decision on what is decided, 400 and 422 for what isn't understood", async () => {
  const id = await ask();
  await call("POST", `/approvals/${id}/deny`);
  expect(await call("POST", `/approvals/${id}/approve`)).toMatchObject({
    status: 409,
    body: { code: "conflict", detail: "This approval can't be decided any more: it is denied already." },
  });
  expect((await call("GET", "/approvals?status=open")).status).toBe(400);
  expect((await call("POST", `/approvals/${id}/deny`, { body: { reason: "x" } })).status).toBe(422);
});

it("403 for whom the policy doesn't ask", async () => {
  const id = await ask();
  const admin = await apiKeyContext(new Headers({ authorization: `Bearer ${world.apiKey}` }));
  for (const role of ["viewer", "auditor"] as const) {
    const { key } = await createApiKey(admin, { name: role, role });
    expect((await call("POST", `/approvals/${id}/approve`, { key })).status).toBe(403);
    expect((await call("GET", `/approvals/${id}`, { key })).body).toMatchObject({ can_decide: false });
  }
});

it("404 alike for a foreign one and one that doesn't exist", async () => {
  const theirs = await ask((await bootstrap("rival")).organization.id);
  const absent = newId("apr");
  for (const [method, path] of [
    ["GET", ""],
    ["POST", "/approve"],
    ["POST", "/deny"],
  ] as const) {
    const answers = await Promise.all([theirs, absent].map((id) => call(method, `/approvals/${id}${path}`)));
    const [foreign, missing] = answers.map(({ status, body }) => ({ status, ...body, request_id: "" }));
    expect(foreign).toMatchObject({ status: 404 });
    expect(foreign).toEqual(missing);
  }
});
