import { rm } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "./free-port";
import { initialiseCluster, isInitialised } from "./initialise-cluster";
import { endLeftoverPostmaster } from "./leftover-postmaster";
import { postgresBinaries } from "./postgres-binaries";
import { ephemeralHome, persistentHome } from "./postgres-home";
import { postgresUser } from "./postgres-user";
import { ServiceStartFailed, startServiceProcess } from "./service-process";

const ATTEMPTS = 5;
/** Speed for tests: a crash of the machine may lose data, a kill of the process may not. */
const NOT_DURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

export interface StartPostgresOptions {
  /** null: a temporary folder, not durable, removed on stop. Otherwise the folder the database lives in. */
  dataDir: string | null;
  /** Default: a free one. */
  port?: number;
  log: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Owner of the database `policylayer`: no superuser, may create roles, and databases when ephemeral. */
  url: string;
  /** Superuser, database `postgres`: for tests that create databases or end connections. */
  superuserUrl: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, also by itself. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a Postgres of our own on 127.0.0.1. A persistent one continues on what is in `dataDir`, also after a kill.
 * Throws ServiceUnavailableHere where there is none for this platform, ServiceStartFailed with its last lines when it
 * doesn't start.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const runAs = await postgresUser(log);
  const binaries = await postgresBinaries(runAs, log);
  const home = dataDir === null ? await ephemeralHome(runAs) : await persistentHome(dataDir, runAs, log);
  const remove = () => (dataDir === null ? rm(home.dir, { recursive: true, force: true }) : undefined);
  try {
    await endLeftoverPostmaster(home.cluster, log);
    if (!(await isInitialised(home))) await initialiseCluster(home, binaries, runAs, dataDir === null);
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "max_connections=200",
      ...(dataDir === null ? NOT_DURABLE : []),
    ];
    for (let attempt = 1; ; attempt++) {
      const port = options.port ?? (await freePort());
      try {
        const server = await startServiceProcess({
          name: "Postgres",
          command: binaries.postgres,
          args: ["-D", home.cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
          readyLine: /database system is ready to accept connections/,
          readyWithinMs: 120_000,
          stopSignal: "SIGINT",
          stopWithinMs: 30_000,
          ...runAs,
          ...(dataDir === null ? { removeWhenOrphaned: home.dir } : { logFile: join(home.dir, "server.log") }),
        });
        const url = (user: string, password: string, database: string) =>
          `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
        return {
          url: url("policylayer", home.passwords.policylayer, "policylayer"),
          superuserUrl: url("postgres", home.passwords.superuser, "postgres"),
          port,
          pid: server.pid,
          exited: server.exited,
          stop: async () => {
            await server.stop();
            await remove();
          },
        };
      } catch (error) {
        if (attempt === ATTEMPTS || !mayPass(error, options.port === undefined)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Worth another try: somebody took our free port first, or the children of a killed server are still ending. */
function mayPass(error: unknown, portIsOurs: boolean): boolean {
  if (!(error instanceof ServiceStartFailed)) return false;
  const said = error.lines.join("\n");
  return (portIsOurs && /could not bind|Address already in use/.test(said)) || /shared memory block/.test(said);
}
