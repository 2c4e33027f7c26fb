import "server-only";
import { getDeps } from "./deps";
import { within } from "./within";

const ANSWER_MS_MAX = 2_000;

export interface Health {
  readonly status: "ok" | "unavailable";
  readonly postgres: "ok" | "unavailable";
  readonly redis: "ok" | "unavailable";
}

/** Whether the two services this process can't do without give an answer. Says nothing of why: anybody may ask. */
export async function checkHealth(): Promise<Health> {
  const { db, redis, log } = getDeps();
  const answers = async (name: string, question: Promise<unknown>): Promise<"ok" | "unavailable"> => {
    try {
      await within(ANSWER_MS_MAX, name, question);
      return "ok";
    } catch (error) {
      log.warn({ err: error }, `${name} gives no answer`);
      return "unavailable";
    }
  };
  const [postgres, store] = await Promise.all([
    answers("Postgres", db.$queryRaw`SELECT 1`),
    answers("Redis", redis.ping()),
  ]);
  return { status: postgres === "ok" && store === "ok" ? "ok" : "unavailable", postgres, redis: store };
}
