import "server-only";
import { hashOpaqueToken } from "@policylayer/crypto";
import { asSystem, type Db } from "@policylayer/db";

interface StoredSession {
  readonly sessionToken: string;
  readonly userId: string;
  readonly expires: Date;
}

interface StoredUser {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly emailVerified: Date | null;
}

/** Sign-in by anything but our own password form isn't offered yet, so nothing may make or link an account this way. */
function refuse(): never {
  throw new Error("no sign-in provider is configured");
}

/**
 * The sessions of next-auth in our tables. The cookie's value is hashed on every way in and handed back as it came, so that
 * a copy of the database signs nobody in.
 */
export function sessionAdapter(db: Db) {
  return {
    async createSession({ sessionToken, userId, expires }: StoredSession): Promise<StoredSession> {
      const data = { sessionToken: hashOpaqueToken(sessionToken), userId, expires };
      await asSystem(db, "sign-in", (tx) => tx.session.create({ data }));
      return { sessionToken, userId, expires };
    },

    async getSessionAndUser(sessionToken: string): Promise<{ session: StoredSession; user: StoredUser } | null> {
      const row = await asSystem(db, "sign-in", (tx) =>
        tx.session.findUnique({
          where: { sessionToken: hashOpaqueToken(sessionToken) },
          include: { user: { select: { id: true, email: true, name: true, emailVerified: true } } },
        }),
      );
      if (row === null) return null;
      return { session: { sessionToken, userId: row.userId, expires: row.expires }, user: row.user };
    },

    async updateSession({
      sessionToken,
      expires,
    }: Partial<StoredSession> & Pick<StoredSession, "sessionToken">): Promise<StoredSession | null> {
      const where = { sessionToken: hashOpaqueToken(sessionToken) };
      const rows = await asSystem(db, "sign-in", (tx) =>
        tx.session.updateManyAndReturn({ where, data: expires === undefined ? {} : { expires } }),
      );
      const [row] = rows;
      return row === undefined ? null : { sessionToken, userId: row.userId, expires: row.expires };
    },

    async deleteSession(sessionToken: string): Promise<void> {
      const where = { sessionToken: hashOpaqueToken(sessionToken) };
      await asSystem(db, "sign-in", (tx) => tx.session.deleteMany({ where }));
    },

    createUser: refuse,
    getUser: refuse,
    getUserByEmail: refuse,
    getUserByAccount: refuse,
    updateUser: refuse,
    linkAccount: refuse,
  };
}
