import type { Redis } from "ioredis";
import type { CallOutcome } from "./audit-record";
import { encodeDegradedIntent, encodeOutcome } from "./audit-stream";
import { BootWatch } from "./boot-watch";
import type { Gate, ReserveAnswer, ReserveRequest } from "./gate";
import { GrantEpochs } from "./grant-epochs";
import { IntentTexts } from "./intent-texts";
import { auditSequenceKey, auditStreamKey, epochKey, partitionBootKey, sessionKey } from "./keys";
import { OutcomeQueue } from "./outcome-queue";
import { RecentRecords } from "./recent-records";
import { isUnknownScript, ReserveScript } from "./reserve-script";
import { ReserveTexts } from "./reserve-text";
import { RestoreCounters, type Restored } from "./restore-counters";
import { type Reserved, readCheckReply, readReserveReply } from "./script-replies";
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
  /** After a loss of data in Redis: time for every process to add what it recorded, in ms. Default 1.5 seconds. */
  readonly lossGraceMs?: number;
  /** How long a call waits for lost counters to be restored, in ms, before it is refused. Default 5 seconds. */
  readonly restoreWaitMs?: number;
  /** How long a process that died while it restored holds up the others, in ms. Default 5 seconds. */
  readonly restoreLockMs?: number;
  /** Told that Redis lost a partition, and how many records of this process were written to it again. */
  readonly onLoss?: (partition: number, recordsAdded: number) => void;
  /** Told of every organization whose counters were restored, a new one's included. */
  readonly onRestored?: (restored: Restored) => void;
}

/** All limits of a request agree in it. */
function isShadow({ limits }: ReserveRequest): boolean {
  return limits[0]?.isShadow ?? false;
}

/** Nothing is sent before the first call. */
export function createGate(options: GateOptions): Gate {
  const { redis, backlogMax = 250_000, sessionTtlMs = SESSION_TTL_MS, outcomesMax = 20_000, now } = options;
  const { lossGraceMs = 1_500, restoreWaitMs = 5_000, restoreLockMs = 5_000 } = options;
  const { onLoss = ignore, onRestored = ignore } = options;
  defineScripts(redis);
  const recent = new RecentRecords();
  const boots = new BootWatch(redis, recent, onLoss);
  const restoration = new RestoreCounters(redis, { lossGraceMs, lockMs: restoreLockMs, now });
  const epochs = new GrantEpochs(redis, boots, restoration, restoreWaitMs, onRestored);
  const outcomes = new OutcomeQueue(redis, outcomesMax);
  const stallWatch = new StallWatch(redis);
  const script = new ReserveScript(redis);
  const texts = new ReserveTexts({ backlogMax, sessionTtlMs, now });
  const intents = new IntentTexts();

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
    const text = texts.of(request);
    const { charges } = text;
    const body = intents.encode(request.intent, request.verdict);
    let reserved: Reserved;
    try {
      let reply: unknown;
      try {
        reply = await script.run(text, body);
      } catch (error) {
        if (!isUnknownScript(error)) throw error;
        reply = await script.runWhole(text, body);
      }
      stallWatch.answered();
      reserved = readReserveReply(reply, request.limits, charges);
    } catch (error) {
      stallWatch.failed();
      throw storeUnavailable(error);
    }
    const { answer, buckets } = reserved;
    if (answer.kind === "reserved") {
      recent.push(request.partition, "intent", body, buckets);
      request.charged = { of: request, charges, buckets };
    } else if (answer.kind === "exceeded") {
      recent.push(request.partition, "exceeded", body, [answer.retryAfterMs], request.limits[answer.index]?.pointer);
      // In shadow mode the call goes on, so it may have to be refunded, and there is nothing to give back.
      if (isShadow(request)) request.charged = { of: request, charges: [], buckets: [] };
    }
    return answer;
  }

  async function refund(request: ReserveRequest, outcome: CallOutcome): Promise<void> {
    const { charged } = request;
    if (charged?.of !== request) {
      throw new Error("a refund needs the very request that this gate reserved, and only once");
    }
    // Taken away first: a refund whose answer is lost must not be done twice, or the limit would let one more pass.
    request.charged = undefined;
    const { partition, epoch } = request;
    const stream = auditStreamKey(partition);
    const body = encodeOutcome(outcome);
    const { charges, buckets } = charged;
    const keys = [stream, partitionBootKey(partition), ...charges.map(({ key }) => key)];
    const reply = redis.gateRefund(
      keys.length,
      ...keys,
      body,
      epoch.slice(0, epoch.indexOf(".")),
      ...charges.flatMap(({ cost }, i) => [buckets[i] ?? 0, cost]),
    );
    try {
      await run(reply, () => undefined);
      recent.push(partition, "refund", body);
    } catch (error) {
      // The call must not end without an outcome. Should the refund have happened, the reader keeps the first of the two.
      outcomes.push(stream, body);
      recent.push(partition, "outcome", body);
      throw error;
    }
  }

  return {
    openEpoch: (grant, stored) => epochs.open(grant, stored),
    lookForLoss: () => boots.look(),
    reserve,
    refund,
    async check({ partition, organizationId, grantId, epoch, sessionId }) {
      const keys = [epochKey(partition, organizationId, grantId)];
      if (sessionId !== null) keys.push(sessionKey(partition, organizationId, grantId, sessionId));
      const reply = redis.gateCheck(keys.length, ...keys, epoch, sessionId === null ? "" : sessionTtlMs);
      return run(reply, readCheckReply);
    },
    recordDegraded({ partition, intent, verdict }) {
      const body = encodeDegradedIntent(intent, verdict);
      const isKept = outcomes.pushIntent(auditStreamKey(partition), auditSequenceKey(partition), body);
      if (isKept) recent.push(partition, "intent", body);
      return isKept;
    },
    appendOutcome(partition, outcome) {
      const body = encodeOutcome(outcome);
      outcomes.push(auditStreamKey(partition), body);
      recent.push(partition, "outcome", body);
    },
    flush: () => outcomes.flush(),
    get outcomesDropped() {
      return outcomes.dropped;
    },
  };
}

function ignore(): void {
  // Nobody asked to be told.
}
