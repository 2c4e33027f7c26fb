import type { LimitCheck } from "@policylayer/policy";
import type { ReserveRequest } from "./gate";
import { hashPer, limitKey } from "./keys";
import { type LimitWindowCode, limitWindow } from "./limit-window";

/** One counter a call consumes, and the limits of the call that watch it. */
export interface LimitCharge {
  readonly key: string;
  readonly window: LimitWindowCode;
  readonly cost: number;
  readonly max: number;
  readonly pointer: string;
  /** Index in the request of the limit whose `max` is the smallest, and so decides. */
  readonly index: number;
  /** Indexes in the request of all limits on this counter. */
  readonly members: readonly number[];
}

const NONE: readonly LimitCharge[] = [];

/**
 * The counters behind a request's limits. Two limits of one call on the same counter are one budget: consumed once, by the
 * larger cost, against the smaller `max`. Throws RangeError for numbers a counter can't hold: a cost below 1 would give
 * budget away.
 */
export function limitCharges(request: ReserveRequest): readonly LimitCharge[] {
  const { limits } = request;
  if (limits.length === 0) return NONE;
  if (limits.length === 1) return limits.map((limit, index) => chargeOf(request, limit, index));
  const charges = new Map<string, LimitCharge>();
  limits.forEach((limit, index) => {
    const charge = chargeOf(request, limit, index);
    const other = charges.get(charge.key);
    charges.set(charge.key, other === undefined ? charge : merge(other, charge));
  });
  return [...charges.values()];
}

function chargeOf({ partition, intent }: ReserveRequest, limit: LimitCheck, index: number): LimitCharge {
  requireCountable(limit);
  const { cost, max, pointer, scope, scopeId, counter, per, isShadow } = limit;
  const window = limitWindow(limit);
  const { organizationId, serverId } = intent;
  const label = window.label;
  const hash = per === null ? null : hashPer(per);
  const identity = { organizationId, scope, scopeId, serverId, counter, window: label, per: hash, isShadow };
  return { key: limitKey(partition, identity), window, cost, max, pointer, index, members: [index] };
}

function merge(a: LimitCharge, b: LimitCharge): LimitCharge {
  const stricter = b.max < a.max ? b : a;
  return { ...stricter, cost: Math.max(a.cost, b.cost), members: [...a.members, ...b.members] };
}

function requireCountable({ cost, max, pointer }: LimitCheck): void {
  if (!Number.isSafeInteger(cost) || cost < 1) {
    throw new RangeError(`the cost ${cost} of limit \`${pointer}\` is not a whole number of 1 or more`);
  }
  if (!Number.isSafeInteger(max) || max < 0) {
    throw new RangeError(`the max ${max} of limit \`${pointer}\` is not a whole number of 0 or more`);
  }
}
