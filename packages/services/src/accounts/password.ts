import { hash, verify } from "@node-rs/argon2";

/** argon2id is the library's default. The cost is OWASP's second recommendation: 19 MiB, two passes, one lane; about 12 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A PHC string, salted. The same characters typed on another keyboard give the same hash (NFKC). */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password is the one that was hashed. Without a hash (an unknown person, or one who has no password) the same
 * work is done and the answer is no, so that the time taken tells nothing.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password.normalize("NFKC"));
  nobodysHash ??= hashPassword("nobody has this password");
  await verify(await nobodysHash, password.normalize("NFKC"));
  return false;
}
