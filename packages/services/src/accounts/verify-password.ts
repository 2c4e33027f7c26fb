import { asSystem } from "@policylayer/db";
import type { z } from "zod";
import type { ServiceDeps } from "../context";
import { parseInput } from "../input/parse-input";
import { isPassword } from "./password";
import { type UserView, verifyPasswordSchema } from "./schemas";
import { countAttempt, forgiveAttempt } from "./sign-in-throttle";

export type VerifyPasswordInput = z.input<typeof verifyPasswordSchema>;

/**
 * The person with this e-mail and password, or null for every way in which there is none. Takes the same work for an unknown
 * e-mail. Throws TOO_MANY_ATTEMPTS with `retryAfterMs` after failures of the e-mail or the address, known or not.
 */
export async function verifyPassword(deps: ServiceDeps, input: VerifyPasswordInput): Promise<UserView | null> {
  const { email, password, address } = parseInput(verifyPasswordSchema, input);
  await countAttempt(deps.db, deps.now(), { email, address });
  const user = await asSystem(deps.db, "sign-in", (tx) => tx.user.findUnique({ where: { email } }));
  const isRight = await isPassword(user?.passwordHash ?? null, password);
  if (user === null || !isRight) return null;
  await forgiveAttempt(deps.db, { email, address });
  return { id: user.id, email: user.email, name: user.name };
}
