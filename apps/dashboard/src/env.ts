import { z } from "zod";

/** Its bytes are taken where it is used. */
const keySchema = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, "must be 32 random bytes in base64 (openssl rand -base64 32)");

const baseUrlSchema = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));

/** Every variable the dashboard reads. */
const envSchema = z.object({
  /** Where Postgres is. */
  DATABASE_URL: z.string().min(1),
  /** Where Redis is: the epochs of grants, and the announcements of new calls. */
  REDIS_URL: z.string().min(1),
  /** 32 random bytes in base64: the key under which hashes of tokens are stored. The proxy has the same. */
  TOKEN_PEPPER: keySchema,
  /** 32 random bytes in base64: wraps the organizations' data keys. The proxy has the same. */
  ENCRYPTION_KEY: keySchema,
  /** At least 32 characters: signs what sign-in hands to browsers. */
  AUTH_SECRET: z.string().min(32),
  /** The dashboard's own public address. */
  DASHBOARD_URL: baseUrlSchema,
  /** The public address of the proxy, as agents use it. */
  PROXY_URL: baseUrlSchema,
  /** "true": upstreams on private addresses may be reached. For one machine only. */
  ALLOW_PRIVATE_UPSTREAMS: z.stringbool().default(false),
});

export type Env = z.output<typeof envSchema>;

/**
 * The environment, checked. Called on the first request rather than on import, so that a build needs none of it. Throws
 * one sentence for each variable that is missing or wrong; never with its value.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const read = envSchema.safeParse(variables);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return variables[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`;
  });
  throw new Error(`the environment of the dashboard is not complete: ${faults.join("; ")}`);
}
