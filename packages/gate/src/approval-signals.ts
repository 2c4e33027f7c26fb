import type { Redis } from "ioredis";
import { approvalChannel } from "./keys";
import { answerOf } from "./store-unavailable";

/**
 * Tells every proxy that holds a call for this approval that it was decided. To be called after the decision has committed.
 * Rejects with `StoreUnavailable`; whoever misses it finds the decision when its wait is over.
 */
export async function announceDecision(redis: Redis, approvalId: string): Promise<void> {
  await answerOf(redis.publish(approvalChannel(approvalId), ""));
}

/**
 * Announcements of decisions, on a connection of its own that is made when somebody first listens. A signal says "look
 * again" and nothing else. Signals are lost while the connection is; once it is back everybody is told to look again.
 */
export class ApprovalSignals {
  readonly #listeners = new Map<string, Set<() => void>>();
  #subscriber: Redis | null = null;

  /** `redis` is left alone: its connection is the gate's. */
  constructor(private readonly redis: Redis) {}

  /**
   * Calls `onSignal` for every announcement until the returned function is called. Resolves when nothing announced from now
   * on is missed, and also when Redis can't be reached, since the caller looks by itself in the end.
   */
  async listen(approvalId: string, onSignal: () => void): Promise<() => void> {
    const channel = approvalChannel(approvalId);
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(onSignal));
    const subscriber = this.#connect();
    const ignored = () => undefined;
    await subscriber.subscribe(channel).catch(ignored);
    return () => {
      listeners.delete(onSignal);
      if (listeners.size > 0 || this.#listeners.get(channel) !== listeners) return;
      this.#listeners.delete(channel);
      subscriber.unsubscribe(channel).catch(ignored);
    };
  }

  close(): void {
    this.#subscriber?.disconnect();
    this.#subscriber = null;
    this.#listeners.clear();
  }

  #connect(): Redis {
    if (this.#subscriber !== null) return this.#subscriber;
    const subscriber = this.redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: 1, lazyConnect: false });
    // The gate's own client says that Redis is away.
    subscriber.on("error", () => undefined);
    subscriber.on("message", (channel: string) => this.#tell(this.#listeners.get(channel)));
    subscriber.on("ready", () => {
      for (const listeners of this.#listeners.values()) this.#tell(listeners);
    });
    this.#subscriber = subscriber;
    return subscriber;
  }

  #tell(listeners: ReadonlySet<() => void> | undefined): void {
    for (const onSignal of listeners ?? []) onSignal();
  }
}
