import { newId } from "@policylayer/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import { authenticateApiKey, createApiKey } from "../src/api-keys";
import { approve, countPendingApprovals, deny, getApproval, listApprovals } from "../src/approvals";
import type { Role, ServiceContext } from "../src/context";
import { createTeam } from "../src/teams";
import { type ApprovalSeed, insertApproval } from "./insert-approval";
import { buildWorld, type Furnished, furnish, type Tenant, type World } from "./world";

const HOUR_MS = 3_600_000;

let world: World;
let tenant: Tenant;
let has: Furnished;
let finance: string;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  has = await furnish(tenant, "crm");
  finance = (await createTeam(tenant.ctx, { name: "Finance" })).id;
});
afterAll(() => world.end());

function ask(seed: Partial<ApprovalSeed> = {}): Promise<string> {
  return insertApproval(world, tenant, { ...has, ...seed });
}

/** Another member of the organization. */
function somebody(role: Role = "policy_manager", teamIds: readonly string[] | null = null): ServiceContext {
  const id = newId("usr");
  return { ...tenant.as(role, teamIds), actor: { kind: "user", id, name: `${id}@acme.example` } };
}

async function withKey(key: string): Promise<ServiceContext> {
  const principal = await authenticateApiKey(world.deps, key);
  if (principal === null) throw new Error("the key isn't in force");
  return { ...tenant.ctx, ...principal };
}

async function ciphertextOf(id: string): Promise<unknown> {
  const { rows } = await world.owner.query("SELECT arguments_ciphertext FROM approvals WHERE id = $1", [id]);
  return rows[0]?.arguments_ciphertext;
}

describe("deciding", () => {
  it("approves: with who, when and why, on record, and the proxies are told", async () => {
    const id = await ask();
    const ada = somebody();
    const before = world.announced.length;
    expect(await approve(ada, { id, note: " Checked with billing. " })).toMatchObject({
      id,
      status: "approved",
      can_decide: false,
      decided_at: world.now.toISOString(),
      votes: [
        {
          verdict: "approved",
          by: { kind: "user", id: ada.actor.id, name: ada.actor.name },
          note: "Checked with billing.",
          at: world.now.toISOString(),
        },
      ],
    });
    expect(world.announced.slice(before)).toEqual([id]);
    const events = await listAdminEvents(tenant.ctx);
    const event = events.data.find((one) => one.target.id === id);
    expect(event).toMatchObject({ action: "approval.approved", after: { status: "approved" } });
    expect(JSON.stringify(event)).not.toContain("9007199254740993");
    expect(await ciphertextOf(id)).not.toBeNull();
  });

  it("denies, and forgets the arguments", async () => {
    const id = await ask();
    expect(await deny(somebody(), { id, note: "No." })).toMatchObject({ status: "denied", arguments: null });
    expect(await ciphertextOf(id)).toBeNull();
  });

  it("says the same thing again without doing anything, and is a conflict for everybody else and everything else", async () => {
    for (const [first, other, status] of [
      [approve, deny, "approved"],
      [deny, approve, "denied"],
    ] as const) {
      const id = await ask();
      const ada = somebody();
      await first(ada, { id });
      const told = world.announced.length;
      const events = (await listAdminEvents(tenant.ctx)).data.length;
      expect(await first(ada, { id })).toMatchObject({ status });
      expect((await listAdminEvents(tenant.ctx)).data).toHaveLength(events);
      expect(world.announced).toHaveLength(told);
      await expect(other(ada, { id })).rejects.toMatchObject({ code: "CONFLICT" });
      await expect(first(somebody(), { id })).rejects.toMatchObject({ code: "CONFLICT" });
    }
  });

  it("of what has expired is a conflict, also before the worker has come by", async () => {
    const id = await ask({ timeoutMs: 1_000 });
    const at = new Date(world.now.getTime() + 1_000);
    const late = { ...somebody(), now: () => at };
    await expect(approve(late, { id })).rejects.toMatchObject({ code: "CONFLICT", message: /expired/ });
    expect(await getApproval(late, { id })).toMatchObject({ status: "expired", can_decide: false });
  });

  it("holds when the proxies can't be told", async () => {
    const id = await ask();
    world.isStoreDown = true;
    expect(await approve(somebody(), { id })).toMatchObject({ status: "approved" });
    world.isStoreDown = false;
  });
});

describe("several people", () => {
  it("two must be two: one who says it twice, or with a key of theirs, is one", async () => {
    const id = await ask({ count: 2 });
    const before = world.announced.length;
    expect(await approve(tenant.ctx, { id })).toMatchObject({ status: "pending", count: 2 });
    expect(await approve(tenant.ctx, { id })).toMatchObject({ status: "pending" });
    const own = await createApiKey(tenant.ctx, { name: "mine", role: "admin" });
    const mine = await withKey(own.key);
    expect(await approve(mine, { id })).toMatchObject({ status: "pending", votes: [{ verdict: "approved" }] });
    const nested = await createApiKey(mine, { name: "made by my key", role: "admin" });
    expect(await approve(await withKey(nested.key), { id })).toMatchObject({ status: "pending" });
    expect(world.announced).toHaveLength(before);
    expect(await approve(somebody(), { id })).toMatchObject({ status: "approved" });
    expect(world.announced.slice(before)).toEqual([id]);
  });

  it("keys that no person made are one: the organization", async () => {
    const id = await ask({ count: 2 });
    const system = (name: string): ServiceContext => ({
      ...tenant.ctx,
      actor: { kind: "api_key", id: newId("key"), name },
    });
    await approve(system("one"), { id });
    expect(await approve(system("other"), { id })).toMatchObject({ status: "pending" });
    expect(await approve(somebody(), { id })).toMatchObject({ status: "approved" });
  });

  it("who decide at the same moment are counted both", async () => {
    const id = await ask({ count: 3 });
    const people = Array.from({ length: 3 }, () => somebody());
    await Promise.all(people.map((person) => approve(person, { id })));
    expect(await getApproval(tenant.ctx, { id })).toMatchObject({ status: "approved" });
  });

  it("one denial denies, also of somebody who approved before", async () => {
    const id = await ask({ count: 2 });
    const ada = somebody();
    await approve(ada, { id });
    expect(await deny(ada, { id })).toMatchObject({ status: "denied", votes: [{ verdict: "denied" }] });
  });
});

describe("who may decide", () => {
  it.each<[approvers: string, role: Role, teams: "all" | "agents" | "finance", may: boolean]>([
    ["policy_manager", "policy_manager", "all", true],
    ["policy_manager", "policy_manager", "agents", true],
    ["policy_manager", "admin", "all", true],
    ["policy_manager", "viewer", "all", false],
    ["policy_manager", "auditor", "all", false],
    ["admin", "admin", "all", true],
    ["admin", "admin", "agents", true],
    ["admin", "policy_manager", "all", false],
    ["team:finance", "viewer", "finance", true],
    ["team:finance", "policy_manager", "finance", true],
    ["team:finance", "auditor", "finance", false],
    ["team:finance", "policy_manager", "agents", false],
    ["team:finance", "policy_manager", "all", false],
    ["team:finance", "admin", "all", true],
  ])("%s is asked: a %s of %s teams: %s", async (approvers, role, teams, may) => {
    const id = await ask({ approvers });
    const teamIds = { all: null, agents: [tenant.teamId], finance: [finance] }[teams];
    const ctx = somebody(role, teamIds);
    const shown = await getApproval(ctx, { id });
    expect(shown.can_decide).toBe(may);
    // The text keeps the digits that a double loses.
    expect(shown.arguments_text).toBe(may ? '{"amount":9007199254740993}' : null);
    const decided = approve(ctx, { id });
    if (may) expect(await decided).toMatchObject({ status: "approved" });
    else await expect(decided).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("a role narrowed to teams that have nothing to do with it doesn't see it", async () => {
    const id = await ask();
    const ctx = somebody("policy_manager", [finance]);
    await expect(getApproval(ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(approve(ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listApprovals(ctx)).data.map((one) => one.id)).not.toContain(id);
  });
});

describe("the list", () => {
  it("is newest first, by status as it is now, in pages", async () => {
    const other = await world.tenant(`pages-${newId("org").slice(-6)}`);
    const furnished = await furnish(other, "crm");
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      world.now = new Date(world.now.getTime() + 1_000);
      ids.push(await insertApproval(world, other, furnished));
    }
    const [first = "", second = "", third = "", ...rest] = ids;
    await approve(other.ctx, { id: first });
    await deny(other.ctx, { id: second });
    await world.owner.query("UPDATE approvals SET expires_at = $2 WHERE id = $1", [third, world.now]);
    const by = async (status?: "pending" | "approved" | "denied" | "expired" | "used") =>
      (await listApprovals(other.ctx, status === undefined ? {} : { status })).data.map(({ id }) => id);
    expect(await by()).toEqual([...ids].reverse());
    expect(await by("pending")).toEqual([...rest].reverse());
    expect(await by("approved")).toEqual([first]);
    expect(await by("denied")).toEqual([second]);
    expect(await by("expired")).toEqual([third]);
    expect(await by("used")).toEqual([]);
    expect(await countPendingApprovals(other.ctx)).toBe(2);
    const page = await listApprovals(other.ctx, { limit: 3 });
    const next = page.pagination.next_cursor ?? "";
    expect((await listApprovals(other.ctx, { limit: 3, cursor: next })).data.map(({ id }) => id)).toEqual([
      second,
      first,
    ]);
    world.now = new Date(world.now.getTime() - HOUR_MS);
  });
});
