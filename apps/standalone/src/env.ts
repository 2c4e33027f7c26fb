import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "./repository-root";
import { StartFailure } from "./start-failure";

/**
 * Ports that browsers and Node's fetch refuse to connect to, from 1024 on.
 * Source: Fetch Standard, section "Port blocking".
 */
const BLOCKED_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

const port = (value: number) =>
  z.coerce
    .number("must be a port number")
    .int("must be a whole number")
    .min(1, "must be a port number between 1 and 65535")
    .max(65_535, "must be a port number between 1 and 65535")
    .refine((number) => !BLOCKED_PORTS.has(number), "is a port that browsers refuse to connect to: choose another")
    .default(value);
const url = (schemes: RegExp, example: string) =>
  z.string().regex(schemes, `must look like ${example}`).refine(URL.canParse, `must look like ${example}`).optional();

const settingsSchema = z.object({
  DASHBOARD_PORT: port(3000),
  PROXY_PORT: port(3100),
  DEMO_PORT: port(3200),
  WORKER_PORT: port(3190),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: url(/^postgres(ql)?:\/\//, "postgresql://user:password@host:5432/database"),
  REDIS_URL: url(/^rediss?:\/\//, "redis://host:6379"),
});

export interface Settings {
  ports: { dashboard: number; proxy: number; demo: number; worker: number };
  /** Absolute. */
  dataDir: string;
  /** An existing Postgres; undefined: one of our own in `dataDir`. Its user owns the database and may create roles. */
  databaseUrl: string | undefined;
  /** An existing Redis; undefined: one of our own in `dataDir`. */
  redisUrl: string | undefined;
}

type Environment = Record<string, string | undefined>;

/** Every variable `npm start` reads. Throws StartFailure naming the variable that can't be used. */
export function readSettings(env: Environment = process.env): Settings {
  const given = parse(settingsSchema, env);
  const ports = {
    dashboard: given.DASHBOARD_PORT,
    proxy: given.PROXY_PORT,
    demo: given.DEMO_PORT,
    worker: given.WORKER_PORT,
  };
  for (const [name, value] of Object.entries(ports)) {
    const twin = Object.entries(ports).find(([other, otherValue]) => other !== name && otherValue === value);
    if (twin) {
      const names = `${name.toUpperCase()}_PORT and ${twin[0].toUpperCase()}_PORT`;
      throw new StartFailure(`${names} are both ${value}: give each process a port of its own.`);
    }
  }
  return { ports, dataDir: dataDirOf(given.DATA_DIR), databaseUrl: given.DATABASE_URL, redisUrl: given.REDIS_URL };
}

const adminSchema = z.object({
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: settingsSchema.shape.DATABASE_URL,
  TOKEN_PEPPER: z.string().optional(),
  ENCRYPTION_KEY: z.string().optional(),
  DASHBOARD_URL: z.string().default("http://localhost:3000"),
  PROXY_URL: z.string().default("http://localhost:3100"),
});

/** Every variable `npm run admin` reads. Without DATABASE_URL it works on the running `npm start` of DATA_DIR. */
export function readAdminEnv(env: Environment = process.env) {
  const given = parse(adminSchema, env);
  return { ...given, DATA_DIR: dataDirOf(given.DATA_DIR) };
}

const catalogueSchema = z.object({
  DATA_DIR: adminSchema.shape.DATA_DIR,
  DATABASE_URL: settingsSchema.shape.DATABASE_URL,
  CATALOGUE_REGISTRY_URL: url(/^https?:\/\//, "https://registry.modelcontextprotocol.io"),
  ALLOW_PRIVATE_UPSTREAMS: z.stringbool().default(false),
});

/** Every variable `npm run catalogue` reads. Without DATABASE_URL it works on the running `npm start` of DATA_DIR. */
export function readCatalogueEnv(env: Environment = process.env) {
  const given = parse(catalogueSchema, env);
  return { ...given, DATA_DIR: dataDirOf(given.DATA_DIR) };
}

/** What somebody else's program is started with: where programs are, and a home of its own. */
export function bareEnv(home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? "", HOME: home, USERPROFILE: home, TMPDIR: home, NODE_ENV: "production" };
}

/** What children inherit, and ours on top. */
export function childEnv(own: Record<string, string>): Environment {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", TURBO_TELEMETRY_DISABLED: "1", ...own };
}

function parse<Schema extends z.ZodType>(schema: Schema, env: Environment): z.output<Schema> {
  // A variable that is set but empty is one that somebody wanted to unset.
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0]);
  const shown = name.endsWith("_URL") ? "" : ` (it is \`${env[name]}\`)`;
  throw new StartFailure(`${name} ${issue?.message}${shown}.`);
}

function dataDirOf(given: string): string {
  return isAbsolute(given) ? given : join(repositoryRoot, given);
}
