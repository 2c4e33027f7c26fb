import { createRequire } from "node:module";
import { userInfo } from "node:os";
import { join } from "node:path";
import { hasDebianTools, installDebianPackages } from "./debian-packages";
import { type EmbeddedEnv, readEmbeddedEnv } from "./env";
import { findOnPath } from "./find-on-path";
import { findProgram, type Route } from "./find-program";
import { cachedRedis, unpackRedis } from "./unpacked-redis";

const NAMES = ["redis-server", "valkey-server"];
const REMEDY =
  "Install Redis or Valkey so that `redis-server` is on PATH, or set REDIS_URL to one that runs elsewhere, and start again.";

export interface FindOptions {
  log: (line: string) => void;
  env?: EmbeddedEnv;
  /** The ways to try, in order. Tests replace them. */
  routes?: Route[];
}

/** Path of a Redis or Valkey server program. Throws ServiceUnavailableHere when none can be had. */
export function findRedis({
  log,
  env = readEmbeddedEnv(),
  routes = redisRoutes(log, env),
}: FindOptions): Promise<string> {
  return findProgram("Redis", routes, REMEDY);
}

/** PATH, then our cache, then, if installing is allowed: Debian's packages, then npm's redis-memory-server. */
export function redisRoutes(log: (line: string) => void, env: EmbeddedEnv): Route[] {
  const here: Route[] = [
    { name: "PATH", find: async () => found(await findOnPath(NAMES, env.path), "no redis-server or valkey-server") },
    { name: env.cacheDir, find: async () => found(await cachedRedis(env.cacheDir), "nothing unpacked there") },
  ];
  if (!env.mayInstall) {
    return [...here, { name: "installing", find: async () => ({ reason: "INSTALL_MISSING=never forbids it" }) }];
  }
  const debian: Route = {
    name: "Debian's packages",
    find: async () => {
      if (!(await hasDebianTools(env.path))) return { reason: "no apt-get here" };
      log("no Redis found: getting it from Debian's packages");
      if (userInfo().uid !== 0) return { path: await unpackRedis(env.cacheDir, log) };
      await installDebianPackages(["redis-server"], log);
      return found(await findOnPath(NAMES, env.path), "apt-get installed it, but not on PATH");
    },
  };
  const compiled: Route = {
    name: "npm's redis-memory-server",
    find: async () => {
      log("no Redis found: downloading its source and compiling it, which takes a few minutes");
      const require = createRequire(import.meta.url);
      // The public class only starts servers; the part that gets the program is CommonJS with a `default` property.
      const loaded: typeof import("redis-memory-server/lib/util/RedisBinary") = require("redis-memory-server/lib/util/RedisBinary");
      return { path: await loaded.default.getPath({ downloadDir: join(env.cacheDir, "compiled") }) };
    },
  };
  return [...here, debian, compiled];
}

function found(path: string | null, reason: string): { path: string } | { reason: string } {
  return path === null ? { reason } : { path };
}
