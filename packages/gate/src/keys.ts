import { createHash } from "node:crypto";
import type { LimitScope } from "@policylayer/policy";

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
  return PLAIN.test(value) ? value : hashedPart(value);
}

function hashedPart(value: string): string {
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

/** What a server asked the client of a session. */
export function askKey(
  partition: number,
  organizationId: string,
  grantId: string,
  sessionId: string,
  askId: string,
): string {
  return `ask:${hashTag(partition)}:${keyPart(organizationId)}:${keyPart(grantId)}:${keyPart(sessionId)}:${keyPart(askId)}`;
}

/** The stream of intents and outcomes that the worker drains. */
export function auditStreamKey(partition: number): string {
  return `audit:${hashTag(partition)}`;
}

/** Number of the partition's last intent. */
export function auditSequenceKey(partition: number): string {
  return `audit:${hashTag(partition)}:n`;
}

/**
 * Which life of the partition's keys this is: `<name>@<Unix ms of Redis>`. Whoever first misses it makes a new one, so that it
 * changes when Redis was emptied, and its time is when that was noticed.
 */
export function partitionBootKey(partition: number): string {
  return `boot:${hashTag(partition)}`;
}

/** The organization's boot marker: the boot in which its counters were restored. No expiry. */
export function bootMarkerKey(partition: number, organizationId: string): string {
  return organizationKey(partition, organizationId, "boot");
}

/** Held by the process that restores the organization's counters; expires with it. */
export function restoreLockKey(partition: number, organizationId: string): string {
  return organizationKey(partition, organizationId, "restoring");
}

/** Ids of the calls around the loss that the restored counters hold, so that none is added twice. Expires. */
export function countedCallsKey(partition: number, organizationId: string): string {
  return organizationKey(partition, organizationId, "counted");
}

/** How many charged calls were added to the stream again before the counters were restored. Expires. */
export function addedCallsKey(partition: number, organizationId: string): string {
  return organizationKey(partition, organizationId, "added");
}

/** Has too few parts to be a counter's. */
function organizationKey(partition: number, organizationId: string, name: string): string {
  return `rl:${hashTag(partition)}:${keyPart(organizationId)}:${name}`;
}

/** What a counter counts. Everything here is part of its identity, and nothing else is. */
export interface LimitCounter {
  readonly organizationId: string;
  readonly scope: LimitScope;
  /** Of the grant, session, team, server or organization. */
  readonly scopeId: string;
  readonly serverId: string;
  readonly counter: string;
  /** A label of `limitWindow`. */
  readonly window: string;
  /** `hashPer` of the argument's value that is counted by itself; null: all are counted together. */
  readonly per: string | null;
  /** A policy in shadow mode must not use up what an enforced one counts. */
  readonly isShadow: boolean;
}

/** A value of `per` as keys and records have it: always hashed, since it is a client's data. */
export function hashPer(value: string): string {
  return hashedPart(value);
}

/** A counter: hash of bucket to count. */
export function limitKey(partition: number, counter: LimitCounter): string {
  const { organizationId, scope, scopeId, serverId, per, isShadow } = counter;
  const owner = `${keyPart(organizationId)}:${isShadow ? "shadow-" : ""}${scope}:${keyPart(scopeId)}:${keyPart(serverId)}`;
  const key = `rl:${hashTag(partition)}:${owner}:${keyPart(counter.counter)}:${counter.window}`;
  return per === null ? key : `${key}:${per}`;
}

/** There as long as the process of that boot lives. Expires with it. */
export function processPulseKey(bootId: string): string {
  return `pulse:${keyPart(bootId)}`;
}

/** Channel on which the decision on an approval is announced. Carries no data. */
export function approvalChannel(approvalId: string): string {
  return `apr:${keyPart(approvalId)}`;
}

/** Channel on which cancelled requests are announced to all proxies: the client's session and the request's id. */
export const CANCEL_CHANNEL = "cancel";

/** Set of the servers whose tools aren't what was approved, as proxies have seen them; one for all. */
export const DEFINITION_REPORTS_KEY = "definitions";

/** Channel on which new audit rows of an organization are announced. Carries no data. */
export function tailChannel(organizationId: string): string {
  return `tail:${keyPart(organizationId)}`;
}
