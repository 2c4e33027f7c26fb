import { randomBytes } from "node:crypto";
import { asSystem, createDb, type Db } from "@policylayer/db";
import { createSession, signUp } from "@policylayer/services/accounts";
import { createTestDatabase, type TestDatabase } from "@policylayer/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sessionAdapter } from "../src/server/session-adapter";

vi.mock("server-only", () => ({}));

const NOW = new Date("2026-11-22T12:00:00.000Z");
let database: TestDatabase;
let db: Db;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  const signedUp = await signUp(
    { db, secrets: { tokenPepper: randomBytes(32), encryptionKey: randomBytes(32) }, now: () => NOW },
    { email: "sam@acme.example", password: "a long enough password", organization: "Acme", address: "192.0.2.1" },
  );
  userId = signedUp.user.id;
});

afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const deps = () => ({
  db,
  secrets: { tokenPepper: Buffer.alloc(32), encryptionKey: Buffer.alloc(32) },
  now: () => NOW,
});
const storedTokens = () => asSystem(db, "sign-in", (tx) => tx.session.findMany({ select: { sessionToken: true } }));

describe("the sessions of next-auth in our tables", () => {
  it("finds the person of a session that our own sign-in made, without anything that signs in", async () => {
    const { cookieValue, expires } = await createSession(deps(), userId, null);
    const found = await sessionAdapter(db).getSessionAndUser(cookieValue);
    expect(found?.session).toEqual({ sessionToken: cookieValue, userId, expires });
    expect(found?.user).toEqual({ id: userId, email: "sam@acme.example", name: null, emailVerified: null });
  });

  it("a copy of the stored value signs nobody in", async () => {
    const { cookieValue } = await createSession(deps(), userId, null);
    const stored = await storedTokens();
    expect(stored.map(({ sessionToken }) => sessionToken)).not.toContain(cookieValue);
    for (const { sessionToken } of stored) expect(await sessionAdapter(db).getSessionAndUser(sessionToken)).toBeNull();
  });

  it("creates, prolongs and deletes by the cookie's value, storing its hash only", async () => {
    const adapter = sessionAdapter(db);
    const session = { sessionToken: "raw-value", userId, expires: new Date("2026-11-23T00:00:00.000Z") };
    expect(await adapter.createSession(session)).toEqual(session);
    expect((await storedTokens()).map(({ sessionToken }) => sessionToken)).not.toContain("raw-value");
    const later = new Date("2026-11-24T00:00:00.000Z");
    expect(await adapter.updateSession({ sessionToken: "raw-value", expires: later })).toEqual({
      ...session,
      expires: later,
    });
    await adapter.deleteSession("raw-value");
    expect(await adapter.getSessionAndUser("raw-value")).toBeNull();
    expect(await adapter.updateSession({ sessionToken: "raw-value", expires: later })).toBeNull();
  });

  it("makes no account by another way than our own", () => {
    const adapter = sessionAdapter(db);
    for (const way of [adapter.createUser, adapter.linkAccount, adapter.getUserByAccount])
      expect(() => way()).toThrow(/no sign-in provider/);
  });
});
