import { type Command, Redis, type RedisOptions } from "ioredis";

/** Longest pause between two attempts to connect, in ms. Attempts never stop. */
const RECONNECT_MS_MAX = 1000;

export interface RedisClientOptions {
  /** Told of every connection error, each failed attempt included. Without it ioredis writes them to stderr. */
  readonly onError?: (error: Error) => void;
}

export interface GateClientOptions extends RedisClientOptions {
  /** A command without an answer for this long, in ms, has failed. Default 250. */
  readonly answerWithinMs?: number;
}

const ANSWER_WITHIN_MS = 250;
/** Commands under way after which the answered ones are let go. */
const SWEEP_AT_MIN = 64;
/** Commands in one write. */
const WRITTEN_TOGETHER = 3;

/**
 * Redis is late, not we: when the time is up, what has already arrived on the socket is read first. ioredis's own
 * `commandTimeout` fires before that, so a process that was busy for a quarter of a second would refuse calls that Redis
 * had answered, and whose limits it had charged.
 */
class PunctualRedis extends Redis {
  /** In the order they were sent, which is the order they are due and mostly the order they are answered. */
  #underWay: { readonly command: Command; readonly dueAt: number }[] = [];
  #sweepAt = SWEEP_AT_MIN;
  #timer: NodeJS.Timeout | null = null;
  /** Commands of this turn. */
  #gathered = 0;

  constructor(
    url: string,
    options: RedisOptions,
    private readonly answerWithinMs: number,
  ) {
    super(url, options);
  }

  override sendCommand(command: Command, stream?: Parameters<Redis["sendCommand"]>[1]): unknown {
    this.#gather();
    const sent = super.sendCommand(command, stream);
    if (this.#underWay.length >= this.#sweepAt) {
      this.#underWay = this.#underWay.filter((entry) => !entry.command.isResolved);
      this.#sweepAt = Math.max(SWEEP_AT_MIN, 2 * this.#underWay.length);
    }
    this.#underWay.push({ command, dueAt: performance.now() + this.answerWithinMs });
    this.#timer ??= this.#wakeAfter(this.answerWithinMs);
    return sent;
  }

  /**
   * Commands of one turn of the event loop leave a few in one write, and Redis answers them with one: a write for each costs both
   * sides more, and one for all lets Redis wait while the rest of them is still being made.
   */
  #gather(): void {
    const { stream } = this;
    if (this.status !== "ready") return;
    if (this.#gathered > 0) {
      if (this.#gathered++ % WRITTEN_TOGETHER === 0) {
        stream.uncork();
        stream.cork();
      }
      return;
    }
    this.#gathered = 1;
    stream.cork();
    setImmediate(() => {
      this.#gathered = 0;
      stream.uncork();
    });
  }

  #wakeAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => setImmediate(() => this.#rejectLate()), ms);
  }

  /** One timer for all that is under way, set again for the next one due. */
  #rejectLate(): void {
    const now = performance.now();
    for (const { command, dueAt } of this.#underWay) {
      if (dueAt <= now && !command.isResolved)
        command.reject(new Error(`Redis did not answer within ${this.answerWithinMs} ms`));
    }
    this.#underWay = this.#underWay.filter(({ command, dueAt }) => dueAt > now && !command.isResolved);
    const next = this.#underWay[0];
    this.#timer = next === undefined ? null : this.#wakeAfter(Math.max(1, next.dueAt - now));
  }
}

/**
 * The client of the path of a call. Nothing waits in a queue and nothing is sent twice: while Redis is away or slow every
 * command rejects, within `answerWithinMs`, and a command whose answer was lost rejects too.
 */
export function buildGateClient(
  url: string,
  { onError, answerWithinMs = ANSWER_WITHIN_MS }: GateClientOptions = {},
): Redis {
  const options: RedisOptions = {
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 2000,
    retryStrategy,
  };
  return tellErrors(new PunctualRedis(url, options, answerWithinMs), onError);
}

/**
 * The client of processes that can wait a moment: it queues while reconnecting and resends, so give it only commands that
 * may run twice. Blocking reads and subscriptions need a `duplicate()` of their own.
 */
export function buildControlClient(url: string, { onError }: RedisClientOptions = {}): Redis {
  return tellErrors(new Redis(url, { maxRetriesPerRequest: 5, connectTimeout: 5000, retryStrategy }), onError);
}

/** Spread by up to a half, so that many proxies don't come back in step. */
function retryStrategy(attempt: number): number {
  return Math.min(attempt * 50, RECONNECT_MS_MAX) * (0.5 + Math.random() / 2);
}

function tellErrors(redis: Redis, onError: RedisClientOptions["onError"]): Redis {
  if (onError !== undefined) redis.on("error", onError);
  return redis;
}
