import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession, endSession, findSessionUser, signUp, verifyPassword } from "../src/accounts";
import { listMemberships } from "../src/organizations";
import { buildWorld, type World } from "./world";

let world: World;
let serial = 0;
const PASSWORD = "correct horse battery";
const ADDRESS = "192.0.2.1";

beforeAll(async () => {
  world = await buildWorld();
});

afterAll(() => world.end());

async function person() {
  serial += 1;
  const email = `person-${serial}@example.com`;
  const { user } = await signUp(world.deps, { email, password: PASSWORD, organization: "Acme", address: ADDRESS });
  return { user, email, address: `192.0.2.${serial}` };
}

function advance(seconds: number): void {
  world.now = new Date(world.now.getTime() + seconds * 1_000);
}

describe("signing up", () => {
  it("makes the person, their organization with a data key, its first team and their admin membership", async () => {
    const made = await signUp(world.deps, {
      email: " Ann@Example.com ",
      password: PASSWORD,
      name: "Ann",
      organization: "Bäcker & Söhne",
      address: ADDRESS,
    });
    expect(made).toMatchObject({
      user: { email: "ann@example.com", name: "Ann" },
      organization: { slug: "backer-sohne", name: "Bäcker & Söhne" },
      team: { slug: "agents", name: "agents" },
    });
    expect(made.organization.partition).toBeGreaterThanOrEqual(0);
    expect(made.organization.partition).toBeLessThan(64);
    expect(await listMemberships(world.db, made.user.id)).toEqual([
      { organization: made.organization, role: "admin", team_ids: null },
    ]);
    const keys = await world.owner.query("SELECT 1 FROM data_keys WHERE organization_id = $1", [made.organization.id]);
    expect(keys.rows).toHaveLength(1);
  });

  it("stores argon2id with the cost that was chosen", async () => {
    const { user } = await person();
    const { rows } = await world.owner.query<{ password_hash: string }>(
      "SELECT password_hash FROM users WHERE id = $1",
      [user.id],
    );
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("is refused for an e-mail that has an account, and leaves nothing behind", async () => {
    const { email } = await person();
    const before = await world.owner.query<{ n: string }>("SELECT count(*) AS n FROM organizations");
    const again = signUp(world.deps, {
      email: email.toUpperCase(),
      password: PASSWORD,
      organization: "Again",
      address: ADDRESS,
    });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("sign in") });
    const after = await world.owner.query<{ n: string }>("SELECT count(*) AS n FROM organizations");
    expect(after.rows).toEqual(before.rows);
  });

  it.each([
    [{ password: "too short" }, "/password"],
    [{ password: "x".repeat(129) }, "/password"],
    [{ email: "not-an-address" }, "/email"],
    [{ organization: " " }, "/organization"],
    [{ email: "long.enough@example.com", password: "Long.Enough@example.com" }, "/password"],
  ])("is refused with %j", async (change, pointer) => {
    const input = { email: "new@example.com", password: PASSWORD, organization: "New", address: ADDRESS, ...change };
    await expect(signUp(world.deps, input)).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer }] });
  });

  it("of several at once with the same name of an organization gives each a slug of its own", async () => {
    const names = Array.from({ length: 8 }, (_, n) => `twin-${n}@example.com`);
    const made = await Promise.all(
      names.map((email) => signUp(world.deps, { email, password: PASSWORD, organization: "Twins", address: ADDRESS })),
    );
    expect(new Set(made.map(({ organization }) => organization.slug)).size).toBe(8);
  });

  it("asked for a hundred times from one address makes that address wait, and no other", async () => {
    const ask = (n: number, address: string) =>
      signUp(world.deps, { email: `many-${n}@example.com`, password: PASSWORD, organization: "Many", address });
    for (let n = 0; n < 100; n += 10)
      await Promise.all(Array.from({ length: 10 }, (_, k) => ask(n + k, "192.0.2.251")));
    await expect(ask(100, "192.0.2.251")).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS", retryAfterMs: 15_000 });
    expect((await ask(101, "192.0.2.252")).user.email).toBe("many-101@example.com");
    advance(15);
    expect((await ask(102, "192.0.2.251")).user.email).toBe("many-102@example.com");
  });
});

describe("the password", () => {
  it("is right or not, and an unknown e-mail answers like a wrong password", async () => {
    const { user, email, address } = await person();
    expect(await verifyPassword(world.deps, { email: ` ${email.toUpperCase()}`, password: PASSWORD, address })).toEqual(
      {
        id: user.id,
        email,
        name: null,
      },
    );
    expect(await verifyPassword(world.deps, { email, password: `${PASSWORD}.`, address })).toBeNull();
    expect(await verifyPassword(world.deps, { email: "nobody@example.com", password: PASSWORD, address })).toBeNull();
  });

  it.each(["known", "unknown"])("of a %s e-mail waits longer after every failure past the fifth", async (kind) => {
    const known = await person();
    const email = kind === "known" ? known.email : `unknown-${serial}@example.com`;
    const guess = (n: number) => verifyPassword(world.deps, { email, password: "wrong", address: `198.51.100.${n}` });
    for (let n = 0; n < 5; n++) expect(await guess(n)).toBeNull();
    for (const seconds of [15, 30, 60, 120, 240, 480, 900]) {
      await expect(guess(9)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS", retryAfterMs: seconds * 1_000 });
      advance(seconds - 1);
      await expect(guess(9)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS", retryAfterMs: 1_000 });
      advance(1);
      expect(await guess(9)).toBeNull();
    }
    // After a quarter of an hour without a guess, the count has begun anew.
    expect(await guess(9)).toBeNull();
  });

  it("given right starts the count anew", async () => {
    const { email, address } = await person();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++)
        expect(await verifyPassword(world.deps, { email, password: "wrong", address })).toBeNull();
      expect(await verifyPassword(world.deps, { email, password: PASSWORD, address })).not.toBeNull();
    }
  });

  it("guessed many times at once is tried no more often than one after the other", async () => {
    const { email } = await person();
    const guesses = Array.from({ length: 20 }, (_, n) =>
      verifyPassword(world.deps, { email, password: "wrong", address: `203.0.113.${n}` }),
    );
    const outcomes = await Promise.allSettled(guesses);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  });

  it("guessed for many e-mails from one address makes the address wait", async () => {
    const guess = (n: number) =>
      verifyPassword(world.deps, { email: `spray-${n}@example.com`, password: "wrong", address: "192.0.2.250" });
    for (let n = 0; n < 50; n++) expect(await guess(n)).toBeNull();
    await expect(guess(50)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
    advance(15);
    expect(await guess(50)).toBeNull();
  });
});

describe("a session", () => {
  it("lasts until it expires or is ended, and is found by its cookie only", async () => {
    const { user, email } = await person();
    const first = await createSession(world.deps, user.id, "x".repeat(1_000));
    const second = await createSession(world.deps, user.id, null);
    expect(first.expires.getTime() - world.now.getTime()).toBe(7 * 86_400_000);
    expect(await findSessionUser(world.deps, first.cookieValue)).toEqual({ id: user.id, email, name: null });
    await endSession(world.deps, first.cookieValue);
    expect(await findSessionUser(world.deps, first.cookieValue)).toBeNull();
    expect(await findSessionUser(world.deps, "made up")).toBeNull();
    advance(7 * 86_400 - 1);
    expect(await findSessionUser(world.deps, second.cookieValue)).not.toBeNull();
    advance(1);
    expect(await findSessionUser(world.deps, second.cookieValue)).toBeNull();
  });
});
