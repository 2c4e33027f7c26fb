import type { Redis } from "ioredis";
import { tailChannel } from "./keys";
import { answerOf } from "./store-unavailable";

/** Tells every open log of the organization that there are new rows. Whoever misses it finds them at the next look. */
export async function announceCalls(redis: Redis, organizationId: string): Promise<void> {
  await answerOf(redis.publish(tailChannel(organizationId), ""));
}
