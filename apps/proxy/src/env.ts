import { parseKey } from "@policylayer/crypto";
import { z } from "zod";

const wholeNumber = (min: number, max: number, ifUnset: number) =>
  z.coerce.number().int().min(min).max(max).default(ifUnset);
const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );

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

/** Every variable the proxy reads. An empty one is one that isn't set. */
const envSchema = z.object({
  /** Where Postgres is: the directory of grants and policies. */
  DATABASE_URL: z.string().min(1),
  /** Where Redis is: epochs, counters, sessions, audit stream. */
  REDIS_URL: z.string().min(1),
  /** How long Redis may take to answer, in ms. A call whose answer is later is refused (`store_unavailable`). */
  REDIS_ANSWER_MS: wholeNumber(50, 10_000, 250),
  /** 32 random bytes in base64: the key under which token hashes are stored. */
  TOKEN_PEPPER: key("TOKEN_PEPPER"),
  /** 32 random bytes in base64: wraps the organizations' data keys. */
  ENCRYPTION_KEY: key("ENCRYPTION_KEY"),
  /** Address to listen on. */
  PROXY_HOST: z.string().min(1).default("127.0.0.1"),
  PROXY_PORT: wholeNumber(0, 65_535, 3100),
  /** Address and port of `/metrics`. Without a port nothing listens there. */
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Public base of the proxy URLs, as clients use it. */
  PROXY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Host names besides the one of PROXY_URL, separated by commas. */
  ALLOWED_HOSTS: list,
  /** Origins whose pages may call the proxy from a browser, separated by commas. */
  ALLOWED_ORIGINS: list,
  /** "true": upstreams on private addresses may be reached. For one machine only. */
  ALLOW_PRIVATE_UPSTREAMS: z.stringbool().default(false),
  /** Largest request body, in bytes. */
  BODY_BYTES_MAX: wholeNumber(1_024, 8 * 1_048_576, 1_048_576),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Env = z.infer<typeof envSchema> & { readonly PROXY_URL: string };

/** The environment, checked. Throws one sentence per variable that is missing or wrong. */
export function readEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const read = envSchema.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== "")));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`the environment of the proxy is not complete:\n  ${faults.join("\n  ")}`);
  }
  return { ...read.data, PROXY_URL: read.data.PROXY_URL ?? `http://${read.data.PROXY_HOST}:${read.data.PROXY_PORT}` };
}
