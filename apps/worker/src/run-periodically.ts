import type { Outages } from "./outages";
import { backOffMs, pause } from "./pause";

export interface PeriodicJob {
  /** As people will read it when it fails. */
  readonly name: string;
  readonly everyMs: number;
  /** Safe to run twice, also at the same time in another process. */
  run(): Promise<void>;
}

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
      // While a dependency is known to be away, a job that fails is no news.
      if (outages.current().length === 0) outages.began(job.name, error);
    }
    await pause(failures === 0 ? job.everyMs : backOffMs(failures), stop);
  }
}
