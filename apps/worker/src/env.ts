import { z } from "zod";

/** Every variable the worker reads. */
const envSchema = z.object({
  /** Where Postgres is: calls go in, unfinished changes come out. */
  DATABASE_URL: z.string().min(1),
  /** Where Redis is: the audit streams and the epochs. */
  REDIS_URL: z.string().min(1),
  /** Address that /healthz listens on. */
  HOST: z.string().min(1).default("127.0.0.1"),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3190),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Env = z.infer<typeof envSchema>;

/** The environment, checked. Throws one line per variable that is missing or wrong. */
export function readEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const read = envSchema.safeParse(variables);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`the environment of the worker is not complete:\n  ${faults.join("\n  ")}`);
}
