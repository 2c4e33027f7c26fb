import { createHash, randomBytes } from "node:crypto";

/** 256 random bits in base64url: a session cookie or an invitation link. */
export function mintOpaqueToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it. A plain hash is enough for a value nobody can guess. */
export function hashOpaqueToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
