import type { LimitCheck } from "@policylayer/policy";
import type { ReserveAnswer } from "./gate";
import type { LimitCharge } from "./limit-charges";

/** An answer of the reserve script, and the bucket each charge went to (empty when nothing was consumed). */
export interface Reserved {
  readonly answer: ReserveAnswer;
  readonly buckets: readonly number[];
}

const NOTHING: readonly number[] = [];

/** Throws on any other shape. */
export function readReserveReply(
  reply: unknown,
  limits: readonly LimitCheck[],
  charges: readonly LimitCharge[],
): Reserved {
  if (reply === 1) return { answer: { kind: "stale" }, buckets: NOTHING };
  if (reply === 2) return { answer: { kind: "no_session" }, buckets: NOTHING };
  if (reply === 3) return { answer: { kind: "backlog" }, buckets: NOTHING };
  const numbers = wholeNumbers(reply);
  if (numbers[0] === 4) return { answer: readExceeded(numbers, charges), buckets: NOTHING };
  if (numbers[0] !== 0 || numbers.length !== 1 + 2 * charges.length) throw unknownAnswer();

  const remaining = limits.map(() => 0);
  const buckets: number[] = [];
  for (let i = 0; i < charges.length; i++) {
    const used = numbers[2 * i + 1] ?? 0;
    for (const member of charges[i]?.members ?? NOTHING) {
      remaining[member] = Math.max(0, (limits[member]?.max ?? 0) - used);
    }
    buckets.push(numbers[2 * i + 2] ?? 0);
  }
  return { answer: { kind: "reserved", remaining }, buckets };
}

function readExceeded(numbers: readonly number[], charges: readonly LimitCharge[]): ReserveAnswer {
  const [, position, used, retryAfterMs] = numbers;
  const charge = position === undefined ? undefined : charges[position];
  if (charge === undefined || used === undefined || retryAfterMs === undefined) {
    throw unknownAnswer();
  }
  return { kind: "exceeded", index: charge.index, remaining: Math.max(0, charge.max - used), retryAfterMs };
}

/** Throws on anything but the script's three answers. */
export function readCheckReply(reply: unknown): "current" | "stale" | "no_session" {
  if (reply === 0) return "current";
  if (reply === 1) return "stale";
  if (reply === 2) return "no_session";
  throw new Error("the check script gave an unknown answer");
}

function wholeNumbers(reply: unknown): readonly number[] {
  if (!isWholeNumbers(reply)) throw unknownAnswer();
  return reply;
}

function isWholeNumbers(reply: unknown): reply is readonly number[] {
  return Array.isArray(reply) && reply.every((item) => Number.isSafeInteger(item));
}

function unknownAnswer(): Error {
  return new Error("the reserve script gave an unknown answer");
}
