import type { Redis } from "ioredis";
import { processPulseKey } from "./keys";
import { answerOf } from "./store-unavailable";

const BEAT_EVERY_MS = 5_000;
/** A process that has not said for this long that it lives is taken for dead: two beats may be lost. */
const LIFE_MS = 15_000;

/** Says every few seconds that a process lives, for those who clean up after one that was killed. */
export class ProcessPulse {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly bootId: string,
    /** Told of each beat that Redis did not take; the next one may be. */
    private readonly onMissed: (error: Error) => void,
  ) {}

  /** From here on, and at once at each new connection to Redis. */
  start(): void {
    this.#beat();
    this.redis.on("ready", this.#beat);
    this.#timer = setInterval(this.#beat, BEAT_EVERY_MS);
    this.#timer.unref();
  }

  /** To be called when nothing of this process is left to come. Never rejects: what Redis did not take ends by itself. */
  async stop(): Promise<void> {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.redis.off("ready", this.#beat);
    await this.redis.del(processPulseKey(this.bootId)).catch(this.onMissed);
  }

  readonly #beat = (): void => {
    this.redis.set(processPulseKey(this.bootId), "1", "PX", LIFE_MS).catch(this.onMissed);
  };
}

/** Which of these processes live. Rejects with `StoreUnavailable`. */
export async function livingProcesses(redis: Redis, bootIds: readonly string[]): Promise<Set<string>> {
  // A command each: on a Redis Cluster they are in different slots.
  const found = await answerOf(Promise.all(bootIds.map((bootId) => redis.exists(processPulseKey(bootId)))));
  return new Set(bootIds.filter((_, index) => found[index] === 1));
}
