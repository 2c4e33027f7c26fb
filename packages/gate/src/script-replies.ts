import type { LimitCheck } from "@policylayer/policy";
import type { ReserveAnswer } from "./gate";
import type { LimitCharge } from "./limit-charges";

/** An answer of the reserve script, and the bucket each charge went to (empty when nothing was consumed). Throws on any other shape. */
export function readReserveReply(
  reply: unknown,
  limits: readonly LimitCheck[],
  charges: readonly LimitCharge[],
): { readonly answer: ReserveAnswer; readonly buckets: readonly number[] } {
  if (reply === 1) return { answer: { kind: "stale" }, buckets: [] };
  if (reply === 2) return { answer: { kind: "no_session" }, buckets: [] };
  if (reply === 3) return { answer: { kind: "backlog" }, buckets: [] };
  const [kind, ...rest] = wholeNumbers(reply);
  if (kind === 4) return { answer: readExceeded(rest, charges), buckets: [] };
  if (kind !== 0 || rest.length !== 2 * charges.length) throw new Error("the reserve script gave an unknown answer");

  const remaining = limits.map(() => 0);
  charges.forEach(({ members }, i) => {
    const used = rest[2 * i] ?? 0;
    for (const member of members) remaining[member] = Math.max(0, (limits[member]?.max ?? 0) - used);
  });
  return { answer: { kind: "reserved", remaining }, buckets: rest.filter((_, i) => i % 2 === 1) };
}

function readExceeded(rest: readonly number[], charges: readonly LimitCharge[]): ReserveAnswer {
  const [position, used, retryAfterMs] = rest;
  const charge = position === undefined ? undefined : charges[position];
  if (charge === undefined || used === undefined || retryAfterMs === undefined) {
    throw new Error("the reserve script gave an unknown answer");
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

function wholeNumbers(reply: unknown): number[] {
  if (!Array.isArray(reply)) throw new Error("the reserve script gave an unknown answer");
  return reply.map((item: unknown) => {
    if (typeof item !== "number" || !Number.isSafeInteger(item)) {
      throw new Error("the reserve script gave an unknown answer");
    }
    return item;
  });
}
