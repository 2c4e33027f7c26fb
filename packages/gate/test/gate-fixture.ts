import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Redis } from "ioredis";
import {
  type AuditRecord,
  buildGateClient,
  createGate,
  type Gate,
  type GateOptions,
  parseAuditEntry,
  type ReadStoredCharges,
} from "../src/index";
import { auditStreamKey } from "../src/keys";
import { request } from "./requests";

// As `@policylayer/testing` provides it.
declare module "vitest" {
  interface ProvidedContext {
    redisUrl: string;
  }
}

/** A database without calls. */
export const noCharges: ReadStoredCharges = async () => ({ ids: [], refunded: [], sums: [] });

/** A gate on a connected client, and a grant of an organization nobody else uses. */
export interface GateFixture {
  readonly redis: Redis;
  readonly gate: Gate;
  readonly owner: { readonly partition: number; readonly organizationId: string; readonly grantId: string };
  readonly epoch: string;
  /** A request of the fixture's grant. */
  request(changes?: Partial<Parameters<typeof request>[0]>): ReturnType<typeof request>;
  /** The organization's audit records, oldest first. */
  records(): Promise<AuditRecord[]>;
  /** The organization's counters, read as they are: key to bucket to count, without the sums kept beside. */
  counters(): Promise<Record<string, Record<string, string>>>;
}

/** So long that a busy machine isn't taken for a Redis that doesn't answer. */
const ANSWER_WITHIN_MS = 10_000;

/** The client whose connection stands. */
export async function openGateClient(url: string, answerWithinMs = ANSWER_WITHIN_MS): Promise<Redis> {
  const redis = buildGateClient(url, { onError: () => undefined, answerWithinMs });
  await once(redis, "ready");
  return redis;
}

export async function buildGateFixture(
  redis: Redis,
  options: Omit<GateOptions, "redis"> & { readonly partition?: number } = {},
): Promise<GateFixture> {
  const { partition = 7, ...gateOptions } = options;
  const owner = { partition, organizationId: `org_${randomUUID()}`, grantId: `grt_${randomUUID()}` };
  const gate = createGate({ redis, lossGraceMs: 0, ...gateOptions });
  const epoch = await gate.openEpoch(owner, noCharges);
  return {
    redis,
    gate,
    owner,
    epoch,
    request({ intent, ...changes } = {}) {
      const { organizationId, grantId } = owner;
      return request({ partition, epoch, ...changes, intent: { organizationId, grantId, ...intent } });
    },
    async records() {
      const entries = await redis.xrange(auditStreamKey(partition), "-", "+");
      const records = entries.map(([, fields]) => parseAuditEntry(fields));
      return records.filter((record) => record !== null).filter((record) => ownerOf(record) === owner.organizationId);
    },
    async counters() {
      const keys = await redis.keys(`rl:*:${owner.organizationId}:*:*`);
      const counters: Record<string, Record<string, string>> = {};
      for (const key of keys.sort()) counters[key] = await readBuckets(redis, key);
      return counters;
    },
  };
}

/** A counter's buckets. Throws when the sum it keeps beside them is not theirs. */
export async function readBuckets(redis: Redis, key: string): Promise<Record<string, string>> {
  const { n, o, s, ...buckets } = await redis.hgetall(key);
  const counted = Object.entries(buckets).filter(([bucket]) => o !== undefined && Number(bucket) >= Number(o));
  const sum = counted.reduce((total, [, count]) => total + Number(count), 0);
  if (s !== undefined && sum !== Number(s)) throw new Error(`${key} keeps the sum ${s} of buckets that make ${sum}`);
  const newest = Math.max(...Object.keys(buckets).map(Number));
  if (n !== undefined && newest !== Number(n)) throw new Error(`${key} says ${n} is newest, and it is ${newest}`);
  return buckets;
}

function ownerOf(record: AuditRecord): string {
  return record.kind === "intent" ? record.intent.organizationId : record.outcome.organizationId;
}
