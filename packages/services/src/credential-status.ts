/** Of a grant or an API key: revoked is said of an expired one too. */
export function credentialStatus(
  row: { readonly revokedAt: Date | null; readonly expiresAt: Date | null },
  now: Date,
): "active" | "expired" | "revoked" {
  if (row.revokedAt !== null) return "revoked";
  return row.expiresAt !== null && row.expiresAt <= now ? "expired" : "active";
}
