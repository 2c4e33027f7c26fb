import type { LimitCheck, LimitScope, LimitWindow } from "@policylayer/policy";
import type { CallIntent } from "./audit-record";
import { hashPer, limitKey } from "./keys";
import { limitWindow } from "./limit-window";

/**
 * A limit as a call's record has it: what people are shown, and what identifies its counter together with the ids of the
 * record, so that a lost counter can be restored. What is usual is left out, because every call carries it.
 */
export interface RecordedLimit {
  readonly pointer: string;
  readonly counter: string;
  readonly max: number;
  readonly window: LimitWindow;
  /** Missing in records older than this field, whose counters can't be restored. */
  readonly algorithm?: LimitCheck["algorithm"];
  /** Missing: `grant`. The scope's id is the record's own. */
  readonly scope?: LimitScope;
  /** Missing: 1. */
  readonly cost?: number;
  /** `hashPer` of the argument's value, never the value. */
  readonly per?: string;
  readonly isShadow?: true;
  /** Set when it is read, on a limit whose counter the call was charged in: one for each counter. */
  readonly bucket?: number;
}

/** What of a limit is written with the intent. */
export function recordLimit(limit: LimitCheck): RecordedLimit {
  const { pointer, counter, max, window, algorithm, scope, cost, per, isShadow } = limit;
  const usual = { pointer, counter, max, window, algorithm };
  if (scope === "grant" && cost === 1 && per === null && !isShadow) return usual;
  return {
    ...usual,
    ...(scope === "grant" ? {} : { scope }),
    ...(cost === 1 ? {} : { cost }),
    ...(per === null ? {} : { per: hashPer(per) }),
    ...(isShadow ? { isShadow } : {}),
  };
}

/** What one call, or several together, consumed of one bucket of a counter. */
export interface CounterCharge {
  readonly scope: LimitScope;
  readonly scopeId: string;
  readonly serverId: string;
  readonly counter: string;
  readonly window: LimitWindow;
  readonly algorithm: LimitCheck["algorithm"];
  /** `hashPer` of the argument's value. */
  readonly per: string | null;
  readonly isShadow: boolean;
  readonly bucket: number;
  readonly cost: number;
}

/** The charges of an intent that was read from the stream; empty when it was refused. */
export function chargesOf(intent: CallIntent): CounterCharge[] {
  return intent.limits.flatMap((limit) => {
    const charge = chargeOf(intent, limit, limit.bucket);
    return charge === null ? [] : [charge];
  });
}

/** The counter that a charge belongs to. */
export function chargeKey(partition: number, organizationId: string, charge: CounterCharge): string {
  return limitKey(partition, { ...charge, organizationId, window: limitWindow(charge).label });
}

/**
 * The limits with the bucket of each counter noted on the one that decided its cost. `buckets` are in the order of the
 * charges: two limits on one counter are one charge. null when the two don't fit.
 */
export function withBuckets(intent: CallIntent, buckets: readonly number[]): RecordedLimit[] | null {
  const [limit] = intent.limits;
  const [bucket] = buckets;
  if (limit === undefined || bucket === undefined) return null;
  if (intent.limits.length === 1) return buckets.length === 1 ? [{ ...limit, bucket }] : null;
  const decisive = new Map<string, { readonly index: number; readonly cost: number }>();
  for (const [index, each] of intent.limits.entries()) {
    const charge = chargeOf(intent, each, 0);
    if (charge === null) return null;
    const key = chargeKey(0, intent.organizationId, charge);
    const other = decisive.get(key);
    if (other === undefined || charge.cost > other.cost) decisive.set(key, { index, cost: charge.cost });
  }
  if (decisive.size !== buckets.length) return null;
  const limits = [...intent.limits];
  for (const [position, { index }] of [...decisive.values()].entries()) {
    const [each, of] = [limits[index], buckets[position]];
    if (each !== undefined && of !== undefined) limits[index] = { ...each, bucket: of };
  }
  return limits;
}

function chargeOf(intent: CallIntent, limit: RecordedLimit, bucket: number | undefined): CounterCharge | null {
  const { counter, window, algorithm, scope = "grant", cost = 1, per = null, isShadow = false } = limit;
  const scopeId = scopeIdOf(scope, intent);
  if (algorithm === undefined || bucket === undefined || scopeId === null) return null;
  return { scope, scopeId, serverId: intent.serverId, counter, window, algorithm, per, isShadow, bucket, cost };
}

function scopeIdOf(scope: LimitScope, intent: CallIntent): string | null {
  switch (scope) {
    case "grant":
      return intent.grantId;
    case "session":
      return intent.sessionId;
    case "team":
      return intent.teamId;
    case "server":
      return intent.serverId;
    case "organization":
      return intent.organizationId;
    default:
      return unknownScope(scope);
  }
}

/** Only a newer writer's: its counter can't be named here. */
function unknownScope(_scope: never): null {
  return null;
}
