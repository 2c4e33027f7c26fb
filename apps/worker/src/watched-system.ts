import { asSystem, type Db, type Tx } from "@policylayer/db";
import { isDataFault } from "./is-data-fault";
import type { Outages } from "./outages";

/** `asSystem` of one database: a transaction that sees every tenant. */
export type System = <T>(reason: Parameters<typeof asSystem>[1], work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Every transaction of the worker goes through here, so that a Postgres outage is noticed by whoever meets it and said once. */
export function watchedSystem(db: Db, outages: Outages): System {
  return async (reason, work) => {
    try {
      const answer = await asSystem(db, reason, work);
      outages.ended("Postgres");
      return answer;
    } catch (error) {
      if (!isDataFault(error)) outages.began("Postgres", error);
      throw error;
    }
  };
}
