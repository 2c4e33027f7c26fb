import { asSystem, type Db, type Tx } from "@policylayer/db";
import { isDataFault } from "./is-data-fault";
import type { Outages } from "./outages";

/** `asSystem` of one database: a transaction that sees every tenant. */
export type System = <T>(reason: Parameters<typeof asSystem>[1], work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Every transaction of the worker goes through here, so that a Postgres outage is noticed by whoever meets it and said once. One
 * that began before another ended otherwise tells of a time that is over.
 */
export function watchedSystem(db: Db, outages: Outages): System {
  let succeededAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (reason, work) => {
    const beganAt = performance.now();
    try {
      const answer = await asSystem(db, reason, work);
      succeededAt = performance.now();
      if (beganAt >= failedAt) outages.ended("Postgres");
      return answer;
    } catch (error) {
      if (!isDataFault(error)) {
        failedAt = performance.now();
        if (beganAt >= succeededAt) outages.began("Postgres", error);
      }
      throw error;
    }
  };
}
