import { parseKey } from "@policylayer/crypto";
import { z } from "zod";

function key(variable: string) {
  return z.string().transform((text, context) => {
    try {
      return parseKey(variable, text);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : "is not a key");
      return z.NEVER;
    }
  });
}

/** Every variable the worker reads. */
const envSchema = z.object({
  /** Where Postgres is: calls go in, unfinished changes come out. */
  DATABASE_URL: z.string().min(1),
  /** Where Redis is: the audit streams and the epochs. */
  REDIS_URL: z.string().min(1),
  /** 32 random bytes in base64: opens the credentials of upstreams, whose tools are looked at again. */
  ENCRYPTION_KEY: key("ENCRYPTION_KEY"),
  /** "true": upstreams on private addresses may be reached. For one machine only. */
  ALLOW_PRIVATE_UPSTREAMS: z.stringbool().default(false),
  /** How often each server's tools are compared with what was approved, besides when a proxy sees a change. */
  TOOL_CHECK_SECONDS: z.coerce.number().int().min(10).max(86_400).default(900),
  /** A registry of MCP servers to read into the public catalogue. Unset: none is ever contacted. */
  CATALOGUE_REGISTRY_URL: z
    .union([z.literal("").transform(() => undefined), z.url({ protocol: /^https?$/, error: "is no http address" })])
    .optional(),
  /** From the end of one reading of the registry to the next, which asks for what has changed. */
  CATALOGUE_SYNC_SECONDS: z.coerce.number().int().min(60).max(604_800).default(3_600),
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
