import { isDatabaseError } from "./is-database-error";
import type { Outages } from "./outages";
import { backOffMs, pause } from "./pause";

export interface PeriodicJob {
  /** As people will read it when it fails. */
  readonly name: string;
  readonly everyMs: number;
  /** Safe to run twice, also at the same time in another process. */
  run(): Promise<void>;
}

/** From this one in a row on, that the database failed a job is said as the job's own outage. */
const DATABASE_FAILURES_SAID = 4;

/** Runs the job now and then again, until `stop` aborts; a run that fails is repeated sooner. Never rejects. */
export async function runPeriodically(job: PeriodicJob, outages: Outages, stop: AbortSignal): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    try {
      await job.run();
      failures = 0;
      outages.ended(job.name);
    } catch (error) {
      failures++;
      // While a dependency is known to be away, a job that fails is no news. Nor is one that the database fails a few
      // times: should it be away, the worker's own transactions meet that too, and say so.
      const isNews = failures >= DATABASE_FAILURES_SAID || !isDatabaseError(error);
      if (isNews && outages.current().length === 0) outages.began(job.name, error);
    }
    await pause(failures === 0 ? job.everyMs : backOffMs(failures), stop);
  }
}
