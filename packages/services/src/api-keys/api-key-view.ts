import type { Role } from "../context";
import { credentialStatus } from "../credential-status";
import { toInstant, toInstantOrNull } from "../instant";
import type { ApiKeyView } from "./schemas";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly keyLast4: string;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export function toApiKeyView(row: ApiKeyRow, now: Date): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    status: credentialStatus(row, now),
    key_last4: row.keyLast4,
    created_by: row.createdBy,
    expires_at: toInstantOrNull(row.expiresAt),
    revoked_at: toInstantOrNull(row.revokedAt),
    last_used_at: toInstantOrNull(row.lastUsedAt),
    created_at: toInstant(row.createdAt),
  };
}
