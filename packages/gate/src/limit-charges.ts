import type { LimitCheck } from "@policylayer/policy";
import type { ReserveRequest } from "./gate";
import { limitKey } from "./keys";
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

/** Owners remembered for one list of limits; over that all of them are made anew. */
const OWNERS_MAX = 10_000;
const remembered = new WeakMap<readonly LimitCheck[], Map<string, readonly LimitCharge[]>>();

/**
 * As `makeCharges`, remembered for a list of limits and its owner: a policy hands out the same list for every call of a
 * tool, and a list that was made for one call is forgotten with it.
 */
export function limitCharges(request: ReserveRequest): readonly LimitCharge[] {
  const { limits, intent } = request;
  if (limits.length === 0) return NONE;
  let byOwner = remembered.get(limits);
  if (byOwner === undefined) {
    byOwner = new Map();
    remembered.set(limits, byOwner);
  }
  // Ids are made by us and hold no separator; the partition belongs to the organization.
  const owner = `${intent.organizationId}\n${intent.grantId}\n${intent.serverId}`;
  let charges = byOwner.get(owner);
  if (charges === undefined) {
    charges = makeCharges(request);
    if (byOwner.size >= OWNERS_MAX) byOwner.clear();
    byOwner.set(owner, charges);
  }
  return charges;
}

const NONE: readonly LimitCharge[] = [];

/**
 * The counters behind a request's limits. Two limits of one call on the same counter are one budget: consumed once, by the
 * larger cost, against the smaller `max`. Throws RangeError for numbers a counter can't hold: a cost below 1 would give
 * budget away.
 */
function makeCharges(request: ReserveRequest): readonly LimitCharge[] {
  const charges = new Map<string, LimitCharge>();
  request.limits.forEach((limit, index) => {
    requireCountable(limit);
    const charge = chargeOf(request, limit, index);
    const other = charges.get(charge.key);
    charges.set(charge.key, other === undefined ? charge : merge(other, charge));
  });
  return [...charges.values()];
}

function chargeOf({ partition, intent }: ReserveRequest, limit: LimitCheck, index: number): LimitCharge {
  const window = limitWindow(limit);
  const key = limitKey(partition, {
    organizationId: intent.organizationId,
    scope: limit.scope,
    scopeId: intent.grantId,
    serverId: intent.serverId,
    counter: limit.counter,
    window: window.label,
  });
  return { key, window, cost: limit.cost, max: limit.max, pointer: limit.pointer, index, members: [index] };
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
