import type { Redis } from "ioredis";
import { CANCEL_CHANNEL } from "./keys";
import { answerOf } from "./store-unavailable";

/** A request that its client no longer wants. */
export interface CancelSignal {
  readonly sessionId: string;
  readonly requestId: string | number;
}

/**
 * Tells every proxy that a request was cancelled, when the cancellation came to one that doesn't have it. To be called once it
 * is known whose session that is. Rejects with `StoreUnavailable`.
 */
export async function announceCancel(redis: Redis, { sessionId, requestId }: CancelSignal): Promise<void> {
  await answerOf(redis.publish(CANCEL_CHANNEL, JSON.stringify([sessionId, requestId])));
}

/**
 * Cancellations that came to other proxies, on a connection of its own. One is lost while the connection is: then the request
 * goes on, as a cancellation may come too late anyway.
 */
export class CancelSignals {
  #subscriber: Redis | null = null;

  /** `redis` is left alone: its connection is the gate's. */
  constructor(
    private readonly redis: Redis,
    private readonly onCancel: (signal: CancelSignal) => void,
  ) {}

  /** From here on, as long as Redis can be reached. May be called again. */
  open(): void {
    if (this.#subscriber !== null) return;
    const subscriber = this.redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: 1, lazyConnect: false });
    const ignored = () => undefined;
    // The gate's own client says that Redis is away.
    subscriber.on("error", ignored);
    subscriber.on("message", (_channel: string, message: string) => {
      const signal = readSignal(message);
      if (signal !== null) this.onCancel(signal);
    });
    // At each connection: one that failed is not remembered by the client.
    subscriber.on("ready", () => void subscriber.subscribe(CANCEL_CHANNEL).catch(ignored));
    this.#subscriber = subscriber;
  }

  close(): void {
    this.#subscriber?.disconnect();
    this.#subscriber = null;
  }
}

/** null for what no proxy has sent. */
function readSignal(message: string): CancelSignal | null {
  try {
    const value: unknown = JSON.parse(message);
    if (!Array.isArray(value)) return null;
    const [sessionId, requestId]: unknown[] = value;
    if (typeof sessionId !== "string") return null;
    return typeof requestId === "string" || typeof requestId === "number" ? { sessionId, requestId } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
