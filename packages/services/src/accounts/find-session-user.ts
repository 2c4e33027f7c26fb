import { hashOpaqueToken } from "@policylayer/crypto";
import { asSystem } from "@policylayer/db";
import type { ServiceDeps } from "../context";
import type { UserView } from "./schemas";

/** Whom a session cookie's value belongs to; null for one that is ended, expired or made up. */
export async function findSessionUser(
  deps: Pick<ServiceDeps, "db" | "now">,
  cookieValue: string,
): Promise<UserView | null> {
  const session = await asSystem(deps.db, "sign-in", (tx) =>
    tx.session.findUnique({ where: { sessionToken: hashOpaqueToken(cookieValue) }, include: { user: true } }),
  );
  if (session === null || session.expires <= deps.now()) return null;
  return { id: session.user.id, email: session.user.email, name: session.user.name };
}
