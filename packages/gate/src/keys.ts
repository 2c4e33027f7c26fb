import { createHash } from "node:crypto";

/** Partitions of organizations. Every key of an organization carries its partition's hash tag, so a call's keys share a Redis Cluster slot. */
export const PARTITION_COUNT = 64;

const TAGS = Array.from({ length: PARTITION_COUNT }, (_, partition) => `{p${String(partition).padStart(2, "0")}}`);

/** `{p07}` for 7. Throws RangeError for a number that is no partition: such a key would be found by nobody. */
function hashTag(partition: number): string {
  const tag = TAGS[partition];
  if (tag === undefined) throw new RangeError(`partition ${partition} is not a whole number from 0 to 63`);
  return tag;
}

const PLAIN = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * One part of a key: as it is when short and plain, else `~` and its SHA-256.
 * `~` is not plain, so the two never meet, and no part holds `:`, `{` or `}`. UTF-16 is hashed, because two different
 * strings with lone surrogates can be the same bytes in UTF-8.
 */
function keyPart(value: string): string {
  if (PLAIN.test(value)) return value;
  return `~${createHash("sha256").update(value, "utf16le").digest("base64url")}`;
}

/** The random version of a grant's rights. No expiry. */
export function epochKey(partition: number, organizationId: string, grantId: string): string {
  return `ep:${hashTag(partition)}:${keyPart(organizationId)}:${keyPart(grantId)}`;
}

/** The grant is part of the key, so that another grant's session id is simply not there. */
export function sessionKey(partition: number, organizationId: string, grantId: string, sessionId: string): string {
  return `ses:${hashTag(partition)}:${keyPart(organizationId)}:${keyPart(grantId)}:${keyPart(sessionId)}`;
}

/** The stream of intents and outcomes that the worker drains. */
export function auditStreamKey(partition: number): string {
  return `audit:${hashTag(partition)}`;
}

/** Number of the partition's last intent. */
export function auditSequenceKey(partition: number): string {
  return `audit:${hashTag(partition)}:n`;
}

/** A counter: hash of bucket to count. `window` is a label of `limitWindow`. */
export function limitKey(
  partition: number,
  counter: {
    readonly organizationId: string;
    readonly scope: "grant";
    readonly scopeId: string;
    readonly serverId: string;
    readonly counter: string;
    readonly window: string;
  },
): string {
  const { organizationId, scope, scopeId, serverId } = counter;
  const owner = `${keyPart(organizationId)}:${scope}:${keyPart(scopeId)}:${keyPart(serverId)}`;
  return `rl:${hashTag(partition)}:${owner}:${keyPart(counter.counter)}:${counter.window}`;
}

/** Channel on which new audit rows of an organization are announced. Carries no data. */
export function tailChannel(organizationId: string): string {
  return `tail:${keyPart(organizationId)}`;
}
