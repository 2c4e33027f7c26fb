import { isDataFault } from "./is-data-fault";
import type { Outages } from "./outages";
import type { PeriodicJob } from "./run-periodically";

/**
 * For a job whose transactions aren't the worker's own (`watchedSystem`): when the database client fails it, the outage is
 * Postgres's, and said as such; any other error is the job's.
 */
export function blamePostgres(job: PeriodicJob, outages: Outages): PeriodicJob {
  return {
    ...job,
    async run() {
      try {
        await job.run();
      } catch (error) {
        if (isOfDatabase(error) && !isDataFault(error)) outages.began("Postgres", error);
        throw error;
      }
    },
  };
}

/** What `pg` says, in errors without a name, of a connection that broke under a transaction. */
const BROKEN =
  /^(Client (has encountered a connection error|was closed)|Connection terminated|timeout exceeded when trying)/;

/** Errors of Prisma and of its adapter by the names that they give themselves; the driver's own by what they say. */
function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && (/^(PrismaClient|DriverAdapter)/.test(error.name) || BROKEN.test(error.message));
}
