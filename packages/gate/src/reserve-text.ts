import type { LimitCheck } from "@policylayer/policy";
import type { ReserveRequest } from "./gate";
import { auditSequenceKey, auditStreamKey, epochKey, sessionKey } from "./keys";
import { type LimitCharge, limitCharges } from "./limit-charges";

/** A power of two. */
const SLOTS = 1024;

/** The script's keys and arguments as Redis reads them, around the record, which is all that differs from call to call. */
export interface ReserveText {
  readonly charges: readonly LimitCharge[];
  /** Of the keys and arguments, the record and the number of keys included. */
  readonly count: number;
  readonly before: string;
  readonly after: string;
}

/** What a text was made of. */
type Made = Pick<ReserveRequest, "partition" | "epoch" | "sessionId" | "limits"> &
  Pick<ReserveRequest["intent"], "organizationId" | "grantId" | "serverId"> & { readonly text: ReserveText };

export interface ReserveBounds {
  readonly backlogMax: number;
  readonly sessionTtlMs: number;
  /** Unix ms in place of the clock of Redis. */
  readonly now: (() => number) | undefined;
}

/**
 * What the reserve script is given. The calls of a session repeat all of it but the record, so the last texts are kept, in so
 * many slots, and used again when everything they were made of is the same.
 */
export class ReserveTexts {
  readonly #slots: (Made | null)[] = Array.from({ length: SLOTS }, () => null);

  constructor(private readonly bounds: ReserveBounds) {}

  /** Throws RangeError for what `limitCharges` does. */
  of(request: ReserveRequest): ReserveText {
    const slot = slotOf(request);
    const made = this.#slots[slot];
    if (made !== undefined && made !== null && isMadeOf(made, request)) return made.text;
    const text = write(request, this.bounds);
    // A value of an argument is seldom the same, and a clock never.
    if (this.bounds.now !== undefined || request.limits.some(({ per }) => per !== null)) return text;
    const { partition, epoch, sessionId, limits, intent } = request;
    const { organizationId, grantId, serverId } = intent;
    this.#slots[slot] = { partition, epoch, sessionId, limits, organizationId, grantId, serverId, text };
    return text;
  }
}

/** One argument of a command in the protocol of Redis. */
export function bulk(value: string | number): string {
  const text = String(value);
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}

function write(request: ReserveRequest, { backlogMax, sessionTtlMs, now }: ReserveBounds): ReserveText {
  const { partition, epoch, sessionId, intent } = request;
  const { organizationId, grantId } = intent;
  const charges = limitCharges(request);
  const keys = [
    epochKey(partition, organizationId, grantId),
    auditStreamKey(partition),
    auditSequenceKey(partition),
    ...charges.map(({ key }) => key),
  ];
  if (sessionId !== null) keys.push(sessionKey(partition, organizationId, grantId, sessionId));
  const first = [keys.length, ...keys, epoch, now?.() ?? "", backlogMax, sessionId === null ? "" : sessionTtlMs];
  const last = charges.flatMap(({ window, max, cost, pointer }) => [window.mode, window.ms, max, cost, pointer]);
  return {
    charges,
    count: first.length + 1 + last.length,
    before: first.map(bulk).join(""),
    after: last.map(bulk).join(""),
  };
}

function slotOf({ sessionId, limits, intent }: ReserveRequest): number {
  const owner = sessionId ?? intent.grantId;
  // Ids are random, and tools of one session differ in their pointers.
  const pointer = limits[0]?.pointer ?? "";
  let hash = pointer.length;
  for (let at = Math.max(0, owner.length - 8); at < owner.length; at++) hash = (hash * 31 + owner.charCodeAt(at)) | 0;
  for (let at = 0; at < pointer.length; at++) hash = (hash * 31 + pointer.charCodeAt(at)) | 0;
  return hash & (SLOTS - 1);
}

function isMadeOf(made: Made, { partition, epoch, sessionId, limits, intent }: ReserveRequest): boolean {
  if (
    made.epoch !== epoch ||
    made.sessionId !== sessionId ||
    made.grantId !== intent.grantId ||
    made.serverId !== intent.serverId ||
    made.organizationId !== intent.organizationId ||
    made.partition !== partition ||
    made.limits.length !== limits.length
  ) {
    return false;
  }
  for (let i = 0; i < limits.length; i++) {
    const [one, other] = [made.limits[i], limits[i]];
    if (one === undefined || other === undefined || !isSameLimit(one, other)) return false;
  }
  return true;
}

/** INVARIANT: compares whatever `limitCharges` and the script read of a limit. */
function isSameLimit(one: LimitCheck, other: LimitCheck): boolean {
  return (
    one.pointer === other.pointer &&
    one.counter === other.counter &&
    one.scope === other.scope &&
    one.scopeId === other.scopeId &&
    one.per === other.per &&
    one.window === other.window &&
    one.algorithm === other.algorithm &&
    one.max === other.max &&
    one.cost === other.cost &&
    one.isShadow === other.isShadow
  );
}
