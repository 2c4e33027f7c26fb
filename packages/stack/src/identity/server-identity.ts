/**
 * What a server is, as far as the world knows it: a published package or a public address. The only part of a
 * configuration that may be shown, sent or stored.
 */
export type ServerIdentity = PackageIdentity | RemoteIdentity | UnknownIdentity;

export interface PackageIdentity {
  readonly kind: "npm" | "pypi" | "oci";
  readonly name: string;
  /** As the file pins it; null if it doesn't, or not in a way that is surely a version. */
  readonly version: string | null;
}

export interface RemoteIdentity {
  readonly kind: "remote";
  /** Host and path; no scheme, query or user, and no part of the path that could be a token. */
  readonly address: string;
}

export interface UnknownIdentity {
  readonly kind: "unknown";
  readonly why: keyof typeof unknownWhy;
}

/** Why nothing is recognised, for a person. */
export const unknownWhy = {
  incomplete: "neither a command nor an address can be read",
  local_program: "it starts a program of this machine",
  launcher: "it starts another server through a launcher",
  not_understood: "how it is started isn't understood",
  not_published: "it is started from a folder or a repository, not from a registry",
  private_address: "its address is private",
} as const;

export function unknownIdentity(why: UnknownIdentity["why"]): UnknownIdentity {
  return { kind: "unknown", why };
}

/** One text for an identity, to compare and to look up by: `npm:@scope/name`. Without the version. Null if unknown. */
export function identityKey(identity: ServerIdentity): string | null {
  switch (identity.kind) {
    case "unknown":
      return null;
    case "remote":
      return `remote:${identity.address}`;
    default:
      return `${identity.kind}:${identity.name}`;
  }
}
