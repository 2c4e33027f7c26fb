import { hashToken } from "@policylayer/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession, signUp } from "../src/accounts";
import { listAdminEvents } from "../src/admin-events";
import { createApiKey, listApiKeys, revokeApiKey } from "../src/api-keys";
import { getGrant, listGrants, rotateGrant, updateGrant } from "../src/grants";
import { getServer, listServers, serverConnection, serverViewSchema, updateServer } from "../src/servers";
import { buildWorld, furnish, type Tenant, UPSTREAM_SECRET, type World } from "./world";

let world: World;
let tenant: Tenant;

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
});

afterAll(() => world.end());

/** Everything stored, byte columns as hex, so that a secret kept as it is would be found. */
async function everythingStored(): Promise<string> {
  const tables = await world.owner.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name !~ '^(_prisma|calls_)'",
  );
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await world.owner.query<{ all: string | null }>(
      `SELECT string_agg(t::text, '|') AS all FROM ${name} t`,
    );
    parts.push(rows[0]?.all ?? "");
  }
  return parts.join("\n");
}

describe("secrets stay put", () => {
  it("no view, event or error holds a token, a hash or a header's value", async () => {
    const { ctx } = tenant;
    const has = await furnish(tenant, "crm");
    const rotated = await rotateGrant(ctx, { id: has.grantId });
    const apiKey = await createApiKey(ctx, { name: "ci", role: "viewer" });
    const other = "Bearer another-secret-91c2";
    const errors = await Promise.all(
      [
        () => updateServer(ctx, { id: has.serverId, url: "https://elsewhere.example.com" }),
        () => updateServer(ctx, { id: has.serverId, headers: { "X-Key": `${other}\n` } }),
        () => updateServer(ctx, { id: has.serverId, headers: { Cookie: other } }),
        () => updateGrant(ctx, { id: has.grantId, label: "" }),
      ].map((call) =>
        call().then(
          () => "no error",
          (error: Error & { problems?: unknown }) =>
            `${error.message} ${JSON.stringify(error.problems)} ${error.stack}`,
        ),
      ),
    );
    expect(errors).not.toContain("no error");
    const shown = JSON.stringify([
      await updateServer(ctx, { id: has.serverId, headers: { Authorization: UPSTREAM_SECRET } }),
      await getServer(ctx, { id: has.serverId }),
      await listServers(ctx),
      await getGrant(ctx, { id: has.grantId }),
      await listGrants(ctx),
      await listApiKeys(ctx),
      await revokeApiKey(ctx, { id: apiKey.id }),
      await listAdminEvents(ctx, { limit: 100 }),
      errors,
    ]);
    const secrets = [UPSTREAM_SECRET, other, has.token, rotated.token, apiKey.key];
    const hashes = [has.token, rotated.token, apiKey.key].map((token) => hashToken(ctx.secrets.tokenPepper, token));
    for (const secret of [...secrets, ...hashes]) expect(shown).not.toContain(secret);
    expect(shown).toContain("Authorization");
  });

  it("nothing is stored as it is: tokens, keys, passwords, sessions, header values", async () => {
    const has = await furnish(tenant, "erp");
    const apiKey = await createApiKey(tenant.ctx, { name: "ci", role: "viewer" });
    const password = "correct horse battery";
    const { user } = await signUp(world.deps, {
      email: "ann@example.com",
      password,
      organization: "Ann",
      address: "192.0.2.1",
    });
    const session = await createSession(world.deps, user.id, "a browser");
    const stored = await everythingStored();
    expect(stored).toContain(has.grantId);
    for (const secret of [UPSTREAM_SECRET, has.token, apiKey.key, password, session.cookieValue]) {
      expect(stored).not.toContain(secret);
      expect(stored).not.toContain(Buffer.from(secret).toString("hex"));
    }
    expect(stored).toContain(hashToken(tenant.ctx.secrets.tokenPepper, has.token));
  });

  it("header values come out for the connection only, and only of the row they were sealed for", async () => {
    const one = await furnish(tenant, "one");
    const two = await furnish(tenant, "two");
    expect(await serverConnection(tenant.ctx, { id: one.serverId })).toEqual({
      url: "https://one.example.com/mcp",
      headers: { Authorization: UPSTREAM_SECRET },
    });
    await world.owner.query(
      "UPDATE servers SET headers_ciphertext = (SELECT headers_ciphertext FROM servers WHERE id = $1) WHERE id = $2",
      [one.serverId, two.serverId],
    );
    await expect(serverConnection(tenant.ctx, { id: two.serverId })).rejects.toMatchObject({ name: "CannotOpen" });
  });

  it("a server's view has the fields of its schema and no other", async () => {
    const has = await furnish(tenant, "strict");
    const view = await getServer(tenant.ctx, { id: has.serverId });
    expect(serverViewSchema.strict().parse(view)).toEqual(view);
  });
});
