import { hashToken, mintToken, newId, tokenLast4 } from "@policylayer/crypto";
import type { Tx } from "@policylayer/db";
import type { Actor, Role, ServiceDeps } from "../context";

export interface NewApiKey {
  readonly organizationId: string;
  readonly name: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
  readonly actor: Actor;
}

/** The row, and the key: only its hash is stored. */
export async function insertApiKey(tx: Tx, deps: Pick<ServiceDeps, "secrets" | "now">, input: NewApiKey) {
  const key = mintToken("plk");
  const row = await tx.apiKey.create({
    data: {
      id: newId("key"),
      organizationId: input.organizationId,
      name: input.name,
      role: input.role,
      keyHash: hashToken(deps.secrets.tokenPepper, key),
      keyLast4: tokenLast4(key),
      createdBy: input.actor.name,
      expiresAt: input.expiresAt,
      createdAt: deps.now(),
    },
  });
  return { key, row };
}
