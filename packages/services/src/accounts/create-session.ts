import { hashOpaqueToken, mintOpaqueToken } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import type { ServiceDeps } from "../context";
import type { NewSession } from "./schemas";

/** A browser signs in again after a week at the latest. */
export const SESSION_DAYS = 7;

const USER_AGENT_LENGTH_MAX = 300;

/** Signs a browser in. Call it only for a person `verifyPassword` or `signUp` has just answered with. */
export async function createSession(deps: ServiceDeps, userId: string, userAgent: string | null): Promise<NewSession> {
  const cookieValue = mintOpaqueToken();
  const now = deps.now();
  const expires = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  await asSystem(deps.db, "sign-in", async (tx) => {
    await tx.session.deleteMany({ where: { userId, expires: { lte: now } } });
    await tx.session.create({
      data: {
        sessionToken: hashOpaqueToken(cookieValue),
        userId,
        expires,
        createdAt: now,
        userAgent: userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
      },
    });
  });
  return { cookieValue, expires };
}
