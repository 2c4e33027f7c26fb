import "server-only";
import { SESSION_DAYS } from "@policylayer/services/accounts";
import NextAuth from "next-auth";
import { cache } from "react";
import { getDeps } from "./deps";
import { sessionAdapter } from "./session-adapter";
import { sessionCookieName } from "./session-cookie";

export interface SignedInUser {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}

const SESSION_SECONDS = SESSION_DAYS * 86_400;

/**
 * Whom the session cookie of this request belongs to, or null; read once per request. The only place that knows next-auth.
 * Throws when the session can't be looked up: a store that is down is never mistaken for "not signed in".
 */
export const getSignedInUser = cache(async (): Promise<SignedInUser | null> => {
  const deps = getDeps();
  const isHttps = deps.urls.dashboard.startsWith("https:");
  const failures: Error[] = [];
  const { auth } = NextAuth({
    adapter: sessionAdapter(deps.db),
    providers: [],
    // A session ends when it was said to: it is not prolonged by use, and so updateAge is all of its life.
    session: { strategy: "database", maxAge: SESSION_SECONDS, updateAge: SESSION_SECONDS },
    useSecureCookies: isHttps,
    cookies: { sessionToken: { name: sessionCookieName(isHttps) } },
    trustHost: true,
    secret: deps.authSecret,
    logger: { error: (error) => failures.push(error), warn: () => undefined },
  });
  const session = await auth();
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  const user = session?.user;
  if (!user?.id || !user.email) return null;
  return { id: user.id, email: user.email, name: user.name ?? null };
});
