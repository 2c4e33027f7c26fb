import type { PeriodicJob } from "./run-periodically";
import type { System } from "./watched-system";

/**
 * For a job whose transactions aren't the worker's own: when it fails, Postgres is asked. If that is what is away, the
 * outage is Postgres's, and said as such; else the job's error stands.
 */
export function blamePostgres(job: PeriodicJob, system: System): PeriodicJob {
  return {
    ...job,
    async run() {
      try {
        await job.run();
      } catch (error) {
        await system("maintenance", (tx) => tx.$queryRaw`SELECT 1`);
        throw error;
      }
    },
  };
}
