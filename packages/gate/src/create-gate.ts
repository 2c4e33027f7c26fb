import type { Redis } from "ioredis";
import type { CallOutcome } from "./audit-record";
import { encodeDegradedIntent, encodeIntent, encodeOutcome } from "./audit-stream";
import type { Gate, ReserveAnswer, ReserveRequest } from "./gate";
import { auditSequenceKey, auditStreamKey, epochKey, sessionKey } from "./keys";
import { type LimitCharge, limitCharges } from "./limit-charges";
import { OutcomeQueue } from "./outcome-queue";
import { readCheckReply, readReserveReply } from "./script-replies";
import { defineScripts } from "./scripts";
import { SESSION_TTL_MS } from "./session";
import { StallWatch } from "./stall-watch";
import { storeUnavailable } from "./store-unavailable";

export interface GateOptions {
  /** A client of `buildGateClient`, and of nobody else: the gate reconnects it when Redis no longer answers on it. */
  readonly redis: Redis;
  /** Entries of a partition's stream above which nothing is recorded and so nothing passes. Default 250,000. */
  readonly backlogMax?: number;
  /** Life of a session after its last use, in ms. Default 24 hours. */
  readonly sessionTtlMs?: number;
  /** Outcomes kept while Redis is away. Default 20,000. */
  readonly outcomesMax?: number;
  /** Unix ms in place of the clock of Redis. For tests only: with several clocks a limit is no longer exact. */
  readonly now?: () => number;
}

/** What a reservation consumed, and in which bucket of each: enough to give it back. */
interface Charged {
  readonly charges: readonly LimitCharge[];
  readonly buckets: readonly number[];
}

const NOTHING_CHARGED: Charged = { charges: [], buckets: [] };

/** All limits of a request agree in it. */
function isShadow({ limits }: ReserveRequest): boolean {
  return limits[0]?.isShadow ?? false;
}

/** Nothing is sent before the first call. */
export function createGate(options: GateOptions): Gate {
  const { redis, backlogMax = 250_000, sessionTtlMs = SESSION_TTL_MS, outcomesMax = 20_000, now } = options;
  defineScripts(redis);
  const outcomes = new OutcomeQueue(redis, outcomesMax);
  const stallWatch = new StallWatch(redis);
  const reservations = new WeakMap<ReserveRequest, Charged>();

  async function run<T>(answer: Promise<unknown>, read: (reply: unknown) => T): Promise<T> {
    try {
      const reply = await answer;
      stallWatch.answered();
      return read(reply);
    } catch (error) {
      stallWatch.failed();
      throw storeUnavailable(error);
    }
  }

  async function reserve(request: ReserveRequest): Promise<ReserveAnswer> {
    const charges = limitCharges(request);
    const keysAndArguments: (string | number)[] = reserveKeys(request, charges);
    const keyCount = keysAndArguments.length;
    keysAndArguments.push(
      request.epoch,
      now?.() ?? "",
      backlogMax,
      request.sessionId === null ? "" : sessionTtlMs,
      encodeIntent(request.intent, request.verdict),
    );
    for (const { window, max, cost, pointer } of charges) {
      keysAndArguments.push(window.mode, window.ms, max, cost, pointer);
    }
    const reply = redis.gateReserve(keyCount, ...keysAndArguments);
    const { answer, buckets } = await run(reply, (value) => readReserveReply(value, request.limits, charges));
    if (answer.kind === "reserved") reservations.set(request, { charges, buckets });
    // In shadow mode the call goes on, so it may have to be refunded, and there is nothing to give back.
    else if (answer.kind === "exceeded" && isShadow(request)) reservations.set(request, NOTHING_CHARGED);
    return answer;
  }

  async function refund(request: ReserveRequest, outcome: CallOutcome): Promise<void> {
    const charged = reservations.get(request);
    if (charged === undefined) {
      throw new Error("a refund needs the very request that this gate reserved, and only once");
    }
    // Taken away first: a refund whose answer is lost must not be done twice, or the limit would let one more pass.
    reservations.delete(request);
    const stream = auditStreamKey(request.partition);
    const body = encodeOutcome(outcome);
    const { charges, buckets } = charged;
    const keys = [stream, ...charges.map(({ key }) => key)];
    const reply = redis.gateRefund(
      keys.length,
      ...keys,
      body,
      ...charges.flatMap(({ cost }, i) => [buckets[i] ?? 0, cost]),
    );
    try {
      await run(reply, () => undefined);
    } catch (error) {
      // The call must not end without an outcome. Should the refund have happened, the reader keeps the first of the two.
      outcomes.push(stream, body);
      throw error;
    }
  }

  return {
    reserve,
    refund,
    async check({ partition, organizationId, grantId, epoch, sessionId }) {
      const keys = [epochKey(partition, organizationId, grantId)];
      if (sessionId !== null) keys.push(sessionKey(partition, organizationId, grantId, sessionId));
      const reply = redis.gateCheck(keys.length, ...keys, epoch, sessionId === null ? "" : sessionTtlMs);
      return run(reply, readCheckReply);
    },
    recordDegraded: ({ partition, intent, verdict }) =>
      outcomes.pushIntent(
        auditStreamKey(partition),
        auditSequenceKey(partition),
        encodeDegradedIntent(intent, verdict),
      ),
    appendOutcome(partition, outcome) {
      outcomes.push(auditStreamKey(partition), encodeOutcome(outcome));
    },
    flush: () => outcomes.flush(),
    get outcomesDropped() {
      return outcomes.dropped;
    },
  };
}

function reserveKeys({ partition, intent, sessionId }: ReserveRequest, charges: readonly LimitCharge[]): string[] {
  const { organizationId, grantId } = intent;
  const keys = [
    epochKey(partition, organizationId, grantId),
    auditStreamKey(partition),
    auditSequenceKey(partition),
    ...charges.map(({ key }) => key),
  ];
  if (sessionId !== null) keys.push(sessionKey(partition, organizationId, grantId, sessionId));
  return keys;
}
