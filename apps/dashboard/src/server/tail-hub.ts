import "server-only";
import { tailChannel } from "@policylayer/gate";
import type { Redis } from "ioredis";

export interface TailHub {
  /** Calls `listener` whenever new calls of the organization can be read. Answers with how to stop. */
  listen(organizationId: string, listener: () => void): () => void;
  close(): void;
}

/**
 * One subscription per organization however many logs are open in this process, on a connection made when the first one is.
 * Announcements are missed while Redis is away: they only say "look again", and the screens also look by themselves.
 */
export function createTailHub(connect: () => Redis): TailHub {
  const listeners = new Map<string, Set<() => void>>();
  let redis: Redis | null = null;

  const subscriber = (): Redis => {
    if (redis === null) {
      redis = connect();
      redis.on("message", (channel: string) => {
        for (const listener of listeners.get(channel) ?? []) listener();
      });
    }
    return redis;
  };
  // ioredis subscribes again by itself after a reconnect; what fails before that is told by the connection's own errors.
  const ignore = () => undefined;

  return {
    listen(organizationId, listener) {
      const channel = tailChannel(organizationId);
      const ofChannel = listeners.get(channel) ?? new Set();
      listeners.set(channel, ofChannel);
      if (ofChannel.size === 0) subscriber().subscribe(channel).catch(ignore);
      ofChannel.add(listener);
      return () => {
        if (!ofChannel.delete(listener) || ofChannel.size > 0) return;
        listeners.delete(channel);
        redis?.unsubscribe(channel).catch(ignore);
      };
    },
    close() {
      listeners.clear();
      redis?.disconnect();
      redis = null;
    },
  };
}
